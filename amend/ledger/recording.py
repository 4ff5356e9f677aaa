"""What is added to the record: a position, or a version of an amendment; each one commit, of the actor who took it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from amend.errors import AmendError, RecordError
from amend.formats import draft, front_matter, kept, position
from amend.formats.files import read_text, write_bytes
from amend.ledger.git import entries, transaction
from amend.ledger.git.command import Git
from amend.ledger.git.entries import Entry
from amend.ledger.git.repository import Repository
from amend.ledger.git.transaction import Recorded
from amend.ledger.workspace import Workspace, actor_of, is_draft, is_kept, is_position
from amend.model.position import KINDS, STANCES, SURENESS, ActorKind, Evidence, Position, Stance, Sureness, When

LONGEST = 64
"""Characters of an actor's name. With a date, an id and a folder in front, it stays well within what disks take."""

UNDATED = "undated"
"""What is written for a date of which nothing is known."""

RECORD = "record"
"""In whose name, as an author's address, the record says something of itself."""

_ACTOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself, so that nobody there could check the record out."""

_LONG_AGO = date.min


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for itself, so that no file can be called so there, whatever its suffix."""
    return _DEVICE.fullmatch(name.lower()) is not None


def actor_name(said: str) -> str:
    """The name of an actor's folder, checked. Raises RecordError for one that cannot be that everywhere."""
    if _ACTOR.fullmatch(said) and len(said) <= LONGEST and not _DEVICE.fullmatch(said):
        return said
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if _DEVICE.fullmatch(better):
        better += "-body"
    shown = "".join(each if each.isprintable() else " " for each in said)
    shown = shown if len(shown) <= LONGEST else f"{shown[:20]}…"
    raise RecordError(
        f"“{shown}” cannot be the name of an actor: small letters, digits and single hyphens, {LONGEST} at most",
        remedy=f"name it “{better}”" if better else "name it as in “police-chiefs”",
    )


def dated(said: str, today: date | None = None) -> When:
    """What is written as the date of a position, checked. today: a day other than this one to check against.

    Raises RecordError for what is no date, or is yet to come.
    """
    said = said.strip()
    try:
        when = When.of("" if said == UNDATED else said)
    except ValueError as error:
        raise RecordError(
            str(error), remedy=f"write a day as 2023-11-09, a month as 2023-11, a year as 2023, or {UNDATED}"
        ) from error
    if when.earliest is not None and when.earliest > (today or date.today()):
        raise RecordError(f"“{said}” is yet to come", remedy="record what was held on it when it has come")
    return when


def taken(
    workspace: Workspace,
    actor: str,
    *,
    date: str,
    stance: str,
    on: tuple[str, ...],
    sources: tuple[str, ...],
    who: str = "",
    kind: str = "",
    vehicle: str = "",
    summary: str = "",
    people: str = "",
    bodies: str = "",
    strength: str = "",
    sure: str = "not verified",
    evidence: tuple[tuple[str, str, str, str], ...] = (),
) -> Position:
    """A position to be recorded, with an id that is made of what it says, so that nobody elsewhere can give it another.

    who, kind: by default as in the last position of the actor's. vehicle: by default the first source. summary: by
    default the plain sentence that the rest makes. evidence: rows of what, value, period and source. Raises RecordError
    for what cannot be recorded.
    """
    last = _last(workspace, actor_name(actor))
    kind = kind or (last.kind if last else "")
    if not kind:
        near = get_close_matches(actor, _actors(workspace), 1)
        hint = f"; or did you mean “{near[0]}”?" if near else ""
        raise RecordError(
            f"there is no position of “{actor}” yet", remedy=f"say what it is with --kind: {', '.join(KINDS)}{hint}"
        )
    for name, value, choices in (("kind", kind, KINDS), ("stance", stance, STANCES), ("sure", sure, SURENESS)):
        if value not in choices:
            raise RecordError(f"“{value}” is no {name}", remedy=f"write one of {', '.join(filter(None, choices))}")
    when = dated(date)
    who = _one_line(who) or (last.who if last else "") or actor.replace("-", " ").capitalize()
    about = tuple(filter(None, map(_one_line, on)))
    named = tuple(filter(None, map(_one_line, sources)))
    if not about:
        raise RecordError("it does not say what it is on", remedy="name a question or an amendment: --on firewall")
    given = Position(
        id="",
        when=when,
        actor=actor,
        who=who,
        kind=cast(ActorKind, kind),
        vehicle=_one_line(vehicle) or (named[0] if named else "not said"),
        stance=cast(Stance, stance),
        summary=_paragraphs(summary) or f"{who}: {stance or 'no stance'}, on {', '.join(about)}.",
        sources=named,
        sure=cast(Sureness, sure),
        on=about,
        people=_one_line(people),
        bodies=_one_line(bodies),
        strength=_one_line(strength),
        evidence=tuple(_row_of(*map(_one_line, row)) for row in evidence),
    )
    return with_id(given)


def _row_of(what: str, value: str, period: str, source: str) -> Evidence:
    for name, said in (("what it is", what), ("its source", source)):
        if not said:
            raise RecordError(f"a row of evidence does not say {name}", remedy="give what, figure, period and source")
    return Evidence(what, value, period, source)


def with_id(taken: Position) -> Position:
    """A position with an id made of all that it says: two that say the same have the same, and no others."""
    said = f"{taken.actor}\n{position.dumps(replace(taken, id=''))}"
    return replace(taken, id=f"P{hashlib.sha256(said.encode()).hexdigest()[:10]}")


def begun(workspace: Workspace, actor: str) -> str:
    """The text of a position to be filled in by hand, with what is known of the actor. Raises RecordError."""
    last = _last(workspace, actor_name(actor))
    rows = {
        "date": ("", f'a day as "2023-11-09", or "2023-11", "2023", "{UNDATED}"'),
        "who": (last.who if last else "", "the person or body"),
        "kind": (last.kind if last else "", ", ".join(KINDS)),
        "vehicle": ("", "in what it was said: a letter, a speech"),
        "stance": ("", f"{', '.join(filter(None, STANCES))}; or none, for an outcome"),
        "sure": (SURENESS[-1], ", ".join(SURENESS)),
    }
    written = [f"{front_matter.row(key, value)}  # {hint}" for key, (value, hint) in rows.items()]
    written.append(f"{front_matter.row('on', ('firewall',))}  # questions and amendments")
    written.append(f"{front_matter.row('sources', ())}  # where it can be read, each in quotation marks")
    written.append("evidence: []  # figures, cases, findings; in place of the brackets, below it, one of each:")
    written.append('#  - what: "referrals by the police"')
    written += ['#    value: "537"', '#    period: "April 2020 to March 2023"', '#    source: "the letter"']
    return "\n".join([front_matter.FENCE, *written, front_matter.FENCE, "", ""])


def kept_text(workspace: Workspace) -> Path:
    """Where the text of a position is kept that could not be recorded. Raises RecordError."""
    return Git.of(workspace.root).directory / "amend-position.md"


def filled_in(text: str, actor: str) -> Position:
    """The position in a text that was filled in. Raises DraftError, RecordError."""
    place = "the position"
    values = front_matter.front_and_body(text, place)
    said = values.string("date") if "date" in values.values else ""
    undated = re.sub(r"^date:.*$", 'date: ""', text, count=1, flags=re.M) if said.strip() == UNDATED else text
    head, fence, rest = undated.partition(front_matter.FENCE + "\n")
    taken = position.loads(f'{head}{fence}id: "new"\n{rest}', actor, source=place)
    dated(taken.when.said)
    return with_id(taken)


def add(workspace: Workspace, taken: Position) -> Recorded:
    """Record a new position: one file, one commit. Raises RecordError, WriteError; then nothing is recorded."""
    actor_name(taken.actor)
    path = (workspace.positions(taken.actor) / position.file_name(taken)).relative_to(workspace.root).as_posix()
    entry = entries.of_position(taken, _now(workspace))
    return transaction.commit_record(workspace, entry, new={path: position.dumps(taken).encode()})


def record(workspace: Workspace, file: Path | str, *, why: str = "") -> Recorded:
    """Record a file as it now is: a version of an amendment, or a position that was written or put right by hand.

    Also record.toml, in which the record says up to which day it is kept, and who held which office when.

    why: the reason, which a position that was recorded before cannot be changed without. Raises DraftError when the
    file is broken, RecordError, WriteError.
    """
    path = workspace.relative(Path(file))
    if is_kept(path):
        kept.read(workspace.drafts)  # what is broken is refused
        return transaction.commit_record(workspace, _of_kept(workspace, " ".join(why.split())), kept=(path,))
    if not (is_draft(path) or is_position(path)) or Path(path).name == "README.md":
        raise RecordError(
            "it is neither an amendment nor a position of an actor",
            place=str(file),
            remedy="move it to drafts/<actor>/, as in drafts/commissioner/7.md",
        )
    actor_name(actor_of(path))
    entry = _entry(workspace, path, " ".join(why.split()))
    return transaction.commit_record(workspace, entry, kept=(path,))


def is_recorded(workspace: Workspace, file: Path | str) -> bool:
    """Whether a file is as it was last recorded. Raises ReadError, RecordError."""
    return Repository.of(workspace).content(workspace.relative(file)) == Path(file).read_bytes()


def keep_to(workspace: Workspace, day: date) -> Recorded:
    """Record up to which day the record is kept. Raises RecordError, WriteError; then nothing is recorded."""
    file = workspace.drafts / kept.NAME
    before = read_text(file) if file.is_file() else ""
    if before:
        kept.loads(before, str(file))
    path = file.relative_to(workspace.root).as_posix()
    entry = _of_kept(workspace, f"kept up to {day}")
    if not before:
        return transaction.commit_record(workspace, entry, new={path: kept.moved_to("", day).encode()})
    write_bytes(file, kept.moved_to(before, day).encode())
    try:
        return transaction.commit_record(workspace, entry, kept=(path,))
    except AmendError:
        write_bytes(file, before.encode())
        raise


def _of_kept(workspace: Workspace, why: str) -> Entry:
    committer = Git.of(workspace.root).committer()
    subject = f"record: {why or 'what it says of itself'}"
    return Entry(committer.name, RECORD, committer.moment, f"{subject}\n")


def _entry(workspace: Workspace, path: str, why: str) -> Entry:
    first = Repository.of(workspace).content(path) is None
    now = _now(workspace)
    if is_draft(path):
        tabled = draft.read(workspace.root / path)
        latest = When.of(tabled.date).latest
        written = entries.noon(latest) if latest is not None and first else now
        return entries.draft_entry(tabled, actor_of(path), written, why=why, first=first)
    taken = position.read(workspace.root / path)
    if not first and not why:
        raise RecordError(
            "a position that was recorded is not changed without a reason",
            place=path,
            remedy="say why: amend record FILE --why “…”",
        )
    dated(taken.when.said)
    return entries.of_position(taken, now, why=why)


def _now(workspace: Workspace) -> datetime:
    return Git.of(workspace.root).committer().moment


def _last(workspace: Workspace, actor: str) -> Position | None:
    """The last position of an actor's, by time; None when there is none that can be read."""
    found: list[Position] = []
    for file in sorted(workspace.positions(actor).glob("*.md")):
        try:
            found.append(position.read(file))
        except AmendError:
            continue  # what is wrong with another file is for `verify` to say
    return max(found, key=lambda one: (one.when.latest or _LONG_AGO, one.id), default=None)


def _actors(workspace: Workspace) -> list[str]:
    return [folder.name for folder in sorted(workspace.drafts.glob("*")) if folder.is_dir()]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> str:
    return "\n\n".join(_one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip())
