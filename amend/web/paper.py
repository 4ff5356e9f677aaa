"""The page of an amendment paper: each amendment with its number, its mover, its words and its statement."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, select_autoescape

from amend.formats.listed import Paper, withdrawn_rows
from amend.model.text import MISLEADS


def paper_page(paper: Paper) -> str:
    """The page as HTML, which needs nothing else. A character that would mislead is shown as the replacement one."""
    environment = Environment(
        loader=PackageLoader("amend.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    head = " · ".join(filter(None, (f"House of {paper.house}" if paper.house else "", paper.number, paper.stage)))
    html: str = environment.get_template("paper.html").render(
        title=paper.bill or "Amendments",
        head=head,
        cautions=paper.cautions,
        amendments=[one for one in paper.amendments if not one.withdrawn],
        withdrawn=list(withdrawn_rows(paper)),
    )
    return MISLEADS.sub("\ufffd", html)
