"""What is different still when the amendments are made: one sentence each, for whoever wrote the new text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from amend.drafting import proof
from amend.engine.compare.pairing import Pairing
from amend.engine.reprint.reprint import left_standing
from amend.model.citation import address_of
from amend.model.finding import Finding
from amend.model.numbering import families
from amend.model.outline import is_group, is_quoted, words_of
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, each_provision, nodes, walk


def left_references(old: Bill, left: Iterable[str]) -> list[str]:
    """The references that could not follow to the old text's numbers, without those that are so in the old text too.

    left: those of the new text.
    """
    left = list(left)
    said = {sentence.removeprefix("“").partition("” in ")[0] for sentence in left}  # or the beginning of it
    known = set(left_standing(old, lambda chars: any(one in chars for one in said))) if left else set()
    return [f"a reference was left as it is: {words}" for words in left if words not in known]


def headings(pairing: Pairing, new: Bill, whole: Set[Path]) -> list[str]:
    """The headings that the clerks change, put in and take out. new: the new text in the old one's numbers. whole: what
    of the old text is replaced, with its heading."""
    found = []
    for (a, b), (one, there) in zip(pairing.pairs, pairing.nodes, strict=True):
        if (one is there and new is pairing.new) or (one.heading is None and there.heading is None):
            continue
        other = new.at(b)
        assert isinstance(other, Provision)
        was, now = (block.words if block else "" for block in (one.heading, other.heading))
        if was == now or a in whole or is_quoted(pairing.old, a):
            continue
        change = f"becomes “{now}”" if was and now else f"“{was}” goes" if was else f"“{now}” is put in"
        name = address_of(pairing.old, a) or "a heading"
        found.append(f"{name}: the heading {change} when the Bill is printed again")
    for bill, odd, what in ((new, pairing.came, "is put in"), (pairing.old, pairing.gone, "goes")):
        for path in odd:
            node = bill.at(path)
            if isinstance(node, Provision) and node.tag in NUMBERED and is_group(node) and node.heading is not None:
                found.append(f"the heading “{_group(node)}” {what} when the Bill is printed again")
    return found


def _group(node: Provision) -> str:
    """A Part or heading as it is called, with its number where it has one."""
    return " ".join(block.words for block in (node.number, node.heading) if block)


def quotation_marks(
    pairing: Pairing, texts: tuple[proof.ProofText, proof.ProofText], clauses: Iterable[Path]
) -> list[str]:
    """The clauses and Schedules of the old text in which only the shape of quotation marks is another. texts: the old,
    and the new in the old one's numbers."""
    old, new = texts
    found = []
    for path in clauses:
        there = pairing.new_of(path)
        if there is None or proof.plainly_the_same(old.bill.at(path), new.bill.at(there)):
            continue
        if proof.marks(old.bill, path) == proof.marks(new.bill, there):
            continue
        if proof.same_in_both(old, path, new, there):
            name = address_of(pairing.old, path)
            found.append(f"{name}: the shape of quotation marks changes when the Bill is printed again")
    return found


def unamended(old: Bill, new: Bill) -> list[str]:
    """What differs in notes and enacting words, which no amendment changes: one sentence each."""
    found = []
    ours, theirs = ([(node.tag, words_of(node)) for node in _unamendable(bill)] for bill in (old, new))
    for tag, name in _UNAMENDABLE.items():
        one, other = (Counter(words for kind, words in said if kind == tag) for said in (ours, theirs))
        came, gone = list((other - one).elements()), list((one - other).elements())
        found += [f"no amendment changes {name}, which is now “{words[:90]}”" for words in came]
        found += [f"no amendment leaves out {name}, “{words[:90]}”" for words in gone[len(came) :]]
    return found


_UNAMENDABLE = {"authorialNote": "a note beside the text", "preamble": "the words of enactment"}


def _unamendable(bill: Bill) -> Iterator[Provision]:
    return (node for _, node in each_provision(bill.root) if node.tag in _UNAMENDABLE)


def raised_figures(wanted: Bill, got: Bill) -> list[Finding]:
    """What is raised or lowered in one of two texts and not in the other, and has no such character: an amendment is
    plain words, which tell “10⁶” but not that a letter such as “β” is raised.

    wanted: the text that amendments were to give; got: the one they gave.
    """
    message = "has a raised or lowered character, of which an amendment’s words do not tell; have it tabled by hand"
    ours, theirs = _raised(wanted), _raised(got)
    findings = []
    for text, here, there in ((wanted, ours, theirs), (got, theirs, ours)):
        alone = Counter(word for _, word in here) - Counter(word for _, word in there)
        placed = [(str(address_of(text, path) or ""), word) for path, word in here if alone[word]]
        findings += [Finding(f"“{word}” {message}", place) for place, word in placed]
    return list(dict.fromkeys(findings))


def _raised(bill: Bill) -> list[tuple[Path, str]]:
    """The words in which something is raised or lowered that no character says, each with where it stands."""
    if not any(isinstance(node, Block) and node.text.has_raised for node in nodes(bill.root)):
        return []
    found = []
    for path, node in walk(bill.root):
        if isinstance(node, Block) and node.text.has_raised:
            text = node.text
            said = zip(text.raised().split(), text.exact.printed().split(), strict=True)
            found += [(path, word) for word, exact in said if word != exact]
    return found


def misnumbered(old: Bill, new: Bill) -> list[str]:
    """The numbers of the Bill's own provisions that printing again gives another shape: one sentence each."""
    ours, theirs = (Counter(_odd_numbers(bill)) for bill in (old, new))
    return [
        f"{place or 'a heading'}: its number, “{words}”, is put right when the Bill is printed again"
        for place, words in (theirs - ours).elements()
    ]


def _odd_numbers(bill: Bill) -> Iterator[tuple[str, str]]:
    known: dict[str, bool] = {}
    for path, node in bill.provisions():
        if (number := node.number) is None:
            continue
        words = number.words
        if words not in known:
            known[words] = _is_odd(words, node.label)
        if known[words] and not is_quoted(bill, path):
            yield str(address_of(bill, path) or ""), words


def _is_odd(printed: str, own: str) -> bool:
    """Whether a number has not the shape of any. own: the label that it is read as."""
    words = printed.removeprefix("Schedule").removeprefix("Part").removeprefix("Chapter").strip()
    label = words.strip("().")
    return bool(words and not families(label)) or label != own or words.count("(") != words.count(")")
