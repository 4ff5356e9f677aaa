"""A Bill as pages of HTML of several makers have it: the same paragraphs, with their numbers, in other elements."""

import html
import re

from amend.model.printed import HEADINGS, OUTSIDE, PrintedParagraph, paragraphs


def said(words):
    return html.escape(words, quote=False)


def in_sections(role, depth, labels, words):
    """As a drafting tool exports: each number in a span, the words in a block."""
    numbers = "".join(f'<span class="num">{said(label)}</span>' for label in labels)
    if role in HEADINGS:
        return f'<div class="{role.replace(" ", "-")}">{numbers}<span class="heading">{said(words)}</span></div>'
    return f'<div class="prov{depth + 1}">{numbers}<div class="content"><span>{said(words)}</span></div></div>'


def as_legislation(role, depth, labels, words):
    """As legislation.gov.uk has it: all in spans of a paragraph, with nothing between."""
    numbers = "".join(f'<span class="LegDS LegP{depth}No">{said(label)}</span>' for label in labels)
    tag = "h4" if role in HEADINGS else "p"
    return f'<{tag} class="LegClearFix LegP{depth}Container">{numbers}<span class="LegDS">{said(words)}</span></{tag}>'


def from_word(role, depth, labels, words):
    """As Word saves it: rows broken anywhere, tabs as spaces, Windows-1252."""
    tab = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>"
    tag = "h2" if role in HEADINGS else "p"
    words = re.sub(r"((?:\S+ ){9})", lambda match: match[0][:-1] + "\r\n", said(words))
    numbers = "".join(said(label) + tab for label in labels)
    return f"<{tag} class=MsoNormal style='margin-left:{depth * 36}pt'>{numbers}{words}<o:p></o:p></{tag}>\r\n\r\n"


class InTable:
    """As old pages are set: rows of one table, each fifth with the number of its line in print."""

    def __init__(self):
        self.line = 0

    def __call__(self, role, depth, labels, words):
        self.line = self.line % 42 + 1
        number = "&nbsp;" if self.line % 5 else str(self.line)
        page = f'<a name="pg{self.line}"></a>' if self.line == 1 else ""
        first, rest = labels[0] if labels else "", "".join(f"{said(label)}&nbsp;" for label in labels[1:])
        return (
            f'<tr valign="top"><td><b>{said(first)}</b></td><td>{page}{rest}{said(words)}</td>'
            f'<td align="right"><font size="-1">{number}</font></td></tr>\n'
        )


def page(bill, shape):
    """The bytes of a page with all that a Bill prints, but its cover; each paragraph made by shape."""
    rows = "".join(_rows(bill, shape))
    rows = f'<table width="90%" border="0">{rows}</table>' if isinstance(shape, InTable) else rows
    menu = '<header><a href="/">Home</a></header><script>var p = "<p>1 No</p>";</script>'
    text = f"<html><head><title>{said(bill.title)}</title></head><body>{menu}{rows}</body></html>"
    old = isinstance(shape, InTable) or shape is from_word
    return text.encode("cp1252", "xmlcharrefreplace") if old else text.encode()


def _rows(bill, shape):
    for item in paragraphs(bill):
        if not isinstance(item, PrintedParagraph):
            lines = (
                "".join(f"<td>{''.join(f'<p>{said(one.words)}</p>' for one in cell)}</td>" for cell in line.cells)
                for line in item.lines
            )
            yield f'<table border="1">{"".join(f"<tr>{line}</tr>" for line in lines)}</table>'
        elif item.words and item.role not in OUTSIDE:
            *labels, words = item.words.split("\t")
            yield shape(item.role, item.depth, labels, words)
