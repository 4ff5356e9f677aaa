"""The text of an amendment paper in PDF, as it would be pasted: a paragraph on a row, without what a page carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from amend.errors import ReadError
from amend.formats.listed import NUMBER
from amend.formats.pdf.counted import SetLine, counted_print
from amend.formats.pdf.page_rows import PageRow
from amend.formats.pdf.page_words import parsed_pages
from amend.formats.pdf.printed_lines import printed_pages
from amend.formats.pdf.set_paragraphs import SetParagraph, paragraphs_set
from amend.formats.pdf.set_tables import tables_on

_NUMBERED = re.compile(rf"(?:[★☆]|Gov|\s)*(?:{NUMBER}|\([a-z]{{1,2}}\))?(?:[★☆]|Gov|\s)*")

_PEER = re.compile(
    r"(?:the )?(?:lord|lady|baroness|baron|viscount(?:ess)?|earl|countess|duke|duchess|marquess|(?:arch)?bishop)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PaperText:
    """The text of a paper. pages: that of the file which each of its rows is on, blank rows too."""

    text: str
    pages: tuple[int, ...]


def printed_paper(data: bytes, *, place: str = "the PDF") -> PaperText:
    """The text in the bytes of a PDF; place names it in errors. Raises ReadError, and for a Bill, whose words of
    amendment to Acts would be taken for those of a paper."""
    pages = printed_pages(parsed_pages(data, place=place), place=place)
    if counted_print(pages) is not None:
        raise ReadError(
            "it has words of enactment: it is a Bill, not an amendment paper",
            place=place,
            remedy="for a Bill give -o BILL.xml",
        )
    tables = {page.at: tables_on(page.rows, page.rules) for page in pages}
    lines = [SetLine(0, 0, page.at, part) for page in pages for row in page.rows for part in _parted(row)]
    rows: list[str] = []
    at: list[int] = []
    last: SetLine | None = None
    for one in (part for whole in paragraphs_set(lines, tables) for part in _by_name(whole)):
        first = one.pieces[0][0]
        if last is not None and (last.at != first.at or last.row.foot - first.row.foot > 1.7 * last.row.size):
            rows.append("")
            at.append(first.at)
        rows.append(one.text)
        at.append(first.at)
        last = one.pieces[-1][0]
    return PaperText("\n".join(rows), tuple(at))


def _by_name(one: SetParagraph) -> Iterator[SetParagraph]:
    """The paragraph; of a heading whose last rows are names of peers, what is above them and then each name."""
    names = [bool(_PEER.match(words)) and words[-1] not in ".,;" for _, words in one.pieces]
    first = next((at for at in range(len(names)) if all(names[at:])), len(names))
    if not one.style or len(names) < 2 or first == len(names):
        yield one
        return
    for pieces in (one.pieces[:first], *((piece,) for piece in one.pieces[first:])):
        if pieces:
            yield replace(one, pieces=pieces, text=" ".join(words for _, words in pieces))


def _is_name(row: PageRow) -> bool:
    """Whether a row may be the name of a mover, beside the number (a) of an amendment to an amendment."""
    words = [word.text for word in row.words]
    return (
        1 < len(words) < 8
        and words[-1][-1] not in ".,;:—"
        and all(word[0].isupper() or word in ("of", "the", "and", "de", "van") for word in words)
    )


def _parted(row: PageRow) -> Iterator[PageRow]:
    """The row, its number apart where it stands beside the mover: the number is then above."""
    gaps = [(two.left - one.right, at) for at, (one, two) in enumerate(pairwise(row.words), 1)]
    gap, at = max(gaps, default=(0.0, 0))
    if gap > 2 * row.size:
        parts = [replace(row, words=row.words[:at]), replace(row, words=row.words[at:])]
        numbers = [part for part in parts if _NUMBERED.fullmatch(part.text)]
        begins = row.words[0].text.startswith(("“", "("))
        if len(numbers) == 1 and not (begins and not _is_name(parts[1])):
            yield numbers[0]
            yield from (part for part in parts if part is not numbers[0])
            return
    yield row
