"""The amendments that lead from one text to another are proved to give it: real prints, and edits of them."""

import os
import random
import re
from dataclasses import replace

import pytest
from shorthand import bill

from amend import read
from amend.desk.edits import Add, with_edit
from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.reprint.layout import lined
from amend.engine.reprint.reprint import reprint
from amend.english import structure
from amend.errors import Refusal
from amend.formats import draft as files
from amend.ledger.shipped import PRINTS
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.numbering import between, families
from amend.model.outline import tops, words_of
from amend.model.provision import Block, Provision, unit, walk
from amend.model.table_rows import rows_in
from amend.model.text import OBJECT, Text

CORPUS = {
    "HL 54": "social-housing-hl54-lords-committee",
    "HL 60": "social-housing-hl60-lords-report",
    "Bill 265": "dpdi-bill265-introduced",
    "Bill 314": "dpdi-bill314-commons-committee",
}
SHIPPED = {"Bill 351": PRINTS[0], "HL 31": PRINTS[1]}
PAIRS = [("HL 54", "HL 60"), ("Bill 265", "Bill 314"), ("Bill 351", "HL 31")]
LONG = "AMEND_LONG" in os.environ
EVERY = [
    (one, two, house, style)
    for pair in PAIRS
    for one, two in (pair, pair[::-1])
    for house in House
    for style in DraftStyle
]
"""Each pair both ways in both Houses and every style; of the longest every second, which has each House and style too."""

TABLED = 34
"""Amendments that the House made to HL Bill 54."""

_READ = {}


@pytest.fixture
def prints(corpus):
    """Gives a print by its number, with lines."""

    def get(name):
        if name not in _READ:
            file = SHIPPED.get(name) or corpus / "prints" / f"{CORPUS[name]}.xml"
            print_ = read(file)
            _READ[name] = lined(print_) if name == "Bill 265" else print_
        return _READ[name]

    return get


@pytest.mark.parametrize(
    ("old", "new", "house", "style"),
    [one for number, one in enumerate(EVERY) if LONG or "Bill 265" not in one or number % 2],
)
def test_real_prints_both_ways_in_both_houses_and_every_style(prints, old, new, house, style):
    drafted = draft(prints(old), prints(new), house, style)
    assert drafted.amendments
    assert [a.print for a in drafted.amendments] == [prints(old).number] * len(drafted.amendments)
    again = [files.loads(files.dumps(amendment)) for amendment in drafted.amendments]
    result = make.apply(prints(old), again)
    assert {outcome.outcome for outcome in result.outcomes} == {"applied"}
    assert missing(result.bill, prints(new)) == []
    assert [finding for finding in make.findings(prints(old), again) if finding.level != "note"] == []


def test_a_paragraph_after_quoted_words_that_begin_in_mid_sentence_stands_beside_them(prints):
    old = prints("HL 54")
    at = next(path for path, node in walk(old.root) if getattr(node, "eid", "") == "sched_3__para_16")
    last = (*at, len(old.at(at).items) - 1)
    wanted = with_edit(old, Add(last, "paragraph", "in subsection (3), for “it” substitute “that—\n(a) keeper.”"))
    got = make.apply(old, draft(old, wanted, House.LORDS).amendments).bill.at(at)
    assert [item.label for item in got.items if getattr(item, "tag", "") == "level"] == ["a", "b", "c"]
    assert [words_of(item) for item in got.items[1:]] == [words_of(item) for item in wanted.at(at).items[1:]]


def missing(got, wanted):
    """Sentences of a text, long enough to be told by, that the other does not have; references and quotes aside."""
    ours, theirs = (" ".join(plain(node.words) for node in blocks(print_)) for print_ in (got, wanted))
    assert ours != ""
    sentences = [plain(node.words) for node in blocks(wanted) if OBJECT not in node.text.chars]
    return [
        said for said in sentences if len(said) > 60 and said not in ours and said not in theirs.replace(said, "", 1)
    ]


def blocks(print_):
    body = next(node for _, node in walk(print_.root) if isinstance(node, Provision) and node.tag == "body")
    for _, node in walk(body):
        if isinstance(node, Block) and node.tag == "p":
            yield node


def plain(words):
    """Words without what may differ: numbers in references, headings in brackets, quotation marks, white space."""
    words = re.sub(r"[“”\"‘’']", "", words)
    words = re.sub(r"\b([Ss]ections?|and|to|or|,) \([A-Z][^()]+\)", r"\1 §", words)
    words = re.sub(r"\(?\b[A-Z]*\d+[A-Z]*\b\)?|\([a-zA-Z]{1,5}\)", "§", words)
    words = re.sub(r"§(?:(?:,| and| or| to)?\s*§)*", "§", words)
    return re.sub(r"\s+", "", words)


def test_the_usual_style_gives_few_more_amendments_than_the_house_made(prints):
    drafted = draft(prints("HL 54"), prints("HL 60"), House.LORDS)
    assert len(drafted.amendments) <= 1.2 * TABLED


def test_the_same_text_needs_no_amendment(prints):
    assert draft(prints("HL 54"), prints("HL 54")).amendments == ()


def test_a_text_without_lines_is_refused_with_what_to_do(corpus):
    print_ = read(corpus / "prints" / f"{CORPUS['Bill 265']}.xml")
    with pytest.raises(Refusal, match=r"has no lines to cite; make a working print first: amend lines"):
        draft(print_, print_)


QUOTES = set('“”"')
WORDS = "reasonable annual report Secretary fee notice tenant record prescribed written public person".split()


class Editing:
    """Makes random edits of a print, each in a clause or Schedule paragraph of its own."""

    def __init__(self, print_, seed):
        self.print = print_
        self.chance = random.Random(seed)
        self.touched = []

    def free(self, paths):
        return [p for p in paths if not any(p[: len(t)] == t or t[: len(p)] == p for t in self.touched)]

    def pick(self, wanted):
        found = self.free(
            [path for path, node in walk(self.print.root) if wanted(path, node) and "tr" not in tags(self.print, path)]
        )
        path = self.chance.choice(found)
        self.touched.append(path)
        return path

    def words(self):
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, 5)))

    def change_words(self, quoted):
        def wanted(path, node):
            above = tags(self.print, path)
            inside = "quotedStructure" in above
            body = "body" in above and isinstance(node, Block) and node.tag == "p" and "authorialNote" not in above
            return (
                body and inside is quoted and node.words.count(" ") > 7 and not node.objects and "foreign" not in above
            )

        path = self.pick(wanted)
        text = self.print.at(path).text
        starts = [0, *[i + 1 for i, c in enumerate(text.chars) if c == " "]]
        one = self.chance.randrange(1, len(starts) - 1)
        many = min(one + self.chance.randint(0, 4), len(starts) - 1)
        while QUOTES & set(text.chars[starts[one] : starts[many]]):
            many -= 1  # no text leaves a quotation open
        kind = self.chance.choice(["in", "out", "both"])
        end = starts[one] if kind == "in" else starts[many]
        words = "" if kind == "out" else self.words() + " "
        self.print = self.print.edited(
            path, lambda b: (replace(b, text=b.text.replace(starts[one], end, Text(words))),)
        )

    def put_in_part(self, where):
        """A subsection or paragraph beside another: after it, at the end of its list or at its beginning."""

        def wanted(path, node):
            return is_part(self.print, path, node) and node.label

        path = self.pick(wanted)
        node, parent = self.print.at(path), self.print.at(path[:-1])
        listed = [
            i
            for i, item in enumerate(parent.items)
            if isinstance(item, Provision) and item.tag == node.tag and item.label
        ]
        at = {"after": listed.index(path[-1]) + 1, "end": len(listed), "beginning": 0}[where]
        before = parent.items[listed[at - 1]].label if at else None
        following = parent.items[listed[at]].label if at < len(listed) else None
        label = between(before, following, families(node.label)[0])
        number = node.number.words.replace(node.label, label)
        new = Provision(
            node.tag,
            (Block("num", Text(number)), Provision("content", (Block("p", Text(f"the {self.words()};")),))),
            tuple(pair for pair in node.attributes if pair[0] in ("class", "name")),
        )
        index = listed[at - 1] + 1 if at else listed[0]
        self.print = self.print.edited(
            path[:-1], lambda p: (replace(p, items=(*p.items[:index], new, *p.items[index:])),)
        )
        self.touched[-1] = path[:-1]

    def leave_out_part(self):
        def wanted(path, node):
            if not is_part(self.print, path, node) or not node.label:
                return False
            beside = [i for i in self.print.at(path[:-1]).items if isinstance(i, Provision) and i.tag == node.tag]
            return len(beside) > 2

        path = self.pick(wanted)
        self.print = self.print.edited(path, lambda node: ())
        self.touched[-1] = path[:-1]

    def split_part(self):
        """A subsection's sentence cut in two, the second half a subsection of its own."""

        def wanted(path, node):
            if (
                not isinstance(node, Provision)
                or node.tag != "subsection"
                or "quotedStructure" in tags(self.print, path)
            ):
                return False
            held = [i for i in node.items if isinstance(i, Provision)]
            simple = len(held) == 1 and held[0].tag == "content" and len(held[0].items) == 1
            return simple and not held[0].items[0].objects and held[0].items[0].words.count(" ") > 12

        path = self.pick(wanted)
        node, parent = self.print.at(path), self.print.at(path[:-1])
        content = next(i for i, item in enumerate(node.items) if isinstance(item, Provision))
        block = node.items[content].items[0]
        words = block.words.split()
        half = len(words) // 2
        following = next((i.label for i in parent.items[path[-1] + 1 :] if isinstance(i, Provision) and i.label), None)
        label = between(node.label, following, families(node.label)[0])
        first = node.items[content].items[0]
        cut = first.text.chars.index(words[half], sum(map(len, words[:half]))) if words[half] in first.text.chars else 0
        kept = replace(block, text=block.text.replace(max(cut - 1, 1), len(block.text), Text(".")))
        one = replace(
            node, items=tuple(replace(i, items=(kept,)) if n == content else i for n, i in enumerate(node.items))
        )
        two = Provision(
            "subsection",
            (
                Block("num", Text(f"({label})")),
                Provision("content", (Block("p", Text("The " + " ".join(words[half:]))),)),
            ),
            (("class", "prov2"),),
        )
        self.print = self.print.edited(path, lambda n: (one, two))

    def put_in_clause(self):
        path = self.pick(lambda path, node: is_clause(self.print, path, node))
        text = f"New matter about {self.words()}\n(1) The {self.words()} must be kept.\n(2) It must be—\n(a) {self.words()}, or\n(b) {self.words()}."
        new = structure.new_clause(text)
        self.print = self.print.edited(path, lambda node: (node, new))

    def leave_out_clause(self):
        path = self.pick(lambda path, node: is_clause(self.print, path, node))
        self.print = self.print.edited(path, lambda node: ())
        self.touched[-1] = path[:-1]

    def move_clause(self):
        clause = self.pick(lambda path, node: is_clause(self.print, path, node))
        beside = self.pick(lambda path, node: is_clause(self.print, path, node))
        node = self.print.at(clause)
        order = sorted([clause, beside], reverse=True)
        for path in order:
            self.print = self.print.edited(path, (lambda n: (n, node)) if path == beside else (lambda n: ()))
        self.touched += [clause[:-1], beside[:-1]]


def tags(print_, path):
    above = [print_.at(path[:depth]) for depth in range(len(path))]
    return [node.tag.rpartition("}")[2] if isinstance(node, Provision) else "" for node in above]


def is_part(print_, path, node):
    return (
        isinstance(node, Provision)
        and unit(node) in ("subsection", "paragraph", "sub-paragraph")
        and "body" in tags(print_, path)
    )


def is_clause(print_, path, node):
    return isinstance(node, Provision) and node.tag == "section" and "quotedStructure" not in tags(print_, path)


def edited(print_, seed, count):
    """The print with that many random edits, and what they are."""
    editing = Editing(print_, seed)
    kinds = {
        "words": lambda: editing.change_words(quoted=False),
        "words in quoted text": lambda: editing.change_words(quoted=True),
        "part after": lambda: editing.put_in_part("after"),
        "part at the end": lambda: editing.put_in_part("end"),
        "part at the beginning": lambda: editing.put_in_part("beginning"),
        "part left out": editing.leave_out_part,
        "part split": editing.split_part,
        "clause": editing.put_in_clause,
        "clause left out": editing.leave_out_clause,
        "clause moved": editing.move_clause,
    }
    order = [*list(kinds)[:-3], "words", *list(kinds)[-3:]]
    for index in range(count):
        kinds[order[(index + seed) % len(order)]]()
    return editing.print


EDITS = 10
BATCHES = [("HL 54", seed) for seed in range(22)] + [("HL 60", seed) for seed in range(22, 44)]
BATCHES += [("Bill 314", seed) for seed in range(44, 52)]


TRIED = [one for one in BATCHES if LONG or one[1] % 12 < 6]
"""Every batch with AMEND_LONG; else half of them, which have each House in every style."""


def test_there_are_five_hundred_edits():
    assert EDITS * len(BATCHES) >= 500


@pytest.mark.parametrize(("name", "seed"), TRIED)
def test_random_edits_of_a_real_print_are_drafted_and_proved(prints, name, seed):
    old = prints(name)
    new = edited(old, seed, EDITS)
    drafted = draft(old, new, House.LORDS if seed % 2 else House.COMMONS, list(DraftStyle)[seed % 3])
    assert len(drafted.amendments) >= EDITS // 2
    result = make.apply(old, [files.loads(files.dumps(amendment)) for amendment in drafted.amendments])
    assert missing(result.bill, new) == []


PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge |for entry.
    2 Fish
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    ===
    3 Frogs
      The keeper must feed the frogs.
    4 Short title
      This Act may be cited as the Ponds Act.
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("weed", "rubbish"), "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"),
        (("may charge", "must not charge"), "Clause 1, page 1, line 4, leave out “may” and insert “must not”"),
        (("      (2) The keeper may charge |for entry.\n", ""), "Clause 1, page 1, line 4, leave out subsection (2)"),
        (("(a) carp, or", "(a) carp,\n        (aa) bream, or"), "Clause 2, page 1, line 8, leave out “or”\n"
                                                         "Clause 2, page 1, line 8, at end insert—\n“(aa) bream, or”"),
        (("    3 Frogs\n      The keeper must feed the frogs.\n", ""), "Page 2, line 1, leave out Clause 3"),
    ],
)  # fmt: skip
def test_the_form_is_the_one_that_a_drafter_would_table(change, expected):
    assert change[0] in PONDS
    drafted = draft(bill(PONDS, guids=True), bill(PONDS.replace(*change), guids=True), House.COMMONS)
    assert "\n".join(amendment.words for amendment in drafted.amendments) == expected


def test_what_comes_in_refers_to_clauses_by_the_old_prints_numbers_and_to_new_ones_by_heading():
    new = PONDS.replace(
        "    3 Frogs\n",
        "    3 Newts\n      Newts are kept as section 4 says, see section 5.\n"
        "    4 Toads\n      See section 3.\n    5 Frogs\n",
    ).replace("    4 Short title", "    6 Short title")
    drafted = draft(bill(PONDS), bill(new), House.LORDS)
    assert [amendment.words for amendment in drafted.amendments] == [
        "After Clause 2, insert the following new Clause—\n"
        "“Newts\nNewts are kept as section (Toads) says, see section 3.”",
        "After Clause 2, insert the following new Clause—\n“Toads\nSee section (Newts).”",
    ]


REFERRING = {
    "to a new clause": ("section (Newts)", "section 3"),
    "to a clause that stays": ("section 4", "section 5"),
    "to one and then the other": ("sections (Newts) and 3", "sections 3 and 4"),
    "to the other and then the one": ("sections 3 and (Newts)", "sections 4 and 3"),
    "to a part of a new clause": ("section (Newts)(2)", "section 3(2)"),
    "from a power": (
        "regulations that repeal what section (Newts) says",
        "regulations that repeal what section 3 says",
    ),
    "to another Act": ("section 3 of the Canals Act 1900", "section 3 of the Canals Act 1900"),
}


@pytest.mark.parametrize("kind", REFERRING)
def test_words_that_come_into_a_provision_refer_to_clauses_as_they_did_before_the_bill_was_printed_again(kind):
    tabled, printed = REFERRING[kind]
    old = bill(PONDS, guids=True)
    amendments = [
        f"Clause 1, page 1, line 4, after “keeper” insert “, subject to {tabled},”",
        "After Clause 2, insert the following new Clause—\n“Newts\n(1) Feed the newts.\n(2) Count them.”",
    ]
    made = make.apply(old, [Amendment(words, str(number)) for number, words in enumerate(amendments, 1)])
    new = reprint(made.bill, old).bill
    assert any(f"The keeper, subject to {printed}, may" in block.words for block in blocks(new))
    assert [amendment.words for amendment in draft(old, new, House.LORDS).amendments] == amendments


def test_a_heading_that_changes_is_a_note_for_it_is_done_when_the_bill_is_printed_again():
    drafted = draft(bill(PONDS, guids=True), bill(PONDS.replace("2 Fish", "2 Fishes"), guids=True))
    assert drafted.amendments == ()
    assert drafted.notes == ("clause 2: the heading becomes “Fishes” when the Bill is printed again",)


def test_a_heading_that_goes_or_comes_is_a_note_too():
    headed = bill(SCHEDULED, guids=True)
    bare = bill(SCHEDULED.replace("Schedule Fish", "Schedule"), guids=True)
    gone, come = draft(headed, bare), draft(bare, headed)
    assert gone.notes == ("Schedule: the heading “Fish” goes when the Bill is printed again",)
    assert come.notes == ("Schedule: the heading “Fish” is put in when the Bill is printed again",)


SCHEDULED = """
    1 Short title
      This Act may be cited as the Ponds Act.
    ===
    Schedule Fish
      1 Count the fish.
"""


def test_a_text_that_no_amendment_can_say_is_refused_with_the_place():
    new = PONDS.replace("pond clean", "“pool clean")
    with pytest.raises(Refusal, match="clause 1: no amendment can say what the new text has there") as error:
        draft(bill(PONDS, guids=True), bill(new, guids=True))
    assert "\n" not in str(error.value)


KINDS = ["Kind : Fee : When", "carp : 1 : the whole of the year", "tench : 2 : spring", "roach : 3 : summer and autumn"]


def tabled(rows):
    """The ponds with a table of these rows in clause 1."""
    table = "(2) The table follows.\n" + "".join(f"        : {row}\n" for row in rows)
    return bill(PONDS.replace("(2) The keeper may charge |for entry.\n", table), guids=True)


@pytest.mark.parametrize("style", list(DraftStyle))
@pytest.mark.parametrize("house", list(House))
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (KINDS[:2] + KINDS[3:], ["leave out line 7"]),
        (KINDS[:1] + KINDS[3:], ["leave out lines 6 and 7"]),
        ([*KINDS, "eel : 4 : never"], ["line 8, at end insert—\n“eel | 4 | never”"]),
        ([*KINDS[:2], "eel : 4 : ", "pike : 5 : any", *KINDS[2:]], ["line 6, at end insert—\n“eel | 4 |\npike | 5 | any”"]),
        (["eel : 4 : never", *KINDS], ["line 5, at beginning insert—\n“eel | 4 | never”"]),
        ([KINDS[0], "eel : 4 : never", *KINDS[2:]], ["leave out line 6 and insert—\n“eel | 4 | never”"]),
        (["eel : 4 : never"], ["leave out lines 5 to 8 and insert—\n“eel | 4 | never”"]),
        ([*KINDS[:2], KINDS[3], KINDS[2]], ["line 6, at end insert—\n“roach | 3 | summer and autumn”", "leave out line 8"]),
        ([], ["leave out lines 5 to 8"]),
    ],
)  # fmt: skip
def test_a_row_that_comes_into_a_table_or_goes_is_an_amendment_by_its_lines(rows, expected, house, style):
    drafted = draft(tabled(KINDS), tabled(rows), house, style)
    assert [amendment.words for amendment in drafted.amendments] == [f"Clause 1, page 1, {said}" for said in expected]


CELLS = ["carp", "tench", "eel", "1", "2", "£10", "“old”", "(a)", "any", "year", ""]


def cells(turn, columns):
    """The cells of a row of random words; the first is never empty."""
    return [" ".join(turn.choices(CELLS, k=turn.randint(1, 3))).strip() or ("" if at else "x") for at in range(columns)]


@pytest.mark.parametrize("seed", range(40))
def test_any_edits_of_rows_and_cells_give_the_table(seed):
    turn = random.Random(seed)
    columns = turn.choice([2, 3])
    old = [cells(turn, columns) for _ in range(turn.randint(2, 6))]
    new = [list(row) for row in old]
    for _ in range(turn.randint(1, 3)):
        at = turn.randrange(len(new))
        match turn.choice(["comes", "goes", "other", "words"]):
            case "comes":
                new.insert(at + turn.choice([0, 1]), cells(turn, columns))
            case "goes" if len(new) > 1:
                del new[at]
            case "other":
                new[at] = cells(turn, columns)
            case _:
                new[at][turn.randrange(columns)] = "pike or rudd"
    print_, wanted = (tabled([" : ".join(row) for row in rows]) for rows in (old, new))
    drafted = draft(print_, wanted, turn.choice(list(House)), turn.choice(list(DraftStyle)))
    made = make.apply(print_, drafted.amendments).bill
    said = [[" ".join(words_of(cell).split()) for cell in row.items] for _, row in rows_in(made, ())]
    assert said == [[" ".join(words_of(cell).split()) for cell in row.items] for _, row in rows_in(wanted, ())]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([f"{row} : more" for row in KINDS], "an amendment can say rows but no whole table"),
        ([*KINDS, "eel : 4 | 5 : never"], "“|” stands between words of a cell"),
    ],
)
def test_a_table_that_no_rows_can_turn_into_another_is_refused_with_the_place(rows, why):
    with pytest.raises(Refusal, match="clause 1: no amendment can say what the new text has there") as error:
        draft(tabled(KINDS), tabled(rows))
    assert why in str(error.value)


def test_a_row_that_cannot_come_in_is_refused_with_the_reason():
    def spanning(of):
        path, row = rows_in(of, ())[1]
        first, *others = row.items
        return of.edited(
            path, lambda _: (replace(row, items=(replace(first, attributes=(("rowspan", "2"),)), *others)),)
        )

    with pytest.raises(Refusal, match=r"clause 1: .*because a cell of that table runs over more than one row"):
        draft(spanning(tabled(KINDS)), spanning(tabled([*KINDS, "eel : 4 : never"])))


RULES = """
    1 Ponds
      (1) The keeper must keep the pond clean, and must fence it.
      (2) The keeper may charge; the charge may be large.
    ===
    Schedule 1 Rules
      # Weed
        1 The keeper must clear weed.
        2 The keeper must burn weed.
      # Reed
        3 (1) The keeper must cut reed—
            (a) in spring, and
            (b) in autumn.
        4 The keeper may dry reed.
"""


@pytest.mark.parametrize("house", list(House))
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("      # Reed\n", "      # Reed\n        2A The keeper must find reed.\n"), ["line 6, at beginning insert—\n“2A The keeper must find reed.”"]),
        (("      # Weed\n", "      # Weed\n        A1 The keeper must find weed.\n"), ["line 3, at beginning insert—\n“A1 The keeper must find weed.”"]),
        (("      # Reed\n", "        2A The keeper must find weed.\n      # Reed\n"), ["line 4, at end insert—\n“2A The keeper must find weed.”"]),
        (("      # Reed\n", "        2A Find weed.\n      # Reed\n        2B Find reed.\n"), ["line 4, at end insert—\n“2A Find weed.”", "line 6, at beginning insert—\n“2B Find reed.”"]),
        (("        1 The keeper must clear weed.\n", ""), ["line 3, leave out paragraph 1"]),
        (("        2 The keeper must burn weed.\n      # Reed\n", "      # Reed\n        2A Reed may grow here.\n"), ["line 4, leave out paragraph 2", "line 6, at beginning insert—\n“1A Reed may grow here.”"]),
    ],
)  # fmt: skip
def test_a_paragraph_of_a_schedule_comes_under_its_own_heading(change, expected, house):
    assert RULES.count(change[0]) == 1
    print_, wanted = bill(RULES, guids=True), bill(RULES.replace(*change), guids=True)
    drafted = draft(print_, wanted, house)
    assert [one.words for one in drafted.amendments] == [f"Schedule 1, page 2, {said}" for said in expected]
    made = make.apply(print_, drafted.amendments).bill
    assert under_headings(made) == under_headings(wanted)


def under_headings(of):
    return [
        (node.heading.words, [inner.heading is None and words_of(inner).split()[1:] for inner in node.items[1:]])
        for _, node in walk(of.root)
        if isinstance(node, Provision) and node.get("name") == "crossheading"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("clean, and", "clean and"), "leave out “clean,” and insert “clean”"),
        (("clean, and", "clean; and"), "leave out “clean,” and insert “clean;”"),
        (("charge; the", "charge, the"), "leave out “charge;” and insert “charge,”"),
        (("must burn", "must, burn"), "after “must” insert “,”"),
        (("in autumn.", "in autumn,"), "leave out “autumn.” and insert “autumn,”"),
        (("in spring, and", "in spring; and"), "leave out “spring,” and insert “spring;”"),
    ],
)
def test_a_change_of_punctuation_alone_is_an_amendment_of_the_word_before_it(change, expected):
    (amendment,) = draft(bill(RULES, guids=True), bill(RULES.replace(*change), guids=True)).amendments
    assert amendment.words.endswith(f", {expected}")


LAWS = """
    1 Ponds in the Act
      (1) The Ponds Act 1990 is amended as follows.
      (2) After section 96 |insert— [
          96A Duty of keepers
            (1) The keeper may be heard.
            (2) The keeper must keep the pond—
              (a) clean, and
              (b) free of weed.
      ].
    2 Fish
      The keeper must feed the fish.
    3 Short title
      This Act may be cited as the Ponds Act.
"""


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize(
    "change",
    [
        ("96A Duty", "96B Duty"),
        ("(2) The keeper must keep", "(2A) The keeper must keep"),
        ("may be heard", "maybe heard"),
        ("the pond—", "the “pond”—"),
        ("              (b) free", "                (i) free"),
    ],
)
def test_numbers_of_acts_nesting_quotation_marks_and_spaces_are_amended(change, house):
    assert change[0] in LAWS
    new = bill(LAWS.replace(*change), guids=True)
    drafted = draft(bill(LAWS, guids=True), new, house)
    assert drafted.amendments
    result = make.apply(bill(LAWS, guids=True), drafted.amendments)
    assert draft_rows(result.bill) == draft_rows(new)


def draft_rows(print_):
    return [row for path, _ in tops(print_) for row in structure.written_rows(print_.at(path))]


def test_two_sections_of_an_act_never_get_one_number():
    frogs = """
    2 Frogs
      In the Ponds Act 1990, after section 96 insert— [
          96A Frogs
            (1) The keeper must feed the frogs.
      ].
    3 Fish
"""
    new = LAWS.replace("    2 Fish\n", frogs.lstrip("\n")).replace("96A Duty", "96B Duty").replace("3 Short", "4 Short")
    drafted = draft(bill(LAWS), bill(new), House.LORDS)
    (amendment,) = drafted.amendments
    assert "“96ZA Frogs" in amendment.words


def test_words_outside_every_clause_are_refused():
    one, two = (f"    # Keepers\n{words}{LAWS[1:]}" for words in ("", "      Stray words.\n"))
    with pytest.raises(Refusal, match="words that stand in no clause or Schedule change") as error:
        draft(bill(one), bill(two))
    assert "“Stray words.”" in str(error.value)
