"""Every command with hostile arguments in each of its places: one clear line, an exit code, nothing half done.

The calls are made from click's own tree, so that a new command is tried without being named here. AMEND_HOSTILE=all
tries every value in every place; an ordinary run one in sixteen of them, another in each place.
"""

import os
import re
import shutil
import signal
import time
from functools import cache

import pytest
from cli import in_fork
from hostile_calls import leaves, run, standing
from odd_values import ODD
from shorthand import bill
from small_example import put_small_example

from amend.formats import akn

LEAVES = {leaf.name: leaf for leaf in leaves()}

SHARE = 1 if os.environ.get("AMEND_HOSTILE") == "all" else 16
"""One in how many is tried."""

CLAUSES = "\n".join(
    f"""
    {number} Duty to keep pond {number}
      (1) The keeper must tell an immigration authority of the firewall.
      (2) The keeper may charge for entry.
      (3) The keeper must not sell carp."""
    for number in range(1, 28)
)
DRAFT = """---
number: "{number}"
house: "Lords"
print: "HL Bill 31"
mover: "Lord Example"
---

Clause {number}, page 1, line {line}, leave out “must” and insert “may”
"""
POSITION = """---
id: "P55"
date: "2020-05"
who: "Example body"
kind: "ngo"
vehicle: "letter"
on: ["firewall"]
stance: "supports"
sure: "verified"
sources: ["example.org"]
---

They were for it.
"""


OF_RECORD = re.compile(r"/\.git/(refs/|HEAD|index|config|amend-config|amend-record|.*\.part$)(?!.*\.lock$)")


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A folder with a workspace in which the examples of the help work, as it was made, and odd things beside it."""
    in_fork.load()
    base = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "A Clerk")
            patch.setenv(f"GIT_{role}_EMAIL", "clerk@example.invalid")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(base))
        make_workspace(base)
        make_odd(base / "odd")
        yield base
        for name in ("closed", "shut"):
            (base / "odd" / name).chmod(0o700)


def make_workspace(base):
    new, old = bill(CLAUSES, number="HL Bill 31", house="House of Lords"), bill(CLAUSES, number="Bill 351")
    akn.write(new, base / "given.xml")
    assert run(("init", "made", "--bill", "given.xml"), base).code == 0
    (base / "given.xml").unlink()
    work = base / "made"
    akn.write(old, work / "bills" / "bill-351.xml")
    akn.write(bill(CLAUSES, number="HL Bill 57", house="House of Lords"), work / "bills" / "hl-bill-57.xml")
    for name in ("bill.xml", "amended.xml"):
        akn.write(new, work / name)
    akn.write(bill(CLAUSES.replace("may", "must", 1), number="HL Bill 31", house="House of Lords"), work / "edited.xml")
    for number, name in (("1", "1.md"), ("2", "2.md"), ("1", "drafts/mine/1.md"), ("3", "drafts/commissioner/3.md")):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(DRAFT.format(number=number, line=2 + 4 * (int(number) - 1)), "utf-8")
    for actor in ("commissioner", "government", "our-office"):
        folder = work / "drafts" / actor / "positions"
        folder.mkdir(parents=True)
        number = "P55" if actor == "commissioner" else f"P-{actor}"
        (folder / "1.md").write_text(POSITION.replace("P55", number), "utf-8")
        assert run(("record", f"drafts/{actor}/positions/1.md"), work).code in (0, 3)
    assert run(("record", "drafts/commissioner/3.md"), work).code == 0
    assert run(("export", "1.md", "-o", "paper.xml"), work).code == 0
    shutil.copy(work / "paper.xml", work / "last.xml")
    shutil.copy(work / "1.md", work / "drafts" / "1.md")
    assert run(("position", "seal", "../seal.md"), work).code == 0


def make_odd(odd):
    odd.mkdir()
    (odd / "file").write_text("words\n")
    for ending in ("", ".xml", ".md", ".docx", ".html", ".svg"):
        (odd / f"folder{ending}").mkdir()
        (odd / f"empty{ending}").touch()
        (odd / f"nuls{ending}").write_bytes(b"\0" * 100)
        (odd / f"latin{ending}").write_bytes(b'---\nprint: "Bill 1"\n---\n\ncaf\xe9\n')
        (odd / (os.fsdecode(b"caf\xe9") + ending)).write_text("words\n")
        (odd / f"unreadable{ending}").write_text("words\n")
        (odd / f"unreadable{ending}").chmod(0)
        (odd / f"loop{ending}").symlink_to(f"loop{ending}")
        (odd / f"nowhere{ending}").symlink_to("nowhere/at/all")
    (odd / "closed").mkdir(0o500)
    (odd / "shut").mkdir(0o000)


def known(entry):
    """Of what `standing` tells what a copy of it has too: its name, kind, rights and size."""
    name, seen = entry
    return name, seen[:2], seen[3:4]


class Tried:
    """A workspace that each run finds as it was made."""

    def __init__(self, base):
        self.base, self.work, self.outside = base, base / "work", base / "outside"
        self.changed = True
        self.renew()

    def renew(self):
        if self.changed:
            shutil.rmtree(self.work, ignore_errors=True)
            shutil.rmtree(self.outside, ignore_errors=True)
            shutil.copytree(self.base / "made", self.work, symlinks=True)
            shutil.copytree(self.work, self.outside, symlinks=True, ignore=shutil.ignore_patterns("amend.toml", ".git"))
            self.before = standing(self.base)
            self.changed = False

    def __call__(self, call, *, outside=False, **how):
        """What became of a call, and the names of what it made and of what it changed or took away.

        outside: not in the workspace, but in a folder with the same files.
        """
        self.renew()
        ended = run(call, self.outside if outside else self.work, **how)
        return ended, *self.put_back()

    def put_back(self):
        """The names of what was made, and of what was changed or taken away; the next run finds neither.

        Only that is put back, for a copy of the whole takes longer than most commands; all is copied again where that
        does not bring what was there.
        """
        after = standing(self.base)
        made = sorted(after.keys() - self.before.keys())
        other = sorted(name for name, seen in self.before.items() if after.get(name) != seen)
        if made or other:
            try:
                self._undo(made, other)
            except OSError:
                self.changed = True
            again = standing(self.base)
            self.changed |= set(map(known, self.before.items())) != set(map(known, again.items()))
            self.before = again
        return made, other

    def _undo(self, made, other):
        for name in reversed(made):
            place = self.base / name
            place.rmdir() if place.is_dir() and not place.is_symlink() else place.unlink()
        for name in other:
            top, _, within = name.partition("/")
            if top in ("work", "outside"):
                (self.base / name).unlink(missing_ok=True)
                shutil.copy2(self.base / "made" / within, self.base / name, follow_symlinks=False)


@pytest.fixture(scope="module")
def tried(places):
    return Tried(places)


@pytest.fixture(autouse=True)
def example(request, monkeypatch, tmp_path):
    """What comes with amend is small here, but where all is tried: it is put into some fifty folders."""
    if request.node.callspec.params.get("name") in ("demo", "desk") and SHARE > 1:
        put_small_example(monkeypatch, tmp_path / "example")


def faults(ended, made, other, allowed, *, done=False):
    """What is wrong with how a run ended. done: an error may come after all was done and said, or from an editor.

    What git holds that no branch leads to, its last message and our lock say nothing of a record.
    """
    made, other = ([one for one in names if "/.git/" not in one or OF_RECORD.search(one)] for names in (made, other))
    if ended.code not in (0, 1, 2, 3):
        yield f"exit code {ended.code}"
    if "Traceback" in ended.said or "Exception ignored" in ended.said:
        yield "a traceback"
    if ended.code == 1:
        errors = [row for row in ended.rows if row.startswith(("amend: ", *(("Error: ",) if done else ())))]
        if not errors or (len(errors) != len(ended.rows) and not done):
            yield "not one clear line"
    if ended.code == 2 and not [row for row in ended.rows if row.startswith("Error: ")]:
        yield "no usage"
    if any(len(row) > 2500 for row in ended.rows):
        yield f"a row of {max(map(len, ended.rows))} characters"
    if bad := [sign for sign in ended.said if not sign.isprintable() and sign not in "\n\t"]:
        yield f"signs that are not printed: {bad[:5]}"
    if left := [name for name in made if name.endswith((".part", ".lock", ".begun", "amend-record.json"))]:
        yield f"left over: {left}"
    if ended.code in (1, 2) and (made or other) and not done:
        yield f"made {made[:5]}, changed {other[:5]}"
    if ended.code in (0, 3) and (wrong := [name for name in other if not name.startswith(allowed)]):
        yield f"changed {wrong[:5]}"


def named(call):
    """The places of files that a call names, which it may write: as those of what is changed are told."""
    return tuple(os.path.normpath(os.path.join("work", word)) for word in call if "/" in word and "\0" not in word)


def shown(call):
    return (
        " ".join(word if len(word) < 60 else f"{word[:30]}…" for word in call)
        .encode("utf-8", "backslashreplace")
        .decode()
    )


@pytest.fixture(scope="module")
def good(tried):
    """Runs the example of a command where it works: in the workspace, else outside; where that is, and what it may change.

    Once for all tests, for each finds the workspace as it was made.
    """

    @cache
    def run_example(leaf):
        for outside in (False, True):
            ended, made, other = tried(leaf.good, outside=outside)
            assert list(faults(ended, made, other, ("",))) == []
            if ended.code in (0, 3):
                break
        else:
            outside = False  # what its example names is not here: it is tried all the same
        within = ("outside/.git", "work/.git") if any("/.git/" in name for name in other) else ()
        return outside, (*other, *within, "nowhere")

    return run_example


def wrong(tried, calls, outside, allowed, *, done=False, **how):
    """What went wrong with each call, in a row."""
    for call in calls:
        ended, made, other = tried(call, outside=outside, **how)
        for fault in faults(ended, made, other, (*allowed, *named(call)), done=done):
            yield f"{shown(call)}: {fault}; exit code {ended.code}: {ended.said[-500:]}"


@pytest.mark.parametrize("name", LEAVES)
def test_an_odd_value_in_any_place_of_a_call_ends_in_one_clear_line_or_is_taken(tried, good, name):
    leaf = LEAVES[name]
    outside, allowed = good(leaf)
    first = list(LEAVES).index(name)
    calls = [
        call
        for number, value in enumerate(ODD.values())
        for at, call in enumerate(leaf.with_each_place(value))
        if (first + number + at) % SHARE == 0
    ]
    assert calls
    assert list(wrong(tried, calls, outside, allowed)) == []


@pytest.mark.parametrize("name", LEAVES)
def test_no_file_that_is_read_is_written_over(tried, good, name):
    leaf = LEAVES[name]
    outside, allowed = good(leaf)
    where = "outside" if outside else "work"
    lost = []
    for file, call in leaf.over_each_input(files_of(tried.work)):
        ended, made, other = tried(call, outside=outside)
        assert list(faults(ended, made, [], allowed)) == [], shown(call)
        if f"{where}/{file}" in other and not f"{where}/{file}".startswith(allowed):
            lost.append(shown(call))
    assert lost == []


def files_of(work):
    """Gives the files that a word on the command line stands for: itself, those in a folder, of an actor, of a print."""

    def found(word):
        numbers = {
            "Bill 351": "bills/bill-351.xml",
            "HL Bill 31": "bills/given.xml",
            "HL Bill 57": "bills/hl-bill-57.xml",
        }
        if word in numbers:
            return [numbers[word]]
        place = work / word if (work / word).exists() else work / "drafts" / word
        inside = place.rglob("*.md") if place.is_dir() else [place] if place.is_file() else []
        return [str(file.relative_to(work)) for file in inside]

    return found


@pytest.mark.parametrize("name", LEAVES)
def test_a_flag_more_is_one_clear_line_or_is_done(tried, good, name):
    outside, allowed = good(LEAVES[name])
    allowed = (*allowed, "work/.git", "work/drafts")  # of a flag that has it written and recorded
    assert list(wrong(tried, LEAVES[name].with_each_flag(), outside, allowed)) == []


@pytest.mark.parametrize("largest", [0, 100, 3000])
@pytest.mark.parametrize("name", LEAVES)
def test_a_disk_that_is_full_leaves_nothing_half_written(tried, good, name, largest):
    """Of so many bytes in a file; messages and what is shown are not in one."""
    leaf = LEAVES[name]
    outside, allowed = good(leaf)
    allowed = (*allowed, "work/.git", "work/drafts")  # of a flag that has it written and recorded
    assert list(wrong(tried, [leaf.good, *leaf.with_each_flag()], outside, allowed, largest=largest)) == []


@pytest.mark.parametrize("how", ["closed", "nobody reads it", "full"])
@pytest.mark.parametrize("name", LEAVES)
def test_an_output_that_takes_nothing_is_no_traceback(tried, good, name, how):
    leaf = LEAVES[name]
    outside, allowed = good(leaf)
    for call in (leaf.good, *leaf.with_each_flag()):
        reading, writing = os.pipe()
        os.close(reading)
        try:
            stdout = {"closed": -1, "nobody reads it": writing, "full": os.open("/dev/full", os.O_WRONLY)}[how]
            assert list(wrong(tried, [call], outside, ("work", "outside", *allowed), done=True, stdout=stdout)) == []
        finally:
            os.close(writing)


@pytest.fixture(scope="module")
def pipe(tmp_path_factory):
    """A pipe to which somebody writes now and then, and from which they do not read."""
    file = tmp_path_factory.mktemp("pipe") / "pipe"
    os.mkfifo(file)
    pid = os.fork()
    if pid == 0:
        try:
            while True:
                held = os.open(file, os.O_RDWR)
                os.write(held, b"words\n")
                time.sleep(0.03)
                os.close(held)
                time.sleep(0.02)
        finally:
            os._exit(98)
    yield str(file)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@pytest.mark.parametrize("name", LEAVES)
def test_a_pipe_in_any_place_of_a_call_ends_in_one_clear_line_or_is_taken(tried, good, name, pipe):
    leaf = LEAVES[name]
    outside, allowed = good(leaf)
    calls = [call for at, call in enumerate(leaf.with_each_place(lambda _: pipe)) if at % SHARE < 2]
    assert list(wrong(tried, calls, outside, allowed)) == []


@pytest.mark.parametrize("name", sorted({*LEAVES} - {"git-setup"}))  # which is for the repository, wherever it begins
def test_a_workspace_within_another_is_one_clear_line_or_another_workspace(tried, name):
    """In a folder with an amend.toml of its own, and no repository, in a workspace: nothing above it is touched."""
    leaf = LEAVES[name]
    tried.renew()
    inner = tried.work / "inner"
    shutil.copytree(tried.base / "made", inner, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    before = standing(tried.work)
    ended = run(leaf.good, inner)
    after = standing(tried.work)
    touched = [name for name in before | after if before.get(name) != after.get(name) and not name.startswith("inner/")]
    tried.put_back()
    assert touched == []
    assert list(faults(ended, [], [], ())) == []
