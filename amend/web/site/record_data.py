"""The record as data, for spreadsheets and programs: tables of CSV and one file of JSON, and the page that says what is
in them.

Each CSV begins with the byte order mark: without it the spreadsheets that most people have take UTF-8 for something
else, and spoil each name and quotation mark; programs that read CSV know it. JSON has none, as its standard asks.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from amend.ledger.evidence import Relied
from amend.ledger.stances import Spell
from amend.model.text import legible
from amend.web.matrix import csv_of
from amend.web.site.gathered import Gathered, Tabled
from amend.web.site.page import Page, SiteFile, as_json, render
from amend.web.site.standing_matrix import HeldOn

INDEX = "data/index.html"
FORMAT = 1
"""Of `data/record.json`. A key may be added to a format; one that goes or means something else makes a new one."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a table, and the key of that name in the JSON. of: what stands in it: words, a number, or a list of
    words, which the CSV joins by "; "; None for nothing said."""

    name: str
    means: str
    of: Callable[[Row], str | int | Sequence[str] | None]


@dataclass(frozen=True, slots=True)
class RecordTable(Generic[Row]):
    """A table of the record. name: of its file and of its list in the JSON. what: a row is."""

    name: str
    what: str
    columns: tuple[Column[Row], ...]
    rows: tuple[Row, ...]

    @property
    def path(self) -> str:
        """Of its CSV."""
        return f"data/{self.name}.csv"

    @property
    def csv(self) -> bytes:
        """It as CSV."""
        cells = ([_cell(column.of(row)) for column in self.columns] for row in self.rows)
        return codecs.BOM_UTF8 + legible(csv_of([column.name for column in self.columns], cells)).encode()

    @property
    def records(self) -> list[dict[str, Any]]:
        """It as JSON."""
        return [{column.name: column.of(row) for column in self.columns} for row in self.rows]


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The tables, the JSON, and the page that says what is in them."""
    tables = record_tables(found)
    for table in tables:
        yield SiteFile(table.path, table.csv)
    yield SiteFile("data/record.json", record_json(found, tables))
    main = render("data.html", INDEX, found=found, tables=tables, format=FORMAT)
    about = "The record for spreadsheets and programs: positions, evidence, amendments, and who held what on any day."
    yield Page(INDEX, "The record as data", about, "positions", main, kept=True)


def record_json(found: Gathered, tables: Sequence[RecordTable[Any]]) -> bytes:
    """The whole record as JSON."""
    said = {
        "format": FORMAT,
        "about": found.title,
        "kept_to": str(found.record.kept.to) if found.record.kept.to else None,
        "cautions": list(dict.fromkeys(caution for one in found.prints for caution in one.bill.cautions)),
        **{table.name: table.records for table in tables},
    }
    return as_json(said, indent=1) + b"\n"


def record_tables(found: Gathered) -> tuple[RecordTable[Any], ...]:
    """Positions, evidence, amendments, and each time through which a position stood."""
    held = ((cell, one) for cell in found.standing_matrix.cells for one in cell.by_day)
    return (
        RecordTable("positions", "something that somebody held", _positions(found), found.record.positions),
        RecordTable("evidence", "a figure, case or finding that positions rely on", _evidence(found), found.relied),
        RecordTable("amendments", "an amendment to the Bill in the record", _amendments(found), found.tabled),
        RecordTable("matrix", "a time through which a position stood on a question", _matrix(found), tuple(held)),
    )


def _positions(found: Gathered) -> tuple[Column[Any], ...]:
    return (
        Column("id", "its number in the record", lambda one: one.id),
        Column(
            "date",
            "when, as far as it is known: a day, a month, a year, or “2020-05/2022-05”",
            lambda one: one.when.said,
        ),
        Column("earliest", "the first day that the date can mean", lambda one: _day(one.when.earliest)),
        Column("latest", "the last day that the date can mean", lambda one: _day(one.when.latest)),
        Column("actor", "under whom the record has it", lambda one: found.actor_name(one.actor)),
        Column("folder", "the actor’s short name, which stays the same", lambda one: one.actor),
        Column("who", "the person or body that said it", lambda one: one.who),
        Column("kind", "what sort of body", lambda one: one.kind),
        Column(
            "office",
            "who held the office then; empty where that is not known",
            lambda one: one.office and one.office.holder,
        ),
        Column("office_until", "when they left it", lambda one: one.office and one.office.until.said),
        Column("vehicle", "in what it was said", lambda one: one.vehicle),
        Column("on", "the questions and amendments that it is about", lambda one: one.on),
        Column(
            "stance",
            "proposes, supports, supports in part, neutral, opposes; empty for no stance",
            lambda one: one.stance,
        ),
        Column("sure", "verified, verified in part, inferred, not verified", lambda one: one.sure),
        Column("people", "whom it would protect, where that was said", lambda one: one.people),
        Column("bodies", "whom it would bind, where that was said", lambda one: one.bodies),
        Column("strength", "how absolute it would be, where that was said", lambda one: one.strength),
        Column("summary", "what they held, in words of the record", lambda one: one.summary),
        Column("sources", "where it can be read, the best first", lambda one: one.sources),
        Column(
            "evidence",
            "what it relies on, by its id in the table of evidence",
            lambda one: tuple(found.relied_anchors[row.what, row.value, row.period] for row in one.evidence),
        ),
        Column("page", "its page, from the root of this site", found.position_path),
    )


def _evidence(found: Gathered) -> tuple[Column[Relied], ...]:
    return (
        Column("id", "its name, which is its anchor on the page too", lambda one: _anchor(found, one)),
        Column("sort", "figure, or case or finding", lambda one: "figure" if one.value else "case or finding"),
        Column("value", "the figure as its source gives it", lambda one: one.value),
        Column("what", "what was counted, what happened or what was found", lambda one: one.what),
        Column("period", "of what time", lambda one: one.period),
        Column("sources", "where it can be read, the first that was cited first", lambda one: one.sources),
        Column("positions", "the positions that rely on it", lambda one: tuple(by.id for by in one.by)),
        Column(
            "actors",
            "who relies on it",
            lambda one: tuple(dict.fromkeys(found.actor_name(by.actor) for by in one.by)),
        ),
        Column(
            "page", "where it stands, from the root of this site", lambda one: f"evidence.html#{_anchor(found, one)}"
        ),
    )


def _amendments(found: Gathered) -> tuple[Column[Tabled], ...]:
    cautions = found.record.kept.cautions
    return (
        Column("number", "its number in its package", lambda one: one.draft.name),
        Column("actor", "whose package it is in", lambda one: one.name),
        Column("folder", "the actor’s short name, which stays the same", lambda one: one.actor),
        Column("print", "the print that it amends", lambda one: one.draft.print),
        Column("house", "Commons or Lords", lambda one: one.draft.house),
        Column("stage", "at which stage", lambda one: one.draft.stage),
        Column("mover", "in whose name it is", lambda one: one.draft.mover),
        Column("supporters", "who added their names", lambda one: one.draft.supporters),
        Column("date", "when it was tabled or first known", lambda one: one.draft.date),
        Column("decision", "what was decided on it", lambda one: one.draft.decision),
        Column("withdrawn", "when it was withdrawn", lambda one: one.draft.withdrawn),
        Column("title", "what it is headed", lambda one: one.draft.title),
        Column("place", "where it falls in that print", lambda one: one.outcome.place if one.outcome else None),
        Column(
            "outcome",
            "applied or refused, when made to that print",
            lambda one: one.outcome.outcome if one.outcome else None,
        ),
        Column("reason", "why it was refused", lambda one: one.outcome.reason if one.outcome else None),
        Column("words", "its words", lambda one: one.draft.words),
        Column("statement", "the explanatory statement", lambda one: one.draft.statement),
        Column("caution", "what must be said of it wherever it is shown", lambda one: cautions.get(one.actor)),
        Column("page", "its page, from the root of this site", lambda one: one.path),
    )


def _matrix(found: Gathered) -> tuple[Column[tuple[HeldOn, Spell]], ...]:
    return (
        Column("actor", "who", lambda one: found.actor_name(one[0].actor)),
        Column("folder", "the actor’s short name, which stays the same", lambda one: one[0].actor),
        Column("question", "on what", lambda one: one[0].question),
        Column("since", "the first day on which the position stood so", lambda one: _day(one[1].since)),
        Column(
            "until", "the day from which it stood so no longer; empty while it does", lambda one: _day(one[1].until)
        ),
        Column(
            "how",
            "held, perhaps (only its month or year is known), former (who held it has left)",
            lambda one: one[1].how,
        ),
        Column("stance", "proposes, supports, supports in part, neutral, opposes", lambda one: one[1].position.stance),
        Column("position", "its number in the record", lambda one: one[1].position.id),
        Column("who", "the person or body that said it", lambda one: one[1].position.who),
        Column("sure", "how sure it is", lambda one: one[1].position.sure),
        Column("page", "its page, from the root of this site", lambda one: found.position_path(one[1].position)),
    )


def _anchor(found: Gathered, one: Relied) -> str:
    return found.relied_anchors[one.what, one.value, one.period]


def _day(day: object) -> str | None:
    return str(day) if day else None


def _cell(said: str | int | Sequence[str] | None) -> str:
    if said is None:
        return ""
    return said if isinstance(said, str) else str(said) if isinstance(said, int) else "; ".join(said)
