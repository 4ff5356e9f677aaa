"""A small Bill and record in the place of those that come with amend, where the example is made again and again."""

import shutil

from shorthand import bill

from amend.formats import akn
from amend.ledger import shipped

CLAUSES = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
DRAFT = """---
number: "1"
print: "HL Bill 31"
---

Clause 1, page 1, line 2, leave out “{word}” and insert “each”
"""
ACTORS = ("commissioner", "government")


def put_small_example(patch, folder):
    """Have two small prints and a draft and a few positions of two actors stand for what comes with amend.

    patch: pytest's monkeypatch, which takes it back. folder: an empty one, in which they are put.
    """
    bills, drafts = folder / "bills" / shipped.BILLS.name, folder / "drafts"
    bills.mkdir(parents=True)
    for file, number, house in (
        (shipped.COMMONS, "Bill 351", "House of Commons"),
        (shipped.LORDS, "HL Bill 31", "House of Lords"),
    ):
        akn.write(bill(CLAUSES, number=number, house=house), bills / file.name)
    for actor, word in zip(ACTORS, ("every", "clean"), strict=True):
        theirs = sorted((shipped.DRAFTS / actor / "positions").glob("*.md"))[:3]
        (drafts / actor / "positions").mkdir(parents=True)
        for file in theirs:
            shutil.copyfile(file, drafts / actor / "positions" / file.name)
        (drafts / actor / "1.md").write_text(DRAFT.format(word=word), "utf-8")
    for file in shipped.DRAFTS.iterdir():
        if file.is_file():
            shutil.copyfile(file, drafts / file.name)
    prints = tuple(bills / file.name for file in shipped.PRINTS)
    for name, place in {"BILLS": bills, "DRAFTS": drafts, "PRINTS": prints}.items():
        patch.setattr(shipped, name, place)
    patch.setattr(shipped, "COMMONS", prints[0])
    patch.setattr(shipped, "LORDS", prints[1])
