"""Small Bills in a short notation, and random ones, for tests.

    bill('''
        1 Duty to keep ponds
          (1) The keeper must keep every <ref>pond</ref> clean |and free of weed.
          (2) After section 5 of the Canals Act insert— [
            5A Weed
              (1) The keeper must clear weed.
          ].
          (3) In this section—
            * “pond” means still water;
          full-out words
        ===
        Schedule 1 Fish
          1 (1) Count the fish—
              (a) in spring, and
              (b) in autumn.
            (2) The table follows.
            : carp : 1
            : tench : 2
    ''')

One printed line a row, and indents say what lies in what. A row starts with its labels, or with none. Marks in words:
`<ref>…</ref>` (any element), `<ref/>` (an empty one), `<L 2-15>` (page 2, line 15), `<!note>` (a comment); `|` starts
the next printed line and `===`, on a row of its own, the next page. Rows: `# …` a cross-heading, `* …` a definition,
`: … : …` a row of a table; a row that ends in `[` opens quoted structure, one that ends in `[[` structure quoted from a
Schedule, and one that starts with `]` closes it.
"""

import re
from dataclasses import dataclass, replace
from textwrap import dedent

from hypothesis import strategies as st

from amend.model.provision import NUMBERED, Bill, Block, Carried, Provision
from amend.model.text import OBJECT, Mark, Text

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UKL = "https://www.legislation.gov.uk/namespaces/UK-AKN"
XHTML = "http://www.w3.org/1999/xhtml"

_INLINE = re.compile(r"<(?:L (?P<line>\d+-\d+)|!(?P<note>[^>]*)|(?P<close>/?)(?P<name>[A-Za-z]+)(?P<empty>/?))>")
_BRACKETED = re.compile(r"\(([0-9A-Za-z]+)\)(?: |$)")
_NUMBERED = re.compile(r"([A-Z]*\d+[A-Z]*)(?: |$)")
_SECOND = re.compile(r"((?:<L \d+-\d+>)?(?:[A-Z]*\d+[A-Z]*|\([0-9A-Za-z]+\)) )(?=\([0-9A-Za-z]+\) )")
_NAMED = re.compile(r"(Part|Chapter|Schedule)( [A-Z]*\d+[A-Z]*)?(?: |$)")
_STEPS = {"section": "sec", "subsection": "subsec", "level": "para", "paragraph": "para", "subparagraph": "subpara"}
_STEPS |= {"part": "pt", "chapter": "chp", "hcontainer": "sched", "quotedStructure": "qstr"}
_INNER_LEVELS = {"para2": "subpara", "para3": "subsubpara"}


def text(notation):
    """The text of a notation such as "keep the <ref>pond</ref> <L 1-2>clean"."""
    chars, marks, inside, at = "", [], [], 0
    for found in _INLINE.finditer(notation):
        chars += notation[at : found.start()]
        at = found.end()
        if found["close"]:
            opened = inside.pop()
            marks[opened] = replace(marks[opened], end=len(chars))
            continue
        name, value = found["name"], ()
        if found["line"]:
            name, value = "?L", (("", found["line"]),)
        elif found["note"] is not None:
            name, value = "#comment", (("", found["note"]),)
        elif not found["empty"]:
            inside.append(len(marks))
        depth = len(inside) - (1 if inside and inside[-1] == len(marks) else 0)
        marks.append(Mark(len(chars), len(chars), depth, name, value))
    return Text(chars + notation[at:], tuple(marks))


def shown(words):
    """The notation of a text."""
    out, inside, at = "", [], 0

    def until(position):
        nonlocal out, at
        out += words.chars[at:position]
        at = max(at, position)

    for mark in words.marks:
        while len(inside) > mark.depth:
            until(inside[-1].end)
            out += f"</{inside.pop().name}>"
        until(mark.start)
        if mark.name == "?L":
            out += f"<L {mark.value}>"
        elif mark.name == "#comment":
            out += f"<!{mark.value}>"
        else:
            out += f"<{mark.name}>"
            inside.append(mark)
    while inside:
        until(inside[-1].end)
        out += f"</{inside.pop().name}>"
    until(len(words.chars))
    return re.sub(r"<(\w+)></\1>", r"<\1/>", out)


def misplaced(words):
    """The first mark that lies outside the text or its outer mark, or before an earlier one; None when all is well."""
    inside, at = [], 0
    for mark in words.marks:
        if mark.depth > len(inside):
            return mark
        while len(inside) > mark.depth:
            at = max(at, inside.pop().end)
        if not at <= mark.start <= mark.end <= (inside[-1].end if inside else len(words.chars)):
            return mark
        at = mark.start
        inside.append(mark)
    return None


def bill(notation, *, lines=True, guids=False, title="Ponds Bill", number="Bill 1", house="House of Commons", stage=""):
    """A Bill in the notation above. lines: whether it carries marks of printed lines. guids: whether each provision
    has an identity that lasts from print to print, made from where it first stood."""
    rows = [_Row(len(row) - len(row.lstrip()), row.strip()) for row in dedent(notation).split("\n") if row.strip()]
    items = _items(_one_label_each(_with_lines(rows) if lines else _without_lines(rows)), "body")
    schedules = tuple(item for item in items if item.get("name") == "schedule")
    body = tuple(item for item in items if item not in schedules)
    if schedules:
        body += (Provision("hcontainer", schedules, (("class", "schs"), ("name", "schedules"))),)
    return whole(body, guids=guids, title=title, number=number, house=house, stage=stage)


def whole(body, *, guids=False, title="Ponds Bill", number="Bill 1", house="House of Commons", stage=""):
    """A Bill with these provisions as its body."""
    said = {"varBillTitle": title, "varBillNo": number, "varHouse": house, "varStageVersion": stage}
    concepts = "".join(
        f'<TLCConcept eId="{name}" href="#o" showAs="{words}"/>' for name, words in said.items() if words
    )
    meta = f'<meta xmlns="{AKN}" xmlns:ukl="{UKL}"><references source="#author">{concepts}</references></meta>'
    long_title = Provision("longTitle", (Block("p", Text("A Bill to make provision about ponds.")),))
    inside = (
        Carried(meta),
        Provision("preface", (long_title,), (("eId", "preface"),)),
        Provision("body", tuple(_identified(item, "", guids) for item in body)),
    )
    declared = (("xmlns", AKN), ("xmlns:ukl", UKL))
    root = Provision("akomaNtoso", (Provision("bill", inside, (("name", "ukpubb"),)),), declared)
    return Bill(root, title=title, number=number, house=house, stage=stage)


@dataclass
class _Row:
    indent: int
    words: str


def _with_lines(rows):
    """The rows with a line mark at the start of each, and at each |."""
    page, line, out = 1, 0, []

    def mark(_):
        nonlocal line
        line += 1
        return f"<L {page}-{line}>"

    for row in rows:
        if row.words == "===":
            page, line = page + 1, 0
        elif row.words.startswith("]"):
            out.append(row)
        elif row.words.startswith(":"):
            line += 1
            out.append(_Row(row.indent, re.sub(r": ?", f": <L {page}-{line}>", row.words)))
        else:
            out.append(_Row(row.indent, re.sub(r"^|\|", mark, row.words)))
    return out


def _without_lines(rows):
    return [_Row(row.indent, row.words.replace("|", "")) for row in rows if row.words != "==="]


def _one_label_each(rows):
    """The rows with those that have several labels ("1 (1) Count") cut before each, at the column where it stands."""
    out = []
    for row in rows:
        indent, words = row.indent, row.words
        while found := _SECOND.match(words):
            out.append(_Row(indent, found[1].rstrip()))
            indent, words = indent + len(re.sub(r"<[^>]*>", "", found[1])), words[found.end() :]
        out.append(_Row(indent, words))
    return out


def _items(rows, parent, style=""):
    """What stands on these rows, which lie in a provision of that tag and class."""
    out, at = [], 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].indent > rows[at].indent:
            end += 1
        lead, words = re.match(r"((?:<L \d+-\d+>)?)(.*)", rows[at].words, re.DOTALL).groups()
        inner, quotation = rows[at + 1 : end], None
        if words.endswith("["):
            quotation = (_items(inner, "schedule" if words.endswith("[[") else "quotedStructure"), rows[end].words[1:])
            inner, words, end = [], words.rstrip(" ["), end + 1
        if words.startswith(": "):
            while end < len(rows) and rows[end].words.startswith(": "):
                end += 1
            out.append(table([re.split(r" ?: ", row.words)[1:] for row in rows[at:end]]))
        else:
            out.append(_item(lead, words, inner, quotation, parent, style))
        at = end
    return out


def _item(lead, words, inner, quotation, parent, style):
    """The provision or paragraph of one row and the rows inside it. lead: the line mark before its label."""
    if words.startswith("# "):
        heading = Block("heading", text(lead + words[2:]))
        attributes = (("class", "group7"), ("name", "crossheading"))
        return Provision("hcontainer", (heading, *_items(inner, parent)), attributes)
    if words.startswith("* "):
        attributes = (("class", "definition"), ("name", "definition"))
        return Provision("hcontainer", _filled(lead + words[2:], inner, quotation, "hcontainer"), attributes)
    if named := _NAMED.match(words):
        number, heading = text(lead + named[1] + (named[2] or "")), text(words[named.end() :])
        if named[1] == "Schedule":
            return _headed("hcontainer", "sch", number, heading, _items(inner, "schedule"), ("name", "schedule"))
        return _headed(named[1].lower(), "group1", number, heading, _items(inner, parent))
    if labelled := _BRACKETED.match(words):
        tag, style = _level(labelled[1], parent, style)
    elif (labelled := _NUMBERED.match(words)) and parent == "schedule":
        tag, style = "paragraph", "schProv1"
    elif labelled:
        number, heading = text(lead + labelled[1]), text(words[labelled.end() :])
        return _headed("section", "prov1", number, heading, _held(_items(inner, "section")))
    else:
        return _paragraph(lead + words, quotation)
    number = Block("num", text(lead + labelled[0].strip()))
    return Provision(
        tag, (number, *_filled(words[labelled.end() :], inner, quotation, tag, style)), (("class", style),)
    )


def _level(label, parent, style):
    """The tag and class of a bracketed label, from its shape and what it lies in."""
    if label[0].isdigit() or label[-1].isdigit():
        return ("subparagraph", "schProv2") if parent == "paragraph" else ("subsection", "prov2")
    return "level", {"para1": "para2", "para2": "para3"}.get(style, "para1")


def _filled(words, inner, quotation, tag, style=""):
    first = [_paragraph(words, quotation)] if words or quotation else []
    return _held([*first, *_items(inner, tag, style)])


def _held(items):
    """The items with their plain paragraphs in holders: before the parts, in place of them, after them."""
    parts = [index for index, item in enumerate(items) if isinstance(item, Provision) and item.tag in NUMBERED]
    if not parts:
        return (Provision("content", tuple(items)),) if items else ()
    first, last = parts[0], parts[-1] + 1
    before = (Provision("intro", tuple(items[:first])),) if first else ()
    after = (Provision("wrapUp", tuple(items[last:])),) if items[last:] else ()
    return (*before, *items[first:last], *after)


def _headed(tag, style, number, heading, items, *attributes):
    """A provision with a number and a heading."""
    return Provision(tag, (Block("num", number), Block("heading", heading), *items), (("class", style), *attributes))


def _paragraph(notation, quotation):
    words = text(notation)
    if quotation is None:
        return Block("p", words)
    items, tail = quotation
    chars = words.chars + OBJECT + tail
    marks = [Mark(0, len(chars), 0, "mod"), *(replace(mark, depth=mark.depth + 1) for mark in words.marks)]
    if tail:
        marks.append(Mark(len(chars) - len(tail), len(chars), 1, "inline", (("name", "AppendText"),)))
    quoted = Provision("quotedStructure", tuple(items), (("startQuote", "“"), ("endQuote", "”")))
    return Block("p", Text(chars, tuple(marks)), (), (quoted,))


def table(rows):
    """A table; each cell is in the notation of `text`."""
    cells = [
        tuple(Provision(f"{{{XHTML}}}td", (Block("p", text(cell), (("xmlns", AKN),)),)) for cell in row) for row in rows
    ]
    body = Provision(f"{{{XHTML}}}tbody", tuple(Provision(f"{{{XHTML}}}tr", row) for row in cells))
    inside = Provision(f"{{{XHTML}}}table", (body,), (("xmlns", XHTML),))
    return Provision("tblock", (Provision("foreign", (inside,)),), (("class", "table"),))


def _identified(node, within, guids):
    """The node and all below it with the identifiers that Lawmaker would give them."""
    if isinstance(node, Block):
        return replace(node, objects=tuple(_identified(thing, within, guids) for thing in node.objects))
    if isinstance(node, Carried):
        return node
    attributes = node.attributes
    if node.tag in _STEPS and (node.number is not None or node.tag == "quotedStructure"):
        step = f"{_INNER_LEVELS.get(node.get('class'), _STEPS[node.tag])}_{node.label}".rstrip("_")
        eid = f"{within}__{step}" if within else step
        attributes = (*((("GUID", f"_{eid}"),) if guids else ()), ("eId", eid), *attributes)
        within = within if node.tag in ("part", "chapter") else eid
    return replace(node, items=tuple(_identified(item, within, guids) for item in node.items), attributes=attributes)


_WORDS = ("pond", "the keeper", " ", " must ", "“weed”", "fish & frogs", "a < b", ", and", "née", "\u00a0", "(1)", "x")
_POINTS = ("<L 1-2>", "<L 12-40>", "<!note>", "<ref/>")


def _marked(inner):
    elements = st.tuples(st.sampled_from(("ref", "def", "i", "b")), st.lists(inner, max_size=3))
    return elements.map(lambda found: f"<{found[0]}>{''.join(found[1])}</{found[0]}>")


notations = st.lists(
    st.recursive(st.sampled_from(_WORDS) | st.sampled_from(_POINTS), _marked, max_leaves=6), max_size=4
).map("".join)
"""The notation of any text, the empty one too."""

texts = notations.map(text)

_samples = st.sampled_from(
    (
        "",
        " ",
        "pond",
        "the keeper must rest.",
        "“pond” means still water—",
        "(1) née fish & frogs, a < b\u00a0c",
        "<L 1-2>the keeper must <L 12-40>keep it",
        "under <ref>section 5</ref>, <def>weed</def> is <i>reed</i>",
        "<ref>one</ref> <ref>two</ref><b>three</b>",
        "<i>the <b>old <L 1-3>pond</b></i><L 1-4> is clean",
        "<!note>cold<ref/> water<!note>",
        "<ref><L 1-5>section</ref><L 1-6>",
        "<i><b><ref/></b></i>",
        "<def>a<i>b</i></def>c<L 2-1>",
    )
)
_sample_texts = _samples.map(text)


@st.composite
def _lists(draw, labels, tag, style, deeper=None):
    """The members of one list: each has words, or words and a list inside, and perhaps words after it."""
    out = []
    for label in labels[: draw(st.integers(1, 3))]:
        items = [Block("num", Text(label))]
        inner = draw(deeper) if deeper is not None and draw(st.booleans()) else ()
        lead = tuple(Block("p", words) for words in draw(st.lists(_sample_texts, min_size=1, max_size=2)))
        items += [Provision("intro" if inner else "content", lead), *inner]
        if inner and draw(st.booleans()):
            items.append(Provision("wrapUp", (Block("p", draw(_sample_texts)),)))
        out.append(Provision(tag, tuple(items), (("class", style),)))
    return tuple(out)


_subparagraphs = _lists(("(i)", "(ii)", "(iii)"), "level", "para2")
_paragraphs = _lists(("(za)", "(a)", "(b)"), "level", "para1", _subparagraphs)
_subsections = _lists(("(1)", "(1A)", "(2)"), "subsection", "prov2", _paragraphs)
_notes = st.sampled_from((Carried("<!-- to be checked -->"), Carried('<?note by="the keeper"?>'), Carried("<?note?>")))


@st.composite
def _held_words(draw, number):
    """Words with nothing numbered below them: plain, with a table, or with a quoted section."""
    words = Block("p", draw(_sample_texts))
    match draw(st.integers(0, 2)):
        case 0:
            return (Provision("content", (words,)),)
        case 1:
            rows = draw(st.lists(st.tuples(_samples, _samples), min_size=1, max_size=2))
            return (Provision("content", (words, table(rows))),)
    quoted = _headed("section", "prov1", Text(f"9{chr(ord('A') + number)}"), draw(_sample_texts), draw(_subsections))
    tail = draw(st.sampled_from(("", ".", "; and")))
    return (Provision("content", (_paragraph(draw(_samples), ([quoted], tail)),)),)


@st.composite
def bills(draw):
    """A Bill of a few clauses, some in Parts, and perhaps a Schedule; no two provisions of one parent share a label."""
    clauses = []
    for index in range(draw(st.integers(1, 3))):
        held = draw(_subsections) if draw(st.booleans()) else draw(_held_words(index))
        extra = (draw(_notes),) if draw(st.booleans()) else ()
        number = text(f"<L {index + 1}-1>{index + 1}")
        clauses.append(_headed("section", "prov1", number, draw(_sample_texts), (*extra, *held)))
    if draw(st.booleans()):
        clauses[-1:] = [_headed("part", "group1", Text("Part 1"), draw(_sample_texts), clauses[-1:])]
    if draw(st.booleans()):
        inner = draw(_lists(("1", "2"), "paragraph", "schProv1", _lists(("(1)", "(2)"), "subparagraph", "schProv2")))
        number = Text(draw(st.sampled_from(("Schedule", "Schedule 1"))))
        schedule = _headed("hcontainer", "sch", number, draw(_sample_texts), inner, ("name", "schedule"))
        clauses.append(Provision("hcontainer", (schedule,), (("class", "schs"), ("name", "schedules"))))
    return whole(tuple(clauses), guids=draw(st.booleans()), stage=draw(st.sampled_from(("", "As introduced"))))
