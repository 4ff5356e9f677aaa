"""What is given: the current print where none is named, prints by number, drafts by actor, standard output as a file."""

import subprocess

import pytest
from shorthand import bill

from amend.formats import akn

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"


@pytest.fixture
def space(ponds):
    """The command in a workspace that has bill.xml, with an amendment of an actor's."""
    git = {"GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.invalid"}
    (ponds.folder / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.invalid\n", "utf-8")
    ran = ponds("init", "space", "--bill", "bill.xml", **git)
    assert ran.code == 0, ran.err
    there = type(ponds)(ponds.folder / "space")
    folder = there.folder / "drafts" / "pond-trust"
    folder.mkdir()
    (folder / "1.md").write_text(f'---\nnumber: "1"\nprint: "Bill 1"\n---\n\n{WEED}\n', "utf-8")
    (there.folder / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.invalid\n", "utf-8")
    return there


def test_a_workspace_is_made_with_a_bill_of_ones_own(ponds, space):
    assert (space.folder / "bills" / "bill.xml").read_bytes() == (ponds.folder / "bill.xml").read_bytes()
    toml = (space.folder / "amend.toml").read_text("utf-8")
    assert 'print = "Bill 1"' in toml
    assert 'house = "Commons"' in toml
    assert space("status").out.startswith("Untitled" if "Untitled" in space("status").out else "")


def test_what_is_no_print_begins_no_workspace(ponds, draft):
    ran = ponds("init", "space", "--bill", draft("1.md", WEED, "1"))
    assert (ran.code, ran.out) == (1, "")
    assert not (ponds.folder / "space").exists()
    assert ponds("init", "space", "--bill", "bill.xml", "--empty").code == 2


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["show", "clause 1"], "The keeper may charge"),
        (["show", "clause", "1"], "The keeper may charge"),
        (["show", "Bill 1", "1"], "The keeper may charge"),
        (["show"], "Duty to keep ponds"),
        (["check", "pond-trust"], "1 amendment in order."),
        (["check", "bill 1", "pond-trust"], "1 amendment in order."),
        (["explain", "pond-trust"], "rubbish"),
        (["apply", "pond-trust", "-o", "out.xml"], "1 applied, 0 refused."),
        (["new", "--at", "clause 1(2)"], "Clause 1, page 1, line 4"),
        (["new", "--at", "cl 1(2)"], "Clause 1, page 1, line 4"),
        (["new", "--after-clause", "2"], 'after: "clause 2"'),
        (["new", "--after-clause", "clause 2"], 'after: "clause 2"'),
        (["find", "weed"], "1:3"),
        (["blame"], "lines in all"),
        (["lines", "-o", "lined.xml"], "lined.xml"),
        (["compare", "bills/bill.xml", "--summary"], ""),
        (["draft", "bills/bill.xml"], "No amendment is needed."),
        (["export", "pond-trust", "--tracked", "-o", "out.docx"], "1 applied"),
        (["export", "-o", "out.docx"], ""),
        (["paper", "pond-trust", "--print", "Bill 1", "-o", "paper.xml"], "of 1 amendment"),
        (["record", "pond-trust"], "drafts/pond-trust/1.md"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_a_command_that_is_given_no_print_takes_the_current_one(space, arguments, shown):
    ran = space(*arguments)
    assert ran.code == 0, ran.err
    assert shown in " ".join(ran.out.split())


@pytest.mark.parametrize("command", [["show"], ["explain", "1.md"], ["new", "--at", "clause 1"], ["find", "weed"]])
def test_outside_a_workspace_a_print_is_asked_for(ponds, draft, command):
    draft("1.md", WEED, "1")
    ran = ponds(*command)
    assert (ran.code, ran.out) == (2, "")
    assert "name a PRINT, a file or “HL Bill 31”: only in a workspace is there a current one" in ran.err


def test_a_print_that_is_named_last_is_asked_for_first(ponds, draft):
    ran = ponds("check", draft("1.md", WEED, "1"), "bill.xml")
    assert ran.code == 2
    assert "put the PRINT first: bill.xml 1.md" in ran.err


def test_what_was_typed_for_a_citation_is_told(ponds):
    ran = ponds("show", "bill.xml", "cl. 1")
    assert ran.code == 0
    assert ran.err == "amend: “cl. 1” was read as “clause 1”\n"
    assert ran.out == ponds("show", "bill.xml", "clause 1").out


@pytest.mark.parametrize(
    "command",
    [["apply", "bill.xml", "1.md", "-o"], ["lines", "bill.xml", "-o"], ["compare", "bill.xml", "bill.xml", "--html"]],
)
def test_a_hyphen_is_standard_output_and_messages_are_not_in_it(ponds, draft, command):
    draft("1.md", WEED, "1")
    shown = ponds(*command, "-")
    assert shown.code == ponds(*command, "out").code == 0
    assert shown.out == (ponds.folder / "out").read_text("utf-8")
    assert not (ponds.folder / "-").exists()


def test_outcomes_are_told_beside_a_bill_on_standard_output(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", WEED, "1"), "-o", "-")
    assert "1 applied, 0 refused." in ran.err
    assert akn.parse(ran.out.encode()).number == "Bill 1"
    assert ponds("apply", "bill.xml", "1.md", "-o", "-", "--json").code == 2


def test_a_draft_that_is_begun_makes_its_folder(ponds):
    ran = ponds("new", "bill.xml", "--at", "clause 1(2)", "-o", "drafts/mine/1.md")
    assert (ran.code, ran.out) == (0, "The draft is in drafts/mine/1.md\n")
    assert "Clause 1, page 1, line 4" in (ponds.folder / "drafts" / "mine" / "1.md").read_text("utf-8")
    assert ponds("new", "bill.xml", "--at", "clause 1(2)", "-o", "bill.xml/1.md").code == 1


def test_one_record_takes_several_drafts_and_one_that_is_broken_does_not_stop_the_others(space):
    folder = space.folder / "drafts" / "pond-trust"
    (folder / "2.md").write_text("no front matter", "utf-8")
    (folder / "3.md").write_text((folder / "1.md").read_text("utf-8").replace('"1"', '"3"'), "utf-8")
    ran = space("record", *(f"drafts/pond-trust/{number}.md" for number in (1, 2, 3)))
    assert ran.code == 3
    assert [row.split(" ")[1] for row in ran.rows] == ["drafts/pond-trust/1.md", "drafts/pond-trust/3.md"]
    assert "2.md" in ran.err


def test_a_position_is_put_right_in_an_editor_with_its_reason(space):
    made = space(
        *("position", "add", "pond-trust", "--kind", "ngo", "--date", "2024-05-01", "--stance", "supports"),
        *("--on", "weed", "--source", "Minutes", "-m", "The trust was for it."),
    )
    assert made.code == 0, made.err
    (file,) = (space.folder / "drafts" / "pond-trust" / "positions").glob("*.md")
    number = next(row for row in file.read_text("utf-8").splitlines() if row.startswith("id:")).split('"')[1]
    assert space("position", "edit", number, EDITOR="sed -i s/for/against/").code == 2
    ran = space("position", "edit", number, "--why", "It was misheard.", EDITOR="sed -i 's/was for it/was against it/'")
    assert ran.code == 0, ran.err
    assert "was against it" in file.read_text("utf-8")
    log = subprocess.run(
        ["git", "log", "-1", "--format=%B"], cwd=space.folder, capture_output=True, text=True, check=True
    )
    assert "It was misheard." in log.stdout
    again = space("position", "edit", number, "--why", "No reason.", EDITOR="true")
    assert (again.code, again.out) == (1, "")
    assert "nothing was changed" in again.err


@pytest.mark.parametrize(
    ("on", "more", "code", "said"),
    [
        ("weed", [], 0, ""),
        ("wed", [], 1, "“wed” is no question of the record; did you mean “weed”? For a new one, say so with --new"),
        ("Weed", [], 1, "did you mean “weed”?"),
        ("wed", ["--new"], 0, ""),
        ("charges for entry", [], 0, "“charges for entry” is a new question of the record"),
        ("Ponds Bill amendment 97", [], 0, "“Ponds Bill amendment 97” is a new question of the record"),
    ],
)
def test_no_question_is_made_in_silence(space, on, more, code, said):
    about = ("--date", "2024-05-01", "--stance", "supports", "--source", "Minutes")
    first = ("--on", "weed", "--on", "Ponds Bill amendment 96")
    assert space("position", "add", "pond-trust", "--kind", "ngo", *about, *first).code == 0
    ran = space("position", "add", "pond-trust", *about, "-m", "Again.", "--on", on, *more)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert said or "new question" not in ran.err


def test_an_actor_that_is_nearly_another_is_asked_about(space):
    about = ("--date", "2024-05-01", "--stance", "supports", "--source", "Minutes", "--on", "weed", "--kind", "ngo")
    assert space("position", "add", "pond-trust", *about).code == 0
    ran = space("position", "add", "pond-trsut", *about)
    assert (ran.code, ran.out) == (1, "")
    assert "did you mean “pond-trust”?" in ran.err
    assert space("position", "add", "pond-trusts", *about, "--new").code == 0


def test_words_are_found_with_page_and_line_whatever_their_marks(amend):
    akn.write(bill("1 Keeper’s duty\n  (1) The keeper’s pond |must be the keeper's own."), amend.folder / "bill.xml")
    ran = amend("find", "Keeper's", "bill.xml", "--json")
    assert [(one["place"], one["page"], one["line"]) for one in ran.data] == [
        ("clause 1", 1, 1),
        ("clause 1(1)", 1, 2),
        ("clause 1(1)", 1, 3),
    ]
    assert [one["words"] for one in ran.data] == ["Keeper’s", "keeper’s", "keeper's"]
    across = amend("find", "pond  must", "bill.xml")
    assert across.rows == ["   1:2   clause 1(1)", "         The keeper’s pond must be the keeper's own.", "1 place."]
    nowhere = amend("find", "newt", "bill.xml")
    assert (nowhere.code, nowhere.out) == (3, "")
    assert nowhere.err == "amend: “newt” is nowhere in Bill 1\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("amend check pon", ["pond-trust"]),
        ("amend show Bi", ["Bill 1"]),
        ("amend show cl", ["clause 1", "clause 2", "clause 3"]),
        ("amend new --at Sch", ["Schedule 1"]),
        ("amend position log --actor p", ["pond-trust"]),
    ],
)
def test_completion_gives_actors_prints_and_provisions(space, words, expected):
    count = len(words.split()) - 1
    ran = space(_AMEND_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(count))
    found = [row.removeprefix("plain,") for row in ran.rows if row.startswith("plain,")]
    assert found == expected
