"""The record laid out for the terminal: the log, one position, the matrix, the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Console

from amend.cli import screen, terminal
from amend.ledger.evidence import Relied, relied_on
from amend.ledger.stances import Course, Held, Matrix, Stretch, Timeline
from amend.ledger.two_actors import Turn
from amend.model.position import Position, Tenure

STYLES = {
    "proposes": "bold green",
    "supports": "green",
    "supports in part": "cyan",
    "neutral": "yellow",
    "opposes": "bold red",
    "": "dim",
}
LETTERS = {"proposes": "P", "supports": "S", "supports in part": "s", "neutral": "n", "opposes": "O", "": "·"}
MARKS = {"verified": "", "verified in part": " °", "inferred": " ~", "not verified": " ?"}
MEANING = {
    "verified in part": "° read in part in the source",
    "inferred": "~ concluded from what was read",
    "not verified": "? not checked",
}
"""How well a position is known, as it is marked in a table and said below it."""

_CELL, _LABEL = 20, 34
"""Columns at most of a cell of the matrix, and of the name of an actor."""

_GAP = "  "


def print_log(found: Sequence[Position], where: str, upto: str = "") -> None:
    """Print for each position when, which, what and whose; below it who said it, and in what, and what it relies on.

    upto: what is to be said first of the day up to which the record is kept; "" for nothing.
    """
    out = screen.console()
    usual, width = _usual(found), out.width
    widths = [max(map(cell_len, column)) for column in zip(*((str(one.when), one.id) for one in found), strict=True)]
    lines: list[str] = [screen.styled(out, line, "bold") for line in screen.wrapped(upto, width)] + [""] if upto else []
    for one in found:
        stance = one.stance or "no stance"
        sure = "" if one.sure == "verified" else f"  ({one.sure})"
        head = (
            f"{screen.styled(out, screen.padded(str(one.when), widths[0]), 'bold')}  "
            f"{screen.padded(terminal.plain(one.id), widths[1])}  "
            f"{screen.styled(out, f'{stance:<16}', STYLES[one.stance])}"
        )
        whose = terminal.plain(f"{one.whose}{sure}")
        if sum(widths) + 22 + cell_len(whose) <= width:
            lines.append(f"{head}  {whose}")
        else:
            lines += [head.rstrip(), *screen.indented(whose, width, 4)]
        others = [question for question in one.on if question != usual]
        on = f" · on {terminal.listed(others)}" if others else ""
        below = [f"{one.who}: {one.vehicle}{on}"]
        below += [f"former holder: {_holder(one)}"] if one.former(date.today()) else []
        below += [f"evidence: {_figures(one)}"] if one.evidence else []
        lines += (screen.styled(out, line, "dim") for words in below for line in screen.indented(words, width, 4))
    screen.print_lines(out, lines)
    actors = len({one.actor for one in found})
    about = f", on “{usual}” where nothing else is said" if usual else ""
    total = f"{terminal.plural(len(found), 'position')} of {terminal.plural(actors, 'actor')}{about}. {where}"
    screen.print_lines(out, ["", *screen.wrapped(total, out.width)])


def one(position: Position) -> None:
    """Print a position in full."""
    out = screen.console()
    stance = screen.styled(out, position.stance or "no stance", STYLES[position.stance])
    head = f"{screen.styled(out, position.id, 'bold')} · {position.when} · {terminal.plain(position.whose)} · {stance}"
    rows = [
        ("who", position.who),
        ("what sort", position.kind),
        ("actor", position.actor if position.actor_name else ""),
        ("said in", position.vehicle),
        ("on", ", ".join(position.on)),
        ("protects", position.people),
        ("binds", position.bodies),
        ("strength", position.strength),
        ("how sure", position.sure),
        ("office", _office(position)),
        *((("source" if len(position.sources) == 1 else "sources") if not at else "", source)
          for at, source in enumerate(position.sources)),
        ("file", position.source),
    ]  # fmt: skip
    lines = [head, ""]
    for name, value in rows:
        if value:
            first, *rest = screen.wrapped(value, out.width - 11)
            lines += [f"{screen.styled(out, f'{name:<9}', 'dim')}  {first}", *(f"{'':11}{line}" for line in rest)]
    for paragraph in position.summary.split("\n\n"):
        lines += ["", *screen.wrapped(paragraph, out.width)]
    if position.evidence:
        lines += ["", screen.styled(out, "It relies on", "dim"), *_relied(out, relied_on([position]), by=False)]
    screen.print_lines(out, lines)


def print_evidence(found: Sequence[Relied], where: str) -> None:
    """Print each figure, then each case and finding: what it is, of what time, its sources, and who relied on it."""
    out = screen.console()
    figures = sum(bool(one.value) for one in found)
    _title(out, f"What the positions rely on. {where}")
    screen.print_lines(out, ["", *_relied(out, found, by=True)])
    total = terminal.listed([terminal.plural(figures, "figure"), *_others(len(found) - figures)])
    screen.print_lines(out, ["", *screen.wrapped(total, out.width)])


def _relied(out: Console, found: Sequence[Relied], *, by: bool) -> Iterator[str]:
    width = min(max((cell_len(one.value) for one in found), default=1) or 1, 12)
    for one in found:
        heads = screen.wrapped(one.value, width) if one.value else ["·"]
        rows = [(line, "") for line in screen.wrapped(one.what, out.width - width - 2)]
        below = [one.period] if one.period else []
        below.append(f"source: {'; '.join(one.sources)}")
        if by:
            below.append(f"relied on by {', '.join(f'{each.id} {each.when} {each.whose}' for each in one.by)}")
        rows += [(line, "dim") for words in below for line in screen.wrapped(words, out.width - width - 2)]
        for (head, _), (line, style) in _level([[(head, "") for head in heads], rows], empty=("", "")):
            yield _row(out, [head, line], [width, out.width - width - 2], ["bold", style])


def print_offices(offices: Sequence[Tenure], where: str) -> None:
    """Print a row for each office-holder: from when to when, and whose positions are theirs."""
    out = screen.console()
    _title(out, where)
    lines: list[str] = []
    for one in offices:
        head = f"{screen.padded(one.since.said or '…', 10)} to {screen.padded(one.until.said or '…', 10)}"
        first, *rest = screen.wrapped(f"{one.holder} ({one.actor})", out.width - 26)
        lines += [f"{head}  {first}", *(f"{'':26}{line}" for line in rest)]
    screen.print_lines(out, ["", *lines] if lines else ["It says of nobody when an office was held."])


def print_matrix(shown: Matrix, where: str) -> None:
    """Print who held what on a day: a row for each actor, as many columns as fit, then those that are left below."""
    out = screen.console()
    _title(out, f"Who held what at the end of {shown.day}. {where}")
    label = min(max(cell_len(shown.names[actor]) for actor in shown.actors), max(min(out.width // 3, _LABEL), 12))
    width = min(_CELL, max(out.width - label - 2, 12))
    count = max(1, (out.width - label) // (width + len(_GAP)))
    lines: list[str] = []
    for at in range(0, len(shown.questions), count):
        lines += ["", *_block(out, shown, shown.questions[at : at + count], label, width)]
    screen.print_lines(out, lines)
    marks, notes = _marked(shown), [*_left(shown), *_undated(shown.undated)]
    if marks or notes:
        out.print()
    screen.print_lines(out, [*screen.in_few_rows(out, [(mark, "dim") for mark in marks]), *_noted(out, notes)])


def print_timeline(shown: Timeline, where: str) -> None:
    """Print a row for each actor with a letter where a position was taken, and a line while a stance was held."""
    out = screen.console()
    _title(out, f"Who held what on “{shown.question}”, over time. {where}")
    if shown.first is None or shown.last is None:
        screen.print_lines(out, _noted(out, _undated(shown.undated)))
        return
    label = min(max(cell_len(course.whose) for course in shown.courses), max(min(out.width // 3, _LABEL), 12))
    scale = _ColumnScale(shown.first, shown.last, max(out.width - label - len(_GAP), 20))
    lines = ["", f"{'':{label}}{_GAP}{screen.styled(out, scale.axis(), 'dim')}".rstrip()]
    for course in shown.courses:
        first, *rest = screen.wrapped(course.whose, label)
        lines += [f"{screen.padded(first, label)}{_GAP}{_drawn(out, course, scale)}".rstrip(), *rest]
    screen.print_lines(out, lines)
    out.print()
    used = {one.stance for course in shown.courses for one in course.positions}
    key = [(f"{LETTERS[stance]} {stance or 'no stance'}", style) for stance, style in STYLES.items() if stance in used]
    screen.print_lines(out, screen.in_few_rows(out, key))
    screen.print_lines(out, screen.in_few_rows(out, [(line, "dim") for line in _LINES]))
    relying = [one for course in shown.courses for one in course.positions if one.evidence]
    notes = [f"Evidence: {'; '.join(f'{one.id} {_figures(one)}' for one in relying)}"] if relying else []
    screen.print_lines(out, _noted(out, [*notes, *_undated(shown.undated)]))


_LINES = (
    "─ held since, until the holder left",
    "═ differing stances",
    "* several at once",
    "~ taken then, the day not known",
)


def print_turns(
    history: Mapping[str, Sequence[Turn]], besides: Sequence[str], one: str, other: str, upto: str = ""
) -> None:
    """Print for each question a row for each day on which one of two actors changed, or first took, a stance.

    besides: questions that are only named, for only one of the two held anything on them. upto: as in `print_log`.
    """
    out = screen.console()
    _title(out, f"What each held over time: {one}; {other}.{f' {upto}' if upto else ''}")
    if not history:
        out.print("Neither has taken a position with a date.")
        return
    width = max((out.width - 10 - 2 * len(_GAP)) // 2, 12)
    lines: list[str] = []
    for question, days in history.items():
        lines += ["", screen.styled(out, question, "bold")]
        heads = [["since"], *(screen.wrapped(actor, width) for actor in (one, other))]
        lines += (_row(out, row, [10, width, width], ["dim"] * 3) for row in _level(heads, bottom=True))
        for turn in days:
            both = zip((turn.one, turn.other), turn.turned, strict=True)
            cells = [list(_turned(held, new, width)) for held, new in both]
            for parts in _level([[(str(turn.day), "")], *cells], empty=("", "")):
                words, styles = [words for words, _ in parts], [style for _, style in parts]
                lines.append(_row(out, words, [10, width, width], styles))
    told = [turn for days in history.values() for turn in days]
    silent = (() if any(t.one for t in told) else (one,)) + (() if any(t.other for t in told) else (other,))
    lines += [line for actor in silent for line in ("", f"There is no position of {actor} in the record on that.")]
    if besides:
        lines += ["", *screen.wrapped(f"Only one of them held anything on {terminal.listed(besides)}.", out.width)]
    screen.print_lines(out, lines)


def _turned(held: Stretch | None, new: bool, width: int) -> Iterator[tuple[str, str]]:
    """What an actor held from a day on: each stance, and the position that took it; a bar where nothing changed."""
    if held is None or not new:
        yield ("left office" if new else "│" if held else "", "dim")
        return
    for stance in held.stances:
        taken = next(one for one in held.positions if one.stance == stance)
        which = f"{taken.id}{MARKS[taken.sure]}"
        if len(which) + 18 <= width:
            yield f"{stance:<16}  {which}", STYLES[stance]
        else:
            yield from (
                (line, STYLES[stance]) for line in (*screen.wrapped(stance, width), *screen.wrapped(which, width))
            )


class _ColumnScale:
    """Which column a day falls on, of so many, from the first of January of the first year to the end of the last."""

    def __init__(self, first: date, last: date, columns: int) -> None:
        self.columns = columns
        self._start = date(first.year, 1, 1)
        self._years = range(first.year, last.year + 1)
        self._days = (date(last.year, 12, 31) - self._start).days + 1

    def at(self, day: date) -> int:
        return min(max((day - self._start).days, 0) * self.columns // self._days, self.columns - 1)

    def axis(self) -> str:
        """The years, each where it begins; as many as have room."""
        text = ""
        for year in self._years:
            at = self.at(date(year, 1, 1))
            if (not text or at > len(text)) and at + 4 <= self.columns:
                text = f"{text:<{at}}{year}"
        return text


def _drawn(out: Console, course: Course, scale: _ColumnScale) -> str:
    """The row of an actor."""
    cells = [(" ", "")] * scale.columns
    for stretch in course.stretches:
        several = len(stretch.stances) > 1
        end = scale.at(stretch.until) if stretch.until else scale.columns
        for at in range(scale.at(stretch.since), end):
            cells[at] = ("═", "dim") if several else ("─", STYLES[stretch.stances[0]])
    points: dict[int, set[str]] = {}
    for taken in course.positions:
        assert taken.when.earliest is not None
        assert taken.when.latest is not None
        last = scale.at(taken.when.latest)
        for at in range(scale.at(taken.when.earliest), last if taken.stance else 0):
            cells[at] = ("~", STYLES[taken.stance])
        points.setdefault(last, set()).add(taken.stance)
    for at, stances in points.items():
        stances = stances - {""} or stances
        stance = next(iter(stances))
        cells[at] = ("*", "bold") if len(stances) > 1 else (LETTERS[stance], STYLES[stance])
    alike = groupby(cells, key=lambda cell: cell[1])
    return "".join(screen.styled(out, "".join(one for one, _ in run), style) for style, run in alike)


def _block(out: Console, shown: Matrix, questions: Sequence[str], label: int, width: int) -> Iterator[str]:
    """The table of some questions: only actors who held something on one of them."""
    heads = [screen.wrapped(question, width) for question in questions]
    for line in _level([[], *heads], bottom=True):
        yield _row(out, line, [label, *[width] * len(questions)], ["", *["bold"] * len(questions)])
    yield screen.styled(out, "─" * (label + len(questions) * (width + len(_GAP))), "dim")
    for actor in shown.actors:
        cells = [list(_cell(shown.cells.get((actor, question), Held()), width)) for question in questions]
        if not any(cells):
            continue
        name = [(line, "") for line in wrap(shown.names[actor], label, break_on_hyphens=True)]
        for parts in _level([name, *cells], empty=("", "")):
            yield _row(out, [words for words, _ in parts], [label, *[width] * len(questions)], [s for _, s in parts])


def _cell(cell: Held, width: int) -> Iterator[tuple[str, str]]:
    """What an actor held on a question: for each stance a row with it, and which positions say so."""
    for said, positions in (("", cell.last), ("perhaps ", cell.perhaps), ("former: ", cell.former)):
        for stance in STYLES:
            those = [one for one in positions if one.stance == stance]
            if those:
                sure = min((one.sure for one in those), key=list(MARKS).index)
                style = "dim" if positions is cell.former else STYLES[stance]
                yield from ((line, style) for line in screen.wrapped(f"{said}{stance}{MARKS[sure]}", width))
                yield from ((line, "dim") for line in screen.wrapped(_which(those), width))
                if rows := sum(len(one.evidence) for one in those):
                    yield f"evidence: {rows}", "dim"


def _which(those: Sequence[Position]) -> str:
    """Which positions: "P55 2023-11-09"; of several the first of the last day, and how many more."""
    more = f" (+{len(those) - 1})" if len(those) > 1 else ""
    shown = next(one for one in those if one.when == those[-1].when)
    return f"{shown.id}{more} {shown.when}"


def _marked(shown: Matrix) -> list[str]:
    """What the marks in a matrix mean, those that are in it."""
    marks = []
    for name, meaning in MEANING.items():
        if any(line.endswith(MARKS[name]) for cell in shown.cells.values() for line, _ in _cell(cell, 99)):
            marks.append(meaning)
    if any(cell.perhaps for cell in shown.cells.values()):
        marks.append("perhaps: taken by then, or only later")
    if any(one.evidence for cell in shown.cells.values() for one in (*cell.last, *cell.perhaps, *cell.former)):
        marks.append("evidence: listed by “position evidence”")
    if any(len(cell.last) > len(cell.stances) for cell in shown.cells.values()):
        marks.append("(+1): so many more say the same")
    return marks


def _left(shown: Matrix) -> list[str]:
    """Whose the former positions in a matrix are."""
    offices = {one.office for cell in shown.cells.values() for one in cell.former if one.office}
    left = sorted(offices, key=lambda one: (one.actor, one.until.said, one.holder))
    those = [f"  {shown.names[one.actor]}: {one.holder}, to {one.until}" for one in left]
    return ["former: held by one who had left by then, not by a successor:", *those] if left else []


def _holder(one: Position) -> str:
    """Who held the office in which a position was taken, and until when."""
    return f"{one.office.holder}, to {one.office.until}" if one.office else ""


def _office(one: Position) -> str:
    """In which tenure a position was taken; "" when that is not known."""
    if one.office is None:
        return ""
    return f"former: {_holder(one)}" if one.former(date.today()) else one.office.holder


def _figures(one: Position) -> str:
    """What a position relies on, shortly: "537, 43 and 2 cases or findings"."""
    figures = list(dict.fromkeys(row.value for row in one.evidence if row.value))
    return terminal.listed([*figures, *_others(sum(not row.value for row in one.evidence))])


def _others(count: int) -> list[str]:
    """How many cases and findings there are, where there is one."""
    return [f"{count} case{'' if count == 1 else 's'} or finding{'' if count == 1 else 's'}"] if count else []


def _undated(undated: Sequence[Position]) -> list[str]:
    if not undated:
        return []
    those = [f"{one.id} ({one.whose}: {one.stance or 'no stance'})" for one in undated[:_NAMED]]
    more = f" and {len(undated) - _NAMED} more" if len(undated) > _NAMED else ""
    return [f"Without a date, and so left out: {', '.join(those)}{more}"]


_NAMED = 8
"""How many positions are named in a note."""


def _usual(found: Iterable[Position]) -> str:
    """What more than half of the positions are about; "" when there is nothing."""
    found = list(found)
    for question, count in Counter(question for one in found for question in one.on).most_common(1):
        return question if 2 * count > len(found) else ""
    return ""


def _level(columns: Sequence[list], *, bottom: bool = False, empty: object = "") -> Iterator[list]:  # type: ignore[type-arg]
    """The rows of cells of different heights: what is missing is empty, above a cell or below it."""
    height = max(map(len, columns))
    filled = [[empty] * (height - len(c)) + c if bottom else c + [empty] * (height - len(c)) for c in columns]
    yield from (list(row) for row in zip(*filled, strict=True))


def _row(out: Console, words: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> str:
    padded = (screen.styled(out, part, style) + " " * (width - cell_len(part))
              for part, width, style in zip(words, widths, styles, strict=True))  # fmt: skip
    return _GAP.join(padded).rstrip()


def _noted(out: Console, notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        indent = len(note) - len(note.lstrip())
        yield from (screen.styled(out, line, "dim") for line in screen.indented(note.strip(), out.width, indent))


def _title(out: Console, words: str) -> None:
    screen.print_lines(out, (screen.styled(out, line, "bold") for line in screen.wrapped(words, out.width)))
