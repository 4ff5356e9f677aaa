"""A workspace of which every field that a person can fill holds what would harm a page, a script, a table or a path."""

from dataclasses import replace

from shorthand import bill

from amend import lines
from amend.formats import akn, draft, position
from amend.model.amendment import Amendment
from amend.model.position import Evidence, Position, When

RUNS = "window.hurt=(window.hurt||0)+1"
"""What each piece of hostile text would do, so that a page can be asked whether any of it did."""

MARKUP = (
    f"<script>{RUNS}</script>",
    f'"><img src=x onerror="{RUNS}">',
    f"'><svg onload='{RUNS}'>",
    f"</script><script>{RUNS}</script>",
    f"</textarea></title></style><script>{RUNS}</script>",
    f"<!--<script>{RUNS}//",
    f"]]><script>{RUNS}</script>",
    f"{{{{ 7 * 7 }}}}{{% for x in y %}} &lt;script&gt;{RUNS}&lt;/script&gt; &amp;",
)
LINKS = (
    f"javascript:{RUNS}//http://example.org/",
    f"data:text/html,<script>{RUNS}</script>",
    "//other.example/x.js",
    "file:///etc/passwd",
    "https://example.org/a\"onmouseover='x'",
    "vbscript:x",
    f"http://example.org/?a=1&b=<script>{RUNS}</script>",
)
FORMULAS = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\u200b=1+1", " =1+1")
LONG = "Wide" * 5000
TURNED = (
    "\u202eevil\u2066\u2069 \u200f\u061c \u2028 \u2029 \u00ad \U0001f9d1\u200d\u2696\ufe0f \ufeff e\u0301 \U000e0041"
)
IDS = (
    "index", "matrix", "on-clean-ponds", "on-a-b", "P1", "p1", "CON", "aux", "nul", "com1.txt", "../../x", "a/b", "a\\b", "..",
    ".", "?", "#", "%2e%2e", "%00", "🦆", "🐟", "\u202eP2", "=1+1", f"<script>{RUNS}</script>", "x" * 300,
)  # fmt: skip
QUESTIONS = (
    "clean ponds", "index", "a/b", "a\\b", "../../../x", "matrix", "Clean Ponds", "con", "🦆", "?x=1#y", *MARKUP[:4],
    f"{LONG}", TURNED,
)  # fmt: skip
ACTORS = (
    "alder",
    "Alder",
    "aux",
    "con",
    "index",
    "on-bill-1",
    "on-bill",
    "on",
    "<b>&amp;",
    "a'b\"c",
    "🦆",
    "a b",
    "matrix",
    "%2e",
    "x" * 200,
)
LEAST = "Clause 1, page 1, line 4, leave out “clean” and insert “clear”"
HEADINGS = (
    "Aux",
    "Con",
    "Index",
    "Index alone",
    *MARKUP[:5],
    LONG,
    TURNED,
    "../../x",
    "CON",
    "con",
    "Weirs",
    "Weirs alone",
    "🦆",
)


def _xml(words):
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _print(folder, number, *, last):
    """A print whose headings and words are hostile, in a notation that takes none of it for marks."""
    rows = ["Part 1 PLACE900"]
    for at in range(len(HEADINGS)):
        rows += [
            f"{at + 1} PLACE{at:03}",
            f"  (1) The keeper must keep PLACE{at:03} |clean {number}.",
            f"  (2) Words {last} PLACE{at:03}.",
        ]
    rows += ["===", "Schedule 1 PLACE002", "  1 (1) The table follows.", "  : PLACE000 : PLACE010", "  : a : PLACE011"]
    made = lines(bill("\n".join(rows), number=number, title="TITLEHERE", stage="STAGEHERE"))
    xml = akn.dumps(made).decode()
    title = f"Ponds {MARKUP[0]} {MARKUP[1]} Bill"
    xml = (
        xml.replace("TITLEHERE", _xml(title))
        .replace("STAGEHERE", _xml(f"Stage {MARKUP[1]}"))
        .replace("PLACE900", _xml(MARKUP[3]))
    )
    for at, words in enumerate(HEADINGS):
        xml = xml.replace(f"PLACE{at:03}", _xml(words))
    (folder / f"{number}.xml").write_text(xml, "utf-8")


def _amendments():
    """Amendments of which each field is hostile; to a print that is there and to one whose name is hostile."""
    words = (
        LEAST,
        f"After Clause 2, insert the following new Clause—\n“{MARKUP[0]}\n(1) {MARKUP[1]} {LONG}.”",
        f"Clause 1, page 1, line 3, leave out “{MARKUP[1]}”",
        f"Clause 3, page 1, line 9, at end insert “{MARKUP[3]} {TURNED}”",
        LONG,
    )
    for at, said in enumerate(words):
        hurt = MARKUP[at % len(MARKUP)]
        yield Amendment(
            said, str(at + 1), "Commons", "Committee", "Bill 1", mover=f"Mover {hurt}", supporters=(hurt, TURNED, LONG),
            decision=f"agreed {hurt}", title=f"Title {hurt} {TURNED}", statement=f"{hurt} {LONG} {TURNED}", note=f"As an amendment to {hurt}",
        )  # fmt: skip
    yield Amendment(words[0], "../../x", "Commons", "Committee", MARKUP[0], title=LONG)
    yield Amendment(words[0], "", "Commons", "Committee", "Bill 1", amends=MARKUP[0])
    yield Amendment(words[0], "=1+1", "Commons", "Committee", "Bill 1", withdrawn=f"1 May {MARKUP[0]}")


def _position(at, name, actor):
    hurt, link = MARKUP[at % len(MARKUP)], LINKS[at % len(LINKS)]
    relied = (
        Evidence(f"{FORMULAS[at % len(FORMULAS)]} {hurt}", FORMULAS[at % len(FORMULAS)], hurt, link),
        Evidence(f"{hurt} {TURNED}", "", LONG if at == 1 else "", f"{link} and {hurt}"),
    )
    formula = FORMULAS[at % len(FORMULAS)]
    said = {
        "vehicle": f"{formula} {hurt}", "summary": f"{hurt} {TURNED} {LONG if at % 7 == 0 else ''}", "sources": (link, hurt, LONG),
        "people": hurt, "bodies": TURNED, "strength": LONG if at == 2 else hurt, "evidence": relied,
    }  # fmt: skip
    on = tuple(dict.fromkeys((QUESTIONS[at % len(QUESTIONS)], "clean ponds")))
    return Position(
        name,
        When.of(f"20{at % 20 + 5:02}-03-04"),
        actor,
        f"Who {hurt}",
        "ngo",
        stance="opposes" if at % 2 else "supports",
        sure="verified",
        on=on,
        **said,
    )


def hostile_space(folder):
    """The workspace, in a folder that is not there yet."""
    (folder / "bills").mkdir(parents=True)
    for number, last in (("Bill 1", "old"), ("Bill 2", "new")):
        _print(folder / "bills", number, last=last)
    (folder / "amend.toml").write_text('print = "Bill 1"\nfile = "bills/Bill 1.xml"\n', "utf-8")
    record = folder / "drafts"
    record.mkdir()
    named = "".join(
        f'[[actor]]\nactor = "{actor}"\nname = "{words}"\namendments = "{words} said"\n'
        for actor, words in (
            ("aux", f"<script>{RUNS}</script>"),
            ("con", "'><img src=x onerror=alert(1)>"),
            ("index", LONG),
        )
    )
    (record / "record.toml").write_text(f'format = 1\nkept_to = "2026-05-01"\n{named}', "utf-8")
    for actor in ACTORS:
        place = record / actor
        place.mkdir()
        for at, one in enumerate(_amendments() if actor in ACTORS[:3] else [Amendment(LEAST, "1", print="Bill 1")]):
            (place / f"{at}.md").write_text(draft.dumps(replace(one, source="")), "utf-8")
    for at, name in enumerate(IDS):
        place = record / ACTORS[at % len(ACTORS)] / "positions"
        place.mkdir(exist_ok=True)
        (place / f"{at}.md").write_text(position.dumps(_position(at, name, ACTORS[at % len(ACTORS)])), "utf-8")
    (record / "alder" / "broken.md").write_text(f"---\nprint: [{MARKUP[0]}\n---\n", "utf-8")
    (record / "alder" / f"{MARKUP[1].replace('/', '')}.md").write_text("---\nhouse: x\n", "utf-8")
    (record / "alder" / "nul.md").write_bytes(b'---\nprint: "Bill 1"\n---\n\nClause 1, \0 page 1\n')
    (record / "alder" / "latin.md").write_bytes('---\nprint: "Bill 1"\n---\n\nClause 1, né\n'.encode("latin-1"))
