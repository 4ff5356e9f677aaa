"""In Word's navigation pane stand the headings of a Bill, each under what holds it, and its contents lead to them."""

import wordtext
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.word.write.document import document, tracked

W = wordtext.W
OUTLINED = """
    Part 1 Water
      Chapter 1 Ponds
        # Keeping
          1 Duty to keep ponds
            (1) After section 5 of the Canals Act insert— [
              5A Weed
                The keeper must clear weed.
            ].
    Part 2 General
      2 Short title
        This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Count the fish.
"""


def outline(data):
    """The headings with their levels, from 1."""
    found = []
    for paragraph in wordtext.part(data).iter(f"{W}p"):
        level = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            found.append((int(level.get(f"{W}val")) + 1, wordtext.words(paragraph).replace("\t", " ")))
    return found


def links(data):
    """Each entry of the contents with the words of the paragraph that it leads to."""
    root = wordtext.part(data)
    marks = {one.get(f"{W}name"): one.getparent() for one in root.iter(f"{W}bookmarkStart")}
    return [(wordtext.words(one), wordtext.words(marks[one.get(f"{W}anchor")])) for one in root.iter(f"{W}hyperlink")]


def test_a_heading_stands_under_the_part_and_chapter_it_is_in_and_one_put_into_an_act_nowhere():
    assert outline(document(bill(OUTLINED))) == [
        (1, "Part 1"),
        (1, "Water"),
        (2, "Chapter 1"),
        (2, "Ponds"),
        (3, "Keeping"),
        (4, "1 Duty to keep ponds"),
        (1, "Part 2"),
        (1, "General"),
        (2, "2 Short title"),
        (1, "Schedule 1"),
        (1, "Fish"),
    ]


def test_each_entry_of_the_contents_leads_to_its_heading():
    found = links(document(bill(OUTLINED)))
    assert ("1\tDuty to keep ponds", "1\tDuty to keep ponds") in found
    assert [entry.split("\t")[-1] for entry, _ in found] == [heading.split("\t")[-1] for _, heading in found]


def test_the_entry_of_a_clause_that_comes_in_leads_to_it_too():
    new = OUTLINED.replace("      2 Short", "      2 Fish\n        Count them.\n      3 Short")
    data = tracked(bill(OUTLINED), bill(new), compare(bill(OUTLINED), bill(new)).redline)
    assert ("2\tFish", "2\tFish") in links(data)
