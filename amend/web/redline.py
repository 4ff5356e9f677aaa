"""A redline as one web page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from amend.engine.compare.comparison import Comparison, headings_shown
from amend.model.memory import collection_paused
from amend.model.text import legible
from amend.web.in_tables import InTables
from amend.web.rows import RowSetting, rows_as_html
from amend.web.sections import changed_sections, differences_in_short, shown_sections, sides_of, text_in_words


def page(
    comparison: Comparison,
    sides: tuple[str, str] | None = None,
    *,
    without_printing: bool = False,
    cautions: Sequence[str] = (),
) -> str:
    """The page as HTML. What is inserted and left out is told by line, by colour and, to a screen reader, by words.

    sides: whose the two texts are, such as "the amendments of the Commissioner", where neither was made of the other:
    then nothing is told as left out or inserted, but as only under the one or the other. None where the files do not
    show that either. without_printing: whether the numbers and references that only follow were taken out of the
    comparison, which the page then says. cautions: what must be said beside what the Bills say of themselves. The page
    opens on what changes, and says what it hides.

    A character that does not show and would have words shown in another order is shown as the replacement character.
    """
    with collection_paused():  # a row makes many small strings, which need no looking after
        environment = Environment(
            loader=PackageLoader("amend.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
        )
        old, new = comparison.old, comparison.new
        sides = sides or sides_of(old, new)
        named = headings_shown(comparison)
        sections = tuple(shown_sections(comparison, sides, named))
        short, most = differences_in_short(comparison, sides, named)
        tables = RowSetting(tables=InTables(new, old, comparison.pairing.new_of))
        html = environment.get_template("redline.html").render(
            title=new.title or old.title or "Bill",
            old=text_in_words(old),
            new=text_in_words(new),
            cautions=tuple(dict.fromkeys((*old.cautions, *new.cautions, *cautions))),
            sections=sections,
            rows={
                one.anchor: Markup("\n".join(rows_as_html(one.rows, new, near=one.near, sides=sides, how=tables)))
                for one in sections
            },
            contents=changed_sections(sections),
            total=len(comparison.changes),
            sides=sides,
            short=short,
            most=most,
            hidden=sum(not section.changed for section in sections),
            without_printing=without_printing,
        )
    return legible(html)
