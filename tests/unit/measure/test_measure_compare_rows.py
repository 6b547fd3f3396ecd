"""The rows of a comparison as the command shows them."""

from curation.cli.measure.compare import _short


def test_a_category_is_shown_by_its_last_part_unless_another_ends_in_it():
    rows = {"Legal > Privacy > Theft": 1, "Legal > Privacy > Sale": 2, "Harm > Sale": 3, "EU": 4}
    assert _short(rows) == {"Theft": 1, "Legal > Privacy > Sale": 2, "Harm > Sale": 3, "EU": 4}
