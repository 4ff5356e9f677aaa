"""Things that people type at the Bill and record that come with amend, each with what is answered."""

import os

import pytest
from click.testing import CliRunner

from amend.cli.main import main

GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "COLUMNS": "200"}
WHO = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A") | dict.fromkeys(
    ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.invalid"
)
IN_ORDER = "1 amendment in order."


def run(*arguments):
    """Run the command, and give its exit code and all that it says, on one row."""
    found = CliRunner().invoke(main, arguments, prog_name="amend", env=GIT | WHO | {"EDITOR": None, "VISUAL": None})
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, " ".join(found.output.split())


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A workspace with the Bill and the record that come with amend."""
    folder = tmp_path_factory.mktemp("typing") / "office"
    code, said = run("init", str(folder))
    assert code == 0, said
    return folder


@pytest.fixture
def here(office, monkeypatch):
    """The same, stood in."""
    monkeypatch.chdir(office)
    return office


@pytest.mark.parametrize(
    ("words", "code", "answer"),
    [
        ("Clause 26, page 14, line 9, leave out “forbids”", 0, IN_ORDER),
        ("Clause 61, page 24, line 8, at end insert-\n\n“(ab) section 26;”", 0, "“insert-” was read as “insert—”"),
        ("Clause 61, page 24, line 8, at end insert--\n\n“(ab) section 26;”", 0, "“insert--” was read as “insert—”"),
        ("Clause 61, page 24, line 8, at end insert –\n\n“(ab) section 26;”", 0, "“insert –” was read as “insert—”"),
        ("Clause 61, page 24, line 8, at end insert:\n\n“(ab) section 26;”", 0, "“insert:” was read as “insert—”"),
        ("Clause 61, page 24, line 8, at end insert —\n\n“(ab) section 26;”", 0, "“insert —” was read as “insert—”"),
        (
            'Clause 61, page 24, line 8, at end insert - "(ab) section 26;"',
            0,
            "straight quotation marks were read as “ and ”",
        ),
        ("61, page 24, line 8, at end insert—\n\n“(ab) section 26;”", 0, "was read as “Clause 61, page 24, line 8,”"),
        ("cl 61, p24, l8, at end insert—\n\n“(ab) section 26;”", 0, "was read as “Clause 61, page 24, line 8,”"),
        ("Clause 26 page 14 line 9 leave out “forbids”", 3, "warning A105: a comma is missing after the page"),
        ("cl. 26, p.14, l.9, leave out 'forbids'", 0, "single quotation marks were read as “ and ”"),
        ("Cl26 p14 l9 leave out “forbids”", 0, "“Cl26 p14 l9” was read as “Clause 26, page 14, line 9,”"),
        ("Clause 26, 14:9, leave out “forbids”", 0, "“Clause 26, 14:9,” was read as “Clause 26, page 14, line 9,”"),
        ("Clause 26: page 14: line 9: leave out “forbids”", 0, "was read as “Clause 26, page 14, line 9,”"),
        ("Clause 26 - page 14 - line 9 - leave out “forbids”", 0, "was read as “Clause 26, page 14, line 9,”"),
        ('Clause 26, page 14, line 9, leave out "forbids" & insert "bars"', 0, "“&” was read as “and”"),
        ("CLAUSE 26, PAGE 14, LINE 9, LEAVE OUT “forbids”", 0, IN_ORDER),
        ("Leave out cl 48", 0, "“cl 48” was read as “Clause 48”"),
        (
            "After cl 26 insert the following new clause -\n\n“Review\n\n(1) A.\n\n(2) B.”",
            0,
            "was read as “After Clause 26,”",
        ),
        (
            "After 26, insert the following new Clause:\n\n“Review\n\n(1) A.\n\n(2) B.”",
            0,
            "was read as “After Clause 26,”",
        ),
        ("Clause 26, page 14, line 9, at end insert: “or may”", 3, "may be a dash or not; write “insert “or may””"),
        ("Clause 26, page 14, line 8, leave out “forbids”", 3, "the words are on page 14, line 9"),
        ("Clause 25, page 14, line 9, leave out “forbids”", 3, "page 14, line 9"),
        ("Clause 26, page 14, line 99, leave out “forbids”", 3, "line 99"),
        ("Clause 126, page 14, line 9, leave out “forbids”", 3, "its clauses are"),
        ("Clause 26, page 14, line 9, leave out “forbids” please", 3, "reading stopped at “please”"),
        ("Clause 26, page 14, line 9, leave out “forbids” | “bars”", 3, "stopped at the mark “|”, before ““bars””"),
        ("Clause 26, page 14, line 9, at end inset “or may”", 3, "(did you mean “insert”?)"),
        ("Klause 26, page 14, line 9, leave out “forbids”", 3, "(did you mean “Clause”?)"),
        ("Clause 26, page 14, line 9, delete “forbids”", 3, "an amendment to a Bill says “leave out”, not “delete”"),
        ("Clause 26, page 14, line 9, leave out “forbids", 3, "the quotation that begins “forbids” is not closed"),
        ("Clause 26, page 14, line 9, leave out forbids", 3, "put the words between “ and ”"),
        ("Leave out 48", 3, "reading stopped at “48”"),
    ],
)
def test_words_of_an_amendment(here, tmp_path, words, code, answer):
    draft = tmp_path / "1.md"
    draft.write_text(f'---\nnumber: "1"\nprint: "HL Bill 31"\n---\n\n{words}\n', "utf-8")
    done, said = run("check", str(draft))
    assert answer in said
    assert done == code, said
    assert code or said.endswith(IN_ORDER)


@pytest.mark.parametrize(
    ("typed", "code", "answer"),
    [
        (["aply"], 2, "there is no command “aply”; did you mean “apply”?"),
        (["chekc"], 2, "did you mean “check”?"),
        (["diff"], 2, "did you mean “compare”?"),
        (["search"], 2, "did you mean “find”?"),
        (["xyzzy"], 2, "there is no command “xyzzy”; see amend -h"),
        (["position", "matrx"], 2, "did you mean “matrix”?"),
        (["show", "--jsno"], 2, "Did you mean '--json'?"),
        (["show", "26"], 0, "“26” was read as “clause 26”"),
        (["show", "cl", "26(1)"], 0, "“cl 26(1)” was read as “clause 26(1)”"),
        (["show", "p14"], 0, "“p14” was read as “page 14”"),
        (["show", "klause 26"], 1, "is no citation, page or eId of HL Bill 31"),
        (["show", "clause 126"], 1, "there is no clause 126 in HL Bill 31; its clauses are"),
        (["show", "page 99"], 1, "page 99"),
        (["show", "HL Bill 13", "clause 26"], 1, "did you mean “HL Bill 31”"),
        (["show", "hl bill 31", "clause 26"], 0, "26 Data protection"),
        (
            ["show", "bills/victims-and-prisoners/hl-bill-13.xml"],
            1,
            "did you mean “bills/victims-and-prisoners/hl-bill-31.xml”",
        ),
        (["show", "bils/hl-bill-31.xml"], 1, "did you mean “bills”?"),
        (
            ["check", "comissioner"],
            1,
            "“comissioner” is no file and no actor of the record; did you mean “commissioner”",
        ),
        (["check", "drafts/comissioner"], 1, "did you mean “drafts/commissioner”"),
        (["check", "drafts/commissioner/77.md"], 1, "there is no such file"),
        (["check", "commissioner"], 0, "7 amendments in order."),
        (["check", "bills/victims-and-prisoners"], 1, "there is no draft (.md) in this folder"),
        (["check", "drafts/commissioner/5.md", "HL Bill 31"], 2, "put the PRINT first: HL Bill 31"),
        (["check"], 2, "name a DRAFT: a file, a folder or an actor"),
        (["new", "--at", "cl 12(3)(b)"], 0, "Clause 12, page 6, line 25, at end insert—"),
        (["find", "data-protection"], 3, "“data-protection” is nowhere in HL Bill 31"),
        (["position", "log", "--actor", "comissioner"], 1, "did you mean “commissioner”"),
        (
            ["position", "log", "--on", "firewal"],
            1,
            "there is no question “firewal” in the record; did you mean “firewall”?",
        ),
        (["position", "show", "P555"], 1, "did you mean “P55”"),
        (["position", "matrix", "--at", "31/12/2021"], 2, "write a day as 2023-11-09"),
        (
            ["position", "add", "commissioner", "--date", "2024", "--stance", "supports", "--on", "firewal"],
            1,
            "“firewal” is no question of the record; did you mean “firewall”? For a new one, say so with --new",
        ),
        (
            [
                "position",
                "add",
                "comissioner",
                "--kind",
                "ngo",
                "--date",
                "2024",
                "--stance",
                "supports",
                "--on",
                "firewall",
            ],
            1,
            "“comissioner” is no actor of the record; did you mean “commissioner”",
        ),
        (["position", "add", "commissioner", "--stance", "suports"], 2, "suports"),
        (["blame", "goverment"], 1, "did you mean “government”?"),
        (["history", "cl 60"], 0, "“cl 60” was read as “clause 60”"),
        (["record", "bills/README.md"], 1, "move it to drafts/<actor>/"),
        (["export", "commissioner", "-o", "paper.doc"], 2, "the ending of -o says what to write"),
        (["init", "."], 1, "it is there already, and not an empty folder"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_commands(here, typed, code, answer):
    done, said = run(*typed)
    assert answer in said
    assert done == code, said


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["status"], "there is no amend.toml here or above; make one with “amend init DIR”"),
        (["explain", "commissioner"], "only in a workspace is there a current one"),
        (["record", "1.md"], "there is no amend.toml here or above"),
        (["position", "edit", "P55", "--why", "x"], "set EDITOR to edit it in"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_in_the_wrong_folder(tmp_path, monkeypatch, typed, answer):
    monkeypatch.chdir(tmp_path)
    code, said = run(*typed)
    assert answer in said
    assert code in (1, 2)


@pytest.mark.parametrize("command", [["explain"], ["export", "-o", "paper.docx"], ["convert", "--house", "commons"]])
def test_what_was_typed_is_told_wherever_it_is_read(here, tmp_path, command):
    draft = tmp_path / "1.md"
    draft.write_text('---\nnumber: "1"\nprint: "HL Bill 31"\n---\n\ncl 26, p14, l9, leave out “forbids”\n', "utf-8")
    verb, *more = command
    more = [str(tmp_path / one) if one.startswith("paper") else one for one in more]
    code, said = run(verb, str(draft), *more)
    assert code == 0
    assert "amendment 1: “cl 26, p14, l9,” was read as “Clause 26, page 14, line 9,”" in said


OWN_CLAUSE = "After Clause 26, insert the following new Clause—\n\n“Review of ponds\n\n(1) Ponds must be reviewed.”"


@pytest.mark.parametrize(
    ("head", "words", "answer"),
    [
        (
            "",
            "Clause 60, page 24, line 1, at end insert—\n\n“(2A) Section 4 extends to Wales.”",
            "it puts in (2A), and amendment 20 does too",
        ),
        (
            "",
            "Clause 61, page 24, line 8, at end insert—\n\n“(aa) section 4;”",
            "it puts in (aa), and amendment 20 does",
        ),
        (
            "",
            "Clause 37, page 18, line 4, at end insert—\n\n“(7A) Nothing here binds a pond.”",
            "it puts in (7A), and amendment 20 does too",
        ),
        (
            "",
            "After Clause 26, insert the following new Clause—\n\n“…\n\n(1) …”",
            "it still has “…” where words are to be",
        ),
        (
            'amends: "2"\n',
            "Line 9999, after “witness,” insert “or another,”",
            "line 9999 of the amendment that it amends",
        ),
        ("", "As an amendment to amendment 2\n\nIn subsection (3), after “witness” insert “or other”", "in order"),
        ("", OWN_CLAUSE, "8 amendments in order."),
    ],
)
def test_what_is_typed_beside_the_package_of_the_record(here, tmp_path, head, words, answer):
    draft = tmp_path / "20.md"
    draft.write_text(f'---\nnumber: "20"\nprint: "HL Bill 31"\n{head}---\n\n{words}\n', "utf-8")
    code, said = run("check", "drafts/commissioner", str(draft), "--level", "warning")
    assert answer in said
    assert code == (0 if "in order" in answer else 3), said
