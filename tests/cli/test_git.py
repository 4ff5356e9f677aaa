"""Git shows, compares and merges Bills with `amend` once it is told to: real git, in a repository of its own."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cli.conftest import PONDS, Amend
from shorthand import bill

from amend.formats import akn

ROOT = Path(__file__).resolve().parents[2]
WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
CHARGE = "Clause 1, page 1, line 4, leave out “may” and insert “must”"
CLEAN = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"


class Repository:
    """A git repository in the command's folder, which holds bill.xml."""

    def __init__(self, amend):
        self.amend = amend

    def __call__(self, *arguments, code=0, **environment):
        given = {**self.amend.environment, **environment}
        env = {name: value for name, value in given.items() if value is not None}
        done = subprocess.run(["git", *arguments], cwd=self.amend.folder, env=env, capture_output=True, timeout=60)
        if code is not None:
            assert done.returncode == code, (arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
        return done.stdout.decode() + done.stderr.decode()

    def commit(self, message):
        self("add", ".gitattributes", "bill.xml")
        self("commit", "-qm", message)

    def edit(self, draft, words):
        """Make an amendment to bill.xml, where it is."""
        ran = self.amend("apply", "bill.xml", draft("d.md", words, "1"), "-o", "new.xml")
        assert ran.code == 0, ran
        (self.amend.folder / "new.xml").replace(self.amend.folder / "bill.xml")


@pytest.fixture
def git(amend, made_once):
    """A repository that `git-setup` has set up and that has the print; made once, and copied."""
    shutil.copytree(made_once("repository", make), amend.folder, dirs_exist_ok=True)
    return Repository(amend)


def make(folder):
    git = Repository(Amend(folder))
    akn.write(bill(PONDS), folder / "bill.xml")
    git("init", "-q", "-b", "main")
    git("config", "user.name", "Test")
    git("config", "user.email", "test@example.invalid")
    git("config", "commit.gpgsign", "false")
    assert git.amend("git-setup").code == 0
    git.commit("the print")


def test_git_diff_shows_the_redline(git, draft):
    git.edit(draft, WEED)
    said = " ".join(git("diff").split())
    assert "bill.xml" in said
    assert "free of [-weed-]{+rubbish+}." in said
    assert "<" not in said


def test_git_log_and_git_show_give_the_words_without_the_mark_up(git, draft):
    git.edit(draft, WEED)
    git.commit("weed")
    said = git("log", "-p", "-1")
    assert "\n-  (1) The keeper must keep every pond clean and free of weed.\n" in said
    assert "\n+  (1) The keeper must keep every pond clean and free of rubbish.\n" in said
    assert "<p>" not in said
    assert "free of rubbish." in git("show")


def test_the_difftool_is_amend_compare(git, draft):
    git.edit(draft, WEED)
    assert "free of [-weed-]{+rubbish+}." in " ".join(git("difftool", "-y", "-t", "amend").split())


def test_git_difftool_runs_the_tool_that_is_asked_for(git, draft):
    git.edit(draft, WEED)
    git("config", "difftool.mine.cmd", 'echo "mine: $LOCAL $REMOTE"')
    said = git("difftool", "-y", "-t", "mine")
    assert "mine: " in said
    assert "bill.xml" in said
    assert "rubbish" not in said


@pytest.mark.parametrize(("settings", "coloured"), [((), True), (("-c", "color.ui=false"), False)])
def test_the_redline_in_gits_pager_has_the_colour_that_git_is_set_to(git, draft, settings, coloured):
    git.edit(draft, WEED)
    said = git(*settings, "diff", GIT_PAGER_IN_USE="true", TERM="xterm-256color", NO_COLOR=None)
    assert ("\x1b[" in said) is coloured
    assert ("{+rubbish+}" in said) is not coloured


def test_edits_of_two_provisions_on_two_branches_merge(git, draft):
    git("checkout", "-qb", "charges")
    git.edit(draft, CHARGE)
    git.commit("charge")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    git.commit("weed")
    git("merge", "-q", "charges", "-m", "both")
    said = git.amend("show", "bill.xml", "clause 1").out
    assert "rubbish" in said
    assert "must charge" in " ".join(said.split())


def test_a_real_conflict_is_marked_and_nothing_is_lost(git, draft):
    git("checkout", "-qb", "tidy")
    git.edit(draft, CLEAN)
    git.commit("tidy")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    git.commit("weed")
    said = git("merge", "tidy", code=1)
    assert "both sides change clause 1(1)" in said
    assert "CONFLICT" in said
    text = (git.amend.folder / "bill.xml").read_text("utf-8")
    assert "tidy" in text
    assert "rubbish" in text
    ran = git.amend("apply", "bill.xml", "d.md", "-o", "out.xml")
    assert ran.code == 1
    assert "clause 1(1)" in ran.err
    assert not (git.amend.folder / "out.xml").exists()
    both = git("diff")
    ran = git.amend("lines", "bill.xml", "-o", "out.xml")
    assert (ran.code, ran.out) == (1, "")
    assert "amend: bill.xml: two people's edits conflict at clause 1(1)" in ran.err
    ran = git.amend("compare", "bill.xml", "bill.xml")
    assert ran.code == 0
    assert "amend: bill.xml: two people's edits conflict at clause 1(1), and both texts are shown" in ran.err
    for command in (["show", "bill.xml", "clause 1"], ["blame", "bill.xml"]):
        ran = git.amend(*command)
        assert "amend: bill.xml: two people's edits conflict at clause 1(1), and both texts are shown" in ran.err
    assert git.amend("new", "bill.xml", "--at", "clause 1(1)").code == 1
    assert "free of rubbish" in both
    assert "tidy and free of weed" in both


def test_xml_that_is_no_bill_is_shown_and_merged_as_text(git):
    other = git.amend.folder / "other.xml"
    rows = ["<list>", *(f" <item>{n}</item>" for n in range(12)), "</list>", ""]
    other.write_text("\n".join(rows))
    git("add", "other.xml")
    git("commit", "-qm", "other")
    git("checkout", "-qb", "first")
    other.write_text("\n".join(rows).replace(">1<", ">one<"))
    assert "no redline" in git("diff")
    assert ">one<" in git("diff", "--no-ext-diff")
    git("commit", "-qam", "first")
    git("checkout", "-q", "main")
    other.write_text("\n".join(rows).replace(">10<", ">ten<"))
    git("commit", "-qam", "tenth")
    git("merge", "-q", "first", "-m", "both")
    assert ">one<" in other.read_text()
    assert ">ten<" in other.read_text()


def test_setting_up_twice_changes_nothing_and_keeps_other_attributes(git):
    attributes = git.amend.folder / ".gitattributes"
    attributes.write_text("*.png binary")
    assert git.amend("git-setup").code == 0
    once = attributes.read_text(), git("config", "--local", "--list")
    assert once[0] == "*.png binary\n*.xml diff=amend merge=amend\n"
    assert git.amend("git-setup").code == 0
    assert (attributes.read_text(), git("config", "--local", "--list")) == once


def test_outside_a_repository_it_says_what_to_do(ponds):
    ran = ponds("git-setup")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: .: it is not in a git repository; make one with “git init”\n"


def test_without_git_it_says_so(git):
    ran = git.amend("git-setup", PATH="")
    assert ran.code == 1
    assert "git is not installed" in ran.err


def test_a_new_file_and_one_that_is_gone_are_said_in_one_line(git):
    akn.write(bill("1 One\n  Words."), git.amend.folder / "second.xml")
    git("add", "-N", "second.xml")
    (git.amend.folder / "bill.xml").unlink()
    said = git("diff")
    assert "second.xml\na new file" in said
    assert "bill.xml\nno longer there" in said


PLANTED = 'open("ran", "w").close()\n'
OLD = {
    "diff.amend.command": "-m amend git-diff",
    "diff.amend.textconv": "-m amend git-text",
    "merge.amend.driver": "-m amend git-merge %O %A %B %P",
    "difftool.amend.cmd": '-m amend compare "$LOCAL" "$REMOTE"',
}
"""What an older version told git to run with Python."""


def plant(folder, name, *, package=False):
    """Put a file, or a package, into the work tree, as a pulled commit can, that leaves the file `ran` when it runs."""
    if package:
        (folder / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (folder / name / file).write_text(PLANTED)
    else:
        (folder / f"{name}.py").write_text(PLANTED)


def old_set_up(git, python=sys.executable):
    for key, value in OLD.items():
        git("config", key, f"{python} {value}")


@pytest.mark.parametrize("package", [False, True], ids=["file", "package"])
def test_nothing_in_the_work_tree_is_run_in_place_of_a_module(git, draft, package):
    git("checkout", "-qb", "charges")
    git.edit(draft, CHARGE)
    git.commit("charge")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    for name in ("click", "lxml", "json", "yaml", "amend"):
        plant(git.amend.folder, name, package=package)
    for path in (".", ":", "", str(git.amend.folder), None):
        said = git("diff", PYTHONPATH=path, PYTHONSTARTUP="click.py", GIT_PREFIX="")
        assert "[-weed-]{+rubbish+}" in " ".join(said.split()), path
    git.commit("weed")
    assert "free of rubbish." in git("show", PYTHONPATH=".")
    assert "[-weed-]" in git("difftool", "-y", "-t", "amend", "HEAD~1", PYTHONPATH=".")
    git("merge", "-q", "charges", "-m", "both", PYTHONPATH=":")
    assert "must charge" in (git.amend.folder / "bill.xml").read_text("utf-8")
    assert not (git.amend.folder / "ran").exists()


def test_an_older_set_up_is_mended_when_it_is_run_again(git, draft):
    old_set_up(git)
    git.edit(draft, WEED)
    plant(git.amend.folder, "click")
    git("diff", code=None)
    assert (git.amend.folder / "ran").exists()  # what the older set-up let happen
    (git.amend.folder / "ran").unlink()
    (git.amend.folder / "click.py").rename(git.amend.folder / "click.txt")
    ran = git.amend("git-setup")
    assert ran.code == 0
    assert ran.err == (
        "amend: mended; until now git runs amend in a way that lets a file of the work tree, such as click.py, "
        "be run as code\n"
    )
    (git.amend.folder / "click.txt").rename(git.amend.folder / "click.py")
    assert "rubbish" in git("diff")
    assert not (git.amend.folder / "ran").exists()
    (git.amend.folder / "click.py").unlink()
    assert git.amend("git-setup").err == ""


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (f"{sys.executable} -m amend git-diff", "lets a file of the work tree, such as click.py, be run as code"),
        ("python3 -m amend git-diff", "lets a file of the work tree"),
        (f"{sys.executable} -E -m amend git-diff", "lets a file of the work tree"),
        (f"{sys.executable} -P -m amend git-diff", "lets a file of the work tree"),  # PYTHONPATH may name it
        ("/no/such/python -I -m amend git-diff", "amend with /no/such/python, which is no longer there"),
        ("/no/such/amend git-diff", "amend with /no/such/amend, which is no longer there"),
        (f"{sys.executable} -I -m amend git-diff", ""),
        (f"{sys.executable} -EP -m amend git-diff", ""),
        ("git diff --no-index 'unclosed", ""),
        (None, ""),
    ],
)
def test_status_says_when_git_is_told_to_run_what_is_not_safe_or_not_there(amend, told, said):
    (amend.folder / ".gitconfig").write_text("[user]\n\tname = Test\n\temail = test@example.invalid\n")
    assert amend("init", "work", "--empty").code == 0
    work = replace(amend, folder=amend.folder / "work")
    if told:
        subprocess.run(["git", "config", "diff.amend.command", told], cwd=work.folder, check=True)
    ran = work("status")
    assert ran.code == 0
    drivers = work("status", "--json").data["drivers"]
    if not said:
        assert (ran.err, drivers) == ("", "")
        return
    assert said in ran.err
    assert ran.err == f"amend: {drivers}\n"
    assert drivers.endswith("; put it right with: amend git-setup")
    assert work("git-setup").code == 0
    assert work("status").err == ""


def test_amend_that_is_itself_in_the_work_tree_is_not_set_up(git):
    inside = git.amend.folder / "lib"
    shutil.copytree(ROOT / "amend", inside / "amend", ignore=shutil.ignore_patterns("__pycache__"))
    before = git("config", "--local", "--list")
    ran = git.amend("git-setup", PYTHONPATH=str(inside))
    assert (ran.code, ran.out) == (1, "")
    assert "amend is installed in that work tree, so what is pulled could be run in its place" in ran.err
    assert git("config", "--local", "--list") == before


def test_amend_that_is_found_by_its_folder_alone_is_run_from_that_folder(git, draft, tmp_path_factory):
    apart = tmp_path_factory.mktemp("it's 100% apart")
    shutil.copytree(ROOT / "amend", apart / "amend", ignore=shutil.ignore_patterns("__pycache__"))
    assert git.amend("git-setup", PYTHONPATH=str(apart)).code == 0
    assert "100% apart" in git("config", "diff.amend.command")
    git("checkout", "-qb", "charges")
    git.edit(draft, CHARGE)
    git.commit("charge")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    plant(git.amend.folder, "click")
    assert "rubbish" in git("diff", PYTHONPATH=".")
    git.commit("weed")
    git("merge", "-q", "charges", "-m", "both", PYTHONPATH=None)
    assert "must charge" in (git.amend.folder / "bill.xml").read_text("utf-8")
    assert not (git.amend.folder / "ran").exists()


def test_a_bill_may_have_a_name_that_begins_like_an_option(git):
    akn.write(bill("1 One\n  Words."), git.amend.folder / "--help.xml")
    git("add", "--", "--help.xml")
    git("commit", "-qm", "named")
    akn.write(bill("1 One\n  Other words."), git.amend.folder / "--help.xml")
    assert "{+Other words.+}" in git("diff")
