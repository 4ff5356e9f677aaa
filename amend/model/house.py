"""The two Houses, and the numbers that prints have, there and in other parliaments: "Bill 351", "HL Bill 54"."""

from __future__ import annotations

import re
from enum import StrEnum

_NUMBER = re.compile(r"(?:(?:HL|SP|NIA) )?Bill \d+\S*(?:\s*\[.*\])?", re.IGNORECASE)


class House(StrEnum):
    """A House, as drafts and papers name it: in whose words an amendment is, or which has the Bill."""

    COMMONS = "Commons"
    LORDS = "Lords"

    @property
    def full(self) -> str:
        """Its name in full: "House of Lords"."""
        return f"House of {self.value}"

    @classmethod
    def having(cls, said: str, number: str) -> House:
        """The House that has a print. said: what the print says of it, "House of Lords", "Lords" or "". number: of the
        print, which tells it where nothing is said; the Commons where neither does."""
        if "Lords" in said or ("Commons" not in said and number.lstrip().upper().startswith("HL")):
            return cls.LORDS
        return cls.COMMONS


def is_print_number(words: str) -> bool:
    """Whether these words are the number of a print: "Bill 351", "HL Bill 54", "SP Bill 9"."""
    return bool(_NUMBER.fullmatch(" ".join(words.split())))


def same_print(one: str, other: str) -> bool:
    """Whether two numbers of prints are the same: spaces and capitals do not count."""
    return _plain(one) == _plain(other)


def _plain(number: str) -> str:
    return "".join(number.casefold().split())
