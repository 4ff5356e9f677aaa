"""Work on texts that is not finished: kept in the desk's own folder after each edit, offered again after a kill."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from amend.desk.edits import Add, Edit, Remove, Reword, with_edit
from amend.desk.own_folder import HIDDEN, claimed_by_us, own_folder
from amend.errors import AmendError, ReadError, Refusal, WriteError
from amend.formats.files import LARGEST, read_text, write_bytes
from amend.ledger.workspace import Workspace
from amend.model.house import House
from amend.model.provision import Bill, Block, Carried, Path, walk

FORMAT = 1
_NAME = re.compile(r"[0-9A-Za-z_-]{4,64}")


@dataclass(frozen=True, slots=True)
class TextAfter:
    """The text at one time, and the edit that gave it; None for the print."""

    text: Bill
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class UnfinishedText:
    """A text that was left unfinished. id: of its sheet. print: the number of the print that it is over. house: whose
    form of words. steps: what was done, the first first; undone: what was undone of it, the next last; both as stored.
    digest: of the print, as it was then."""

    id: str
    print: str
    house: House
    steps: tuple[Mapping[str, Any], ...]
    undone: tuple[Mapping[str, Any], ...]
    digest: str

    def turns(self, print_: Bill) -> tuple[list[TextAfter], list[TextAfter]]:
        """The text after each step, from the print on, and after those that were undone, the next last. Raises Refusal
        where the print is another now, AmendError where a step is no more to be made."""
        if digest_of(print_) != self.digest:
            raise Refusal(
                f"{self.print} is not the print that it was when this text was edited",
                remedy="edit the print as it is now; the old edits are kept in .amend/desk",
            )
        turns = [TextAfter(print_)]
        for step in (*self.steps, *reversed(self.undone)):
            turns.append(_after(turns[-1].text, step))
        made = len(self.steps) + 1
        return turns[:made], turns[: made - 1 : -1]


class UnfinishedWork:
    """The unfinished texts of a workspace. Those that this desk works on are its own for as long as it lives."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._ours: dict[str, int] = {}
        self._digest: tuple[Bill, str] | None = None

    def store(self, id_: str, house: House, turns: Sequence[TextAfter], undone: Sequence[TextAfter]) -> None:
        """Keep a text, whole or not at all; one in which nothing was done is forgotten. Raises WriteError."""
        if len(turns) < 2 and not undone:
            self.forget(id_)
            return
        print_ = turns[0].text
        folder = own_folder(self._space)
        self._claim(folder, id_)
        data = {
            "format": FORMAT,
            "print": print_.name,
            "digest": self._digest_of(print_),
            "house": house.value,
            "steps": [_step(turn) for turn in turns[1:]],
            "undone": [_step(turn) for turn in undone],
        }
        written = json.dumps(data, ensure_ascii=False, indent=1).encode()
        if len(written) > LARGEST:  # it could not be read again
            raise WriteError("its edits are longer than can be kept", place=id_, remedy="begin anew with what it gives")
        write_bytes(folder / f"{id_}.json", written)

    def _claim(self, folder: FilePath, id_: str) -> None:
        """Have a text for this desk alone. Raises WriteError where another desk works on it."""
        if id_ in self._ours:
            return
        place = folder / f"{id_}.open"
        if (held := claimed_by_us(place)) is None:
            raise WriteError("another desk works on that text", place=place.stem, remedy="go on with it there")
        self._ours[id_] = held

    def close(self) -> None:
        """Let go of what this desk works on, at its end: the next one may offer it."""
        while self._ours:
            os.close(self._ours.popitem()[1])

    def _digest_of(self, print_: Bill) -> str:
        if self._digest is None or self._digest[0] is not print_:
            self._digest = print_, digest_of(print_)
        return self._digest[1]

    def offered(self) -> tuple[UnfinishedText, ...]:
        """What was left by a desk that is no more, and can be gone on with; the last that was worked on first."""
        folder = self._space.root / HIDDEN / "desk"
        if not folder.is_dir() or folder.is_symlink():
            return ()
        files = sorted(folder.glob("*.json"), key=lambda file: (-file.stat().st_mtime_ns, file.name))
        return tuple(self._readable(file.stem for file in files if file.stem not in self._ours))

    def _readable(self, ids: Iterator[str]) -> Iterator[UnfinishedText]:
        for id_ in ids:
            with suppress(AmendError):  # a broken one is no work of ours to offer, and stays where it is
                held = claimed_by_us(own_folder(self._space) / f"{id_}.open")
                if held is not None:
                    os.close(held)
                    yield self.read(id_)

    def read(self, id_: str) -> UnfinishedText:
        """The unfinished text of an id. Raises ReadError."""
        if not _NAME.fullmatch(id_):
            raise ReadError("that is no unfinished text", remedy="choose one that is offered")
        place = self._space.root / HIDDEN / "desk" / f"{id_}.json"
        try:
            data = json.loads(read_text(place))
            if data["format"] != FORMAT:
                raise ReadError(f"it is of format {data['format']!r}", place=str(place), remedy="open it with its desk")
            steps, undone = tuple(map(dict, data["steps"])), tuple(map(dict, data["undone"]))
            return UnfinishedText(id_, str(data["print"]), House(data["house"]), steps, undone, str(data["digest"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ReadError("it is no unfinished text of the desk", place=str(place)) from error

    def forget(self, id_: str) -> None:
        """Take away what is kept of a text, which is finished or not wanted. Raises WriteError where another desk works
        on it."""
        folder = self._space.root / HIDDEN / "desk"
        if folder.is_dir() and _NAME.fullmatch(id_) and (folder / f"{id_}.json").exists():
            self._claim(folder, id_)
        for name in (f"{id_}.json", f"{id_}.open") if _NAME.fullmatch(id_) else ():
            (folder / name).unlink(missing_ok=True)
        if (held := self._ours.pop(id_, None)) is not None:
            os.close(held)


def digest_of(bill: Bill) -> str:
    """What tells a print from every other, as far as edits of it go: its provisions, their words and their order."""
    found = hashlib.sha256(bill.name.encode())
    for path, node in walk(bill.root):
        if not isinstance(node, Carried):
            words = node.text.chars if isinstance(node, Block) else ""
            found.update(f"{len(path)}\t{node.tag}\t{words}\n".encode())
    return found.hexdigest()


def _step(turn: TextAfter) -> dict[str, Any]:
    match turn.edit:
        case Reword(at, words, piece):
            return {"do": "reword", "at": list(at), "words": words, "piece": piece}
        case Add(after, level, words, heading):
            below = None if after is None else list(after)
            return {"do": "add", "after": below, "level": level, "words": words, "heading": heading}
        case Remove(at):
            return {"do": "remove", "at": list(at)}
        case None:
            raise ValueError("the print is no step")


def _after(text: Bill, step: Mapping[str, Any]) -> TextAfter:
    try:
        edit: Edit
        if step["do"] == "reword":
            edit = Reword(_path(step["at"]), str(step["words"]), int(step["piece"]))
        elif step["do"] == "add":
            after = None if step["after"] is None else _path(step["after"])
            edit = Add(after, str(step["level"]), str(step["words"]), str(step["heading"]))
        elif step["do"] == "remove":
            edit = Remove(_path(step["at"]))
        else:
            raise ReadError(f"“{step['do']}” is no edit", remedy="begin again from the print")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError("a step of it is broken", remedy="begin again from the print") from error
    return TextAfter(with_edit(text, edit), edit)


def _path(said: Sequence[int]) -> Path:
    return tuple(int(step) for step in said)
