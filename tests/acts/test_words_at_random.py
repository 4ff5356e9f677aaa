"""Words of two real Acts, taken at random, are substituted, omitted and inserted beside as a plain replacement does it."""

import random
import re

import made_in_corpus as corpus
import pytest

from amend.acts.act_edits import make
from amend.acts.act_text import ActText
from amend.errors import Refusal
from amend.formats import akn
from amend.model.amendment import After, Before, Matter, Words
from amend.model.citation import address_of, find
from amend.model.outline import HEADS, blocks
from amend.model.textual import ActPlace, InsertInAct, OmitFromAct, SubstituteInAct

pytestmark = pytest.mark.skipif(not corpus.CORPUS.exists(), reason="the corpus of Keeling schedules is not at hand")

NEW = "zebra crossing"
CASES = 120
FORMS = {
    "substitute": lambda place, quote: SubstituteInAct(place, Words(quote), Matter(NEW)),
    "substitute each": lambda place, quote: SubstituteInAct(place, Words(quote, None, "in each place"), Matter(NEW)),
    "omit": lambda place, quote: OmitFromAct(place, Words(quote)),
    "after": lambda place, quote: InsertInAct(place, After(Words(quote)), Matter(NEW)),
    "before": lambda place, quote: InsertInAct(place, Before(Words(quote)), Matter(NEW)),
}
PLAINLY = {
    "substitute": lambda _: NEW,
    "substitute each": lambda _: NEW,
    "omit": lambda _: "",
    "after": lambda found: f"{found[0]} {NEW}",
    "before": lambda found: f"{NEW} {found[0]}",
}


def said(act, path):
    return "\n".join(block.words for _, block in blocks(act.at(path), path) if block.tag not in HEADS and block.words)


def words_at_random(chance, text):
    """Some words that follow one another in a text, with no mark that opens or closes among them."""
    words = chance.choice(text.split("\n")).split(" ")
    at = chance.randrange(len(words))
    quote = " ".join(words[at : at + chance.randint(1, 4)]).strip(".,;:—“”()")
    whole = quote[:1].isalnum() and quote[-1:].isalnum()
    return quote if whole and not any(mark in quote for mark in "“”()") else ""


def without_space(text):
    return re.sub(r"\s+", "", text).casefold()


@pytest.mark.parametrize("folder", corpus.ACTS)
def test_words_are_changed_where_they_stand_and_nowhere_else(folder):
    act = akn.read(corpus.CORPUS / folder / "act.xml").as_act()
    chance = random.Random(7)
    provisions = [path for path, node in act.provisions() if node.tag in ("section", "subsection", "level")]
    text, tried = ActText(act), 0
    while tried < CASES:
        path = chance.choice(provisions)
        address, there = address_of(act, path), said(act, path)
        quote = words_at_random(chance, there) if there and address else ""
        if not quote:
            continue
        tried += 1
        form = chance.choice(sorted(FORMS))
        pattern = re.compile(rf"(?<!\w)(?<!\w[’']){re.escape(quote)}(?!\w)(?![’']\w)")
        count = len(pattern.findall(there))
        before = text.begin(0)
        try:
            make(text, FORMS[form](ActPlace("", address), quote))
        except Refusal:
            assert count != 1
            assert form != "substitute each"
        else:
            assert count == 1 or form == "substitute each"
            got = said(text.bill, find(text.bill, address))
            assert without_space(got) == without_space(pattern.sub(PLAINLY[form], there)), (form, str(address), quote)
        text.undo(before)
    assert text.bill is act
