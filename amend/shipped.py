"""Where the Bill and the drafts that come with the package are: in the wheel, or beside the code in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_ROOT = _HERE / "shipped_data" if (_HERE / "shipped_data").is_dir() else _HERE.parent

BILL = _ROOT / "bills" / "safe-reporting" / "bill-900.xml"
"""The example Bill, as printed."""

DRAFTS = _ROOT / "drafts" / "safe-reporting"
"""The folder of amendments to it."""
