"""A print about ponds, and amendments to it as people and language models write them: some certain, some not."""

from dataclasses import replace

from shorthand import bill

import amend
from amend.engine.apply.apply import Prepared

POND = Prepared(
    replace(
        amend.lines(
            bill("""
1 Duty to keep ponds
  (1) The keeper must keep every pond clean and free of weed in spring and autumn.
  (2) The keeper may charge for entry to a pond or weir, and a pond is deep.
  (3) The keeper’s fees—
    (a) must be fair, and
    (b) must be published.
2 Fish
  (1) The keeper must not sell—
    (a) carp,
    (b) tench, or
    (c) pike.
  (2) The keeper must count the fish in spring—that is, by 1 May.
3 Short title
  This Act may be cited as the Ponds Act.
===
Schedule 1 Fees
  1 The fee for anglers is one pound.
  2 (1) The fee for boats is two pounds.
    (2) No fee is due for toads.
""")
        ),
        number="Bill 1",
    )
)
"""Line 2 of page 1 is “(1) The keeper must keep every pond clean and free of weed in spring and”, line 3 “autumn.”, 4 is
(2), 5 to 7 are (3), (a) and (b); 8 is clause 2, 9 its (1), 10 to 12 (a) to (c), 13 (2); 14 and 15 are clause 3."""

TOADS = "“Toads\n(1) A keeper must count toads.”"

MENDED = [
    ("Clause 1, page 1, line 4, leave out “weed” and insert “mud”", "Clause 1, page 1, line 2, leave out “weed” and insert “mud”", "“weed” is on page 1, line 2"),
    ("Clause 1, page 3, line 9, leave out “weed”", "Clause 1, page 1, line 2, leave out “weed”", "“weed” is on page 1, line 2"),
    ("Clause 1, page 1, line 3, leave out “in spring and autumn”", "Clause 1, page 1, line 2, leave out “in spring and autumn”", "is on page 1, line 2"),
    ('Clause 1, page 1, line 2, leave out "clean"', "Clause 1, page 1, line 2, leave out “clean”", "straight quotation marks"),
    ("Clause 2, page 1, line 13, leave out “spring - that”", "Clause 2, page 1, line 13, leave out “spring—that”", "the print has “spring—that”"),
    ("Clause 2, page 1, line 13, leave out “spring-that is”", "Clause 2, page 1, line 13, leave out “spring—that is”", "the print has “spring—that is”"),
    ("Clause 1, page 1, line 5, leave out “The Keeper's fees”", "Clause 1, page 1, line 5, leave out “The keeper’s fees”", "the print has “The keeper’s fees”"),
    ("Clause 1, page 1, line 2, replace “clean” with “tidy”", "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”", "“replace … with …” was read as"),
    ("Clause 1, page 1, line 2, for “clean” substitute “tidy”", "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”", "“for … substitute …” was read as"),
    ("Clause 1, page 1, line 2, leave out “clean” and substitute “tidy”", "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”", "should be “leave out … and insert …”"),
    ("Clause 1, page 1, line 2, delete the words “clean and”", "Clause 1, page 1, line 2, leave out “clean and”", "“delete” was read as “leave out”"),
    ("Clause 1, page 1, line 2, strike out “every” and replace it with “each”", "Clause 1, page 1, line 2, leave out “every” and insert “each”", "“strike out” was read as “leave out”"),
    ("Clause 1, page 1, line 2, add “wholly” after “pond”", "Clause 1, page 1, line 2, after “pond” insert “wholly”", "was read as “after … insert …”"),
    ("Clause 2, page 1, line 13, at the end add: “(3) A keeper must count weirs.”", "Clause 2, page 1, line 13, at end insert—\n“(3) A keeper must count weirs.”", "at end insert"),
    ("Section 1, page 1, line 2, omit “clean”", "Clause 1, page 1, line 2, leave out “clean”", "“Section 1, page 1, line 2” was read as"),
    ("Page 1, line 2, clause 1: leave out “clean”", "Clause 1, page 1, line 2, leave out “clean”", "was read as “Clause 1, page 1, line 2”"),
    ("In clause 1(1), on page 1 at line 2, leave out “clean”", "Clause 1, page 1, line 2, leave out “clean”", "was read as “Clause 1, page 1, line 2”"),
    ("Page 1, line 2, leave out “clean”", "Clause 1, page 1, line 2, leave out “clean”", "House style"),
    ("Clause 1(2), leave out “charge for entry”", "Clause 1, page 1, line 4, leave out “charge for entry”", "is on page 1, line 4"),
    ("Clause 1, after subsection (2) insert “(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "where subsection (2) ends"),
    ("Clause 1, page 1, line 4, at end insert “(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "a provision of its own"),
    ("Clause 1, page 1, line 4, replace subsection (2) with “(2) Entry is free.”", "Clause 1, page 1, line 4, leave out subsection (2) and insert—\n“(2) Entry is free.”", "a provision of its own"),
    ("Clause 2, page 1, line 13, leave out paragraph (2)", "Clause 2, page 1, line 13, leave out subsection (2)", "is subsection (2)"),
    ("Clause 2, leave out the subclause (2)", "Clause 2, page 1, line 13, leave out subsection (2)", "begins on page 1, line 13"),
    ("Clause 1, page 2, line 3, leave out “anglers”", "Schedule 1, page 2, line 3, leave out “anglers”", "page 2, line 3 is in Schedule 1"),
    ("Schedule 1, paragraph 2(1), page 2, line 4, leave out “boats”", "Schedule 1, page 2, line 4, leave out “boats”", "was read as “Schedule 1, page 2, line 4”"),
    ("Page 1, line 7, leave out Clause 2", "Page 1, line 8, leave out Clause 2", "clause 2 begins on page 1, line 8"),
    ("Leave out Clause 2", "Page 1, line 8, leave out Clause 2", "House style"),
    (f"After Clause 2, insert the following new Clause—\n{TOADS}", f"To move the following Clause—\n{TOADS}", "House style"),
    ("After Clause 2, insert new Clause:\n**Toads**\n(1) A keeper must count toads.", f"To move the following Clause—\n{TOADS}", "quotation marks were put round"),
    ("After Clause 2, insert the following new Clause—\n“3 Toads\n(1) A keeper must count toads.”", f"To move the following Clause—\n{TOADS}", "“3” stands before the heading"),
    ("Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "the full stop was put in"),
    ("```\n1. **Clause 1**, page 1, line 2, leave out “clean”.\n```", "Clause 1, page 1, line 2, leave out “clean”", "Markdown"),
    ("Amendment 7\nClause 1, page\u00a01, line\u00a02, leave out “clean”\n\nExplanatory statement\nThis would take a word away.", "Clause 1, page 1, line 2, leave out “clean”", "the explanatory statement was left out"),
    ("Clause 1, page 1, line 2, leave out “clean” and insert “tidy", "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”", "the last quotation was closed"),
    ("Clause 2, page 1, line 13, at end insert—\n“(3) A keeper must count weirs.\n“(4) A weir is a dam.”", "Clause 2, page 1, line 13, at end insert—\n“(3) A keeper must count weirs.\n(4) A weir is a dam.”", "before each row"),
    ("cl 1 p1 l2 leave out 'clean' & insert 'tidy'", "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”", "single quotation marks"),
    ("Clause 1, after subsection (2) insert—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "where subsection (2) ends"),
    ("Clause 1, page 1, line 4, after subsection (2), insert new subsection (2A)—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "where subsection (2) ends"),
    ("Insert after subsection (2) of clause 1—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "“insert after …” was read as"),
    ("After clause 1(3)(a), insert “(aa) must be low, and”", "Clause 1, page 1, line 6, at end insert—\n“(aa) must be low, and”", "where paragraph (a) ends"),
    ("Clause 1, page 1, after line 4 insert—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "House style"),
    ("Page 1, before line 5, insert “(2A) A keeper may fish.”", "Clause 1, page 1, line 5, at beginning insert—\n“(2A) A keeper may fish.”", "a provision of its own"),
    ("Clause 1, page 1, line 6, after “fair, and” insert “(aa) must be low, and”", "Clause 1, page 1, line 6, after “fair, and” insert—\n“(aa) must be low, and”", "a provision of its own"),
    ("Delete Clause 2.", "Page 1, line 8, leave out Clause 2", "was read as “Leave out Clause 2”"),
    ("Clause 2, page 1, line 8, delete the whole clause", "Page 1, line 8, leave out Clause 2", "was read as “Page 1, line 8, leave out Clause 2”"),
    ("Leave out subsection (2) of clause 1", "Clause 1, page 1, line 4, leave out subsection (2)", "begins on page 1, line 4"),
    ("Omit clause 1(3)(a)", "Clause 1, page 1, line 6, leave out paragraph (a)", "“omit” was read as “leave out”"),
    ("Clause 1, page 1, line 4, delete all of subsection (2)", "Clause 1, page 1, line 4, leave out subsection (2)", "“delete” was read as “leave out”"),
    ("s. 1(2), p. 1, l. 4, change “weir” to “dam”", "Clause 1, page 1, line 4, leave out “weir” and insert “dam”", "“change … to …” was read as"),
    ('**Amendment 12**\n\n> Clause 1, page 1, line 2, after "clean" insert ", tidy"', "Clause 1, page 1, line 2, after “clean” insert “, tidy”", "Markdown"),
    (r'{"words": "Clause 1, page 1, line 2, leave out \u201cclean\u201d"}', "Clause 1, page 1, line 2, leave out “clean”", "marks of JSON"),
    (r"Clause 1, page 1, line 2, leave out \"clean\"", "Clause 1, page 1, line 2, leave out “clean”", "marks of JSON"),
]  # fmt: skip
"""What is certain: the words, those in House style, and what is told of it."""

REFUSED = [
    ("Clause 2, page 1, line 2, leave out “clean”", "page 1, line 2 is in clause 1, not clause 2", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Clause 9, page 1, line 2, leave out “clean”", "there is no clause 9", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Clause 1(3), page 1, line 2, leave out “clean”", "is not in clause 1(3)", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Clause 1, page 1, line 2, leave out “cleanly”", "it reads “(1) The keeper must keep every pond clean", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Clause 1, page 1, line 4, leave out “charges for entrance”", "it reads “(2) The keeper may charge", ["Clause 1, page 1, line 4, leave out “charge for entry”"]),
    ("Clause 2, page 1, line 9, leave out sub-clause (2)", "does not begin on page 1, line 9", ["Clause 2, page 1, line 9, leave out subsection (1)", "Clause 2, page 1, line 13, leave out subsection (2)"]),
    ("Clause 1, page 1, line 4, leave out “fishing rods”", "is not on page 1, line 4", []),
    ("Clause 1, page 1, line 7, leave out from “clean” to end of line 7", "“clean” is not on page 1, line 7", ["Clause 1, page 1, line 2, leave out from “clean” to end of line 7"]),
    ("Clause 2, page 1, line 13, leave out “may”", "“may” is not on page 1, line 13", ["Clause 2, page 1, line 13, leave out “May”"]),
    ("Clause 1, page 1, line 2, after subsection (2) insert “(2A) A keeper may fish.”", "subsection (2) of clause 1 is not on page 1, line 2", ["Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”"]),
    ("Clause 1, page 1, line 2, after “clean” insert “(say “dry)”", "is left open", []),
    ("Clause 1, page 1, line 2, leave out “every…of” and insert “a”", "is not on page 1, line 2", ["Clause 1, page 1, line 2, leave out from “keep” to “weed” and insert “a”"]),
    ("Clause 1, page 1, line 4, leave out “pond”", "is on page 1, line 4 twice", ["Clause 1, page 1, line 4, leave out the first “pond”", "Clause 1, page 1, line 4, leave out the second “pond”"]),
    ("Clause 1, page 1, line 6, leave out “pond”", "is not on page 1, line 6", ["Clause 1, page 1, line 4, leave out the second “pond”", "Clause 1, page 1, line 4, leave out the first “pond”", "Clause 1, page 1, line 2, leave out “pond”"]),
    ("Clause 1, page 1, line 2, leave out the second “clean”", "is on page 1, line 2 once", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Clause 1, page 1, line 7, leave out “and”", "is not on page 1, line 7", None),
    ("Clause 1, page 1, line 11, leave out paragraph (b)", "is in clause 2, not clause 1", ["Clause 1, page 1, line 7, leave out paragraph (b)", "Clause 2, page 1, line 11, leave out paragraph (b)"]),
    ("Clause 2, page 1, line 12, leave out paragraph (b)", "does not begin on page 1, line 12", ["Clause 2, page 1, line 12, leave out paragraph (c)", "Clause 2, page 1, line 11, leave out paragraph (b)"]),
    ("Page 1, line 14, leave out Clause 2", "clause 2 does not begin on page 1, line 14", ["Page 1, line 8, leave out Clause 2", "Page 1, line 14, leave out Clause 3"]),
    ("Clause 1, page 1, line 4, at end insert—\n“(3) A keeper may fish.”", "(3) has no place", ["Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 5, leave out subsection (3) and insert—\n“(3) A keeper may fish.”"]),
    ("Clause 1, page 1, line 4, at end insert—\n“(4) A keeper may fish.”", "(4) has no place", ["Clause 1, page 1, line 7, at end insert—\n“(4) A keeper may fish.”", "Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”"]),
    ("Clause 2, after subsection (3) insert “(4) A keeper may fish.”", "clause 2 has no subsection (3)", []),
    ("Clause 1, page 1, line 4, at end insert “or dry”", "after the full stop", ["Clause 1, page 1, line 4, after “deep” insert “or dry”"]),
    ("Clause 1, page 1, line 2, leave out “pond” and insert “pond”", "puts in the same", []),
    ("Clause 1, page 1, line 2, leave out “every” and at end insert “and dry”", "2 instructions in one", ["Clause 1, page 1, line 2, leave out “every”", "Clause 1, page 1, line 2, at end insert “and dry”"]),
    ("Clause 1, page 1, line 2, leave out “every”; Clause 2, page 1, line 9, leave out “not”", "2 instructions in one", ["Clause 1, page 1, line 2, leave out “every”", "Clause 2, page 1, line 9, leave out “not”"]),
    ("Clause 1, page 1, line 2, leave out from “must” to “weed” in line 7", "“weed” is not on page 1, line 7", ["Clause 1, page 1, line 2, leave out from “must” to “weed”"]),
    (f"To move the following Clause—\n{TOADS}", "has no place until the Bill is printed again", []),
    (f"After Clause 12, insert the following new Clause—\n{TOADS}", "there is no clause 12", []),
    ("After Clause 2, insert the following new Clause—\n“(1) A keeper must count toads.”", "a new clause needs a heading", []),
    ("Clause 1, page 1, line 2, leave out “clean” and insert “…”", "it still has “…”", []),
    ("Clause 2, page 1, line 9, insert “any”", "words inserted at no point", []),
    ("Make clause 1 stronger", "is not an instruction", []),
    ("", "is not an instruction", []),
    ("Clause 2, page 1, line 11, leave out “tench” with “eel”", "reading stopped at “with “eel””", []),
    ("Clause 1, page 1, line 4, at end insert “(3) A keeper may fish.”", "(3) has no place", ["Clause 1, page 1, line 4, at end insert—\n“(2A) A keeper may fish.”", "Clause 1, page 1, line 5, leave out subsection (3) and insert—\n“(3) A keeper may fish.”"]),
    ("Clause 1, page 1, line 6, at end insert “or (aa) must be low, and”", "(aa) would stand in the words of a provision that ends there", ["Clause 1, page 1, line 6, at end insert “or\n(aa) must be low, and”"]),
    ("Clause 2, page 1, line 12, after “pike” insert “, or (d) bream”", "(d) would stand in the words", ["Clause 2, page 1, line 12, after “pike” insert “, or\n(d) bream”"]),
    ("Clause 2, page 1, line 11, after “tench,” insert “(ba) bream,”", "(ba) has no place at page 1, line 11", []),
    ("Clause 1, page 1, line 7, at end insert “; (c) must be low.”", "(c) would stand in the words", ["Clause 1, page 1, line 7, after “published” insert “;\n(c) must be low”"]),
    ("Clause 1, page 1, line 7, at end insert “, and so on”", "after the full stop", ["Clause 1, page 1, line 7, after “published” insert “, and so on”"]),
    ("Clause 1, page 1, line 4, leave out “deep” and insert “shallow.”", "a full stop would stand there twice", ["Clause 1, page 1, line 4, leave out “deep” and insert “shallow”"]),
    ("Clause 1, page 1, line 7, after “published” insert “, and\n(c) must be low.”", "a full stop would stand there twice", ["Clause 1, page 1, line 7, after “published” insert “, and\n(c) must be low”"]),
    ("Clause 1, after subsection (2), insert new subsection (2B):\n“(2A) A keeper may fish.”", "is not an instruction", []),
    ("1. Clause 1, page 1, line 2, leave out “clean”\n2. Clause 1, page 1, line 4, leave out “weir”", "2 instructions in one", ["Clause 1, page 1, line 2, leave out “clean”", "Clause 1, page 1, line 4, leave out “weir”"]),
    ("Clause 1, page 1, line 2, leave out “clean” and in line 4 leave out “weir”", "2 instructions in one", ["Clause 1, page 1, line 2, leave out “clean”", "Clause 1, page 1, line 4, leave out “weir”"]),
    ("Clause 1, page 1, line 2, leave out “clean”. This would allow weed.", "“This would allow weed” is no part of an amendment", ["Clause 1, page 1, line 2, leave out “clean”"]),
    ("Schedule 1, page 2, line 3, leave out “1 pound”", "is not on page 2, line 3", ["Schedule 1, page 2, line 3, leave out “one pound”", "Schedule 1, page 2, line 4, leave out “pounds”"]),
    ("After Clause 2, insert new Clause\n“A keeper must count toads.”", "a new clause needs a heading", []),
]  # fmt: skip
"""What has two readings or none: the words, what the reason says, and the words offered; None where they are many."""
