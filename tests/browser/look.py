"""What a person would notice on a page in a browser: what it asks for, reads out, hides, covers and cuts off.

Each function takes a Playwright page that is open and gives what is wrong in short lines, [] when nothing is.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WIDTHS = (320, 390, 1280)
"""CSS pixels: the narrowest that WCAG 1.4.10 asks for, a telephone, a desk."""

MOST_KEYS = 3000

BY_KEYBOARD, OVERFLOW, MARKS = (
    (HERE / f"{name}.js").read_text("utf-8") for name in ("by_keyboard", "overflow", "marks")
)
RUN_AXE = """async ([tags, only]) => {
  const found = await axe.run(document, {
    runOnly: only.length ? { type: "rule", values: only } : { type: "tag", values: tags },
    rules: { "target-size": { enabled: !only.length } },
    resultTypes: ["violations"], preload: false, elementRef: false,
  });
  return found.violations.map(one => [one.id, one.help, one.nodes.length,
    one.nodes.slice(0, 3).map(node => node.target.flat().join(" ") + " " + (node.failureSummary || "").split("\\n").slice(1).join(";"))]);
}"""


@dataclass
class Watch:
    """What a page does that nobody should see. seen: each thing in a line, in the order in which it came."""

    home: str
    seen: list[str] = field(default_factory=list)

    def __str__(self):
        return "\n".join(self.seen)


def watched(page, home):
    """Notes from now on all that goes wrong in a page, and whatever it asks for outside its home.

    home: the folder of the pages, or the address ("http://127.0.0.1:8000/") that they are served from.
    """
    home = f"{Path(home).resolve().as_uri()}/" if not str(home).startswith("http") else str(home)
    watch = Watch(home)
    add = watch.seen.append

    def asked(request):
        if not request.url.startswith((watch.home, "data:", "blob:")):
            add(f"asked for {request.url[:120]}, which is outside")

    def closed(dialog):
        add(f"a {dialog.type} opened: {dialog.message[:80]}")
        dialog.dismiss()

    def answered(answer):
        if answer.status >= 400:
            add(f"{answer.status} for {answer.url[:120]}")

    def failed(request):
        """What is still on its way when the page is left is broken off, and no fault of the page: an icon, a pulse."""
        if not (request.failure == "net::ERR_ABORTED" and re.search(r"/icon\.svg$|/pulse\b", request.url)):
            add(f"failed: {request.url[:120]} ({request.failure})")

    page.on(
        "console", lambda said: add(f"{said.type}: {said.text[:300]}") if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: add(f"a script failed: {str(error)[:300]}"))
    page.on("requestfailed", failed)
    page.on("request", asked)
    page.on("response", answered)
    page.on("dialog", closed)
    page.on("popup", lambda other: add(f"another window opened: {other.url[:120]}"))
    page.on("crash", lambda _: add("the page crashed"))
    return watch


def violations(page, source, only=()):
    """What axe-core finds against WCAG 2.2 AA. source: of axe.min.js; it runs outside the page's own policy.

    only: names of rules, when not all are asked about; colours ("color-contrast") are what is other in the dark.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source)
    found = page.evaluate(RUN_AXE, [RULES, list(only)])
    return [
        f"{rule}: {says} ({count}): {' | '.join(' '.join(one.split()) for one in at)}"
        for rule, says, count, at in found
    ]


@dataclass
class Walk:
    """A page walked with the tab key.

    order: what had the focus, in turn. missed: what can be used and never had it, or looks as if it could be used.
    covered: what had the focus and something sticky lay over it, or over a part of it. unseen: what had the focus
    outside of what the window shows. unmarked: what does not show that it has the focus. small: targets under 24 by 24
    pixels without the room around them that WCAG 2.5.8 asks for. stuck: where the focus did not go on, "" for nowhere.
    """

    order: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    stuck: str = ""

    @property
    def faults(self):
        """All that is wrong, each in a line."""
        said = {
            "the tab key never comes to": self.missed,
            "covered as it has the focus:": self.covered,
            "outside of the window as it has the focus:": self.unseen,
            "does not show that it has the focus:": self.unmarked,
            "too small a target:": self.small,
            "the focus is caught at": [self.stuck] if self.stuck else [],
        }
        return [f"{what} {one}" for what, found in said.items() for one in found]


def by_keyboard(page, most=MOST_KEYS, *, back=True):
    """Walks a page with the tab key from its start until the focus returns, and all the way back.

    Scripts of the page may run or not. It takes two hundredths of a second a link; of many pages of one kind, one will do.
    """
    page.evaluate(BY_KEYBOARD)
    page.evaluate("__keyboard.begin()")
    walk = Walk(small=page.evaluate("__keyboard.small()"))
    nowhere = 0
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate("__keyboard.step(false)")
        if at is None:
            nowhere += 1
            if nowhere > 2 or walk.order:
                break
            continue
        if "again" in at:
            walk.stuck = at["name"] if at["stuck"] else ""
            break
        walk.order.append(at["name"])
        walk.covered += [f"{at['name']}, by {above}" for above in at["covered"]]
        if not at["inView"]:
            walk.unseen.append(at["name"])
        elif not at["marked"]:
            walk.unmarked.append(at["name"])
    else:
        walk.stuck = f"{walk.order[-1]}, after {most} keys" if walk.order else "nothing"
    if back and not walk.stuck:
        _walked_back(page, walk)
    walk.missed = page.evaluate("__keyboard.end()")
    return walk


def _walked_back(page, walk):
    """What the window scrolls to from below may come to lie under what stays at its top."""
    for _ in walk.order:
        page.keyboard.press("Shift+Tab")
        at = page.evaluate("__keyboard.step(true)")
        if at is not None:
            walk.covered += [f"{at['name']} on the way back, by {above}" for above in at["covered"]]
            if not at["inView"] and at["name"] not in walk.unseen:
                walk.unseen.append(at["name"])


def overflow(page, widths=WIDTHS, *, larger=True):
    """Where the page scrolls sideways: at each width, and with text of 200 % on a telephone and at a desk."""
    before, found = page.viewport_size, []
    cases = [(width, 100) for width in widths] + [(width, 200) for width in widths if larger and width > WIDTHS[0]]
    for width, size in cases:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{size}%" if size > 100 else "")
        at = f"{width} pixels" + (f", text at {size} %" if size > 100 else "")
        found += [f"{at}: wider than the window for {one}" for one in page.evaluate(OVERFLOW)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(before)
    return found


def marks(page):
    """Each `ins` and `del` that eyes alone can tell, by colour alone can tell, or that crosses a paragraph."""
    return page.evaluate(MARKS)


def screenshots(window, file, folder, *, widths=(390, 1280), most=6000):
    """Pictures of a page at the width of a telephone and of a desk, light and dark, and in print; where they are."""
    file, folder = Path(file), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for width in widths:
        for dark in (False, True):
            page = window(width=width, dark=dark)
            page.goto(file.resolve().as_uri())
            made.append(_pictured(page, folder / f"{file.stem}-{width}-{'dark' if dark else 'light'}.png", most))
    page = window(width=794, printed=True)  # A4 at 96 dots an inch
    page.goto(file.resolve().as_uri())
    made.append(_pictured(page, folder / f"{file.stem}-print.png", most))
    return made


def _pictured(page, file, most):
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": min(height, most)}
    page.screenshot(path=str(file), full_page=True, clip=clip)
    return file


def short(found, most=12):
    """Many lines as one message that can be read."""
    kinds = {}
    for one in found:
        kinds.setdefault(re.sub(r"\d+|“[^”]*”|[\w/-]+\.html", "…", one), []).append(one)
    rows = [f"{ones[0]}" + (f" (and {len(ones) - 1} like it)" if len(ones) > 1 else "") for ones in kinds.values()]
    return "\n".join(["", *rows[:most], *([f"and {len(rows) - most} kinds more"] if len(rows) > most else [])])
