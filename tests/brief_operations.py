"""What an amendment of an Act does, in a row that is read at a glance."""

import re

from amend.model.amendment import After, Before, Beginning, ProvisionEnd, Words
from amend.model.textual import ActRange, BecomeInAct, InOrder, Itself, LinkingWord, MoveInAct, NextTo


def edge(thing):
    """An end, a point or an object in short: “pond”#2 is the second, “pond”* each, […..…] a range."""
    match thing:
        case Words(quote, occurrence, places):
            return f"“{quote}”{f'#{occurrence}' if occurrence else ''}{'*' if places else ''}"
        case ActRange(start, end):
            return f"[{edge(start)}..{edge(end)}]"
        case After(words) | Before(words):
            return f"{type(thing).__name__.lower()} {edge(words)}"
        case Beginning():
            return "start"
        case ProvisionEnd(unit, label):
            return f"end of {unit} {label}" if unit else "end"
        case NextTo(side, linking):
            return f"next {side}" + (f" but before {linking}" if linking else "")
        case InOrder():
            return "in order"
        case Itself(but):
            return f"itself but {but}" if but else "itself"
        case LinkingWord(word, side):
            return f"the {word} {side} it"


def brief(operation, act=""):
    """An operation in short: "substitute <section 2> “a” = “b”"; act: the title that need not be said."""
    name = re.sub("(In|From)Act", "", type(operation).__name__).lower()
    where = str(operation.place).removeprefix(f"{act}, ")
    said = [name, f"<{where}>"]
    if isinstance(operation, MoveInAct):
        goes = f"after {operation.after}" if operation.after else "to its place"
        return " ".join([*said, goes, "with its heading" if operation.heading else ""]).strip()
    said.append(edge(getattr(operation, "point", None) or operation.object))
    if isinstance(operation, BecomeInAct):
        said.append(f"= {operation.becomes or operation.form}")
    elif matter := getattr(operation, "matter", None):
        said.append(f"= “{matter.words}”{' + structure' if matter.provisions else ''}")
    return " ".join(said)
