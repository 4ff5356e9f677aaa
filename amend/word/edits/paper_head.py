"""What the head of an amendment paper says: the House, the Bill, the print, the stage and the day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.model.house import House, is_print_number
from amend.word.edits.paper_rows import PaperRole, WordPaperRow
from amend.word.ooxml.paper_styles import LISTS, MARKED, STAGES, STARS, day_meant, stage_meant, stage_moved

_TO_BE_MOVED = re.compile(r"amendments? to be moved\b\s*(?P<stage>.*)", re.IGNORECASE)
_KIND = re.compile(r"\(?(?:[A-Z]\w+ )*(?:Amendment Paper|List(?: of Amendments.*)?)\)?|\W*as at .*", re.IGNORECASE)
_NOTES = (LISTS, MARKED, *(f"{star} {said}" for star, said in STARS.items()))
_TITLE = re.compile(r".{3,150}\bBill(?: \[HL\]| \[Lords\])?")


@dataclass(slots=True)
class PaperHead:
    """What has been read of the head of a paper so far; "" for what it has not said."""

    bill: str = ""
    number: str = ""
    house: str = ""
    stage: str = ""
    date: str = ""
    cautions: tuple[str, ...] = ()

    def take(self, row: WordPaperRow) -> bool:
        """Take in a row of the head by its style; whether it is one."""
        words = row.pasted.text
        match row.role:
            case PaperRole.HOUSE:
                self._house(words)
            case PaperRole.KIND:
                self._kind(words)
            case PaperRole.TITLE:
                self.bill = "" if words == "Bill" else words
            case PaperRole.STAGE:
                self._stage(words)
            case PaperRole.CAUTION:
                self.cautions = (*self.cautions, words)
            case PaperRole.NOTE:
                return words.startswith(_NOTES)
            case _:
                return False
        return True

    def take_words(self, row: WordPaperRow) -> bool:
        """Take in a row of the head by what it says; whether it is one."""
        words = row.pasted.text
        bare = words.strip("()[] ")
        if is_print_number(bare):
            self.number = bare
        elif any(words.casefold() == house.full.casefold() for house in House):
            self._house(words)
        elif found := _TO_BE_MOVED.fullmatch(words):
            self.stage = stage_moved(found["stage"])
        elif day_meant(words) or words.partition(":")[0] in STAGES.values():
            self._stage(words)
        elif _TITLE.fullmatch(words) and not self.bill:
            self.bill = words
        else:
            return words == "Bill" or bool(_KIND.fullmatch(words)) or words.startswith(_NOTES)
        return True

    def _house(self, words: str) -> None:
        self.house = next((house.value for house in House if house.full.casefold() == words.casefold()), self.house)

    def _kind(self, words: str) -> None:
        if found := _TO_BE_MOVED.fullmatch(words):
            self.stage = stage_moved(found["stage"])

    def _stage(self, words: str) -> None:
        """A row of stage and day, “Report Stage: Friday 8 September 2023”, or of the print’s number in brackets."""
        if words.startswith("(") and words.endswith(")"):
            self.number = words[1:-1]
            return
        stage, _, day = words.rpartition(": ")
        if day_meant(words) or (self.house == House.LORDS and not stage):
            self.date = day_meant(words) or words
        elif stage:
            self.stage, self.date = stage_meant(stage), day_meant(day) or day
        else:
            self.stage = stage_meant(words)
