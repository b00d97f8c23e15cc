"""The table of flows in the documentation is what the program says."""

from pathlib import Path

from insatser.management.commands.floden import document

TABELL = Path(__file__).parents[2] / "docs" / "floden.md"


def test_the_printed_table_is_that_of_the_program():
    assert TABELL.read_text(encoding="utf-8") == document(), (
        "Kör: manage.py floden > docs/floden.md"
    )
