"""The family of things that can go wrong, each saying where, and what to do next."""

from __future__ import annotations

_LONGEST = 1_000
"""Characters of a fault that are shown, and of what is beside it: it may quote what it was given, in full."""


class AmendError(Exception):
    """Root of every error the package raises on purpose.

    place: where it went wrong (a file, a file and line, an amendment); None when the caller knows.
    fault: what is wrong, in a few words.
    remedy: what to do next; None when there is nothing better to say than the fault.
    """

    def __init__(self, fault: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.fault = fault
        self.place = place
        self.remedy = remedy
        super().__init__(fault)

    def __str__(self) -> str:
        """One line, whatever the fault quotes."""
        where = f"{_shortened(self.place)}: " if self.place else ""
        remedy = f"; {_shortened(self.remedy)}" if self.remedy else ""
        return " ".join(f"{where}{_shortened(self.fault)}{remedy}".splitlines())

    @property
    def without_place(self) -> str:
        """What is wrong and what to do, for a caller that says the place itself."""
        return f"{self.fault}; {self.remedy}" if self.remedy else self.fault

    def at(self, place: str) -> AmendError:
        """The same error with its place, for a caller that knows the file; a place already set is kept."""
        if self.place is None:
            self.place = place
        return self


def _shortened(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"


class ReadError(AmendError):
    """A file that cannot be read as what it should be."""


class WriteError(AmendError):
    """A file that cannot be written; what stood there before still stands."""


class DraftError(AmendError):
    """A draft file that is not in the form of `drafts/`."""


class AddressError(AmendError):
    """A citation that is not one, or that names nothing in this Bill."""


class LineError(AmendError):
    """A page and line that this print does not have."""


class WordsError(AmendError):
    """An instruction or inserted text that is not understood in full."""


class Refusal(AmendError):
    """An amendment that is understood but cannot be made to this print; the fault quotes the line."""


class RecordError(AmendError):
    """A record that cannot be made, or not be read; what was recorded before still is."""


class SourceError(AmendError):
    """What an official source did not give, or gave otherwise than it should; nothing of it was stored."""


class NotGiven(SourceError):
    """What a source does not give to a program, though a person can have it in a browser; place: its address."""


class NotThere(SourceError):
    """What a source says that it does not have (404), though it answers."""
