"""Whatever is wrong, a command ends with one line that says where and what, an exit code, and nothing half done."""

import os
import subprocess
import sys

import pytest

from amend import __version__
from amend.cli.main import COMMANDS
from amend.ledger.shipped import LORDS

AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY e0 "ha">{ENTITIES}]>\n<akomaNtoso {AKN}><body>&e9;</body></akomaNtoso>'
FETCHES = f'<!DOCTYPE a [<!ENTITY e SYSTEM "1.md">]>\n<akomaNtoso {AKN}><body><p>&e;</p></body></akomaNtoso>'


def cut_off(folder):
    whole = (folder / "bill.xml").read_bytes()
    (folder / "bad.xml").write_bytes(whole[: len(whole) // 2])


def sparse(folder):
    with (folder / "bad.xml").open("wb") as file:
        file.write(b" " * 4096)
        file.truncate(200_000_000)


def holding(text):
    return lambda folder: (folder / "bad.xml").write_bytes(text if isinstance(text, bytes) else text.encode())


BAD_PRINTS = {
    "missing": (lambda folder: None, "bad.xml: there is no such file"),
    "a folder": (lambda folder: (folder / "bad.xml").mkdir(), "bad.xml: it is a folder"),
    "empty": (holding(""), "bad.xml:1: it is not whole XML"),
    "not XML": (holding("Clause 1\nThe keeper must keep ponds.\n"), "bad.xml:1: it is not whole XML"),
    "cut off": (cut_off, "bad.xml:"),
    "not Akoma Ntoso": (holding("<!-- a page -->\n<html><body/></html>"), "bad.xml:2: its outermost element is “html”"),
    "Akoma Ntoso without its namespace": (holding("<akomaNtoso><body/></akomaNtoso>"), "bad.xml:1: its outermost"),
    "an amendment paper": (holding(f"<akomaNtoso {AKN}><amendmentList/></akomaNtoso>"), "bad.xml: it has no body"),
    "an entity bomb": (holding(BOMB), "bad.xml:"),
    "an entity from a file": (holding(FETCHES), "bad.xml:1: it has a document type"),
    "elements without end": (
        holding(f"<akomaNtoso {AKN}><body>{'<level>' * 9000}{'</level>' * 9000}</body></akomaNtoso>"),
        "bad.xml:1: it is not whole XML",
    ),
    "a wrong encoding": (
        holding(b'<?xml version="1.0" encoding="UTF-8"?><a>caf\xe9</a>'),
        "bad.xml:1: it is not whole",
    ),
    "zeros": (holding(b"\0" * 1000), "bad.xml:1: it is not whole XML"),
    "200 MB": (sparse, "bad.xml: it is 200 MB"),
}


@pytest.fixture
def standing(ponds, draft):
    """The command, in a folder with bill.xml, 1.md and an output of an earlier run."""
    draft("1.md", WEED, "1")
    (ponds.folder / "out.xml").write_text("of an earlier run")
    return ponds


def unchanged(amend, *arguments):
    """Run what must fail, and see that every file is as it was."""
    before = {file: file.stat() for file in sorted(amend.folder.rglob("*"))}
    ran = amend(*arguments)
    assert {file: file.stat() for file in sorted(amend.folder.rglob("*"))}.keys() == before.keys()
    for file, stat in before.items():
        now = file.stat()
        assert (now.st_ino, now.st_size, now.st_mtime_ns) == (stat.st_ino, stat.st_size, stat.st_mtime_ns), file
    return ran


def is_one_message(ran, beginning):
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"amend: {beginning}"), ran.err
    assert ran.err.count("\n") == 1, ran.err


@pytest.mark.parametrize("command", ["show", "apply"])
@pytest.mark.parametrize("name", BAD_PRINTS)
def test_a_print_that_cannot_be_read_is_one_message_and_writes_nothing(standing, command, name):
    make, message = BAD_PRINTS[name]
    make(standing.folder)
    arguments = {"show": ["show", "bad.xml"], "apply": ["apply", "bad.xml", "1.md", "-o", "out.xml"]}
    is_one_message(unchanged(standing, *arguments[command]), message)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "bad.xml", "page 1"],
        ["show", "bad.xml", "--json"],
        ["check", "bad.xml", "1.md"],
        ["check", "bad.xml", "1.md", "--json"],
        ["apply", "bad.xml", "-o", "out.xml"],
        ["apply", "bad.xml", "1.md", "-o", "new.xml", "--json"],
        ["compare", "bad.xml", "bill.xml"],
        ["compare", "bill.xml", "bad.xml", "--json"],
        ["compare", "bill.xml", "bad.xml", "--html", "page.html"],
    ],
    ids=" ".join,
)
def test_every_command_says_it_alike(standing, arguments):
    cut_off(standing.folder)
    is_one_message(unchanged(standing, *arguments), "bad.xml:")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "bad.md: there is no such file; ", id="missing"),
        pytest.param(WEED, "bad.md:1: it does not begin with “---”; ", id="no front matter"),
        pytest.param("---\nprint: One: two\n---\n\nx\n", "bad.md:2: the front matter is not understood", id="broken"),
        pytest.param(
            "---\nprint: Bill 1\ncolour: blue\n---\n\nx\n", "bad.md:3: “colour” is not a key", id="unknown key"
        ),
        pytest.param(
            "---\nnumber: '1'\n---\n\nx\n", "bad.md:2: it does not say which print it amends; ", id="no print"
        ),
        pytest.param("---\nprint: Bill 1\n---\n", "bad.md:3: there are no words", id="no words"),
        pytest.param(b"---\nprint: Bill 1\n---\n\ncaf\xe9\n", "bad.md:5: it is not UTF-8 text; ", id="not UTF-8"),
        pytest.param("---\nprint: !!int x\n---\n\nx\n", "bad.md:2: ", id="a YAML tag"),
        pytest.param(f"---\nprint: {'[' * 3000}\n---\n\nx\n", "bad.md:", id="lists without end"),
    ],
)
@pytest.mark.parametrize("command", ["apply", "check"])
def test_a_draft_that_cannot_be_read_is_one_message_or_a_finding_and_writes_nothing(standing, command, text, message):
    if text is not None:
        (standing.folder / "bad.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    if command == "apply":
        is_one_message(unchanged(standing, command, "bill.xml", "1.md", "bad.md", "-o", "out.xml"), message)
        return
    ran = unchanged(standing, command, "bill.xml", "1.md", "bad.md")
    assert (ran.code, ran.err) == (3, "")
    assert " ".join(ran.out.split()).replace(": finding: ", ": ", 1).startswith(message.strip())


def test_a_folder_without_drafts_is_one_message_and_writes_nothing(standing):
    (standing.folder / "none").mkdir()
    is_one_message(unchanged(standing, "apply", "bill.xml", "none", "-o", "out.xml"), "none: there is no draft")


@pytest.mark.parametrize(
    "arguments",
    [["show", "LONG.xml"], ["check", "bill.xml", "LONG.md"], ["apply", "bill.xml", "LONG.md", "-o", "out.xml"]],
    ids=" ".join,
)
def test_a_name_that_is_too_long_for_a_file_is_one_message(standing, arguments):
    arguments = [argument.replace("LONG", "x" * 300) for argument in arguments]
    is_one_message(unchanged(standing, *arguments), "x" * 300)


def test_a_draft_with_a_page_number_without_end_is_refused(standing, draft):
    draft("9.md", f"Clause 1, page {'9' * 5000}, line 3, leave out “weed”", "9")
    ran = standing("check", "bill.xml", "9.md", "--json")
    assert ran.code == 3
    assert [finding["level"] for finding in ran.data] == ["error"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("clause 99", "there is no clause 99 in Bill 1; its clauses are 1 to 3"),
        ("clause 2(9)", "there is no clause 2(9) in Bill 1; it has (1)"),
        ("Schedule 7", "there is no Schedule 7 in Bill 1; "),
        ("page 3", "there is no page 3: the print ends at page 2"),
        ("page 0", "there is no page 0"),
        (f"page {'9' * 5000}", "there is no page"),
        ("pond", "“pond” is no citation, page or eId of Bill 1; write it like “clause 3(2)”"),
        ("sec_99", "“sec_99” is no citation"),
        ("", "“” is no citation"),
        ("clause 2(", "“clause 2(” is no citation"),
    ],
    ids=lambda value: value[:20],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "data"])
def test_a_place_that_is_not_in_the_bill_is_one_message(ponds, where, message, form):
    is_one_message(ponds("show", "bill.xml", where, *form), message)


def test_the_one_schedule_of_a_bill_is_offered_where_another_is_asked_for(amend):
    ran = amend("show", LORDS, "Schedule 2")
    is_one_message(ran, "there is no Schedule 2 in HL Bill 31; ")
    assert "  " not in ran.err
    assert ran.err.rstrip().rpartition("; ")[2].count("Schedule")


@pytest.mark.parametrize(
    ("out", "make"),
    [
        pytest.param("nowhere/out.xml", None, id="in a folder that is not there"),
        pytest.param("1.md/out.xml", None, id="below a file"),
        pytest.param("folder", os.mkdir, id="a folder"),
        pytest.param("x" * 300, None, id="a name that is too long"),
    ],
)
@pytest.mark.parametrize(
    "command", [["apply", "bill.xml", "1.md", "-o"], ["compare", "bill.xml", "bill.xml", "--html"]]
)
def test_an_output_that_cannot_be_written_leaves_nothing_half_written(standing, command, out, make):
    if make:
        make(standing.folder / out)
    is_one_message(unchanged(standing, *command, out), f"{out}: it cannot be written (")


def test_an_output_in_a_folder_that_is_not_there_says_so(standing):
    ran = unchanged(standing, "apply", "bill.xml", "1.md", "-o", "later/out.xml")
    assert ran.err.startswith(
        "amend: later/out.xml: it cannot be written (its folder is not there); make the folder first"
    )


def test_an_output_in_a_folder_that_takes_no_files_leaves_nothing_half_written(standing):
    closed = standing.folder / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    try:
        if os.access(closed, os.W_OK):
            pytest.skip("this user may write everywhere")
        ran = unchanged(standing, "apply", "bill.xml", "1.md", "-o", "closed/out.xml")
        is_one_message(ran, "closed/out.xml: it cannot be written (")
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize(
    "arguments",
    [
        ["apply", "bill.xml", "1.md", "-o", "bill.xml"],
        ["apply", "bill.xml", "1.md", "-o", "./1.md"],
        ["apply", "bill.xml", "drafts", "-o", "drafts/2.md"],
        ["compare", "bill.xml", "bill.xml", "--html", "bill.xml"],
    ],
    ids=" ".join,
)
def test_no_output_is_written_over_a_file_that_is_read(standing, draft, arguments):
    draft("drafts/2.md", WEED, "2")
    is_one_message(
        unchanged(standing, *arguments), f"{arguments[-1].removeprefix('./')}: that is one of the files read"
    )


def test_the_advice_on_an_output_names_no_option_that_the_command_does_not_have(standing):
    assert "-o" not in standing("compare", "bill.xml", "bill.xml", "--html", "nowhere/page.html").err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tabled"],
        ["show"],
        ["show", "bill.xml", "--colour"],
        ["apply", "bill.xml"],
        ["apply", "-o", "out.xml"],
        ["check", "bill.xml"],
        ["compare", "bill.xml"],
        ["demo", "one", "two"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood_says_how_it_is_used(standing, arguments):
    ran = unchanged(standing, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_lists_every_command_with_its_line(amend, option):
    ran = amend(option)
    assert (ran.code, ran.err) == (0, "")
    rows = [" ".join(row.split()) for row in ran.rows]
    assert [row for row in rows if row.partition(" ")[0] in COMMANDS] == [
        f"{name} {COMMANDS[name][1]}" for name in sorted(COMMANDS)
    ]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_that_begins_with_what_it_does(amend, command):
    ran = amend(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    usage, what, *_ = ran.out.split("\n\n")
    assert f"amend {command}" in usage
    assert what.strip()[0].isupper()
    assert "Options:" in ran.out


def test_the_version_is_told_installed_or_not(amend):
    ran = amend("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split()[-1] == __version__


PRINTING = [
    ["show", "bill.xml"],
    ["show", "bill.xml", "page 1"],
    ["show", "bill.xml", "--json"],
    ["check", "bill.xml", "1.md"],
    ["compare", "bill.xml", "bill.xml"],
    ["compare", "bill.xml", "bill.xml", "--json"],
    ["apply", "bill.xml", "1.md", "-o", "out.xml"],
]
"""Of all commands so in test_hostile_arguments."""


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_that_has_left_is_no_error(standing, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert standing(*arguments, stdout=writing) == (0, "", "")
    finally:
        os.close(writing)


def test_the_first_row_may_be_all_that_is_read(standing):
    script = f'set -o pipefail; "{sys.executable}" -m amend compare "Bill 351" "HL Bill 31" | head -1'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=standing.folder,
        env=standing.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["show", "bill.xml"], ["show", "bill.xml", "--json"]], ids=" ".join)
def test_results_that_cannot_be_written_are_one_message(standing, arguments):
    with open("/dev/full", "wb") as full:
        ran = standing(*arguments, stdout=full)
    is_one_message(ran, "")


@pytest.mark.parametrize(
    ("typed", "code", "word"),
    [
        (["show", "HL Bill 31", "cl\u0430use 26"], 1, "cl\u0430use"),
        (["find", "f\u043erbids", "HL Bill 31"], 3, "f\u043erbids"),
        (["position", "log", "--actor", "\u0441ommissioner"], 1, "\u0441ommissioner"),
        (["position", "matrix", "--on", "f\u0456rewall"], 1, "f\u0456rewall"),
        (["ch\u0435ck"], 2, "ch\u0435ck"),
        (["show", "\u041dL Bill 31"], 2, "\u041dL"),
    ],
)
def test_a_letter_that_looks_like_one_of_ours_is_told_where_a_message_quotes_it(amend, typed, code, word):
    ran = amend(*typed)
    assert ran.code == code
    assert f"amend: as typed, “{word}” has a letter of another script (U+" in ran.err


def test_a_word_in_another_script_is_no_look_alike(amend):
    ran = amend("find", "\u0416\u0443\u043a", "HL Bill 31")
    assert "as typed" not in ran.err
