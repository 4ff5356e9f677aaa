"""Tables of a printed page, by their rules: which part of the page each takes, and where its cells are divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from amend.formats.pdf.page_drawings import Box
from amend.formats.pdf.page_rows import PageRow
from amend.formats.pdf.page_words import PageWord

_ONE = 3.0
"""How far apart two edges may be, in points, and be one."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table of a page. columns: the left edge of each, from the left. rows: the upper edge of each, from the top; it
    has none where only its words tell its rows."""

    head: float
    foot: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, row: PageRow) -> bool:
        """Whether a row of the page stands in it."""
        return self.foot - 1 <= row.foot <= self.head + 1

    def column(self, word: PageWord) -> int:
        """The column that a word begins in."""
        return max(sum(edge <= word.left + _ONE for edge in self.columns) - 1, 0)

    def row(self, row: PageRow) -> int:
        """The row of the table that a row of the page stands in, by its rules."""
        return max(sum(edge >= row.foot for edge in self.rows) - 1, 0)


def tables_on(rows: Sequence[PageRow], rules: Sequence[Box]) -> tuple[SetTable, ...]:
    """The tables of a page, from the top: of a grid, or of rules across with columns that white space parts."""
    upright = [rule for rule in rules if rule.head - rule.foot > rule.right - rule.left]
    across = [rule for rule in rules if rule.head - rule.foot <= rule.right - rule.left]
    found = []
    for head, foot in _stretches(upright):
        inside = [rule for rule in upright if foot - _ONE <= rule.foot and rule.head <= head + _ONE]
        columns = _clustered([rule.left for rule in inside])
        lines = _clustered([rule.head for rule in across if foot - _ONE <= rule.foot <= head + _ONE])
        if len(columns) > 2:
            found.append(SetTable(head, foot, tuple(columns[:-1]), tuple(sorted(lines, reverse=True)[:-1])))
    for group in _of_one_width([rule for rule in across if not any(_within(rule, table) for table in found)]):
        head, foot = max(rule.foot for rule in group), min(rule.foot for rule in group)
        inside_ = [row for row in rows if foot <= row.foot <= head]
        gutters = _white(inside_)
        if len(group) > 2 and gutters:
            columns_ = (min(row.left for row in inside_), *gutters)
            lines_ = sorted((rule.foot for rule in group), reverse=True)[:-1]
            found.append(SetTable(head, foot, columns_, tuple(lines_) if len(group) > 3 else ()))
    return tuple(sorted(found, key=lambda table: -table.head))


def _within(rule: Box, table: SetTable) -> bool:
    return table.foot - _ONE <= rule.foot <= table.head + _ONE


def _stretches(upright: Sequence[Box]) -> list[tuple[float, float]]:
    """Where upright rules stand one beside or below another: head and foot of each stretch."""
    out: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda rule: -rule.head):
        if out and rule.head >= out[-1][1] - _ONE:
            out[-1] = (out[-1][0], min(out[-1][1], rule.foot))
        else:
            out.append((rule.head, rule.foot))
    return out


def _clustered(edges: Sequence[float]) -> list[float]:
    out: list[float] = []
    for edge in sorted(edges):
        if not out or edge - out[-1] > _ONE:
            out.append(edge)
    return out


def _of_one_width(across: Sequence[Box]) -> list[list[Box]]:
    """Rules across that begin and end at the same edges, together."""
    out: list[list[Box]] = []
    for rule in sorted(across, key=lambda rule: -rule.foot):
        for group in out:
            if abs(group[0].left - rule.left) < _ONE and abs(group[0].right - rule.right) < _ONE:
                group.append(rule)
                break
        else:
            out.append([rule])
    return out


def _white(rows: Sequence[PageRow]) -> list[float]:
    """The left edges of the columns after the first: where no row has words for two widths of a letter before it."""
    if len(rows) < 2:
        return []
    spans = sorted((word.left, word.right) for row in rows for word in row.words)
    merged: list[tuple[float, float]] = []
    for left, right in spans:
        if merged and left <= merged[-1][1] + rows[0].size * 0.9:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return [two[0] for _, two in pairwise(merged)]
