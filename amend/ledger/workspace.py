"""A workspace: the folder that an office drafts in, found from any folder inside it, and what `amend.toml` says of it.

The layout: `bills/` with the prints of the Bill, `drafts/<actor>/` with each actor's amendments and, below it,
`positions/`, and `amend.toml`. The workspace is a git repository (see amend.ledger.git); what is here needs no git.

`amend.toml`, format 1, all of it:

    format = 1
    bill = "Victims and Prisoners Bill"
    print = "HL Bill 31"                                    the number of the current print
    file = "bills/victims-and-prisoners/hl-bill-31.xml"     where that is, from the root, with "/"
    house = "Lords"                                         the House that has the Bill: "Commons", "Lords"

Each of the four texts is "" while there is no Bill. Format 0 is a file without a row `format`, as somebody writes one
by hand: any of the four may be left out, and is then "".
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from amend.errors import AmendError, ReadError
from amend.formats import actor_folders, draft, front_matter, kept, position
from amend.formats.files import read_text, real_path, write_bytes
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.memory import collection_paused

NAME = "amend.toml"

FORMAT = 1
"""The format that is written. Older ones are read; a newer one is refused, for it may mean anything."""

_NO_FORMAT = 1_000_000

KEYS = ("bill", "print", "file", "house")


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is drafted against, and where.

    root: the folder that holds amend.toml, absolute. bill: the Bill's title. print: the number of the current print.
    file: where that print is, relative to the root, with "/". house: the House that has the Bill. All "" while there
    is no Bill. format: of the amend.toml that was read.
    """

    root: Path
    bill: str = ""
    print: str = ""
    file: str = ""
    house: str = ""
    format: int = FORMAT

    @property
    def bills(self) -> Path:
        """The folder of the prints."""
        return self.root / "bills"

    @property
    def drafts(self) -> Path:
        """The folder of the record: a folder for each actor."""
        return self.root / "drafts"

    @property
    def current(self) -> Path:
        """The file of the current print. Raises ReadError when there is no Bill yet."""
        if not self.file:
            raise ReadError(
                "no print of a Bill is named there",
                place=str(self.root / NAME),
                remedy='put one into bills/ and write its place, as in `file = "bills/hl-bill-31.xml"`',
            )
        return self.root / self.file

    def positions(self, actor: str) -> Path:
        """The folder of an actor's positions, whether or not it is there yet."""
        return self.drafts / actor / position.FOLDER

    def relative(self, file: Path | str) -> str:
        """Where a file is, from the root and with "/". Raises ReadError for one outside the workspace."""
        try:
            return real_path(file).relative_to(real_path(self.root)).as_posix()
        except ValueError as error:
            raise ReadError(
                f"it is not in the workspace {self.root}", place=str(file), remedy="move it to drafts/<actor>/ there"
            ) from error

    def place(self, source: str) -> str:
        """Where a file that was read from the workspace is, from the root; sooner told than by `relative`."""
        return PurePath(source).relative_to(self.root).as_posix()

    def amendments(self) -> tuple[list[Amendment], list[AmendError]]:
        """Every actor's amendments, those of one actor together; and what is wrong with files that cannot be read."""
        found: list[Amendment] = []
        broken: list[AmendError] = []
        with collection_paused():
            for file in actor_folders.files(self.drafts) if self.drafts.is_dir() else ():
                try:
                    found.append(draft.read(self.root / actor_folders.name(file)))
                except AmendError as error:
                    broken.append(error)
        return found, broken


def actor_of(path: str) -> str:
    """The actor in whose folder a file is, by its place from the root; "" when it is in none."""
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 and parts[0] == "drafts" else ""


def is_position(path: str) -> bool:
    """Whether a place, from the root, is that of a position."""
    parts = PurePosixPath(path).parts
    inside = len(parts) == 4 and parts[0] == "drafts" and parts[2] == position.FOLDER
    return inside and actor_folders.holds_one(parts[3])


def is_draft(path: str) -> bool:
    """Whether a place, from the root, is that of an actor's amendment."""
    parts = PurePosixPath(path).parts
    return len(parts) == 3 and parts[0] == "drafts" and path.endswith(".md")


def is_kept(path: str) -> bool:
    """Whether a place, from the root, is that of what the record says of itself."""
    return path == f"drafts/{kept.NAME}"


def workspace_of(start: Path | str = ".") -> Workspace:
    """The workspace that a folder or file is in: that of the nearest amend.toml, upward. Raises ReadError."""
    here = real_path(start)
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return load(folder)
    raise ReadError(
        f"it is in no workspace: there is no {NAME} here or above",
        place=str(start),
        remedy="make one with “amend init DIR”, and work in that folder",
    )


def load(root: Path | str) -> Workspace:
    """The workspace of a folder that holds amend.toml. Raises ReadError when that is broken, or of a newer format."""
    folder = real_path(root)
    file = folder / NAME
    text = read_text(file)
    front_matter.refuse_conflict(text.split("\n"), str(file))
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise ReadError("it has lists within lists", place=str(file), remedy='rows are `key = "value"`') from error
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at line ")
        line = where.partition(",")[0]
        raise ReadError(
            f"it is not understood ({what or error})",
            place=f"{file}:{line}" if line.isdigit() else str(file),
            remedy='rows are `key = "value"`',
        ) from error
    except ValueError as error:  # Python reads no more of one
        raise ReadError(
            "it has a number of thousands of digits", place=str(file), remedy='rows are `key = "value"`'
        ) from error
    number = values.pop("format", 0)
    if type(number) is not int or not 0 <= number < _NO_FORMAT:
        said = (
            f" {number!r}" if isinstance(number, str) or number in range(-_NO_FORMAT, 0) else " no number of a format"
        )
        raise ReadError(f"“format” is{said}", place=str(file), remedy=f"write `format = {FORMAT}`")
    if number > FORMAT:
        raise ReadError(
            f"it is of format {number}, and this version of amend reads up to {FORMAT}",
            place=str(file),
            remedy="install a newer amend: whoever wrote it has one",
        )
    return Workspace(folder, **_texts(values, number, file), format=number)


def dumps(workspace: Workspace) -> str:
    """The text of amend.toml, in the format of today."""
    rows = [f"{key} = {json.dumps(getattr(workspace, key), ensure_ascii=False)}" for key in KEYS]
    return "\n".join([f"format = {FORMAT}", *rows, ""]).replace("\x7f", "\\u007f")


def save(workspace: Workspace) -> Workspace:
    """Write amend.toml, whole or not at all; the workspace as it then is. Raises WriteError."""
    write_bytes(workspace.root / NAME, dumps(workspace).encode())
    return replace(workspace, format=FORMAT)


def _texts(values: dict[str, Any], number: int, file: Path) -> dict[str, str]:
    for key, value in values.items():
        if key not in KEYS:
            raise ReadError(f"“{key}” is not a key of it", place=str(file), remedy=f"the keys are {', '.join(KEYS)}")
        if not isinstance(value, str):
            raise ReadError(f"“{key}” is not a text", place=str(file), remedy=f'write `{key} = "value"`')
    if number and (missing := [key for key in KEYS if key not in values]):
        raise ReadError(f"it has no “{missing[0]}”", place=str(file), remedy=f'add a row `{missing[0]} = ""`')
    if values.get("house", "") not in ("", *House):
        raise ReadError(f"“{values['house']}” is not a House", place=str(file), remedy="write Commons or Lords")
    inside = PurePosixPath(values.get("file", ""))
    if "\0" in str(inside):
        raise ReadError("“file” is no name of a file", place=str(file), remedy="name a file in bills/, from the root")
    if inside.is_absolute() or ".." in inside.parts:
        raise ReadError(
            f"“{inside}” leads out of the workspace", place=str(file), remedy="name a file in bills/, from the root"
        )
    return dict(values)
