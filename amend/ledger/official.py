"""What was fetched from an official source, kept in the workspace: each file with its origin beside it, in one commit.

`bills/<bill>/hl-bill-57.xml` and `hl-bill-57.xml.source.toml`; the amendments of a stage as the service gave them in
`bills/<bill>/amendments/<stage>.json`, and as drafts in `drafts/official/`. What somebody has changed here, and not
recorded, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from amend.errors import AmendError, RecordError, WriteError
from amend.formats import source_record
from amend.formats.files import read_bytes, real_path, write_bytes
from amend.formats.source_record import ENDING, Origin, sum_of
from amend.ledger.git import transaction
from amend.ledger.git.command import Git
from amend.ledger.git.entries import Entry
from amend.ledger.git.repository import Repository
from amend.ledger.git.transaction import Recorded
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.slug import slug

ACTOR = "official"
"""The folder of the amendments that were fetched, and in whose name, as an author's address, a fetch is recorded."""

_ATTEMPTS = 5

_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """What became of files that were to be kept. recorded: the commit; None when all was there just so. new, changed:
    by their place from the root. left: a finding for each that was changed here and so was left as it is."""

    recorded: Recorded | None
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    left: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ToKeep:
    """Files that are to be kept, by their places from the root. subject: what the commit says that they are. origins:
    of those that came from a source, by their sums."""

    files: Mapping[str, bytes]
    subject: str = ""
    origins: Sequence[Origin] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with each file, after the commit `onto`."""

    of: ToKeep
    onto: str
    new: dict[str, bytes]
    kept: tuple[str, ...]
    replaced: dict[str, bytes]
    left: tuple[Finding, ...]

    def overtaken(self, space: Workspace) -> str:
        """The file that another fetch has brought meanwhile, where it asked later and brought something else; "" where
        none has. A time that is yet to come is no time: somebody's clock is wrong. What a person gave is meant."""
        by_sum = {one.sha256: one for one in self.of.origins}
        origins = {path: by_sum[its] for path, data in self.replaced.items() if (its := sum_of(data)) in by_sum}
        ours = [path for path, one in origins.items() if not one.given]
        stood = {path: _standing(space, path) for path in ours}
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        later = [path for path, one in stood.items() if one and origins[path].fetched < one.fetched <= now]
        return later[0] if later and len(later) == len(ours) else ""


def file_part(words: str) -> str:
    """Words as part of a file's name; "unnamed" where nothing of them can be."""
    return slug(words) or "unnamed"


def bill_folder(title: str) -> str:
    """The folder of a Bill, from the root: "bills/victims-and-prisoners"; the same when it is called an Act at last."""
    short = re.sub(r"\s*\[(?:HL|Lords)\]\s*$", "", title.strip(), flags=re.IGNORECASE)
    return f"bills/{file_part(re.sub(r'(?i)(?<=.) (?:bill|act(?: [0-9]{4})?)$', '', short))}"


def with_origin(path: str, data: bytes, origin: Origin) -> dict[str, bytes]:
    """A file to be kept, and what says where it came from, by their places from the root."""
    return {path: data, f"{path}{ENDING}": source_record.dumps(origin)}


def keep(space: Workspace, files: Mapping[str, bytes], subject: str, origins: Sequence[Origin]) -> KeptFiles:
    """Keep files, by their places from the root, in one commit, as `keep_made` does."""
    return keep_made(space, lambda: ToKeep(files, subject, origins))


def keep_made(space: Workspace, make: Callable[[], ToKeep]) -> KeptFiles:
    """Keep what `make` makes of what is there, in one commit; nothing is written where nothing is new.

    It is made again when another process has recorded meanwhile, so that what is put to what was there loses nothing of
    the other's. What stands beside a file of which nothing is new, its origin, is not written anew either. What another
    recorded meanwhile stays, and ours comes after it; but where it had asked the source later than we, ours is old and
    is not kept, which is a finding. Raises RecordError, WriteError; then nothing is recorded.
    """
    for _ in range(_ATTEMPTS):
        plan = _plan(space, make)
        if plan.left:
            plan = _plan(space, make)  # it may be another's, who was recording just then
        if not (plan.new or plan.kept or plan.replaced):
            return KeptFiles(None, left=plan.left)
        if path := plan.overtaken(space):
            told = "another fetch had asked for it later, and what that brought stays"
            return KeptFiles(None, left=(*plan.left, Finding(told, path)))
        try:
            made = transaction.commit_record(
                space,
                _entry(space, plan.of.subject, plan.of.origins),
                new=plan.new,
                kept=plan.kept,
                replaced=plan.replaced,
                onto=plan.onto,
            )
        except RecordError:
            if _plan(space, make) == plan:
                raise
            continue  # somebody has recorded meanwhile, and there is another plan now
        return KeptFiles(made, _shown(plan.new), _shown((*plan.kept, *plan.replaced)), plan.left)
    raise RecordError("others record all the time", place=str(space.root), remedy="try again when they are done")


def left_as_they_are(space: Workspace, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """A finding for each of these files that was changed here, and not recorded, so that it would not be replaced."""
    return _plan(space, lambda: ToKeep(files)).left


def is_as_published(space: Workspace, path: str) -> bool:
    """Whether XML stands there that came as XML, and was not read of a PDF or a page."""
    stands = _standing(space, path)
    return stands is not None and _there(space, path) is not None and stands.given[-4:].lower() in ("", ".xml")


def write_beside(output: str, data: bytes, origin: Origin) -> None:
    """Write a file, and what says where it came from beside it, outside the record. Raises WriteError."""
    for path, content in with_origin(output, data, origin).items():
        write_bytes(real_path(path), content)


def _plan(space: Workspace, make: Callable[[], ToKeep]) -> _Plan:
    """What is to be done with each file. What says where one came from goes with it. The files are made after it is
    asked what they follow, so that what another records meanwhile is noticed. Raises WriteError, and what that does."""
    transaction.settle(space)
    repository = Repository.of(space)
    onto = repository.head()
    of = make()
    files = of.files
    for path in files:
        if not real_path(space.root / path).is_relative_to(real_path(space.root)):
            raise WriteError("it leads out of the workspace", place=path, remedy="take the link away that leads there")
    held = repository.files(onto, *files)
    contents = repository.contents(held.values())
    new, kept, replaced, left = {}, [], {}, {}
    same = set()
    for path, data in files.items():
        main = path.removesuffix(ENDING)
        there, recorded = _there(space, path), contents.get(held.get(path, "")) if path in held else None
        if path != main and (main in left or (main in same and there is not None and there == recorded)):
            continue
        if there == recorded == data:
            same.add(path)
        elif there is None and recorded is None:
            new[path] = data
        elif there == data:
            kept.append(path)
        elif there == recorded:
            replaced[path] = data
        else:
            what = "taken away" if there is None else "changed"
            left[path] = Finding(f"it was {what} here, and that is not recorded; it was left as it is", path)
    return _Plan(of, onto, new, tuple(kept), replaced, tuple(left.values()))


def _there(space: Workspace, path: str) -> bytes | None:
    """What a file of the workspace holds; None where there is none, or nothing that can be read."""
    try:
        return (space.root / path).read_bytes()
    except OSError:
        return None


def _standing(space: Workspace, path: str) -> Origin | None:
    """What the workspace says of where a file came from; None where it says nothing that is understood."""
    data = _there(space, f"{path}{ENDING}")
    try:
        return source_record.loads(data, path) if data is not None else None
    except AmendError:
        return None


def _shown(paths: Mapping[str, bytes] | Sequence[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if not path.endswith(ENDING))


def _entry(space: Workspace, subject: str, origins: Sequence[Origin]) -> Entry:
    """The commit of a fetch: in the name of the source, at the time at which it was recorded."""
    rows = [
        f"Source: {one.address}\nFetched: {one.fetched}" + (f" from {one.given}" if one.given else "")
        for one in origins
    ]
    told = [" ".join(row.split()) for part in rows for row in part.split("\n")]
    message = f"{ACTOR}: {' '.join(subject.split())}\n\n" + "\n".join(told)
    shown = _UNSHOWN.sub("\ufffd", message)  # which git refuses, or a terminal obeys
    return Entry("Official source", ACTOR, Git.of(space.root).committer().moment, f"{shown}\n")


def origin_findings(space: Workspace) -> list[Finding]:
    """A finding for each file that is no longer as it came from its source, or whose origin is not understood."""
    found: list[Finding] = []
    for beside in sorted(space.bills.rglob(f"*{ENDING}")):
        path = space.place(str(beside.with_name(beside.name.removesuffix(ENDING))))
        try:
            said = source_record.loads(read_bytes(beside), str(beside))
            if not source_record.is_as_fetched(said, read_bytes(space.root / path)):
                found.append(Finding(f"it is not as it came from {said.address} on {said.fetched[:10]}", path))
        except AmendError as error:
            found.append(Finding(str(error), path))
    return found
