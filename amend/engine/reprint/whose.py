"""Whether a citation that the file does not mark is of the Bill's own provisions, judged by the words it stands in.

Its own words come first: "of this Act", "of the Ponds Act 1990". Where they say nothing, a citation is the Bill's own
unless an instruction to amend an Act has it ("in section 5, omit “red”"), quoted text has it, or an Act was named just
before it. What may be either is doubtful, and never followed.
"""

from __future__ import annotations

import re
from enum import StrEnum

from amend.engine.reprint.targets import Targets, own_words
from amend.model.citations import INSTRUMENT, Citation, SaidOf
from amend.model.outline import HEADS, blocks, is_top
from amend.model.provision import Block, Path, Provision, unit, walk
from amend.model.text import OBJECT


class Belongs(StrEnum):
    """SaidOf a citation is."""

    HERE = "of this Bill"
    QUOTED = "of the text that the Bill puts into an Act"
    ELSEWHERE = "of another Act"
    DOUBTFUL = "of this Bill or of another Act"


class Fate(StrEnum):
    """What becomes of a reference when a Bill is printed again; one that is told of is left as it is."""

    STANDS = "stands"
    FOLLOWED = "followed"
    TOLD = "told"
    ELSEWHERE = "to another Act"


_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”?")
_COMMAND = re.compile(
    r"\b(?:insert|substitute|omit)\b|\bthere (?:is|are|was|were) (?:inserted|substituted)\b", re.IGNORECASE
)
_MAY = re.compile(r"\b(?:may|must|can|power to|shall)\b|\b(?:regulations?|orders?) (?:that|which|to)\b")
_STATED = re.compile(
    r"\b(?:is|are|was|were)\b[^.;“”]{0,30}\b(?:amended|repealed|revoked|omitted|substituted|inserted|renumbered)\b"
    r"|\breferences?\b[^;“”]{0,120}\b(?:is|are) to be (?:read|construed|treated) as\b"
    r"|\bceases? to have effect\b|\b(?:has|have) effect\b[^.;]{0,40}\bas if\b|\bbecomes? (?:“|sub|para|section)"
)
_CHAPEAU = re.compile(r"\b(?:is|are)\b[^.;“”]{0,30}\bamended\b[^.;“”]{0,30}(?:as follows|as set out|in accordance|by)")
_ACT = re.compile(r"\bActs?\b|\bRegulations?\b|\bOrder\b|\bGDPR\b|\bMeasure\b|\bRules\b|\bDirective\b|\bDecision\b")
_OWN_ACT = re.compile(r"\bthis (?:Act|Bill)\b")
_MADE_BY = re.compile(
    r"\b(?:inserted|substituted|amended|repealed|revoked|omitted|added|modified|amendments?|repeals?|insertions?"
    r"|modifications?|changes?)\b[^.;“”()]{0,60}\b(?:by|in)\s+(?:(?:any|each|either|all)\s+of\s+|virtue\s+of\s+)?$"
    r"|\b(?:as\s+set\s+out|as\s+provided|in\s+accordance|as\s+mentioned)\s+(?:in|with|by)\s+$"
    r"|\b(?:coming\s+into\s+force|commencement)\s+of\s+(?:any\s+of\s+)?$"
)
_IN_FORCE = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:comes?|came|coming|(?:is|are)\s+(?:fully\s+)?(?:brought|in))\s+(?:into\s+)?force"
)
_SET_OUT = re.compile(r"\b(?:amended|modified)\b[^.;“”()]{0,40}\b(?:as\s+set\s+out\s+in|in\s+accordance\s+with|by)\s+$")
_ABOUT_SECTION = re.compile(r"\s*(?:,[^:]{0,40})?:")
_OPENING = re.compile(r"\s*(?:in|after|before|for|at the end of|omit)\b(?! (?:this|any|the case)\b)", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:see|see\s+also|under|subject\s+to|by\s+virtue\s+of|despite|mentioned\s+in|purposes\s+of)\s+$"
)
_DESCRIBED = re.compile(r"\(([^()]*)$")
_OF_THE_ACT = re.compile(
    r"\b(?:for|after|before|omit|in|at the end of) (?:the|each|every|any) "
    r"(?:words?|references?|definition|entry|entries)\b"
    r"(?:(?!\b(?:see|substitute|insert)\b)[^.;“”])*$",
    re.IGNORECASE,
)
"""“For the reference to the code issued under section 32 substitute”: the words that are amended, not quoted."""
_SEE = re.compile(r"(?:and\s+|but\s+)?(?:see|subject|as|so\s+far)\b")
_SEEN = re.compile(r"\bsee\s+(?:also\s+)?(?:sections?\s+[\w()]+(?:,|\s+and|\s+or)?\s+)*$")
"""“But see section 26 and section 27”: so a Bill sends its reader on to its own, whatever Act it named before."""
_ANY_ACT = re.compile(r"(?:an?|any)\s", re.IGNORECASE)
"""“Regulations which repeal an Act”: no Act is named by that."""
_ENDS_ITSELF = re.compile(
    r"\bthis (?:section|subsection|paragraph|Part|Chapter|Schedule|Act) (?:ceases?|has)\b[^.;]*", re.I
)
"""“This section ceases to have effect on …” is said of itself, and amends nothing."""
_AMENDED = re.compile(r"\b(?:is|are)\b[^.;“”]{0,30}\bamended\b")
_SENTENCE = re.compile(r"[.;—]\s")
_GOVERNS = re.compile(r"\s*(?:\([^()]*\))?,?\s*(?:in|for|after|before|of)?\s*$")


class Contexts:
    """Tells whose the citations of a Bill are. What it finds of each clause is kept, so that the whole is linear."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._tops: dict[Path, tuple[bool, bool]] = {}
        self._openings: dict[Path, bool] = {}

    def belongs(self, path: Path, block: Block, citation: Citation, before: Citation | None) -> Belongs:
        """SaidOf a citation in a block is. before: the citation before it in the same words."""
        words = block.text.chars
        if self._targets.quoted(path):
            return self._in_quotation(block, citation)
        if citation.said is not SaidOf.UNSAID or citation.outermost.unit == "article":
            return Belongs.HERE if citation.said is SaidOf.HERE else Belongs.ELSEWHERE
        if citation.named and not citation.within:
            defined = citation.named.startswith(("the definition of", "that definition"))
            return Belongs.HERE if defined and not self._instructs(path, block) else Belongs.DOUBTFUL
        if _MADE_BY.search(words, 0, citation.start) or _IN_FORCE.match(words, citation.end):
            return Belongs.HERE
        if block.tag in HEADS:
            return self._in_heading(path, block, citation)
        if self._instructs(path, block):
            return self._in_instruction(path, block, citation)
        return self._in_own_words(path, block, citation, before)

    def amended_as_set_out(self, words: str, citation: Citation) -> bool:
        """Whether the citation says where the amendments of an Act are: “is amended as set out in …”."""
        return _SET_OUT.search(words, 0, citation.start) is not None

    def is_instruction(self, path: Path) -> bool:
        """Whether a provision is an instruction to amend, of the Act that the words above it name."""
        node = self._targets.provision(path)
        own = list(own_words(node)) if node is not None else []
        return bool(own) and _instructs(own[0].text.chars) and not re.search(r"\bAct \d{4}", _bare(own[0].text.chars))

    def _in_quotation(self, block: Block, citation: Citation) -> Belongs:
        """Quoted text is the Act's: only by its name does it cite the Bill, and only a new provision its own parts."""
        if citation.said is SaidOf.HERE and not citation.named.startswith("this "):
            return Belongs.HERE
        if citation.absolute or citation.said is SaidOf.ACT or (citation.named and not citation.within):
            return Belongs.ELSEWHERE
        return Belongs.ELSEWHERE if _instructs(block.text.chars) else Belongs.QUOTED

    def _in_instruction(self, path: Path, block: Block, citation: Citation) -> Belongs:
        words = block.text.chars
        names_an_act, chapeau = self._top(path)
        bare = _bare(words)
        command = _COMMAND.search(bare) is not None or self._instructs_above(path)
        if not names_an_act:  # “sections 1 to 5 cease to have effect” is said of a Bill's own
            return Belongs.DOUBTFUL if command else Belongs.HERE
        if command and _is_aside(words, citation.start):
            return Belongs.DOUBTFUL
        certain = chapeau or command or _AMENDED.search(bare)
        return Belongs.ELSEWHERE if certain or in_quotation_marks(words, citation.start) else Belongs.DOUBTFUL

    def _in_heading(self, path: Path, block: Block, citation: Citation) -> Belongs:
        """A heading: of a clause, “Section 5: supplementary” is about the Bill's own."""
        if citation.start == 0 and _ABOUT_SECTION.match(block.text.chars, citation.end):
            return Belongs.HERE
        names_an_act, _ = self._top(path)
        return Belongs.DOUBTFUL if names_an_act else Belongs.HERE

    def _in_own_words(self, path: Path, block: Block, citation: Citation, before: Citation | None) -> Belongs:
        words = block.text.chars
        if not citation.absolute and citation.unit not in ("Part", "Chapter"):
            of_an_act = before is not None and before.said is SaidOf.ACT
            if of_an_act and before is not None and _GOVERNS.match(words[before.end : citation.start]):
                return Belongs.DOUBTFUL
            return Belongs.HERE
        starts = [m.end() for m in _SENTENCE.finditer(words, 0, citation.start)]
        sentence = words[starts[-1] if starts else 0 : citation.start]
        named = (found[0] for found in INSTRUMENT.finditer(sentence))
        if not _SEEN.search(sentence) and any(not _OWN_ACT.search(one) and not _ANY_ACT.match(one) for one in named):
            return Belongs.DOUBTFUL
        _, chapeau = self._top(path)
        if chapeau and in_quotation_marks(words, citation.start):
            return Belongs.ELSEWHERE
        return Belongs.DOUBTFUL if chapeau and not _OWN_ACT.search(words) else Belongs.HERE

    def _instructs(self, path: Path, block: Block) -> bool:
        return _instructs(block.text.chars) or self._instructs_above(path)

    def _instructs_above(self, path: Path) -> bool:
        """Whether the words that a block is, or stands below, open an instruction: “In section 5 (fees)—”."""
        for inner, node in self._targets.above(path):
            if inner not in self._openings:
                self._openings[inner] = self._opens(node)
            if self._openings[inner]:
                return True
            if is_top(node):
                break
        return False

    def _opens(self, node: Provision) -> bool:
        opening = next((block.text.chars.rstrip() for block in own_words(node)), "")
        if not opening.endswith("—"):
            return False
        return _instructs(opening) or (_OPENING.match(opening) is not None and self._below_instructs(node))

    def _below_instructs(self, node: Provision) -> bool:
        """Whether the parts of a provision give instructions."""
        return any(
            unit(part) != "" and any(_instructs(block.text.chars) for block in own_words(part))
            for _, part in walk(node)
            if isinstance(part, Provision) and part is not node
        )

    def _top(self, path: Path) -> tuple[bool, bool]:
        """Of the clause or Schedule that a place is in: whether it names an Act, and whether some of its words say that
        an Act is amended as the rest sets out."""
        top = self._targets.top(path)
        if top is None:
            return False, False
        if top not in self._tops:
            words = [
                _OWN_ACT.sub("", _bare(node.text.chars))
                for inner, node in blocks(self._targets.bill.at(top), top)
                if not self._targets.quoted(inner)
            ]
            self._tops[top] = (
                any(_ACT.search(one) for one in words),
                any(_CHAPEAU.search(one) and _ACT.search(one) for one in words),
            )
        return self._tops[top]


def _is_aside(words: str, at: int) -> bool:
    """Whether a citation in an instruction is not what that amends (“and see subsection (3)”), nor in the description
    of that (“section 125 (approval of codes under section 121)”)."""
    if not _ASIDE.search(words, 0, at) or in_quotation_marks(words, at) or _OF_THE_ACT.search(words[:at]):
        return False
    described = _DESCRIBED.search(words, 0, at)
    return described is None or _SEE.match(described[1]) is not None


def in_quotation_marks(words: str, at: int) -> bool:
    """Whether a character stands between quotation marks."""
    return any(match.start() <= at < match.end() for match in _QUOTED.finditer(words))


def _bare(words: str) -> str:
    """The words without what they quote."""
    return _QUOTED.sub("“”", words) if "“" in words else words


def _instructs(words: str) -> bool:
    """Whether words are an instruction to amend, not a power to make one."""
    bare = _ENDS_ITSELF.sub("", _bare(words))
    command = _COMMAND.search(bare)
    if command is not None and not _MAY.search(bare, 0, command.start()):
        return True
    return _STATED.search(bare) is not None or (OBJECT in words and bare.rstrip(f"{OBJECT} .;,").endswith("insert—"))
