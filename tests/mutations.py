"""Seeded damage to what is read: bytes, the elements of a document, the values of a reply, the parts of a Word file.

Each takes bytes and a `random.Random`, and gives other bytes.
"""

import copy
import io
import json
import zipfile

from lxml import etree

PIECES = [
    "", "\0", "\ufeff", "\u202e", "\ud7ff", "“", "”", "—", "(a)", "(1) ", "---\n", "\n\n", "[", "]", "{", "}", "<", ">", "&#0;",
    "&amp;", "9" * 30, "-1", "9" * 4400, "null", "true", "1e999", '"', "'", "*", "&x", "!!str ", ": ", "- ", "<b>", "</p>", "<?L 1-1?>",
    "<![CDATA[", "<!--", "ſ", "٣", "é", "\x1b[31m", "\x85", "<<<<<<< x\n", ">>>>>>> x\n", "Clause ", "Schedule ", "page ", "line ",
    "\u200b", "\u2028", "\r", "\t", "²", "\U000e0041", "leave out ", "at end insert—\n", "a" * 3000, "( ", "0000-00-00", "\ufffc",
]  # fmt: skip


def bytes_changed(data, chance):
    """Bytes with some changed: single ones, pieces put in, taken out, doubled, moved, or cut off at an end."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        to = min(to, at + chance.choice((1, 3, 20, 200)))
        piece = chance.choice(PIECES).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 1, 2, 40))
        how = chance.randrange(7)
        if how == 0 and data:
            at = min(at, len(data) - 1)
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif how == 1:
            data = data[:at] + piece + data[at:]
        elif how == 2:
            data = data[:at] + piece + data[to:]
        elif how == 3:
            data = data[:at] + data[to:]
        elif how == 4:
            data = data[:to] + data[at:to] * chance.choice((1, 2, 50)) + data[to:]
        elif how == 5:
            other = chance.randrange(len(data) + 1)
            data = data[:other] + data[at:to] + data[other:]
        else:
            data = data[: chance.randrange(len(data) + 1)]
    return data


def rows_changed(data, chance):
    """A text with rows moved, doubled, left out, joined, pushed in or swapped; or its bytes changed."""
    if chance.randrange(2):
        return bytes_changed(data, chance)
    rows = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 5))):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        how = chance.randrange(6)
        if how == 0:
            rows[at], rows[other] = rows[other], rows[at]
        elif how == 1:
            rows[at:at] = [rows[other]] * chance.choice((1, 1, 30))
        elif how == 2 and len(rows) > 1:
            del rows[at]
        elif how == 3:
            rows[at] += rows[other]
        elif how == 4:
            rows[at] = b" " * chance.choice((1, 4, 200)) + rows[at]
        else:
            words = rows[at].split(b" ")
            chance.shuffle(words)
            rows[at] = b" ".join(words)
    return b"\n".join(rows)


def elements_changed(data, chance):
    """An XML document with elements moved, doubled, taken out, renamed, put around others or emptied, and attributes
    and words put elsewhere; or its bytes changed."""
    if chance.randrange(3) == 0:
        return bytes_changed(data, chance)
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        every = list(root.iter())
        one, other = chance.choice(every), chance.choice(every)
        if one is root or not isinstance(one.tag, str) or not isinstance(other.tag, str):
            continue
        _element_changed(one, other, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=chance.choice((True, None)))


def _element_changed(one, other, chance):
    above = one.getparent()
    how = chance.randrange(9)
    if above is None:
        return
    if how == 0:
        above.remove(one)
    elif how == 1:
        for _ in range(chance.choice((1, 1, 2, 40))):
            above.insert(chance.randrange(len(above) + 1), copy.deepcopy(one))
    elif how == 2:
        if one not in other.iterancestors() and one is not other:
            other.insert(chance.randrange(len(other) + 1), one)
    elif how == 3:
        one.tag = other.tag
    elif how == 4:
        name, value = chance.choice(list(other.attrib.items()) or [("class", "x")])
        one.set(name, chance.choice((value, "", "9" * 30, "—", "-1", "0")))
    elif how == 5 and one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]
    elif how == 6:
        one.text, other.text = other.text, one.text
    elif how == 7:
        for _ in range(chance.choice((1, 3, 60))):
            around = one.makeelement(other.tag, dict(other.attrib))
            one.getparent().replace(one, around)
            around.append(one)
    else:
        one.text = chance.choice(["", " ", "\n", "(", "1", "“", "”;", "2A", "(z)", "\u200b", "\x85"]) * chance.choice(
            (1, 9)
        )


_DEEPEST = 600
"""Values within values in what is made: more than any reader takes, and no more than Python itself can write."""


def values_changed(data, chance):
    """JSON with values put in other places, taken out, doubled, or of another type; or its bytes changed."""
    if chance.randrange(3) == 0:
        return bytes_changed(data, chance)
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(tree))
        holder, key, depth = chance.choice(places)
        other = chance.choice(places)
        how = chance.randrange(4)
        if how == 0:
            odd = [None, True, -1, 0, 10**30, 1e308, "", "9" * 4400, [], {}, [[]], [None], {"": None}, "\u200b", "<b>"]
            holder[key] = chance.choice(odd)
        elif how == 1:
            copied = other[0][other[1]]
            if depth + _depth(copied) < _DEEPEST:
                holder[key] = json.loads(json.dumps(copied))  # copy.deepcopy cannot go as deep
        elif how == 2:
            del holder[key]
            if not tree:
                break
        else:
            deep = holder[key]
            for _ in range(min(chance.choice((1, 30, 300)), _DEEPEST - depth - _depth(deep))):
                deep = [deep]
            holder[key] = deep
    return json.dumps(tree, ensure_ascii=chance.choice((True, False))).encode("utf-8", "replace")


def _places(value):
    """Every place of a value in another, as what holds it, its key, and how deep it is."""
    waiting = [(value, 0)]
    while waiting:
        holder, depth = waiting.pop()
        keys = holder.keys() if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in list(keys):
            yield holder, key, depth
            waiting.append((holder[key], depth + 1))


def _depth(value):
    return max((depth + 1 for _, _, depth in _places(value)), default=0)


def parts_changed(data, chance):
    """A Word file with one of its parts changed, or taken out, or given another's words; or the bytes of the file."""
    if chance.randrange(8) == 0:
        return bytes_changed(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = "word/document.xml" if chance.randrange(3) else chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                how = chance.randrange(12)
                if how == 0:
                    continue
                part = old.read(chance.choice(names)) if how == 1 else _part_changed(part, chance)
            new.writestr(name, part)
    return out.getvalue()


def _part_changed(part, chance):
    try:
        return elements_changed(part, chance)
    except etree.XMLSyntaxError:
        return bytes_changed(part, chance)
