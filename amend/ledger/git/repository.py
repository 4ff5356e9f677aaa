"""The record as git keeps it: its commits, what each changed, and files as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from amend.errors import RecordError
from amend.ledger.git.command import Git, git_time
from amend.ledger.workspace import Workspace

_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%ai", "%cn", "%ce", "%ct", "%ci", "%B")
_FORMAT = "%x01%x01" + "%x00".join(_FIELDS) + "%x00"
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): ?(.*)")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed.

    path: from the root, with "/". kind: "A" added, "M" changed, "D" deleted, "T" made another type of file. before,
    after: the ids of its contents; "" where it was not there.
    """

    path: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the record.

    author, address: who held it, and the address whose part before the “@” is the actor. written: the author date, in
    its own time zone. committer, recorded: who recorded it, and when. subject, body: the message, without trailers.
    trailers: keys and values in order, “Position”, “Stance” and so on. changes: empty for a merge, unless the commits
    were asked for with what their merges changed; empty where it was not asked for.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    address: str
    written: datetime
    committer: str
    recorded: datetime
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]
    changes: tuple[FileChange, ...] = ()

    @property
    def actor(self) -> str:
        """The part of the author's address before the “@”: for a commit of the record, the actor's folder."""
        return self.address.partition("@")[0]

    def trailer(self, key: str) -> str:
        """The value of the first trailer of that key, "" when there is none."""
        return next((value for name, value in self.trailers if name.lower() == key.lower()), "")

    def every(self, key: str) -> tuple[str, ...]:
        """The values of all trailers of that key, in order."""
        return tuple(value for name, value in self.trailers if name.lower() == key.lower())


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository of a workspace, to be read. Each method runs git once, however much it gives."""

    git: Git

    @staticmethod
    def of(workspace: Workspace) -> Repository:
        """The repository of a workspace. Raises RecordError when it has none of its own."""
        return Repository(Git.of(workspace.root).with_(GIT_OPTIONAL_LOCKS="0"))

    def head(self) -> str:
        """The id of the last commit. Raises RecordError when there is none."""
        done = self.git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if done.code:
            raise RecordError(
                "nothing is recorded yet", place=str(self.git.folder), remedy="make a workspace with “amend init DIR”"
            )
        return done.out.decode().strip()

    def commits(
        self,
        *paths: str,
        at: str = "HEAD",
        oldest_first: bool = False,
        changes: bool = True,
        merges: bool = False,
        follow: bool = False,
    ) -> list[Commit]:
        """The commits that lead to one, newest first, each child before its parents.

        paths: only those that changed a file there. changes: with what each changed, which takes git longer. merges:
        with what a merge has that none of its parents had. follow: the one path, also under its earlier names. Raises
        RecordError.
        """
        options = ["--topo-order", f"--format={_FORMAT}", "--no-show-signature", "--no-color", "--no-decorate"]
        options += ["--no-ext-diff", "--no-renames", "-z"] if not follow else ["--no-ext-diff", "-M", "-z"]
        options += ["--raw", "--no-abbrev"] if changes else ["--no-patch"]
        options += ["-c"] if merges else []
        options += ["--follow"] if follow else []
        if oldest_first:
            options.append("--reverse")
        done = self.git.ask("log", "--no-mailmap", *options, at, "--", *paths)
        return [_commit(part) for part in done.decode("utf-8", "replace").split("\x01\x01")[1:]]

    def merged(self, merges: Iterable[Commit]) -> dict[str, tuple[dict[str, FileChange], ...]]:
        """What each merge changed in drafts/, against each of its parents in turn: a change by each path."""
        pairs = [(commit, parent) for commit in merges for parent in commit.parents]
        if not pairs:
            return {}
        given = "".join(f"{commit.id} {parent}\n" for commit, parent in pairs).encode()
        options = ("--stdin", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--always")
        said = self.git.ask("diff-tree", *options, "--", "drafts", given=given).decode("utf-8", "replace")
        found: dict[str, tuple[dict[str, FileChange], ...]] = {}
        ids = re.compile(r"(?:\A|(?<=\0))([0-9a-f]{40,64})\0")
        _, *parts = ids.split(said)
        for id, raw in zip(parts[::2], parts[1::2], strict=True):
            found[id] = (*found.get(id, ()), {change.path: change for change in _changes(raw)})
        return found

    def cut_off(self) -> frozenset[str]:
        """The commits of a shallow clone whose parents were not fetched; none where all is here."""
        if self.git.line("rev-parse", "--is-shallow-repository") != "true":
            return frozenset()
        file = self.git.folder / self.git.line("rev-parse", "--git-path", "shallow")
        return frozenset(file.read_text("ascii", "replace").split())

    def files(self, at: str = "HEAD", *paths: str) -> dict[str, str]:
        """Every file of a commit, by its path, with the id of its content; with paths, only what is below them."""
        rows = self.git.ask("ls-tree", "-r", "-z", "--full-tree", at, "--", *paths).decode("utf-8", "replace")
        found = (row.partition("\t") for row in rows.split("\0") if row)
        return {path: fields.split()[2] for fields, _, path in found if " blob " in fields}

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """What files held, by the ids of their contents; ids that are not there are left out. Raises RecordError."""
        wanted = list(dict.fromkeys(filter(None, ids)))
        if not wanted:
            return {}
        out = self.git.ask("cat-file", "--batch", "--buffer", given="".join(f"{id}\n" for id in wanted).encode())
        found: dict[str, bytes] = {}
        at = 0
        for id in wanted:
            end = out.index(b"\n", at)
            fields = out[at:end].split()
            at = end + 1
            if len(fields) == 3 and fields[2].isdigit():
                size = int(fields[2])
                found[id] = out[at : at + size]
                at += size + 1
        return found

    def content(self, path: str, at: str = "HEAD") -> bytes | None:
        """What a file held at a commit; None when it was not there. Raises RecordError."""
        held = self.files(at, path).get(path, "")
        return self.contents([held]).get(held)

    def changed(self) -> list[tuple[str, str]]:
        """What is not as it was last recorded: two letters as `git status --short` has them, and the path."""
        rows = self.git.ask(
            "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules"
        )
        return [(row[:2], row[3:]) for row in rows.decode("utf-8", "replace").split("\0") if row]


def _commit(part: str) -> Commit:
    *fields, raw = part.split("\0", len(_FIELDS))
    id, parents, author, address, written, zone, committer, _, recorded, their_zone, message = fields
    subject, body, trailers = message_parts(message)
    return Commit(
        id,
        tuple(parents.split()),
        author,
        address,
        git_time(written, zone[-5:]),
        committer,
        git_time(recorded, their_zone[-5:]),
        subject,
        body,
        trailers,
        tuple(_changes(raw)),
    )


def message_parts(message: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A message as its subject, its body and its trailers: a last paragraph of which each row is `Key: value`."""
    paragraphs = re.split(r"\n{2,}", message.strip("\n"))
    trailers: list[tuple[str, str]] = []
    if len(paragraphs) > 1:
        found = [_TRAILER.fullmatch(row) for row in paragraphs[-1].split("\n")]
        if all(found):
            trailers = [(match[1], match[2].strip()) for match in found if match]
            paragraphs.pop()
    subject, _, rest = paragraphs[0].partition("\n")
    return subject, "\n\n".join(filter(None, [rest, *paragraphs[1:]])), tuple(trailers)


def _changes(raw: str) -> Iterator[FileChange]:
    """The changes in what `git log --raw -z` says after a commit: fields and path by turns.

    A merge has a colon, a mode and an id for each parent; what it changed is told against the first. A file under
    another name has two paths, of which the second is the new one.
    """
    parts = iter(raw.lstrip("\n\0").split("\0"))
    for part in parts:
        fields = part.strip("\n").split()
        if not fields or not fields[0].startswith(":"):
            continue
        count = len(fields[0]) - len(fields[0].lstrip(":"))
        before, after, kind = fields[count + 1], fields[2 * count + 1], fields[-1]
        path = next(parts)
        if kind[0] in "RC":
            path = next(parts)
        kind = next((letter for letter in kind if letter == "A"), kind[0])
        yield FileChange(path, kind, _id(before), _id(after))


def _id(said: str) -> str:
    return said if said.strip("0") else ""
