"""How long comparing two prints takes, whole processes, as multiples of one that only parses both files with lxml.

    python tests/bench/compare.py [ROUNDS]

The prints have no GUIDs, the harder case. Ratios, not seconds: each round runs every program once, and the medians of
the ratios within a round are shown. Processor time is measured, so that other work on the machine counts less. With
xmldiff installed its fast mode is run too, once, on copies without processing instructions, which it cannot read.
"""

import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AMEND_CORPUS") or ROOT.parent / "shared" / "corpus")
PAIR = ("dpdi-bill265-introduced", "dpdi-bill314-commons-committee")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
FLOOR = "import sys\nfrom lxml import etree\nfor file in sys.argv[1:]: etree.parse(file)"
XMLDIFF = (
    "import sys\nfrom xmldiff.main import diff_files\ndiff_files(*sys.argv[1:], diff_options={'fast_match': True})"
)
TO_REACH = {"--json": "at most 7, better 4", "--html": "at most 9"}


def blind(source, target):
    """A copy of a print without GUIDs and without the processing instructions that identify provisions."""
    tree = etree.parse(source)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.attrib.pop("GUID", None)
    for found in list(tree.iter(etree.ProcessingInstruction)):
        if found.target != "L":
            remove(found)
    tree.write(target, encoding="UTF-8", xml_declaration=True)


def remove(node):
    """Take a node out of its document and leave the words that follow it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def bare(source, target):
    """The body of a print alone, without any processing instruction or eId: what other tools can read."""
    tree = etree.parse(source)
    for found in list(tree.iter(etree.ProcessingInstruction)):
        remove(found)
    for element in tree.iter(etree.Element):
        element.attrib.pop("eId", None)
    etree.ElementTree(tree.find(f".//{AKN}body")).write(target, encoding="UTF-8")


def many(source, target, times):
    """A print with its body so many times over, the long words of each copy made its own."""
    tree = etree.parse(source)
    body = tree.find(f".//{AKN}body")
    original = list(body)
    for turn in range(1, times):
        for child in original:
            again = copy.deepcopy(child)
            for element in again.iter():
                if isinstance(element.tag, str):
                    element.text = varied(element.text, turn)
                if element is not again:
                    element.tail = varied(element.tail, turn)
            body.append(again)
    tree.write(target, encoding="UTF-8", xml_declaration=True)


def varied(words, turn):
    return words and " ".join(
        f"{word}{turn}" if len(word) > 6 and word.isalpha() else word for word in words.split(" ")
    )


def run(command):
    """Processor seconds, wall seconds and the most memory in MB that a process took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def measure(old, new, folder, rounds):
    """For the floor and each output, rows of (processor, wall, memory), one a round."""
    amend = [sys.executable, "-m", "amend", "compare", old, new]
    commands = {
        "floor": [sys.executable, "-c", FLOOR, old, new],
        "--json": [*amend, "--json"],
        "--html": [*amend, "--html", str(folder / "redline.html")],
    }
    found = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(run(command))
    return found


def ratio(found, name, column=0):
    return median(row[column] / floor[column] for row, floor in zip(found[name], found["floor"], strict=True))


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    if not CORPUS.is_dir():
        print("the real parliamentary files are not here: set AMEND_CORPUS")
        return
    folder = Path(tempfile.mkdtemp())
    try:
        old, new = (str(folder / f"{name}.xml") for name in PAIR)
        for name, target in zip(PAIR, (old, new), strict=True):
            blind(str(CORPUS / "prints" / f"{name}.xml"), target)
        one = measure(old, new, folder, rounds)
        for name, wanted in TO_REACH.items():
            print(
                f"compare {name}, Bill 265 to 314 blind: {ratio(one, name):.1f} times the floor"
                f" ({ratio(one, name, 1):.1f} by the clock, {ratio(one, name, 2):.1f} of its memory); to reach: {wanted}"
            )
        eight = [f"{file}.8.xml" for file in (old, new)]
        for file, target in zip((old, new), eight, strict=True):
            many(file, target, 8)
        large = measure(*eight, folder, 1)
        grown = large["--json"][0][0] / median(row[0] for row in one["--json"])
        print(
            f"  eight times the size: {grown:.1f} times the time (to reach: at most 10),"
            f" {ratio(large, '--json', 2):.1f} times the floor's memory (to reach: at most 4)"
        )
        beside_xmldiff(old, new, median(row[0] for row in one["--json"]))
    finally:
        shutil.rmtree(folder)


def beside_xmldiff(old, new, ours):
    files = [f"{file}.bare.xml" for file in (old, new)]
    for file, target in zip((old, new), files, strict=True):
        bare(file, target)
    try:
        theirs = run([sys.executable, "-c", XMLDIFF, *files])[0]
    except AssertionError:
        print("  xmldiff is not installed, so it was not run beside")
        return
    print(f"  xmldiff in its fast mode takes {theirs / ours:.0f} times as long (to reach: at least 25)")


if __name__ == "__main__":
    main()
