"""The view in which a package is carried onto a new print, each decision shown before anything is written."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, PackageName, Said, desk_page, filled, got, posted, told_in_one_line
from amend.desk.desk import Desk, ReadyPrint
from amend.desk.keeping import FileChanged, KeptDraft
from amend.drafting.rebase import Rebased
from amend.errors import AmendError
from amend.ledger.onto import CARRIED, carried_in_words, rebased_from_each

_Found = tuple[ReadyPrint, list[tuple[KeptDraft, Rebased]]]


class RebasePages:
    """The pages on which packages are carried."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._found: dict[str, _Found] = {}

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/rebase", got(self._page))
        yield Route("/rebase/tried", posted(self._tried), methods=["POST"])
        yield Route("/rebase/kept", posted(self._kept), methods=["POST"])

    def _page(self, _said: Said, _request: Request) -> Response:
        kept = self._desk.keeping.drafts()
        packages = Counter(PackageName(one.actor, one.amendment.print) for one in kept if not one.amendment.withdrawn)
        return desk_page(
            "rebase.html",
            view="rebase",
            title="Carry amendments to a new print",
            bill=self._desk.current.bill.title,
            packages=[(one, self._desk.name_of(one.actor), count) for one, count in sorted(packages.items())],
            prints=[one.bill for one in self._desk.here.prints],
            current=self._desk.current,
        )

    def _tried(self, said: Said, _request: Request) -> Mapping[str, Any]:
        package = PackageName.of(said.text("package"))
        new = self._desk.numbered(said.text("onto"))
        kept = [one for one in self._desk.keeping.drafts() if (one.actor, one.amendment.print) == package]
        if not kept:
            raise AskedWrongly("there are no such amendments any more", remedy="load the page again")
        rebased = rebased_from_each(self._desk.here, new.prepared, [one.amendment for one in kept])
        found = list(zip(kept, rebased, strict=True))
        token = secrets.token_urlsafe(9)
        self._found = {token: (new, found)}  # what was tried before is not looked at any more
        counts = Counter(one.outcome for one in rebased)
        told = f"{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}."
        carried = sum(one.outcome in CARRIED for one in rebased)
        html = filled("rebased.html", found=found, token=token, told=told, carried=carried, new=new, good=CARRIED)
        return {"html": html, "told": told}

    def _kept(self, said: Said, _request: Request) -> Mapping[str, Any]:
        found = self._found.pop(said.text("token"), None)
        if found is None:
            raise AskedWrongly("that was decided already, or the desk was begun anew", remedy="try them again")
        new, carried = found
        self._desk.refuse_replaced(new)
        outcomes = [self._written(kept, one) for kept, one in carried if one.outcome in CARRIED]
        done = sum(not error for _, _, error in outcomes)
        told = f"{done} of {len(outcomes)} written and recorded."
        return {"html": filled("recorded.html", outcomes=outcomes, told=told), "told": told}

    def _written(self, kept: KeptDraft, one: Rebased) -> tuple[str, str, str]:
        """A draft as it is on the new print, written and recorded: its file, the commit, or what is wrong."""
        try:
            keeping = self._desk.keeping
            saved = keeping.again(kept, one.amendment)
            if saved.read == kept.read:
                return kept.file, "as it was", ""
            return kept.file, keeping.record(saved, why=carried_in_words(one)).commit[:9], ""
        except FileChanged as error:
            return kept.file, "", f"{told_in_one_line(error, self._desk.root)}; try them again"
        except AmendError as error:
            return kept.file, "", told_in_one_line(error, self._desk.root)
