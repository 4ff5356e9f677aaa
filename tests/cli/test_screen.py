"""Text is laid out by the columns that it takes on a terminal, not by its characters."""

import io

import pytest
from rich.cells import cell_len

from amend.cli import position_tables, screen
from amend.model.position import Position, When


@pytest.mark.parametrize("words", ["Ann", "\u9752\u6c60", "e\u0301a", "\u9752 pond \u6c60"])
def test_words_are_padded_and_shortened_by_the_columns_that_they_take(words):
    assert cell_len(screen.padded(words, 12)) == 12
    assert screen.shortened(words, 12) == words
    assert cell_len(screen.shortened(words * 9, 12)) <= 12
    assert screen.shortened(words * 9, 12).endswith("…")


def test_the_columns_of_the_log_stand_under_one_another_with_wide_letters_too(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(screen, "console", lambda: screen._PipeConsole(file=shown, width=60))
    ids = ("P1", "\u9752\u6c601", "P333")
    found = [
        Position(id, When.of("2020-05-01"), "青" * 9, "Ann", "ngo", "a letter", "supports", "why", ("a",), "verified")
        for id in ids
    ]
    position_tables.print_log(found, "")
    rows = shown.getvalue().splitlines()
    assert all(cell_len(row) <= 60 for row in rows)
    assert len({cell_len(row[: row.index("supports")]) for row in rows if "supports" in row}) == 1
