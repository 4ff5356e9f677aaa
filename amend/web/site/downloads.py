"""What can be taken away of the amendments: Word files, amendment papers, the print as amended, the drafts themselves.

A draft is written anew from what was read of it, never copied, so that nothing beside that gets out; and a Word file
has no author, date or comment but those of the amendments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from amend.drafting import make, papers
from amend.engine.compare.compare import compare
from amend.errors import AmendError
from amend.formats import akn, draft
from amend.model.amendment import Amendment
from amend.model.made import amendments_of
from amend.model.provision import Bill, Carried
from amend.model.text import NOT_XML, legible
from amend.web.site.gathered import ActorPackage, ShownPrint, Tabled
from amend.web.site.names import slug
from amend.web.site.page import SiteFile
from amend.word.write.export import tracked_of
from amend.word.write.paper import paper

LARGE = 400_000
"""Bytes of a print from which on the whole of it in Word is given for a package only, and with the numbers as they are:
to number it anew takes longer than all else."""

_AS_THEY_ARE = "The numbers of what follows a new clause are left as they are."
_RENUMBERED = "Numbers that only follow are by “amend: renumbering”."
_ON_PAPER = "Set as the House sets an amendment paper."


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away, or the reason why it is not there.

    path: from the root of the site; "" for one that is not there. said: what it is, in words. kind: "Word", "XML",
    "text". note: what is to be known of it, or why it is not there; "" for nothing.
    """

    path: str
    said: str
    kind: str
    data: bytes = b""
    note: str = ""

    @property
    def size(self) -> str:
        """How large it is, in words: "12 KB", "1.9 MB"."""
        count = len(self.data)
        return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(round(count / 1000), 1)} KB"

    @property
    def file(self) -> SiteFile:
        """The file itself."""
        return SiteFile(self.path, self.data)


def files_of_package(package: ActorPackage, cautions: Sequence[str]) -> Iterator[Download]:
    """What can be taken away of a package. cautions: what must be said of its amendments, in every file."""
    print_, whose = package.print, amendments_of(package.name)
    drafts = [one.draft for one in package.standing]
    name = _named(print_)
    if any(outcome.outcome == "applied" for outcome in package.applied.outcomes):
        large = _is_large(print_)

        def tracked() -> bytes:
            given = print_.prepared, drafts, package.applied, package.comparison
            return tracked_of(*given, renumber=not large, cautions=cautions, hashed=print_.hashed).data

        said = f"{print_.name} whole, with {whose} as tracked changes"
        note = f"Each change is by its mover. {_AS_THEY_ARE if large else _RENUMBERED}"
        yield _made(f"downloads/packages/{name}-tracked-{package.slug}.docx", said, "Word", tracked, note)
    if drafts:
        said = f"{whose[:1].upper()}{whose[1:]} as an amendment paper"
        path = f"downloads/packages/amendment-paper-{package.slug}.docx"
        yield _made(path, said, "Word", lambda: _paper(drafts, print_.bill, cautions), _ON_PAPER)
    if package.applied.bill is not print_.bill:
        said = f"{print_.name} as {whose} would have it"
        bill = _saying(package.applied.bill, f"{said}. {' '.join(cautions)}")
        yield _made(f"downloads/packages/{name}-as-amended-{package.slug}.xml", said, "XML", lambda: akn.dumps(bill))


def files_of_amendment(one: Tabled, cautions: Sequence[str]) -> Iterator[Download]:
    """What can be taken away of an amendment by itself. cautions: as for a package."""
    print_ = one.print
    if print_ is not None and one.outcome is not None and not one.draft.amends and not _is_large(print_):
        shown = print_
        result = make.apply(shown.prepared, [one.draft])
        if result.outcomes[0].outcome == "applied":

            def tracked() -> bytes:
                given = shown.prepared, [one.draft], result, compare(shown.bill, result.bill)
                return tracked_of(*given, renumber=False, cautions=cautions, hashed=shown.hashed).data

            said = f"{shown.name} whole, with this amendment as tracked changes"
            yield _made(f"downloads/{_named(shown)}-tracked-{one.slug}.docx", said, "Word", tracked, _AS_THEY_ARE)
    bill = print_.bill if print_ else None
    path = f"downloads/amendment-paper-{one.slug}.docx"
    said = "This amendment as an amendment paper"
    yield _made(path, said, "Word", lambda: _paper([one.draft], bill, cautions), _ON_PAPER)
    said = "The draft, as plain text that amend reads"
    yield _made(f"downloads/draft-{one.slug}.md", said, "text", lambda: _draft(one.draft, cautions))


def _made(path: str, said: str, kind: str, make_: Callable[[], bytes], note: str = "") -> Download:
    """A file made, or the reason why it cannot be, such as a character that no Word file can hold."""
    try:
        return Download(path, said, kind, make_(), note)
    except AmendError as error:
        return Download("", said, kind, note=error.without_place)


def _paper(drafts: Sequence[Amendment], bill: Bill | None, cautions: Sequence[str]) -> bytes:
    listed = papers.gathered(drafts, bill)
    return paper(replace(listed, cautions=(*listed.cautions, *cautions)))


def _draft(amendment: Amendment, cautions: Sequence[str]) -> bytes:
    """The text of a draft, with comments in its front matter that say what must be said of it."""
    fence, rest = draft.dumps(amendment).split("\n", 1)
    said = [f"# {legible(' '.join(one.split()))}" for one in cautions]
    return "\n".join([fence, *said, rest]).encode()


def _saying(bill: Bill, words: str) -> Bill:
    """A Bill with a comment before it, which says what it is to whoever opens the file."""
    clean = re.sub("-(?=-|$)", "- ", NOT_XML.sub("\ufffd", legible(" ".join(words.split()))))
    return replace(bill, outside=((*bill.outside[0], Carried(f"<!-- {clean} -->")), bill.outside[1]))


def _named(print_: ShownPrint) -> str:
    return slug(print_.name) or print_.slug


def _is_large(print_: ShownPrint) -> bool:
    return print_.file.stat().st_size > LARGE
