"""What the pages mark is what the engine makes of the amendments: for every choice of packages, and in every clause."""

import random
import re
from collections import Counter
from itertools import chain, combinations

import pytest
from lxml import html
from shorthand import bill

from amend import lines
from amend.drafting import make
from amend.engine.apply.apply import Prepared
from amend.engine.compare.compare import compare
from amend.engine.compare.redline import read
from amend.formats import akn, draft
from amend.ledger import shipped
from amend.ledger.prints import AtHand
from amend.ledger.stances import matrix
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.web.site.gathering import gather
from amend.web.site.page import framed
from amend.web.site.site import frame_of
from amend.web.site.standing_matrix import StandingMatrix
from amend.web.site.switching import Switching
from amend.web.site.together import Together

KINDS = {"ins": "inserted", "del": "left out"}
POND = """
    Part 1 Water
    # Keeping
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed |in spring and autumn.
      (2) The keeper may charge for entry |to a pond or weir.
    2 Fish
      (1) The keeper must not sell—
        (a) carp,
        (b) tench, or
        (c) pike.
      (2) The keeper must count the fish in spring.
    # Birds
    3 Ducks
      (1) A duck may swim in any pond |at any time of day.
      (2) No person may feed a duck |with bread.
    4 Reeds
      Reeds are to be cut in autumn.
    ===
    Schedule 1 Weirs
      1 (1) A weir is to be kept low—
          (a) in spring, and
          (b) in autumn.
        (2) The table follows.
      2 Weirs are counted each year |by the keeper.
"""
BODIES = (
    "Herons\n(1) Herons may nest at a pond.\n(2) They must be counted.",
    "Ducks\n(1) A duck may swim in any pond at any time of day.\n(2) No person may feed a duck with bread.",
    "Fish\nThe keeper must count the fish in spring.",
    "Reeds\nReeds are to be cut in autumn.",
    "Swans\nA swan may swim.",
)
"""Of new clauses: some say what another clause says, so that a comparison takes the one for the other."""


def words(said):
    return Counter(re.findall(r"\w+|[^\w\s]", said))


def in_engine(comparison):
    found = {kind: Counter() for kind in KINDS.values()}
    for piece in (piece for row in read(comparison.redline) for piece in row.visible if piece.kind != "same"):
        found[piece.kind].update(words(piece.said))
    return found


def on_pages(found, together):
    """Each place of the pages: the packages that it depends on, and what is marked in it under each choice."""
    frame = frame_of(found)
    for page in Switching(found, together).pages():
        for section in html.fromstring(framed(page, frame).decode()).xpath("//section[@data-packages]"):
            variants = {}
            for one in section.xpath(".//div[contains(@class, 'variant')]"):
                for sign in one.xpath(".//*[@class='sr'] | .//div[@class='two']"):
                    sign.text, sign[:] = "", []
                marked = {kind: Counter() for kind in KINDS.values()}
                for tag, kind in KINDS.items():
                    for piece in one.iter(tag):
                        marked[kind].update(words(piece.text_content()))
                variants |= dict.fromkeys(one.get("data-with").split(" "), marked)
            yield section.get("data-packages").split(" "), variants


def net(marked):
    count = Counter(marked["inserted"])
    count.subtract(marked["left out"])
    return {word: number for word, number in count.items() if number}


def check(found):
    """How many choices were looked at, and in how many of them something is told as left out and inserted that the
    comparison of the whole has as moved, or as the same."""
    looked = coarser = 0
    for print_ in found.prints:
        packages = found.packages_on(print_)
        together = Together(print_, packages)
        places = list(on_pages(found, together)) if packages else []
        for chosen in chain.from_iterable(
            combinations(range(len(packages)), size) for size in range(len(packages) + 1)
        ):
            slugs = [packages[at].slug for at in chosen]
            turns = [at for at in range(len(together.tabled)) if together.package_of(at) in chosen]
            applied = make.apply(print_.prepared, [together.in_their_order[at] for at in turns])
            wanted = in_engine(compare(print_.bill, applied.bill, front=False))
            shown = {kind: Counter() for kind in KINDS.values()}
            for mine, variants in places:
                mark = "+".join(slug for slug in mine if slug in slugs)
                for kind, count in variants[mark].items() if mark else ():
                    shown[kind].update(count)
            assert net(shown) == net(wanted), (print_.slug, slugs)
            looked += 1
            coarser += shown != wanted
    return looked, coarser


def test_every_choice_of_the_shipped_record_marks_what_the_engine_makes_of_it():
    looked, coarser = check(gather(AtHand(shipped.BILLS, shipped.DRAFTS)))
    assert looked > 60
    assert coarser == 0


def drawn(chance, reading, number):
    at = [line for line in reading.lines if address_of(reading.bill, reading.locate(line.start)[0].path)]
    line = chance.choice(at)
    text = reading.words[line.start : line.end].split("\n")[-1].split(" ")
    start = chance.randrange(len(text))
    quote = " ".join(text[start : start + chance.randint(1, 3)]).rstrip(".—,")
    top = str(address_of(reading.bill, reading.locate(line.start)[0].path).top()).replace("clause", "Clause")
    clause, other, body = chance.choice("1234"), chance.choice("1234"), chance.choice(BODIES)
    place = f"{top}, page {line.page}, line {line.number}"
    return chance.choice(
        (
            f"Leave out Clause {clause}",
            f"After Clause {clause}, insert the following new Clause—\n“{body}”",
            f"Before Clause {clause}, insert the following new Clause—\n“{body}”",
            f"Leave out Clause {clause} and insert the following new Clause—\n“{body}”",
            f"Transpose Clause {clause} to after Clause {other}",
            f"{top}, page {line.page}, leave out lines {line.number} to {line.number}",
            f"{place}, leave out “{quote}”",
            f"{place}, leave out “{quote}” and insert “herons”",
            f"{place}, after “{quote}” insert “or {number}”",
            f"{place}, at end insert “heron {number}”",
        )
    )


@pytest.mark.parametrize("seed", range(40))
def test_every_choice_of_random_packages_marks_what_the_engine_makes_of_it(tmp_path, seed):
    chance = random.Random(seed)
    (tmp_path / "bills").mkdir()
    akn.write(lines(bill(POND)), tmp_path / "bills" / "1.xml")
    reading = Prepared(akn.read(tmp_path / "bills" / "1.xml")).reading
    for actor in ("alder", "birch", "elm", "oak")[: 2 + seed % 3]:
        (tmp_path / "drafts" / actor).mkdir(parents=True)
        for number in range(1, 4):
            one = Amendment(drawn(chance, reading, number), str(number), "Commons", "Committee", "Bill 1")
            (tmp_path / "drafts" / actor / f"{number}.md").write_text(draft.dumps(one), "utf-8")
    looked, _ = check(gather(AtHand(tmp_path / "bills", tmp_path / "drafts")))
    assert looked


def test_what_one_leaves_out_and_another_puts_in_elsewhere_is_told_in_both_places(tmp_path):
    (tmp_path / "bills").mkdir()
    akn.write(lines(bill(POND)), tmp_path / "bills" / "1.xml")
    tabled = {
        "alder": ["Clause 2, page 1, leave out lines 14 to 14", "Clause 3, page 1, line 17, leave out “bread”"],
        "birch": ["Clause 4, page 1, line 20, at end insert “The keeper must count the fish in spring.”"],
        "elm": ["Clause 2, page 1, line 12, leave out “or”", "After Clause 1, insert the following new Clause—\n“Fish\nThe keeper must count the fish in spring.”"],
    }  # fmt: skip
    for actor, several in tabled.items():
        (tmp_path / "drafts" / actor).mkdir(parents=True)
        for at, said in enumerate(several, 1):
            one = Amendment(said, str(at), "Commons", "Committee", "Bill 1")
            (tmp_path / "drafts" / actor / f"{at}.md").write_text(draft.dumps(one), "utf-8")
    assert check(gather(AtHand(tmp_path / "bills", tmp_path / "drafts")))[0] == 8


def test_the_matrix_of_each_day_is_the_matrix_of_the_record():
    record = gather(AtHand(shipped.BILLS, shipped.DRAFTS)).record
    shown = StandingMatrix(record)
    for day in shown.days[::7]:
        wanted = matrix(record.positions, day)
        for cell in shown.cells:
            held = {(one.position.id, one.how) for one in cell.spells if one.on(day)}
            there = wanted.cells.get((cell.actor, cell.question))
            groups = (("held", there.last), ("perhaps", there.perhaps), ("former", there.former)) if there else ()
            assert held == {(one.id, how) for how, several in groups for one in several}, (day, cell.actor)
