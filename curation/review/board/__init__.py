"""The labelling board: layouts, upload of items, download of annotations."""
