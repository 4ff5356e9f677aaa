"""What is new is read from the record alone, as the fetch told it, with what of ours it touches."""

from dataclasses import replace

from official_server import a_day_later, item

from amend.formats import draft, position
from amend.ledger.prints import at_hand
from amend.ledger.workspace import load
from amend.model.amendment import Amendment
from amend.model.position import Position, When
from amend.sources.kept_news import kept_news
from amend.sources.watch import watch


def ours(office):
    folder = office.root / "drafts" / "our-office"
    (folder / "positions").mkdir(parents=True)
    words = "Clause 1, page 1, line 2, leave out “every pond” and insert “ponds”"
    draft.write(Amendment(words, "1", print="Bill 2"), folder / "1.md")
    said = ("our-office", "Our office", "ngo", "a letter", "opposes", "No.", ("A letter",), "verified")
    held = Position("P1", When.of("2026-11-01"), *said, on=("amendment 2",))
    (folder / "positions" / "1.md").write_text(position.dumps(held), "utf-8")


def test_the_record_tells_what_the_watch_told_without_the_network(office, monkeypatch):
    assert kept_news(at_hand(office.root)) == ()
    office("fetch", "bill", "ponds")
    office("fetch", "amendments", "ponds")
    ours(office)
    first = kept_news(at_hand(office.root))
    assert [(one.subject, one.came, one.texts) for one in first] == [
        ("Ponds Bill, Commons Report stage: 3 amendments", 3, ()),
        ("Ponds Bill, Bill 2", 0, ("bills/ponds/bill-2.xml",)),
    ]
    assert first[1].sources[0].endswith("/Publications/102/Documents/1020/Download")
    a_day_later(office.official)
    watched = watch("ponds", load(office.root))
    asked = len(office.official.asked)
    latest = kept_news(at_hand(office.root), bill="Ponds Bill")[0]
    assert tuple(one.news for one in latest.changes) == watched.fetched.news
    assert [one.news.kind for one in latest.changes] == ["reworded", "decided", "names", "withdrawn", "new"]
    assert (latest.drafts, latest.positions) == (watched.drafts, watched.positions)
    assert [one.file for one in latest.drafts] == ["drafts/our-office/1.md"]
    assert latest.changes[0].draft == "drafts/official/ponds-commons-report-71.md"
    assert (latest.commit, latest.came) == (office.commits[0].id, 0)
    assert len(office.official.asked) == asked, "nobody was asked"


def test_only_the_last_days_and_the_bill_that_is_asked_about_are_told(office, monkeypatch):
    office.official.papers = {}
    office.official.amendments[12][:] = [item(71, "1", ["Clause 1, page 1, line 2, leave out “every”"])]
    for day, words in (("2026-11-24", "every"), ("2026-11-25", "each"), ("2026-11-26", "a")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T09:00:00+00:00")
        office.official.amendments[12][0]["amendmentLines"][0]["text"] = (
            f"Clause 1, page 1, line 2, leave out “{words}”"
        )
        office("watch", "ponds")
    here = at_hand(office.root)
    assert [str(one.day) for one in kept_news(here)] == ["2026-11-26"]
    (one,) = kept_news(here)[0].changes
    assert (one.news.before[-6:], one.news.after[-3:]) == ("“each”", "“a”")
    assert [str(one.day) for one in kept_news(here, days=7)] == ["2026-11-26", "2026-11-25", "2026-11-24"]
    assert kept_news(here, days=7, bill="Wells Bill") == ()
    kept = office.root / "bills/ponds/amendments/commons-report.json"
    kept.write_text("[", "utf-8")
    office.git("-c", "user.name=Official source", "commit", "-qam", "broken", "--author=O <official@actors.invalid>")
    broken, _ = kept_news(here)
    assert "what changed cannot be told" in broken.findings[0].message
    assert replace(broken, findings=()).changes == ()
