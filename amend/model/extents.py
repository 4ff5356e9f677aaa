"""For which parts of the United Kingdom a provision of an Act stands: E+W, S, N.I., as its file says.

Several versions of one section, each for an extent of its own, stand side by side; none is chosen in silence.
"""

from __future__ import annotations

from amend.model.provision import Bill, Path, Provision, along

EXTENT = "RestrictExtent"
"""The attribute that says it."""

AROUND = "{http://www.legislation.gov.uk/namespaces/legislation/P1group}"
"""What the attributes begin with of what only puts a heading over one section, and is one with it here."""


def extent_of(bill: Bill, path: Path) -> str:
    """The extent of what stands at a path, as the file prints it, "E+W+S"; "" where nothing says it."""
    said = ""
    for node in (bill.root, *along(bill.root, path)):
        if isinstance(node, Provision):
            said = node.get(EXTENT) or node.get(AROUND + EXTENT) or said
    return said
