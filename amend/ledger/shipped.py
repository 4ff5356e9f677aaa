"""Where the Bill and the drafts that come with the package are: in the wheel, or beside the code in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parents[1]
_ROOT = _HERE / "shipped_data" if (_HERE / "shipped_data").is_dir() else _HERE.parent

BILLS = _ROOT / "bills" / "victims-and-prisoners"
DRAFTS = _ROOT / "drafts"
"""The folder of the record: a folder for each actor, with its amendments, and its positions below."""

COMMONS = BILLS / "bill-351.xml"
"""The Victims and Prisoners Bill as carried over into the session of 2023-24, restated."""

LORDS = BILLS / "hl-bill-31.xml"
"""The same as brought from the Commons, restated."""

PRINTS = (COMMONS, LORDS)

SECTION_20 = BILLS.parent / "immigration-and-asylum-act-1999" / "section-20.xml"
"""Section 20 of the Immigration and Asylum Act 1999, which two of the amendments change, restated."""
