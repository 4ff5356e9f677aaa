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
from amend.model.outline import is_group, is_quoted, tagged, words_of
from amend.model.provision import Bill, Block, Path, Provision, walk


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
    for a, b in pairing.pairs:
        one, other = pairing.old.at(a), new.at(b)
        assert isinstance(one, Provision)
        assert isinstance(other, Provision)
        was, now = (block.words if block else "" for block in (one.heading, other.heading))
        if was == now or a in whole or is_quoted(pairing.old, a):
            continue
        change = f"becomes “{now}”" if was and now else f"“{was}” goes" if was else f"“{now}” is put in"
        name = address_of(pairing.old, a) or "a heading"
        found.append(f"{name}: the heading {change} when the Bill is printed again")
    for path, node in new.provisions():
        if is_group(node) and node.heading is not None and pairing.old_of(path) is None:
            found.append(f"the heading “{_group(node)}” is put in when the Bill is printed again")
    for path, node in pairing.old.provisions():
        if is_group(node) and node.heading is not None and pairing.new_of(path) is None:
            found.append(f"the heading “{_group(node)}” goes when the Bill is printed again")
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
        if there is None or not proof.reads_the_same(old.rows(path), new.rows(there)):
            continue
        if proof.marks(old.bill, path) != proof.marks(new.bill, there):
            name = address_of(pairing.old, path)
            found.append(f"{name}: the shape of quotation marks changes when the Bill is printed again")
    return found


def unamended(old: Bill, new: Bill) -> list[str]:
    """What differs in notes and enacting words, which no amendment changes: one sentence each."""
    found = []
    for tag, name in (("authorialNote", "a note beside the text"), ("preamble", "the words of enactment")):
        ours, theirs = (Counter(words_of(node) for _, node in tagged(bill, tag)) for bill in (old, new))
        came, gone = list((theirs - ours).elements()), list((ours - theirs).elements())
        found += [f"no amendment changes {name}, which is now “{words[:90]}”" for words in came]
        found += [f"no amendment leaves out {name}, “{words[:90]}”" for words in gone[len(came) :]]
    return found


def raised_figures(pairing: Pairing) -> list[Finding]:
    """What is raised or lowered in the new text and was not, or is no longer: an amendment is plain words, and has
    “106” for “10⁶”, so none was written for that."""
    found = []
    message = "has a raised or lowered character, of which an amendment’s words do not tell; have it tabled by hand"
    before = _said(pairing.old)
    for path, theirs in _said(pairing.new).items():
        came = pairing.old_of(path)
        ours = before.get(came, Counter()) if came is not None else Counter()
        odd = [said for said, words in (theirs - ours) if said != words]
        odd += [said for said, words in (ours - theirs) if said != words and (words, words) in theirs - ours]
        found += [Finding(f"“{said}” {message}", str(address_of(pairing.new, path) or "")) for said in odd]
    return list(dict.fromkeys(found))


def _said(bill: Bill) -> dict[Path, Counter[tuple[str, str]]]:
    """The words of each provision, without those of the provisions in it: each with what is raised, and plain."""
    named = {path for path, _ in bill.provisions()}
    found: dict[Path, Counter[tuple[str, str]]] = {}
    for path, node in walk(bill.root):
        if isinstance(node, Block):
            inner = next((path[:depth] for depth in range(len(path), 0, -1) if path[:depth] in named), ())
            pairs = zip(node.text.raised(0, len(node.text)).split(), node.text.printed().split(), strict=True)
            found.setdefault(inner, Counter()).update(pairs)
    return found


def misnumbered(old: Bill, new: Bill) -> list[str]:
    """The numbers of the Bill's own provisions that printing again gives another shape: one sentence each."""
    ours, theirs = (Counter(_odd_numbers(bill)) for bill in (old, new))
    return [
        f"{place or 'a heading'}: its number, “{words}”, is put right when the Bill is printed again"
        for place, words in (theirs - ours).elements()
    ]


def _odd_numbers(bill: Bill) -> Iterator[tuple[str, str]]:
    for path, node in bill.provisions():
        if (number := node.number) is None:
            continue
        words = number.words.removeprefix("Schedule").removeprefix("Part").removeprefix("Chapter").strip()
        label = words.strip("().")
        odd = (words and not families(label)) or label != node.label or words.count("(") != words.count(")")
        if odd and not is_quoted(bill, path):
            yield str(address_of(bill, path) or ""), number.words
