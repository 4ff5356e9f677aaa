"""The positions of a record: listed, shown, as a matrix, as a timeline; what is broken in it is told, and the rest shown."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from amend.formats import kept, position
from amend.ledger.shipped import DRAFTS
from amend.model.position import Position, When

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ROWS = (
    ("K1", "2019-03", "keepers", "opposes", ("fishing",), "verified in part"),
    ("K2", "2020-05-01", "keepers", "neutral", ("fishing", "Ponds Bill amendment 7"), "verified"),
    ("A1", "2020-04-30", "anglers-of-the-long-pond", "proposes", ("fishing", "Ponds Bill amendment 7"), "verified"),
    ("A2", "2021", "anglers-of-the-long-pond", "supports in part", ("fishing",), "inferred"),
    ("T1", "", "towns", "supports", ("fishing",), "not verified"),
    ("H1", "2020-06-30", "house", "", ("Ponds Bill amendment 7",), "verified"),
)
"""id, date, actor, stance, questions and sureness of the positions of a small record."""


@pytest.fixture
def ponds_record(amend):
    """The command, in a folder with a small record in `record/`."""
    for id, when, actor, stance, on, sure in ROWS:
        one = Position(
            id,
            When.of(when),
            actor,
            f"Who said {id}",
            "ngo",
            f"in {id}",
            stance,
            f"This is {id}.",
            ("A page",),
            sure,
            on,
        )
        folder = amend.folder / "record" / actor / "positions"
        folder.mkdir(parents=True, exist_ok=True)
        position.write(one, folder / position.file_name(one))
    keep(amend, f'kept_to = "{date.today()}"')
    return amend


def keep(amend, *rows):
    """Write what the small record says of itself."""
    file = amend.folder / "record" / "record.toml"
    file.write_text("\n".join(["format = 1", *rows, ""]), "utf-8")


def run(amend, command, *options):
    return amend("position", command, *options, "--record", "record")


def on_a_terminal(amend, columns, *arguments):
    """What a terminal of so many columns gets, with its colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 500, columns, 0, 0))
    environment = {**amend.environment, "TERM": "xterm-256color", "PAGER": "cat"}
    for name in ("COLUMNS", "NO_COLOR"):
        environment.pop(name)
    process = subprocess.Popen(
        [sys.executable, "-m", "amend", *arguments], cwd=amend.folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait(60) == 0
    return shown.decode().replace("\r\n", "\n")


def test_the_log_is_newest_first_and_what_has_no_date_comes_last(ponds_record):
    ran = run(ponds_record, "log")
    assert (ran.code, ran.err) == (0, "")
    assert [row.split()[1] for row in ran.rows if re.match(r"2|undated", row)] == [
        "A2",
        "H1",
        "K2",
        "A1",
        "K1",
        "T1",
    ]
    assert "2020-05-01  K2  neutral           keepers" in ran.rows
    assert "2021        A2  supports in part  anglers-of-the-long-pond  (inferred)" in ran.rows
    assert "    Who said H1: in H1 · on Ponds Bill amendment 7" in ran.rows
    assert (
        ran.rows[-1]
        == "6 positions of 4 actors, on “fishing” where nothing else is said. The record is that in record."
    )


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--actor", "keepers"], ["K2", "K1"]),
        (["--since", "2020-05-01"], ["A2", "H1", "K2"]),
        (["--since", "2020-05"], ["A2", "H1", "K2"]),
        (["--since", "2021-06-30"], ["A2"]),  # in 2021, and so perhaps after that day
        (["--since", "2022"], []),
        (["--on", "Ponds Bill amendment 7"], ["H1", "K2", "A1"]),
        (["--on", "amendment 7"], ["H1", "K2", "A1"]),
        (["--on", "FISHING", "--actor", "anglers-of-the-long-pond"], ["A2", "A1"]),
    ],
)
def test_the_log_can_be_of_one_actor_time_and_question(ponds_record, options, ids):
    ran = run(ponds_record, "log", *options, "--json")
    assert (ran.code, [one["id"] for one in ran.data]) == (0, ids)
    if not ids:
        assert run(ponds_record, "log", *options).out == "There is no such position. The record is that in record.\n"


def test_the_data_of_a_position_is_all_that_its_file_says(ponds_record):
    (one,) = run(ponds_record, "show", "K2", "--json").data
    file = "record/keepers/positions/2020-05-01-K2.md"
    assert one == {
        "id": "K2", "date": "2020-05-01", "actor": "keepers", "name": "keepers", "who": "Who said K2", "kind": "ngo", "vehicle": "in K2",
        "on": ["fishing", "Ponds Bill amendment 7"], "stance": "neutral", "people": "", "bodies": "", "strength": "",
        "sure": "verified", "sources": ["A page"], "evidence": [], "office": None, "summary": "This is K2.",
        "file": file,
    }  # fmt: skip


def test_a_position_is_shown_in_full(amend):
    ran = amend("position", "show", "P55")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[0] == "P55 · 2023-11-09 · Domestic Abuse Commissioner · proposes"
    assert "actor      commissioner" in ran.rows
    assert "strength   no exception" in ran.rows
    assert "how sure   verified" in ran.rows
    assert "office     Nicole Jacobs, Domestic Abuse Commissioner" in ran.rows
    relies = ran.rows[ran.rows.index("It relies on") :]
    assert "537   referrals of victims of domestic abuse by the police to Immigration Enforcement" in relies
    assert sum(row.startswith("537 ") for row in relies) == 2  # two descriptions of it, each with its source
    assert sum("source: " in row for row in relies) == 7
    assert all(len(row) <= 100 for row in ran.rows if "positions/" not in row)


def test_the_matrix_says_who_held_what_on_a_day(ponds_record):
    rows = run(ponds_record, "matrix", "--at", "2020-12-31").rows
    assert rows == [
        "Who held what at the end of 2020-12-31. The record is that in record.",
        "",
        "                                                Ponds Bill amendment",
        "                          fishing               7",
        "────────────────────────────────────────────────────────────────────",
        "anglers-of-the-long-pond  proposes              proposes",
        "                          A1 2020-04-30         A1 2020-04-30",
        "keepers                   neutral               neutral",
        "                          K2 2020-05-01         K2 2020-05-01",
        "",
        "Without a date, and so left out: T1 (towns: supports)",
    ]


def test_the_matrix_marks_what_is_not_sure_and_what_perhaps_stood(ponds_record):
    shown = run(ponds_record, "matrix", "--at", "2021-06-01").out
    assert "anglers-of-the-long-pond  proposes " in shown
    assert "perhaps supports in part ~" not in shown  # it is longer than a column
    assert "perhaps supports in" in shown
    assert "~ concluded from what was read   perhaps: taken by then, or only later" in shown
    assert "keepers  opposes °\n         K1 2019-03" in run(ponds_record, "matrix", "--at", "2019-03-31").out
    assert "keepers  perhaps opposes °" in run(ponds_record, "matrix", "--at", "2019-03-30").out
    assert "supports in part ~" in run(ponds_record, "matrix", "--at", "2021-12-31").out


def test_a_month_or_year_is_its_last_day(ponds_record):
    for said, day in (("2020-04", "2020-04-30"), ("2020", "2020-12-31"), ("2020-02", "2020-02-29")):
        assert run(ponds_record, "matrix", "--at", said, "--json").data["at"] == day


def test_of_several_positions_of_a_day_the_matrix_names_the_first(amend):
    assert "P14 (+1) 2020-12-17" in amend("position", "matrix", "--at", "2021").out


def brief(id, date, stance, sure, holder=None):
    return {"id": id, "date": date, "stance": stance, "sure": sure, "holder": holder, "evidence": []}


def test_the_matrix_as_data(ponds_record):
    data = run(ponds_record, "matrix", "--at", "2021-06-01", "--on", "fishing", "--json").data
    assert data["undated"] == ["T1"]
    assert data["cells"][0] == {
        "actor": "anglers-of-the-long-pond",
        "name": "anglers-of-the-long-pond",
        "question": "fishing",
        "stances": ["proposes"],
        "positions": [brief("A1", "2020-04-30", "proposes", "verified")],
        "perhaps": [brief("A2", "2021", "supports in part", "inferred")],
        "former": [],
    }
    assert [cell["actor"] for cell in data["cells"]] == ["anglers-of-the-long-pond", "keepers"]


def test_without_a_day_it_is_today(ponds_record):
    assert run(ponds_record, "matrix", "--json").data["at"] in (str(date.today()), str(date.today() - timedelta(1)))


def test_before_anybody_had_said_anything_the_first_day_is_told(ponds_record):
    ran = run(ponds_record, "matrix", "--at", "2018")
    assert ran.out == (
        "Nobody had taken a position by 2018-12-31: the first is of 2019-03-31. The record is that in record.\n"
    )


OFFICE = """
[[office]]
actor = "keepers"
holder = "the old keeper"
until = "2020-08-01"

[[office]]
actor = "keepers"
holder = "the new keeper"
since = "2020-08-01"
"""


def test_what_a_former_holder_held_is_told_as_theirs_and_never_as_held(ponds_record):
    keep(ponds_record, 'kept_to = "2020-12-31"', OFFICE)
    assert "keepers                   neutral " in run(ponds_record, "matrix", "--at", "2020-07-31").out
    later = run(ponds_record, "matrix", "--at", "2020-08-01", "--on", "fishing")
    assert "keepers                   former: neutral" in later.rows
    assert later.rows[-3:-1] == [
        "former: held by one who had left by then, not by a successor:",
        "  keepers: the old keeper, to 2020-08-01",
    ]
    cell = run(ponds_record, "matrix", "--at", "2020-12", "--on", "fishing", "--json").data["cells"][1]
    assert (cell["stances"], cell["positions"]) == ([], [])
    assert cell["former"] == [brief("K2", "2020-05-01", "neutral", "verified", "the old keeper")]
    (keepers,) = (
        one["held"][-1]
        for one in run(ponds_record, "timeline", "--on", "fishing", "--json").data["actors"]
        if one["actor"] == "keepers"
    )
    assert keepers == {"since": "2020-05-01", "until": "2020-08-01", "stances": ["neutral"]}
    assert "    former holder: the old keeper, to 2020-08-01" in run(ponds_record, "log", "--actor", "keepers").rows
    assert "office     former: the old keeper, to 2020-08-01" in run(ponds_record, "show", "K2").rows
    assert run(ponds_record, "show", "K2", "--json").data[0]["office"] == {
        "holder": "the old keeper",
        "until": "2020-08-01",
        "left": True,
    }


NAMED = """
[[actor]]
actor = "keepers"
name = "Keepers’ Union of the Upper and the Lower Pond"
"""


def test_an_actor_is_shown_by_the_full_name_that_the_record_has_and_found_by_it_or_by_the_folder(ponds_record):
    keep(ponds_record, 'kept_to = "2020-12-31"', NAMED)
    name = "Keepers’ Union of the Upper and the Lower Pond"
    assert run(ponds_record, "show", "K2").rows[0] == f"K2 · 2020-05-01 · {name} · neutral"
    assert run(ponds_record, "show", "K2", "--json").data[0]["name"] == name
    for said in ("keepers", name, name.upper()):
        ran = run(ponds_record, "log", "--actor", said)
        assert ran.code == 0
        assert f"neutral           {name}" in ran.out
        assert "anglers" not in ran.out
    matrix = run(ponds_record, "matrix", "--at", "2020", "--on", "fishing")
    assert [row[:34].strip() for row in matrix.rows if row.startswith(("Keepers", "the Lower"))] == [
        "Keepers’ Union of the Upper and",
        "the Lower Pond",
    ]
    assert "anglers-of-the-long-pond" in matrix.out, "who has no name is written as the folder"
    cells = run(ponds_record, "matrix", "--at", "2020", "--json").data["cells"]
    assert {(cell["actor"], cell["name"]) for cell in cells if cell["actor"] == "keepers"} == {("keepers", name)}
    timeline = run(ponds_record, "timeline", "--on", "fishing")
    assert "the Lower Pond" in timeline.rows
    run(ponds_record, "timeline", "--on", "fishing", "--svg", "t.svg")
    assert "Keepers’ Union of the Upper and the" in (ponds_record.folder / "t.svg").read_text("utf-8")


def test_two_in_a_folder_who_do_not_speak_as_one_do_not_overtake_each_other(ponds_record):
    assert "K1" not in run(ponds_record, "matrix", "--at", "2020-12-31").out
    keep(ponds_record, 'kept_to = "2020-12-31"', 'alone = ["keepers"]')
    shown = run(ponds_record, "matrix", "--at", "2020-12-31").out
    assert "K1 2019-03" in shown
    assert "K2 2020-05-01" in shown


UPTO = "Kept up to 2020-12-31: what was said later may be missing."


def test_a_view_of_a_later_day_says_in_its_head_up_to_which_day_the_record_is_kept(ponds_record):
    keep(ponds_record, 'kept_to = "2020-12-31"')
    for command in (["matrix"], ["matrix", "--at", "2021"], ["log"], ["timeline"]):
        head = " ".join(run(ponds_record, *command).out.partition("\n\n")[0].split())
        assert head.endswith(UPTO), command
    assert "Kept up to" not in run(ponds_record, "matrix", "--at", "2020-12-31").out
    assert run(ponds_record, "matrix", "--json").data["kept_to"] == "2020-12-31"
    run(ponds_record, "timeline", "--svg", "t.svg")
    assert UPTO in (ponds_record.folder / "t.svg").read_text("utf-8")
    (ponds_record.folder / "record" / "record.toml").unlink()
    assert "It does not say up to which day it is kept; its last position is of 2021-12-31." in " ".join(
        run(ponds_record, "matrix").out.split()
    )


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (['kept_to = "2020-13-01"'], "“kept_to” of it: “2020-13-01” is not a date: month must be in 1..12; write a day"),
        (['kept_to = "2020"'], "“kept_to” is no day; write it as"),
        (['kept = "2020-12-31"'], "“kept” is not a key of it; did you mean “kept_to”?"),
        (["kept_to ="], "it is not understood ("),
        (["format = 2"], "it is not understood ("),
        (["[[office]]", 'actor = "keepers"'], "office 1 has no “holder”; add a row"),
        (["[[office]]", 'actor = "k"', 'holder = "x"', 'since = "2021"', 'until = "2020"'], "office 1 ends before it begins"),
        (["[[actor]]", 'actor = "keepers"'], "actor 1 has no “name”; add a row"),
        (["[[actor]]", 'actor = "k"', 'name = "K"', "[[actor]]", 'actor = "k"', 'name = "L"'], "“k” has two names"),
        (["[[question]]", 'name = "q"'], "question 1 has no “means”"),
        (["[[question]]", 'name = "q"', 'means = "A"', 'mean = "B"'], "“mean” is not a key of question 1"),
        (
            ["[[question]]", 'name = "q"', 'means = "A"', "[[question]]", 'name = "q"', 'means = "B"'],
            "“q” has two meanings",
        ),
        (["[[actor]]", 'actor = "k"', 'nam = "K"'], "“nam” is not a key of actor 1; did you mean “name”?"),
        (['actor = "keepers"'], "“actor” is no list of rows"),
        (['alone = "keepers"'], "“alone” of it is not a list of texts"),
        (['office = "keepers"'], "“office” is no list of rows"),
    ],
)  # fmt: skip
def test_what_the_record_says_of_itself_wrongly_is_told_in_one_line_and_the_positions_are_shown(
    ponds_record, rows, fault
):
    keep(ponds_record, *rows)
    ran = run(ponds_record, "matrix")
    assert ran.code == 3
    assert f"record.toml: {fault}" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "anglers" in ran.out


def test_positions_are_found_by_what_they_were_taken_in_across_bills(amend):
    for said, ids in (
        ("Employment Rights Bill", ["P87"]),
        ("border security bill", ["P88"]),
        ("amendment 190", ["P88"]),
        ("Illegal Migration Bill", ["P49", "P48"]),
    ):
        ran = amend("position", "log", "--vehicle", said, "--json")
        assert [one["id"] for one in ran.data] == ids, said
    ran = amend("position", "log", "--vehicle", "Fisheries Bill")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no vehicle “Fisheries Bill” in the record that comes with amend" in ran.err


def test_what_was_relied_on_is_listed_with_its_sources_and_by_whom(amend):
    ran = amend("position", "evidence", "firewall")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[-1] == "8 figures and 10 cases or findings"
    data = amend("position", "evidence", "--json").data
    assert all(one["sources"] and one["by"] for one in data)
    counted = {
        (one["value"], one["what"].split()[0], tuple(by["id"] for by in one["by"])) for one in data if one["value"]
    }
    assert counted == {
        ("2,024", "crimes", ("P11",)),
        ("33", "referrals", ("P78",)),
        ("537", "referrals", ("P55",)),
        ("537", "victims", ("P55", "P58")),
        ("537", "enquiries", ("P86",)),
        ("43", "territorial", ("P55",)),
        ("1", "the", ("P55",)),
        ("none", "victims", ("P55",)),
    }
    assert [one["value"] for one in amend("position", "evidence", "protocol", "--json").data] == []
    of_house = amend("position", "evidence", "--actor", "members-of-the-commons", "--json").data
    assert [(one["value"], one["sources"]) for one in of_house] == [
        ("537", ["Hansard, House of Commons, 4 December 2023"])
    ]
    assert amend("position", "evidence", "fishing").code == 1


def test_the_offices_are_listed(amend):
    ran = amend("position", "kept")
    assert ran.rows[0] == "The record is the one that comes with amend. It is kept up to 2025-12-31."
    assert "…          to 2024-07-05  the Conservative Government (government)" in ran.rows
    assert "2024-07-05 to …           the Labour Government (government)" in ran.rows
    assert amend("position", "kept", "--json").data["kept_to"] == "2025-12-31"


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize(
    "command", [["matrix", "--at", "2024-06-01"], ["timeline"], ["log"], ["compare", "commissioner", "police-chiefs"]]
)
def test_what_a_terminal_gets_is_in_colour_fits_it_and_says_as_much_without_the_colour(amend, columns, command):
    shown = on_a_terminal(amend, columns, "position", *command)
    plain = ANSI.sub("", shown)
    assert ANSI.search(shown)
    assert max(map(len, plain.splitlines())) <= columns
    for stance in ("proposes", "opposes") if command[0] != "timeline" else ("P proposes", "O opposes"):
        assert stance in plain


def test_the_timeline_has_a_letter_for_each_position_and_a_line_while_a_stance_is_held(ponds_record):
    rows = run(ponds_record, "timeline", "--on", "fishing").rows
    assert rows[0] == "Who held what on “fishing”, over time. The record is that in record."
    assert rows[2].split() == ["2019", "2020", "2021"]
    keepers = rows[4][26:]
    assert rows[4].startswith("keepers")
    assert re.fullmatch(r" +~*O─+n─+", keepers)
    assert re.fullmatch(r"anglers-of-the-long-pond +P─+~+s", rows[3])
    assert rows[6] == "P proposes   s supports in part   n neutral   O opposes"
    assert rows[-1] == "Without a date, and so left out: T1 (towns: supports)"
    assert "house" not in "".join(rows)  # it took no position on this


def test_what_is_not_named_is_what_most_positions_are_on(ponds_record):
    assert run(ponds_record, "timeline").rows == run(ponds_record, "timeline", "--on", "fishing").rows


def test_the_timeline_as_a_picture_and_as_data(ponds_record):
    ran = run(ponds_record, "timeline", "--svg", "t.svg", "--json")
    assert (ran.code, ran.err) == (0, "The timeline is in t.svg\n")
    assert ET.parse(ponds_record.folder / "t.svg").getroot().tag.endswith("svg")  # noqa: S314 (our own)
    keepers = next(one for one in ran.data["actors"] if one["actor"] == "keepers")
    assert keepers["held"] == [
        {"since": "2019-03-31", "until": "2020-05-01", "stances": ["opposes"]},
        {"since": "2020-05-01", "until": None, "stances": ["neutral"]},
    ]
    assert run(ponds_record, "timeline", "--svg", "t.svg").out == ""
    assert run(ponds_record, "timeline", "--svg", "gone/t.svg").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["log", "--actor", "keeper"], 1, "record: there is no actor “keeper” in the record; did you mean “keepers”?"),
        (["log", "--actor", "../record"], 1, "record: there is no actor “../record” in the record; there are anglers-of-the"),
        (["log", "--on", "amendment 8"], 1, "there is no question “amendment 8” in the record; did you mean “Ponds Bill"),
        (["log", "--on", ""], 1, "there is no question “” in the record; there are fishing, Ponds Bill amendment 7"),
        (["show", "K3"], 1, "there is no position “K3” in the record; did you mean “K2” or “K1”?"),
        (["compare", "keepers", "townes"], 1, "there is no actor “townes” in the record; did you mean “towns”?"),
        (["compare", "keepers", "keepers"], 2, "name two actors"),
        (["matrix", "--at", "2023-02-30"], 2, "day is out of range for month; write a day as 2023-11-09"),
        (["matrix", "--at", "last May"], 2, "“last May” is not a date; write a day as 2023-11-09"),
        (["matrix", "--at", ""], 2, "say which day, as 2023-11-09"),
        (["matrix", "--at", "2999-01-01"], 2, "2999-01-01 is after today, "),
        (["matrix", "--at", "9999"], 2, "9999-12-31 is after today, "),
        (["matrix", "--at", "0000"], 2, "year 0 is out of range"),
        (["log", "--since", "2020-13"], 2, "month must be in 1..12"),
    ],
)  # fmt: skip
def test_what_is_not_there_or_no_date_is_said_in_one_line(ponds_record, arguments, code, message):
    ran = run(ponds_record, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert len(ran.err.strip().splitlines()) == (1 if code == 1 else 4)


def test_words_that_may_mean_several_questions_are_not_guessed_at(amend):
    ran = amend("position", "timeline", "--on", "domestic abuse bill")
    assert ran.code == 2
    assert "“domestic abuse bill” may be any of “Domestic Abuse Bill NC37”, " in ran.err


def test_a_broken_file_is_told_and_the_others_are_shown(ponds_record):
    file = ponds_record.folder / "record/keepers/positions/2020-05-01-K2.md"
    file.write_text(file.read_text("utf-8").replace("neutral", "unmoved"), "utf-8")
    for command in (
        ["log"],
        ["matrix"],
        ["timeline"],
        ["show", "A1"],
        ["compare", "keepers", "towns"],
        ["log", "--json"],
    ):
        ran = run(ponds_record, *command)
        assert ran.code == 3, command
        assert ran.err == (
            "amend: record/keepers/positions/2020-05-01-K2.md:8: “unmoved” is no stance that is known;"
            " write one of proposes, supports, supports in part, neutral, opposes\n"
        )
        assert "A1" in ran.out or "keepers" in ran.out


def test_an_id_that_two_have_is_told_and_both_are_shown(ponds_record):
    file = ponds_record.folder / "record/towns/positions/undated-T1.md"
    shutil.copy(file, file.with_name("again.md"))
    ran = run(ponds_record, "show", "T1")
    assert ran.code == 3
    assert ran.out.count("T1 · undated · towns · supports") == 2
    assert "“T1” is the id of record/towns/positions/again.md too; give it one of its own" in ran.err


def test_an_empty_record_has_no_position(amend):
    (amend.folder / "record").mkdir()
    for command in ("log", "matrix", "timeline"):
        ran = run(amend, command)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("The record is that in record.\n")
        assert "There is no position" in ran.out or "Nobody had taken a position" in ran.out
    assert run(amend, "log", "--json").data == []
    assert (
        run(amend, "show", "K1").err == "amend: record: there is no position “K1” in the record; the record is empty\n"
    )


def test_a_record_that_is_not_there_is_an_error(amend):
    ran = amend("position", "log", "--record", "gone")
    assert ran.code == 1
    assert ran.err.startswith("amend: gone: it cannot be looked into (No such file or directory); name the folder that")


def test_outside_a_workspace_the_record_is_the_one_that_comes_with_amend(amend):
    ran = amend("position", "log", "--actor", "commissioner")
    assert " ".join(ran.rows[-2:]).endswith(
        "6 positions of 1 actor, on “firewall” where nothing else is said. The record is the one that comes with amend."
    )


def test_in_a_workspace_from_any_folder_it_is_that_of_the_workspace(ponds_record):
    (ponds_record.folder / "record").rename(ponds_record.folder / "drafts")
    (ponds_record.folder / "amend.toml").write_text('bill = ""\n', "utf-8")
    assert ponds_record("position", "log", "--json").data[0]["id"] == "A2"
    inside = type(ponds_record)(ponds_record.folder / "drafts" / "keepers")
    assert "The record is that of the workspace." in inside("position", "matrix").out


def test_a_position_with_marks_of_markup_in_it_is_shown_as_it_is(amend):
    folder = amend.folder / "record" / "a" / "positions"
    folder.mkdir(parents=True)
    one = Position(
        "[b]1[/b]",
        When.of("2020"),
        "a",
        "[red]Who[/red]",
        "ngo",
        ":bell:",
        "neutral",
        "[bold]So.[/bold]",
        ("s",),
        "verified",
    )
    position.write(one, folder / position.file_name(one))
    assert "[red]Who[/red]: :bell:" in run(amend, "log").out
    assert "[bold]So.[/bold]" in run(amend, "show", "[b]1[/b]").out
    assert "[b]1[/b] 2020" in run(amend, "matrix").out


def test_what_a_terminal_would_take_for_a_command_is_not_passed_on(amend):
    folder = amend.folder / "record" / "a\x1b[2J" / "positions"
    folder.mkdir(parents=True)
    bad = "\x1b]0;title\x07\x9b31m\x08"
    one = Position(
        f"1{bad}", When.of("2020"), "", f"Who{bad}", "ngo", bad, "neutral", f"So{bad}.", (bad,), "verified", (bad,)
    )
    position.write(one, folder / "a.md")
    for command in (["log"], ["matrix"], ["timeline"], ["show", one.id]):
        ran = run(amend, *command)
        assert ran.code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.out), command


class TestCompare:
    """Two actors side by side, by the record that comes with the package."""

    def test_their_stances_and_the_redline_between_the_bill_under_each(self, amend):
        ran = amend("position", "compare", "commissioner", "government")
        assert (ran.code, ran.err) == (0, "")
        assert ran.rows[:10] == [
            "What each held over time: Domestic Abuse Commissioner; His Majesty’s Government. Kept up to",
            "2025-12-31: what was said later may be missing.",
            "",
            "firewall",
            "since       Domestic Abuse Commissioner                  His Majesty’s Government",
            "2019-07-31                                               opposes           P06 °",
            "2020-12-17  supports in part  P16                        │",
            "2021-10-31  proposes          P81                        │",
            "2024-07-05  │                                            left office",
            "2025-12-18  │                                            supports in part  P89 °",
        ]
        assert (
            "HL Bill 31 under the amendments of each: Domestic Abuse Commissioner; His Majesty’s Government" in ran.rows
        )
        assert "Restatement for drafting and comparison. Not the official text." in ran.out
        assert re.search(r"\[-\(1\)-\] \[-A relevant body must not disclose relevant data", ran.out)
        assert "{+" in ran.out

    def test_an_actor_without_positions_is_said_to_have_none(self, amend):
        rows = amend("position", "compare", "commissioner", "lords-report-2024", "--summary").rows
        silent = [row for row in rows if row.startswith("There is no position of")]
        assert silent == [
            "There is no position of Baroness Meacher and others, Lords Report 2024 in the record on that."
        ]

    def test_amendments_to_different_prints_are_each_shown_against_their_own(self, amend):
        ran = amend("position", "compare", "commissioner", "liberty-and-southall-black-sisters", "--summary")
        assert ran.code == 0
        said = " ".join(ran.out.split())
        assert (
            "They amend different prints: HL Bill 31 (Domestic Abuse Commissioner) and"
            " Bill 351 (Liberty and Southall Black Sisters). To lay them side by side,"
        ) in said
        assert "Here each is shown against its own print." in said
        assert "HL Bill 31 as printed, and under amendments: Domestic Abuse Commissioner" in ran.rows
        assert "Bill 351 as printed, and under amendments: Liberty and Southall Black Sisters" in ran.rows
        assert "under the amendments of each" not in ran.out

    def test_of_amendments_to_different_prints_each_has_a_page_that_its_print_names(self, amend):
        those = ("position", "compare", "commissioner", "liberty-and-southall-black-sisters", "--html")
        ran = amend(*those, "x.html")
        assert (ran.code, ran.err.splitlines()) == (
            0,
            ["The redline of HL Bill 31 is in x-hl-bill-31.html", "The redline of Bill 351 is in x-bill-351.html"],
        )
        for file, number in (("x-hl-bill-31.html", "HL Bill 31"), ("x-bill-351.html", "Bill 351")):
            assert f"{number}" in (amend.folder / file).read_text("utf-8").partition("<main")[0]
        assert not (amend.folder / "x.html").exists()
        refused = amend(*those, "-")
        assert (refused.code, refused.out) == (2, "")
        assert "they amend different prints (HL Bill 31 and Bill 351)" in refused.err

    def test_what_is_in_one_text_alone_is_told_by_whose_it_is_and_not_as_left_out(self, amend):
        for further in ((), ("--summary",)):
            ran = amend("position", "compare", "commissioner", "government", *further)
            said = " ".join(ran.out.split("HL Bill 31 under the amendments of each")[1].split())
            assert "1 only under Domestic Abuse Commissioner’s amendments" in said or not further
            assert re.search(r"\d only under His Majesty’s Government’s amendments", said), said
            assert not re.search(r"\d (left out|inserted)", said)
        assert "Marked" not in said

    def test_who_has_no_amendments_is_said(self, amend):
        ran = amend("position", "compare", "committees", "parliament")
        assert ran.code == 0
        said = " ".join(ran.out.split())
        for name in ("Committees of either House or of the Senedd", "Parliament"):
            assert f"The record has no amendments of {name}, so there is no Bill under them." in said

    def test_the_redline_as_a_page_and_all_of_it_as_data(self, amend):
        ran = amend("position", "compare", "government", "police-chiefs", "--html", "x.html", "--json")
        assert (ran.code, ran.err) == (0, "The redline is in x.html\n")
        assert "<title>" in (amend.folder / "x.html").read_text("utf-8")
        first = ran.data["stances"][0]
        assert first == {"question": "firewall", "since": "2018-12-07", "government": [], "police-chiefs": ["opposes"]}
        (laid,) = ran.data["together"]
        assert (laid["print"], laid["from"], laid["to"], ran.data["apart"]) == (
            "HL Bill 31",
            "government",
            "police-chiefs",
            [],
        )
        assert {change["kind"] for change in laid["changes"]} <= {"inserted", "left out", "words", "heading"}

    def test_the_page_goes_to_standard_output_and_nothing_besides(self, amend):
        ran = amend("position", "compare", "government", "police-chiefs", "--html", "-")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("<!doctype html>")
        assert ran.out.endswith("</html>\n") or ran.out.endswith("</html>")
        assert not (amend.folder / "-").exists()

    def test_what_was_refused_and_a_print_that_is_not_there_are_told(self, amend):
        shutil.copytree(DRAFTS, amend.folder / "record", copy_function=shutil.copyfile)
        one = amend.folder / "record" / "government" / "1.md"
        one.write_text(one.read_text("utf-8").replace("After Clause 26", "After Clause 99"), "utf-8")
        two = amend.folder / "record" / "police-chiefs" / "1.md"
        two.write_text(two.read_text("utf-8").replace("HL Bill 31", "HL Bill 32"), "utf-8")
        ran = amend("position", "compare", "government", "police-chiefs", "--record", "record")
        assert ran.code == 3
        assert (
            "amend: amendment 1 of His Majesty’s Government was refused: there is no clause 99 in HL Bill 31" in ran.err
        )
        assert "the print “HL Bill 32” is not among the prints there (Bill 351, HL Bill 31)" in ran.err


DRAFTED = "these amendments were drafted for this project"


def test_a_page_of_two_actors_says_that_their_amendments_were_not_tabled(amend):
    ran = amend("position", "compare", "commissioner", "government", "--html", "two.html")
    assert ran.code == 0
    said = (amend.folder / "two.html").read_text("utf-8")
    for shown in (said, " ".join(ran.out.split())):
        assert f"Domestic Abuse Commissioner: {DRAFTED}" in shown
        assert f"His Majesty’s Government: {DRAFTED}" in shown


def test_every_package_of_the_record_that_comes_with_amend_says_what_its_words_are():
    said = kept.read(DRAFTS)
    packages = [folder.name for folder in sorted(DRAFTS.iterdir()) if list(folder.glob("*.md"))]
    assert len(packages) == 7
    assert [actor for actor in packages if not said.caution(actor)] == []


def test_two_actors_of_different_prints_are_told_how_to_be_laid_side_by_side(amend, tmp_path):
    pair = ("liberty-and-southall-black-sisters", "commissioner")
    carry = ("rebase", pair[0], "--onto", "HL Bill 31", "--write")
    (tmp_path / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.invalid\n", "utf-8")
    assert amend("init", "office").code == 0
    there = type(amend)(amend.folder / "office")
    environment = {"HOME": str(tmp_path)}
    said = " ".join(there("position", "compare", *pair, **environment).out.split())
    assert f'amend {carry[0]} {carry[1]} --onto "HL Bill 31" --write' in said
    assert there(*carry, **environment).code == 0
    assert there("position", "compare", *pair, "--html", "two.html", **environment).code == 0
    assert "Safe reporting of crime" in (there.folder / "two.html").read_text("utf-8")
