"""A print that is marked, set again as PDF line for line as it was: each word on the page and line that its marks say."""

from itertools import groupby, pairwise

from made_pdf import BOLD, ITALIC, ROMAN, WIDE, Put, pdf

from amend.model.lines import Reading
from amend.model.printed import OUTSIDE, PrintedParagraph, paragraphs

SIZE = 6.0
LEFT = 40.0
RIGHT = 540.0
FRONT = ("set form", "long title", "enacting")
FONTS = {"clause heading": BOLD, "group number": BOLD, "cross-heading": ITALIC}
CENTRED = ("cross-heading", "group number", "group heading", "schedule number", "schedule heading")


def reset(bill):
    """The bytes of a PDF with the pages and lines of a Bill, numbers in the margin and heads; without a cover."""
    reading = Reading(bill)
    setting = _Setting(reading, bill.title)
    front = []
    for item in paragraphs(bill):
        if not isinstance(item, PrintedParagraph):
            setting.table(item)
        elif item.role in FRONT:
            front.append(item.words.replace("\t", " "))
        elif item.role == "text" and not setting.rows and not reading.line_at(reading.position(item.runs[0].path)):
            front.insert(0, item.words)  # what a cover says
        elif item.words and item.role not in OUTSIDE:
            setting.paragraph(item)
    return pdf(setting.done(front, bill.number))


class _Setting:
    def __init__(self, reading, title):
        self.reading, self.title = reading, title
        self.rows = []  # (page, line, new paragraph, [Put with foot 0], rules of columns)

    def _pieces(self, runs):
        """The words of runs by the printed line that they stand on."""
        out = []
        for run in runs:
            start = self.reading.position(run.path, run.start)
            end = start + run.end - run.start
            found = self.reading.bill.at(run.path).text.quotes()
            marks = [(start + at - run.start, sign) for at, sign, _ in found if run.start <= at <= run.end]
            cuts = [start, *(line.start for line in self.reading.begun(start + 1, end)), end]
            for one, two in pairwise(cuts):
                line = self.reading.line_at(one)
                words = " ".join(_quoted(self.reading.words[one:two], one, marks).split())
                words = (run.opening if one == start else "") + words + (run.closing if two == end else "")
                if line is None:  # before the first line, as the heading of a group that has no mark may be
                    line = self.reading.lines[0]
                if out and out[-1][0] == (line.page, line.number):
                    close = words[:1] in ".,;:)" or self.reading.words[one - 1 : one] != " "
                    out[-1] = (out[-1][0], f"{out[-1][1]}{'' if close else ' '}{words}".strip())
                elif words:
                    out.append(((line.page, line.number), words))
        return out

    def paragraph(self, item):
        label = " ".join(run.words for run in item.numbers)
        lines = self._pieces(item.runs) or self._pieces(item.numbers)
        label = label if item.runs else ""
        hang = LEFT + 30 + item.depth * 14
        above = self._pieces(item.numbers)[:1] if label else []
        if above and above[0][0] < lines[0][0]:  # "Article 8A" on a line of its own
            left = LEFT + (RIGHT - LEFT - len(label) * SIZE * WIDE) / 2
            self.rows.append((above[0][0], 0, True, [Put(left, 0, label, SIZE)], ()))
            label, over = "", True
        else:
            over = False
        if item.role == "schedule note":
            words = lines[0][1]
            self.rows[-1][3].append(Put(RIGHT - len(words) * 3.3, 0, words, 5.5))
            return
        for at, (where, words) in enumerate(lines):
            font = FONTS.get(item.role, ROMAN)
            wide = len(words) * SIZE * WIDE
            left = LEFT + (RIGHT - LEFT - wide) / 2 if item.role in CENTRED or over else hang
            spread = _spread(hang, words) if at < len(lines) - 1 and left == hang else 0.0
            puts = [Put(left, 0, words, SIZE, font, spread)]
            if label and not at:
                puts.insert(0, Put(hang - (len(label) + 2) * SIZE * WIDE, 0, label, SIZE, font))
            there = next((row for row in reversed(self.rows[-12:]) if row[0] == where), None)
            if there:
                there[3].extend(puts)
            else:
                self.rows.append((where, at, not at, puts, ()))

    def table(self, item):
        by_line, begun = {}, set()
        wide = (RIGHT - LEFT - 40) / max(len(row.cells) for row in item.lines)
        for row in item.lines:
            for column, cell in enumerate(row.cells):
                for paragraph in cell:
                    label = "".join(f"{run.words} " for run in paragraph.numbers)
                    for at, (where, words) in enumerate(self._pieces(paragraph.runs)):
                        put = Put(LEFT + 43 + column * wide, 0, words if at else label + words, 4)
                        by_line.setdefault(where, []).append(put)
                        begun |= {where} if not at and paragraph is cell[0] else set()
        columns = tuple(LEFT + 40 + wide * at for at in range(len(item.lines[0].cells) + 1))
        self.rows += [(where, 0, where in begun, puts, columns) for where, puts in sorted(by_line.items())]

    def done(self, front, number):
        pages = []
        for page, rows in groupby(_filled(self.rows), key=lambda row: row[0][0]):
            put = [Put(LEFT, 815, f"{self.title}", 6, ITALIC), Put(RIGHT - 20, 815, str(page), 7)]
            foot = 790.0
            if not pages:
                put.append(Put(LEFT, 20, number, 7))
                for words in front:
                    put += [Put(LEFT, foot - 10 * at, part, 7) for at, part in enumerate(_wrapped(words))]
                    foot -= 10 * len(_wrapped(words)) + 5
            rows = list(rows)
            high = min(1, (foot - 30) / sum(14.6 if row[2] else 12.6 for row in rows))
            for (_, line), _, new, puts, columns in rows:
                foot -= (14.6 if new else 12.6) * high
                put += [Put(one.left, foot, one.words, one.size, one.font, one.spread) for one in puts]
                put += [b"%.1f %.1f 0.5 %.1f re f\n" % (edge, foot - 3, 12.6 * high) for edge in columns]
                if not line % 5:
                    put.append(Put(RIGHT + 30 - len(str(line)) * 3.6, foot + 0.4, str(line), 6, ITALIC))
            pages.append(put)
        return pages


def _quoted(words, start, marks):
    """The words from a position with the quotation marks, each with its position, that the file keeps as attributes."""
    for at, sign in reversed(marks):
        if start <= at < start + len(words) or (at == start + len(words) and sign == "”"):
            words = words[: at - start] + sign + words[at - start :]
    return words


def _filled(rows):
    """The rows, the words of one shared out where the file has no mark for the lines that follow it."""
    out = []
    for row in rows:
        (page, line), last = row[0], out[-1][0] if out else (1, 0)
        missing = range(last[1] + 1 if page == last[0] else 1, line)
        if len(missing) and out:
            *rest, put = out[-1][3]
            words = put.words.split()
            share = max(-(-len(words) // (len(missing) + 1)), 1)
            parts = [" ".join(words[at : at + share]) or "." for at in range(0, share * (len(missing) + 1), share)]
            plain = [Put(put.left, 0, part, put.size, put.font, _spread(put.left, part)) for part in parts[:-1]]
            plain.append(Put(put.left, 0, parts[-1], put.size, put.font))
            out[-1] = (*out[-1][:3], [*rest, plain[0]], out[-1][4])
            out += [((page, one), 1, False, [more], ()) for one, more in zip(missing, plain[1:], strict=True)]
        out.append(row)
    return out


def _spread(left, words):
    """What each space is to be wider by, for words to reach the right edge."""
    return max((RIGHT - left - len(words) * SIZE * WIDE) / max(words.count(" "), 1), 0.0)


def _wrapped(words):
    out = [""]
    for word in words.split():
        if len(out[-1]) + len(word) > 95:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    return out
