"""One clause with its redlines as one small file that needs nothing beside it, so that it can be sent on."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from amend.model.text import legible
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.bill_pages import about_print, margin_of
from amend.web.site.clause_history import ClauseHistory
from amend.web.site.gathered import Gathered
from amend.web.site.page import site_templates, sources

_PARTS = ("frame.css", "depths.css", "rows.css", "alone.css")


def one_clause(found: Gathered, history: ClauseHistory) -> bytes:
    """The file: the text in the newest print that has it, and the redline under each package, inline."""
    style, digest = _style()
    print_ = history.newest
    rows = print_.rows.of(None, history.entry.path)
    text = rows_as_html(rows, print_.bill, margin=margin_of(print_.reading), how=RowSetting(tables=print_.rows.tables))
    html = (
        site_templates()
        .get_template("alone.html")
        .render(
            found=found,
            history=history,
            print=print_,
            entry=history.entry,
            about=about_print(print_),
            cautions=(*print_.bill.cautions, *found.cautions(history.packages)),
            rows=Markup("\n".join(text)),
            redlines=[(one, *one.html(beside=False)) for one in history.under],
            style=Markup(style),
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
            markup=Markup,
        )
    )
    return legible(html).encode()


@cache
def _style() -> tuple[str, str]:
    """The styles of the file, and their hash as a Content-Security-Policy has it."""
    style = "\n" + "\n".join(part.strip() for part in sources(*_PARTS)) + "\n"
    return style, b64encode(sha256(style.encode()).digest()).decode()
