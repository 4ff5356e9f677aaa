"""A sentence of a Bill with its quotations, the names of Acts and what is said in brackets taken out and numbered.

«0» is a quotation, ⟪0⟫ an Act and ‹0› a description in brackets, so that no word of these can be taken for a word of
the instruction. Brackets that say something of the change itself, “(but before the “or” at the end)”, stay as ⟨…⟩.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from amend.english.quotes import CLOSE, OPEN, mask, pairs
from amend.english.textual.matter import as_inserted, without_closing
from amend.errors import WordsError
from amend.model.frozen import frozen
from amend.model.outline import words_of
from amend.model.provision import Block, Carried, Provision
from amend.model.text import OBJECT

_FIRST = 0xE000
"""The character that stands for the first structure of a sentence; the next ones stand for the others."""

_LEFT_OPEN = "\uf8ff"
"""Stands for an opening mark that a quotation holds without the mark that closes it."""

_STRUCTURE = re.compile("[\ue000-\uefff]")
_SIGNS = re.compile("[«»‹›⟨⟩⟪⟫\ue000-\uefff\uf8ff]")
_OPENED_WRONG = re.compile(rf"\b(insert|substitute) ?{CLOSE}(?=[^{OPEN}{CLOSE}]*$)")

_WORD_OF_TITLE = r"(?:[A-Z][\w’'.&-]*,?|\([^()]*\),?|and|of|etc\.?,?|for|to|in|on|at|the|with|from|by|de)"
_KIND = r"(?:Act|Measure|Order|Regulations|Rules|Scheme)"
TITLE = (
    r"(?!(?:Schedule|Table|Part|Chapter|Article|Section|Annex|Secretary|Welsh|English)\b)[A-Z]"
    rf"(?:[\w’'.&-]*,?)(?: {_WORD_OF_TITLE}){{0,24}}? {_KIND}(?: \((?:Northern Ireland|Scotland|Wales)\))?"
    r"(?: [12]\d{3}|(?= \(S\.I\. \d))"
)
"""What the title of an Act matches, with its year; of an instrument, its number may stand for that."""

_SHORT = (
    r"(?:(?:\d{4}|[A-Za-z]?[A-Z][\w’-]*(?: (?:and |of )?[A-Z][\w’-]*){0,5}) )?"
    r"(?:Acts?|Measure|Order|Regulations?|Rules|GDPR|Directive|Decision|Convention|Code)"
)
_ACT = re.compile(rf"\b(?P<the>[Tt]he|[Tt]hat|[Tt]his) (?P<name>{TITLE}|{_SHORT})(?![\w’])")
_BRACKET = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_LABEL = re.compile(r"\((?:[A-Z]{0,3}\d{1,4}[A-Z]{0,4}|[A-Z]{1,3}|[a-z]{1,3}|[ivxlz]{1,7})\)")
_OF_THE_CHANGE = re.compile(
    r"\((?:but |and,? |together with |excluding |except |including |other than |apart from |as well |so far as |only "
    r"|insofar as |to the extent |wherever |where (?:it|they|those words) |as it (?:applies|has effect|extends)"
    r"|in (?:both|each|every|all|the \w+) (?:places?|cases?)\b)"
)
_UNIT_BEFORE = re.compile(
    r"(?:[0-9A-Za-z]|\)|\b(?:(?:sub-?)*(?:section|paragraph)s?|points?|items?|regulations?|rules?|and|to|or|of),? |, )$"
)


@frozen
class QuotedMatter:
    """What one quotation holds. provisions: of the quoted structure or table among its words; words: before it.

    tail: the words after it, within the quotation.
    """

    words: str
    provisions: tuple[Provision | Block, ...] = ()
    tail: str = ""


@frozen
class NamedAct:
    """An Act as a sentence names it. name: "Housing Act 2004", "1988 Act"; "Act" for “that Act” and “this Act”."""

    name: str
    the: str


@frozen
class Sentence:
    """A sentence with what it quotes, names and describes taken out.

    plain: with all of it. notes: what was put right.
    """

    text: str
    plain: str
    quotes: tuple[QuotedMatter, ...] = ()
    acts: tuple[NamedAct, ...] = ()
    described: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def shown(self, text: str) -> str:
        """Some of its text with all put back, cut to what fits a message."""
        text = self.whole(text)
        return text if len(text) <= 120 else text[:120].rsplit(" ", 1)[0] + "…"

    def whole(self, text: str) -> str:
        """Some of its text with all put back."""
        text = re.sub(r"«(\d+)»", lambda found: f"{OPEN}{_said(self.quotes[int(found[1])])}{CLOSE}", text)
        text = re.sub(r"‹(\d+)›", lambda found: self.described[int(found[1])], text)
        text = re.sub(r"⟪(\d+)⟫", lambda found: _full(self.acts[int(found[1])]), text)
        return " ".join(text.replace("⟨", "(").replace("⟩", ")").split())


def sentence(nodes: Sequence[Provision | Block], *, alone: bool = True) -> Sentence:
    """The paragraphs of a provision as one sentence. Raises WordsError when a quotation is not closed.

    alone: whether nothing stands below them that may close it.
    """
    structures: list[Provision] = []
    notes: list[str] = []
    raw = "".join(_pieces(nodes, structures, notes))
    return masked_sentence(raw, structures, notes, alone=alone)


def masked_sentence(
    raw: str, structures: Sequence[Provision] = (), notes: Sequence[str] = (), *, alone: bool = True
) -> Sentence:
    """The same of words in which a character stands for each structure, “\\ue000” for the first."""
    raw, more = _mended(" ".join(raw.split()), alone=alone)
    notes = [*notes, *more]
    text, quoted = mask(raw)
    quotes = tuple(_matter(words, structures) for words in quoted)
    acts: list[NamedAct] = []
    described: list[str] = []
    plain = Sentence("", "", quotes).whole(text)

    def act(found: re.Match[str]) -> str:
        acts.append(NamedAct(found["name"], found["the"].lower()))
        return f"⟪{len(acts) - 1}⟫"

    text = _ACT.sub(act, text)

    def bracket(found: re.Match[str]) -> str:
        if _LABEL.fullmatch(found[0]) and _UNIT_BEFORE.search(text[max(found.start() - 40, 0) : found.start()]):
            return found[0]
        if _OF_THE_CHANGE.match(found[0]):
            return f"⟨{found[0][1:-1]}⟩"
        described.append(found[0])
        return f"‹{len(described) - 1}›"

    text = _BRACKET.sub(bracket, text)
    found = Sentence(text, plain, quotes, tuple(acts), (), tuple(notes))
    said = tuple(_unmasked(found, words) for words in described)
    return Sentence(text, plain, quotes, tuple(acts), said, tuple(notes))


def _mended(raw: str, *, alone: bool) -> tuple[str, list[str]]:
    """The words with quotation marks of the wrong shape put right, where they do not pair as they are."""
    straight = [] if '"' not in raw else ["a quotation mark is straight"]
    raw = re.sub(r'(?<![^\s(\[—“])"', OPEN, raw).replace('"', CLOSE)
    if pairs(raw):
        return raw, straight
    shaped = re.sub(rf"(?<=[\w.’]){OPEN}(?=[\s,;.)]|$)", CLOSE, raw)
    shaped = re.sub(rf"(^|[\s(\[—]){CLOSE}(?=\w)", rf"\1{OPEN}", shaped)
    if pairs(shaped):
        return shaped, ["a quotation mark has the wrong shape"]
    kept = re.sub(rf"{OPEN}{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}(?!{CLOSE})", rf"{OPEN}{_LEFT_OPEN}\1{CLOSE}", raw)
    if pairs(kept):
        return kept, ["a quotation within a quotation is left open, as if the Act closed it"]
    stray = re.sub(rf"(?<=[^{OPEN}{CLOSE}]){CLOSE}(?=[;,.]?$)", "", raw)
    if pairs(stray):
        return stray, ["a closing quotation mark at the end closes nothing"]
    unclosed = rf"(\b(?:insert|substitute) {OPEN}[^{OPEN}{CLOSE}\ue000-\uefff]*?)([;,.]?)$"
    closed = re.sub(unclosed, rf"\1{CLOSE}\2", raw)
    if alone and pairs(closed):
        return closed, ["the last quotation is not closed, and was taken to end with the sentence"]
    return raw, []


def _unmasked(found: Sentence, words: str) -> str:
    words = re.sub(r"«(\d+)»", lambda one: f"{OPEN}{_said(found.quotes[int(one[1])])}{CLOSE}", words)
    return re.sub(r"⟪(\d+)⟫", lambda one: _full(found.acts[int(one[1])]), words)


def _full(act: NamedAct) -> str:
    return f"{act.the} {act.name}"


def _said(quote: QuotedMatter) -> str:
    return f"{quote.words}…" if quote.provisions else quote.words


def _pieces(nodes: Sequence[Provision | Block], structures: list[Provision], notes: list[str]) -> Iterator[str]:
    """The words of the paragraphs, with a character for each structure, in its marks."""
    so_far = ""
    for node in nodes:
        if so_far:
            so_far += " "
            yield " "
        for piece in _parts_of(node):
            if isinstance(piece, str):
                if found := _SIGNS.search(piece):
                    raise WordsError(f"it has the sign {found[0]}", remedy="quote words with “ and ”")
                said = piece
            else:
                said, so_far = _structure(piece, so_far, structures, notes)
            so_far += said
            yield said


def _structure(node: Provision, so_far: str, structures: list[Provision], notes: list[str]) -> tuple[str, str]:
    """The character of a structure, in the marks that the file keeps as attributes."""
    structures.append(node)
    opening, closing = node.get("startQuote") or "", node.get("endQuote") or ""
    if node.tag != "quotedStructure":
        words = words_of(node)
        opening, closing = words[:1] if words[:1] == OPEN else "", CLOSE if CLOSE in words[-2:] else ""
    opened = so_far.count(OPEN) - so_far.count(CLOSE)
    if opened > 0 and not closing and (closed := without_closing(node)) is not None:
        structures[-1], closing = closed, CLOSE
    if opening and closing and opened > 0:
        opening = ""
        notes.append("a quotation that words open is opened once more where its provisions begin")
    return f"{opening}{chr(_FIRST + len(structures) - 1)}{closing}", so_far


def _parts_of(node: Provision | Block) -> Iterator[str | Provision]:
    """The words and structures of a paragraph or holder, in order; notes beside the text are none."""
    if isinstance(node, Provision):
        if node.tag in ("tblock", "quotedStructure"):
            yield node
        elif node.tag != "authorialNote":
            for item in node.items:
                if not isinstance(item, Carried):
                    yield from _parts_of(item)
        return
    if node.tag in ("num", "heading"):
        return
    rest = iter(node.objects)
    for index, words in enumerate(node.text.printed().split(OBJECT)):
        if index:
            thing = next(rest, None)
            if thing is not None:
                yield from _parts_of(thing)
        yield _righted(words)


def _righted(words: str) -> str:
    """The words with a closing mark where one should open put right: insert ”, or."""
    return _OPENED_WRONG.sub(lambda found: f"{found[1]} {OPEN}", words)


def _matter(words: str, structures: Sequence[Provision]) -> QuotedMatter:
    """What a quotation holds."""
    words = words.replace(_LEFT_OPEN, OPEN)
    found = list(_STRUCTURE.finditer(words))
    if not found:
        return QuotedMatter(words.strip())
    made = [node for one in found for node in as_inserted(structures[ord(one[0]) - _FIRST])]
    between = "".join(words[a.end() : b.start()] for a, b in pairwise(found))
    if between.strip():
        raise WordsError(f"words stand between two structures of one quotation: “{between.strip()[:40]}”")
    return QuotedMatter(words[: found[0].start()].strip(), tuple(made), words[found[-1].end() :].strip())
