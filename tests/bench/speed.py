"""How long reading, applying, writing and setting lines take, as multiples of one parse with lxml in the same run;
and a redline in Word as a multiple of the command that compares.

    python tests/bench/speed.py [ROUNDS]

Ratios, not seconds: each round measures the parse beside the rest, and the medians over the rounds are compared. The
parse includes giving the parsed tree back, as reading does.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from lxml import etree

from amend import read, write
from amend.drafting import make
from amend.engine.reprint.layout import lined
from amend.formats import draft
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.word.write.export import export

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AMEND_CORPUS") or ROOT.parent / "shared" / "corpus")
TO_REACH = {"read": "at most 8", "apply": "at most one read"}


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def measure(file, amendments, rounds):
    """The median time of each step as a multiple of the median time of the parse, over the rounds."""
    taken = {"parse": [], "read": [], "apply": [], "write": [], "lines": []}
    for _ in range(rounds):
        taken["parse"].append(timed(lambda: bool(etree.parse(file)))[0])
        taken["read"].append(timed(lambda: read(file))[0])
    bill = read(file)
    for _ in range(rounds):
        taken["lines"].append(timed(lambda: lined(bill))[0])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.xml"
        for _ in range(rounds):
            seconds, result = timed(lambda: make.apply(bill, amendments))
            taken["apply"].append(seconds)
            refused = [outcome for outcome in result.outcomes if outcome.outcome == "refused"]
            assert not refused, refused
            taken["write"].append(timed(lambda result=result: write(result.bill, out))[0])
    parse = median(taken.pop("parse"))
    return {step: median(found) / parse for step, found in taken.items()}


def redlined(old, new, rounds):
    """The median time of `amend compare OLD NEW --docx FILE` as a multiple of that of `amend compare OLD NEW`."""
    compare = [sys.executable, "-m", "amend", "compare", str(old), str(new)]
    taken = {"compare": [], "docx": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for step, further in (("compare", []), ("docx", ["--docx", str(Path(folder) / "out.docx")])):
                ran = timed(
                    lambda further=further: subprocess.run([*compare, *further], check=True, capture_output=True)
                )
                taken[step].append(ran[0])
    return median(taken["docx"]) / median(taken["compare"])


def processor(command, compiled, written=None):
    """Processor seconds that a process takes, the least of three after one that leaves its modules compiled.

    written: the folder that it writes, which is taken away before each run; None for none.

    compiled: the folder where they are left, as an installed package has them; without, each run compiles all anew.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    subprocess.run(command, **silent)
    least = float("inf")
    for _ in range(3):
        if written is not None:
            shutil.rmtree(written, ignore_errors=True)
        process = subprocess.Popen(command, **silent)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 3), f"{command} ended with {process.returncode}"
        least = min(least, used.ru_utime + used.ru_stime)
    return least


def scattered_changes(print_, count):
    """So many amendments to a print, each to a word of another line, spread over all of it."""
    reading = Reading(print_)
    found = []
    for line in reading.lines:
        words = reading.text(line)
        long = [word for word in words.split() if word.isalpha() and len(word) > 5 and words.count(word) == 1]
        if long:
            said = f"Page {line.page}, line {line.number}, leave out “{long[0]}” and insert “{long[0]}s”"
            found.append(Amendment(said, str(len(found) + 1)))
    spread = [found[index * len(found) // (count + 60)] for index in range(count + 60)]
    outcomes = make.apply(print_, spread).outcomes
    made = [one for one, outcome in zip(spread, outcomes, strict=True) if outcome.outcome == "applied"]
    assert len(made) >= count, f"only {len(made)} can be made"
    return made[:count]


def commands(gold):
    """The everyday commands as whole processes, in multiples of one that only parses the same prints with lxml."""
    parse = "import sys\nfrom lxml import etree\nfor file in sys.argv[1:]: etree.parse(file)"
    amend = [sys.executable, "-m", "amend"]
    hl54, bill265, bill314 = (
        str(CORPUS / "prints" / f"{name}.xml")
        for name in (
            "social-housing-hl54-lords-committee",
            "dpdi-bill265-introduced",
            "dpdi-bill314-commons-committee",
        )
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "drafts").mkdir()
        agreed = (one for one in gold if one["decision"] == "agreed")
        for turn, one in enumerate(agreed):
            draft.write(
                Amendment(one["text"], str(one["number"]), house=one["house"], print=one["against_print"]),
                folder / "drafts" / f"{turn:02}.md",
            )
        lined_ = str(folder / "265.xml")
        print_ = read(bill314)
        (folder / "tracked.docx").write_bytes(export(print_, scattered_changes(print_, 296), tracked=True).data)
        imported = folder / "imported"
        tracked = ["import", str(folder / "tracked.docx"), "--print", bill314, "-o", str(imported)]
        subprocess.run([*amend, "lines", bill265, "-o", lined_], check=True, capture_output=True)
        (folder / "to265").mkdir()
        for one in scattered_changes(read(lined_), 300):
            draft.write(replace(one, house="Commons", print="Bill 265"), folder / "to265" / f"{one.number}.md")
        rebase = ["rebase", str(folder / "to265"), "--from", lined_, "--onto", bill314, "--json"]
        drafts = str(folder / "drafts")
        for name, prints, command, wanted in (
            ("explain of 34", [hl54], ["explain", hl54, drafts], 10),
            ("export --tracked of 34", [hl54], ["export", hl54, drafts, "--tracked", "-o", f"{place}/o.docx"], 8),
            ("show", [bill314], ["show", bill314], 5),
            ("compare --json", [bill265, bill314], ["compare", bill265, bill314, "--json"], 4),
            ("compare --html", [bill265, bill314], ["compare", bill265, bill314, "--html", f"{place}/o.html"], 7),
            ("import of 296 tracked changes", [bill314], tracked, 15),
            ("rebase of 300 from 265 to 314", [bill265, bill314], rebase, 15),
            ("draft 265 to 314", [bill265, bill314], ["draft", lined_, bill314, "--json"], 15),
        ):
            floor = processor([sys.executable, "-c", parse, *prints], place)
            times = processor([*amend, *command], place, imported) / floor
            print(f"{name}: {times:.1f} times the parse as a process; to reach: at most {wanted}")
        floor = processor([sys.executable, "-c", "import click, lxml.etree"], place)
        start = processor([sys.executable, "-c", "import amend.cli.apply"], place) - floor
    print(f"start of apply: {1000 * start:.0f} ms over click and lxml ({1000 * floor:.0f} ms); to reach: at most 40")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    if not CORPUS.is_dir():
        print("the real parliamentary files are not here: set AMEND_CORPUS")
        return
    gold = json.loads((CORPUS / "gold" / "social-housing-hl54-to-hl60.json").read_text(encoding="utf-8"))
    agreed = [Amendment(a["text"], a["number"]) for a in gold if a["decision"] == "agreed"]
    two = [
        Amendment("After Clause 3, insert the following new Clause—\n“Review\nA review must be made each year.”", "1"),
        Amendment("Leave out Clause 20", "2"),
    ]
    for name, file, amendments in (
        ("HL Bill 54, 34 amendments", "social-housing-hl54-lords-committee.xml", agreed),
        ("Bill 314, 2 amendments", "dpdi-bill314-commons-committee.xml", two),
    ):
        found = measure(str(CORPUS / "prints" / file), amendments, rounds)
        print(f"{name}: " + ", ".join(f"{step} {ratio:.1f}" for step, ratio in found.items()) + " times the parse")
        print(
            f"  apply is {found['apply'] / found['read']:.2f} of a read, lines {found['lines'] / found['read']:.2f};"
            f" to reach: {TO_REACH}"
        )
    commands(gold)
    old, new = "dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml"
    ratio = redlined(CORPUS / "prints" / old, CORPUS / "prints" / new, min(rounds, 5))
    print(f"Bill 265 to 314, tracked in Word: {ratio:.2f} times amend compare; to reach: at most 2")


if __name__ == "__main__":
    main()
