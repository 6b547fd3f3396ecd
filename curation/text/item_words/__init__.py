"""English words by which the wording of test items is judged, a module for each part of an item. The checks say what a find means."""
