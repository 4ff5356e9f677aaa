"""The page of one clause or Schedule, at the address that it keeps from print to print, and the small file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from amend.engine.compare.redline import Beside
from amend.model.citation import address_of
from amend.model.provision import Path, Provision
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.bill_pages import LIST, about_print, heading_block, margin_of
from amend.web.site.clause_history import ClauseHistory, Histories
from amend.web.site.gathered import Gathered, ShownPrint
from amend.web.site.one_clause import one_clause
from amend.web.site.page import Key, Page, SiteFile, render


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The page of each clause and Schedule of any print, and the file that has it by itself."""
    histories = Histories(found)
    margins = {print_.slug: margin_of(print_.reading) for print_ in found.prints}
    for slug in histories.slugs:
        history = histories.of(slug)
        yield _page(found, histories, history, margins[history.newest.slug])
        yield SiteFile(history.alone, one_clause(found, history))


def _page(found: Gathered, histories: Histories, history: ClauseHistory, margin: Callable[[Beside], str]) -> Page:
    newest, entry = history.newest, history.entry
    order = histories.order(newest)
    at = order.index(history.slug)
    around = [histories.entry(newest, one) for one in (*order[max(at - 1, 0) : at], "", *order[at + 1 : at + 2])]
    before = (order[at - 1], around[0]) if at else None
    after = (order[at + 1], around[-1]) if at + 1 < len(order) else None
    redlines = bool(history.under) or any(one.since for one in history.standing)
    return Page(
        history.path,
        entry.said,
        f"{entry.said}, of the {found.title}: its text in {newest.name}, its history and the amendments to it.",
        "bill",
        render(
            "provision.html",
            history.path,
            history=history,
            print=newest,
            entry=entry,
            place=found.place_of(newest, entry.path),
            places={one.print.slug: found.place_of(one.print, one.entry.path) for one in history.standing if one.entry},
            about=about_print(newest),
            rows=_text(found, newest, entry.path, margin),
            over=newest.sheets.over(entry.path),
            is_newest=newest is found.prints[-1],
            last=found.prints[-1],
            before=before,
            after=after,
            list=LIST,
            cautions=found.cautions(history.packages),
            markup=Markup,
        ),
        kept=bool(history.packages),
        key=Key("named over each redline below") if redlines else None,
        card=(f"{entry.label or 'Clause'} · {newest.name}", entry.heading or entry.said),
    )


def _text(found: Gathered, print_: ShownPrint, top: Path, margin: Callable[[Beside], str]) -> Markup:
    """The text of a clause or Schedule, with its lasting anchors and a sign behind each to copy it by."""
    lasting = found.lasting[print_.slug]
    given: set[Path] = {top}
    node = print_.bill.at(top)
    heads = heading_block(top, node) if isinstance(node, Provision) else ()

    def starting(row: Beside) -> list[Path]:
        runs = (*row.shown.numbers, *row.shown.runs)
        paths = [run.path[:depth] for run in runs for depth in range(len(top) + 1, len(run.path))]
        return [path for path in dict.fromkeys(paths) if path in lasting and path not in given]

    def anchor(row: Beside) -> str:
        starts = starting(row)
        said[id(row)] = str(address_of(print_.bill, starts[0]) or "this") if starts else ""
        given.update(starts)
        return " ".join(lasting[path].anchor for path in starts)

    said: dict[int, str] = {}
    how = RowSetting(
        link=lambda row: f"Link to {said[id(row)]}",
        level=lambda row: 3 if row.shown.path in heads else 0,
        tables=print_.rows.tables,
    )
    rows = print_.rows.of(None, top)
    return Markup("\n".join(rows_as_html(rows, print_.bill, anchor=anchor, margin=margin, how=how)))
