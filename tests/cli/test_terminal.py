"""Nothing that a file, a name or what was typed holds reaches a terminal as a command to it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from shorthand import bill

from amend import cli
from amend.cli import terminal
from amend.formats import akn

COPIES, CLEARS, HIDES = "\x1b]52;c;cHduZWQ=\a", "\x9b2J", "\x1b[8m"
TURNS = "\u202e"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OURS = re.compile(r"\x1b\[(?:0|[1-9]|3\d)(?:;(?:[1-9]|3\d))*m")
"""The codes for colours and weights that are our own, of which 8, “hidden”, is none."""


def seen(ran):
    """What a terminal would show of a run, without our own colours; the test fails when there is anything unsafe."""
    left = OURS.sub(lambda code: code[0] if re.search(r"[\[;]8[;m]", code[0]) else "", ran.out + ran.err)
    assert not UNSAFE.search(left), ascii(left)
    return left


@pytest.fixture
def hostile(amend, draft):
    """A folder with two texts of a Bill with codes in its title and words, and drafts with codes."""
    text = f"1 Ponds{CLEARS}\n  The keeper {TURNS}must keep ponds{CLEARS}.\n2 Fish\n  Carp{CLEARS} may be fed."
    akn.write(bill(text), amend.folder / "bill.xml")
    akn.write(
        bill(text.replace("keep ponds", "keep every pond").replace("fed", f"sold{TURNS}")), amend.folder / "b.xml"
    )
    draft("1.md", f"Clause 1, page 1, line 2, leave out “weed{CLEARS}{TURNS}” and insert “rubbish”")
    (amend.folder / "2.md").write_text(f'---\nprint: "Bill 1"\nhouse: "\\e]52;c;eA==\\a{TURNS}"\n---\n\nx\n')
    return amend


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": None, "FORCE_COLOR": "1", "TERM": "xterm-256color"}])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["show", "bill.xml"], 0),
        (["show", "bill.xml", "clause 1"], 0),
        (["compare", "bill.xml", "b.xml"], 0),
        (["compare", "bill.xml", "b.xml", "--summary"], 0),
        (["draft", "bill.xml", "b.xml"], 3),
        (["new", "bill.xml", "--at", "clause 1"], 0),
        (["check", "bill.xml", "1.md"], 3),
        (["check", "bill.xml", "2.md"], 1),
        (["explain", "bill.xml", "1.md"], 3),
        (["show", f"no{COPIES}{HIDES}.xml"], 1),
        (["show", "bill.xml", f"clause {COPIES}{TURNS}"], 1),
        ([f"sh{COPIES}{HIDES}"], 2),
        ([f"--{COPIES}{HIDES}"], 2),
        (["show", f"--{COPIES}{TURNS}"], 2),
        (["import", "x.docx", "-o", "y", "--house", f"{HIDES}Lords"], 2),
        (["position", f"x{HIDES}"], 2),
        (["git-setup", f"no{COPIES}"], 1),
    ],
)
def test_no_command_passes_a_code_to_the_terminal(hostile, command, code, colour):
    ran = hostile(*command, **colour)
    assert seen(ran).strip()
    assert ran.code == code, ran


def test_colours_of_our_own_are_kept(hostile):
    ran = hostile("compare", "bill.xml", "b.xml", NO_COLOR=None, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[4;32mevery pond" in ran.out
    assert "\ufffd2J" in ran.out


def test_words_that_look_like_marks_of_style_or_signs_are_shown_as_they_are(amend):
    akn.write(bill("1 Ponds [bold]\n  The keeper [/red] :smile: must."), amend.folder / "bill.xml")
    assert "The keeper [/red] :smile: must." in amend("show", "bill.xml", "clause 1").out


def test_the_record_is_shown_without_codes(amend):
    (amend.folder / ".gitconfig").write_text("[user]\n\tname = Test\n\temail = test@example.invalid\n")
    assert amend("init", "work", "--empty").code == 0
    (amend.folder / "work" / f"odd{HIDES}.txt").write_text("odd")
    work = replace(amend, folder=amend.folder / "work")
    home = work.folder / "drafts" / "keeper" / "positions"
    home.mkdir(parents=True)
    (home / "p1.md").write_text(f'---\nid: P1\nwho: "The keeper\\e[2J{TURNS}"\n---\n\nWords{HIDES}.\n')
    for command in (["status"], ["verify"], ["position", "log"], ["position", "matrix"]):
        assert seen(work(*command, HOME=str(amend.folder)))


def test_data_is_the_same_data_without_a_code_in_it(hostile):
    ran = hostile("show", "bill.xml", "clause 1", "--json")
    assert not UNSAFE.search(ran.out)
    assert f"The keeper {TURNS}must keep ponds{CLEARS}." in " ".join(row["words"] for row in ran.data)


@pytest.mark.parametrize(
    ("words", "row", "rows"),
    [
        ("clean — “every” café 漢", "clean — “every” café 漢", "clean — “every” café 漢"),
        ("a\tb\nc", "a b c", "a\tb\nc"),
        ("a\rb", "a b", "a b"),
        ("a\x1b[2Jb\x07", "a�[2Jb�", "a�[2Jb�"),
        ("a\x85b\x9bc\x7f", "a�b�c�", "a�b�c�"),
        ("a\u202eb\u2066c\u200fd", "a�b�c�d", "a�b�c�d"),
        ("po\u200bnd fi\u00adsh\ufeff", "po�nd fi�sh�", "po�nd fi�sh�"),
        ("w\u200da\u200ct\u034fe\u3164r", "w�a�t�e�r", "w�a�t�e�r"),
        ("tag\U000e0041ged\u2063", "tag�ged�", "tag�ged�"),
        ("po\u2060nd 1.—\u2060(1)", "po�nd 1.—\u2060(1)", "po�nd 1.—\u2060(1)"),
    ],
)
def test_what_a_terminal_would_take_for_a_command_is_replaced(words, row, rows):
    assert (terminal.plain(words), terminal.in_rows(words)) == (row, rows)


def test_characters_that_nobody_sees_are_data_with_an_escape(amend):
    akn.write(bill("1 Ponds\n  The keep\u200ber must\U000e0041 keep po\u00adnds."), amend.folder / "bill.xml")
    ran = amend("show", "bill.xml", "clause 1", "--json")
    assert not re.search("[\u200b\u00ad\U000e0041]", ran.out)
    assert "The keep\u200ber must\U000e0041 keep po\u00adnds." in " ".join(row["words"] for row in ran.data)
    assert "The keep�er must� keep po�nds." in amend("show", "bill.xml", "clause 1").out


def test_a_draft_with_a_character_that_nobody_sees_is_told(amend):
    text = "1 Ponds\n  The keeper must keep ponds."
    akn.write(bill(text), amend.folder / "a.xml")
    akn.write(bill(text.replace("ponds.", "clean po\u200bnds.")), amend.folder / "b.xml")
    ran = amend("draft", "a.xml", "b.xml", "-o", "out")
    assert "it has a character that nobody sees (U+200B)" in ran.err
    ran = amend("check", "a.xml", "out")
    assert ran.code == 3
    assert "it has a character that nobody sees (U+200B)" in ran.out


def test_only_two_files_write_to_the_terminal_themselves():
    direct = re.compile(r"click\.s?echo|(?<![.\w])print\(|sys\.std(?:out|err)\.write")
    files = Path(cli.__file__).parent.glob("*.py")
    assert {file.name for file in files if direct.search(file.read_text("utf-8"))} == {"terminal.py", "screen.py"}


def test_a_long_message_is_set_in_rows_on_a_terminal_and_is_one_line_in_a_file(monkeypatch, capsys):
    said = "amend: a reference was left as it is: “section 3” in clause 2(4) leads to a provision that was left out"
    terminal.warn(said)
    assert capsys.readouterr().err == f"{said}\n"
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    terminal.warn(said)
    first, *later = capsys.readouterr().err.splitlines()
    assert later
    assert max(map(len, [first, *later])) <= 80
    assert " ".join([first, *(row.strip() for row in later)]) == said


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "command",
    [
        ["show", "HL Bill 31", "clause 26"],
        ["explain", "HL Bill 31", "commissioner"],
        ["blame", "commissioner", "--only"],
        ["history", "clause", "60", "--print", "HL Bill 31"],
        ["position", "matrix", "--on", "firewall"],
        ["position", "log", "--since", "2024"],
        ["position", "show", "P55"],
        ["position", "evidence"],
        ["position", "compare", "oversight-bodies", "liberty-and-southall-black-sisters", "--summary"],
    ],
    ids=" ".join,
)
def test_on_a_narrow_terminal_no_row_is_too_wide_and_no_word_is_broken(amend, command, columns):
    def shown(wide):
        said = amend.on_terminal(*command, columns=wide, PAGER="cat", NO_COLOR="1")
        return re.sub(r"\x1b\[[\d;?]*[a-zA-Z]|\r", "", said.rpartition("\x1b[2K")[2])

    narrow, whole = shown(columns), shown(300)
    assert not [row for row in narrow.splitlines() if len(row) > columns]
    of_file = re.compile(r"[\w./-]*/[\w./-]*|\d{4}-\d\d-\d\d-\w+\.md")
    broken = {word for word in narrow.split() if not of_file.fullmatch(word)} - set(whole.split())
    assert not {word for word in broken if not re.fullmatch("[─│═]+", word)}
