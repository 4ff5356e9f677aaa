"""Thirty and more kinds of tampering with a record: what `verify` sees, what it sees only with an anchor, what nothing can.

Each is done with git itself, as whoever does it would, to a copy of one record.
"""

import re
import shutil
import subprocess

import pytest

from amend.ledger import recording, workspace
from amend.ledger.git import seal
from amend.ledger.verify import verify

P55 = "drafts/commissioner/positions/2023-11-09-P55.md"
GIVEN = {"stance": "supports", "on": ("firewall",), "sources": ("example.org", "Minutes, page 2")}


def add(space, actor="commissioner", **more):
    taken = recording.taken(space, actor, **{"date": "2024-06-01", **GIVEN, **more})
    return recording.add(space, taken).paths[0]


class Tampered:
    """A record in the hands of whoever tampers with it. last: the position that was recorded last."""

    def __init__(self, root, git, last):
        self.root, self.git, self.last = root, git, last
        self.space = workspace.load(root)

    def edit(self, old="proposes", new="opposes", path=P55):
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def commit(self, *message):
        self.git("add", "--all")
        self.git("commit", "--quiet", *(part for words in message for part in ("-m", words)))

    def again(self, *options, **environment):
        """The last commit made again, with options of git's."""
        self.git("commit", "--quiet", "--amend", "--no-edit", *options, **environment)

    def says(self, old, new):
        """The last commit made again with other words."""
        message = self.git("log", "-1", "--format=%B")
        assert old in message
        self.git("commit", "--quiet", "--amend", "-m", message.replace(old, new))

    def aside(self):
        """A branch where something is recorded, beside one that has moved on."""
        self.git("switch", "--quiet", "-c", "side")

    def back(self):
        self.git("switch", "--quiet", "main")
        (self.root / "bills" / "note.txt").write_text("A note.\n")
        self.commit("A note")

    def corrected(self, new="long letter", why="It was long."):
        self.edit("letter", new)
        recording.record(self.space, self.root / P55, why=why)

    def object(self, of):
        id = self.git("rev-parse", of)
        return self.root / ".git" / "objects" / id[:2] / id[2:]


def merge_that_drops(t):
    t.aside()
    add(t.space, summary="Recorded at the side.")
    t.back()
    t.git("merge", "--quiet", "-s", "ours", "-m", "Merge branch 'side'", "side")


def merge_that_drops_ours(t):
    t.git("switch", "--quiet", "-c", "side", "HEAD~1")
    t.back()
    t.git("switch", "--quiet", "side")
    (t.root / "bills" / "other.txt").write_text("Another note.\n")
    t.commit("Another note")
    t.git("merge", "--quiet", "-s", "ours", "-m", "Merge branch 'main'", "main")


def merge_that_undoes(t):
    t.aside()
    t.corrected()
    t.back()
    t.git("merge", "--quiet", "-s", "ours", "-m", "Merge branch 'side'", "side")


def merge_of_three_that_drops(t):
    t.aside()
    add(t.space, summary="Recorded at the side.")
    t.git("switch", "--quiet", "-c", "third", "main")
    (t.root / "bills" / "other.txt").write_text("Another note.\n")
    t.commit("Another note")
    t.back()
    t.git("merge", "--quiet", "-s", "ours", "-m", "Merge", "side", "third")


def merge_that_changes(t):
    t.aside()
    add(t.space, summary="Recorded at the side.")
    t.back()
    t.git("merge", "--quiet", "--no-commit", "side")
    t.edit()
    t.commit("Merge branch 'side'")


def merge_that_picks_one(t):
    t.aside()
    t.corrected()
    t.back()
    t.corrected("short letter", "It was short.")
    t.git("merge", "--quiet", "-s", "ours", "-m", "Merge branch 'side'\n\nConflicts:\n\tone file", "side")


def merge_of_two_moves(keep):
    """Each side moves one position to another place, with a reason; the merge keeps one place, both, or neither."""
    away, other = P55.replace("/2023", "/moved-2023"), P55.replace("/2023", "/put-2023")

    def done(t):
        t.aside()
        t.git("mv", P55, away)
        t.commit("Moved\n\nPosition: P55\nWhy: a better name")
        t.back()
        t.git("mv", P55, other)
        t.commit("Moved\n\nPosition: P55\nWhy: another name")
        t.git("merge", "--quiet", "--no-commit", "-s", "ours", "side")
        if keep == "theirs":
            t.git("rm", "--quiet", other)
        if keep in ("theirs", "a third place"):
            t.git("checkout", "side", "--", away)
        if keep == "a third place":
            t.git("mv", away, P55.replace("/2023", "/third-2023"))
        t.commit("Merge branch 'side'")

    return done


def hidden(*flag):
    def done(t):
        t.git("update-index", *flag, P55)
        t.edit()

    return done


def ignored(t):
    (t.root / ".git" / "info").mkdir(exist_ok=True)
    (t.root / ".git" / "info" / "exclude").write_text("*-slipped-in.md\n")
    text = (t.root / P55).read_text("utf-8").replace("P55", "P5555")
    (t.root / P55).with_name("2023-slipped-in.md").write_text(text, "utf-8")


def committed(*message):
    def done(t):
        t.edit()
        t.commit(*message)

    return done


def removed(t):
    t.git("rm", "--quiet", P55)
    t.commit("Tidy", "It was not needed.")


def renamed(t):
    t.git("mv", P55, P55.replace("2023", ".2023"))
    t.commit("Tidy")


def to_another_actor(t):
    t.git("mv", P55, P55.replace("commissioner", "government"))
    t.commit("Tidy")


def replaced(t):
    """A commit that changes a position, hidden behind the one before it."""
    t.edit()
    t.commit("Update")
    t.git("replace", "HEAD", "HEAD~1")


def grafted(t):
    t.edit()
    t.commit("Update")
    t.edit("opposes", "proposes")
    t.commit("Update", "Why: the stance stood there wrongly")
    (t.root / ".git" / "info").mkdir(exist_ok=True)
    ids = t.git.rows("rev-list", "HEAD")
    (t.root / ".git" / "info" / "grafts").write_text(f"{ids[0]} {ids[2]}\n")


def of_tomorrow(t):
    text = (t.root / t.last).read_text("utf-8").replace("2024-06-01", "2999-06-01").replace('id: "P', 'id: "Q')
    (t.root / t.last).with_name("2999.md").write_text(text, "utf-8")
    t.commit("commissioner: supports, example.org")


def recorded_too_early(t):
    t.again(GIT_COMMITTER_DATE="2024-05-01T10:00:00Z")


def damaged(t):
    file = t.object(f"HEAD:{t.last}")
    file.chmod(0o644)
    file.write_bytes(b"damaged")


def twice(t):
    shutil.copy(t.root / P55, (t.root / P55).with_name("again.md"))
    t.commit("Again")


def unsourced(t):
    t.edit('sources: ["example.org", "Minutes, page 2"]', "sources: []", t.last)
    t.commit("Tidy", "Why: the sources are elsewhere")


def linked(t):
    (t.root / P55).unlink()
    (t.root / P55).symlink_to("2023-06-15-P47.md")
    t.commit("Tidy")


def folder_gone(t):
    shutil.move(t.root / "drafts" / "liberty", t.root / "elsewhere") if (
        t.root / "drafts" / "liberty"
    ).is_dir() else None
    actor = next(one for one in sorted((t.root / "drafts").iterdir()) if one.is_dir())
    shutil.rmtree(actor)
    actor.write_text("Nothing.\n")
    t.commit("Tidy", "Why: no longer needed")


def folder_lost(t):
    actor = t.root / "drafts" / "government"
    shutil.rmtree(actor / "positions")
    (actor / "positions").symlink_to("nowhere")


def unreadable(t):
    (t.root / P55).write_bytes((t.root / P55).read_bytes() + b"\xff\xfe")
    t.commit("Tidy", "Why: a word was added")


def in_conflict(t):
    t.edit('stance: "proposes"', '<<<<<<< HEAD\nstance: "proposes"\n=======\nstance: "opposes"\n>>>>>>> theirs')
    t.commit("Merge", "Why: both are kept")


def another_mover(t):
    file = t.root / "drafts" / "commissioner" / "4.md"
    file.write_text(file.read_text("utf-8") + "\nA word.\n", "utf-8")
    recording.record(t.space, file)
    t.again("--author=A Clerk <clerk@example.invalid>")


def another_number(t):
    file = t.root / "drafts" / "commissioner" / "4.md"
    file.write_text(file.read_text("utf-8") + "\nA word.\n", "utf-8")
    recording.record(t.space, file)
    t.says("Amendment: HL Bill 31 amendment 4", "Amendment: HL Bill 31 amendment 5")


SEEN = {
    "a position is edited and left so": (lambda t: t.edit(), "was changed, and that is not recorded"),
    "and git is told to assume that it is not": (hidden("--assume-unchanged"), "was changed, and that is not recorded"),
    "and git is told not to look": (hidden("--skip-worktree"), "was changed, and that is not recorded"),
    "a position is put beside, and ignored": (ignored, "it was changed, and that is not recorded"),
    "a change without a reason": (committed("Update"), "which does not say why"),
    "a change whose message has a body, but no reason": (committed("Update", "See the minutes."), "does not say why"),
    "a change that gives an empty reason": (committed("Update", "Why:"), "does not say why"),
    "a change that gives the reason of another": (
        committed("Update", "Position: P06\nWhy: a slip"),
        "does not say why",
    ),
    "a position is taken away": (removed, "it was taken away in"),
    "a position is renamed so that nothing reads it": (renamed, "it was taken away in"),
    "a position is moved to another actor": (to_another_actor, "it was taken away in"),
    "a merge drops a position": (merge_that_drops, "undid what was recorded of it in"),
    "a merge into the side drops a position": (merge_that_drops_ours, "undid what was recorded of it in"),
    "a merge of three drops a position": (merge_of_three_that_drops, "undid what was recorded of it in"),
    "two sides move a position, and the merge keeps one place": (merge_of_two_moves("ours"), "undid what was recorded"),
    "and it keeps the other place": (merge_of_two_moves("theirs"), "undid what was recorded"),
    "and it finds a third place": (merge_of_two_moves("a third place"), "moved-2023-11-09-P55.md"),
    "a merge undoes a correction": (merge_that_undoes, "undid what was recorded of it in"),
    "a merge changes a position": (merge_that_changes, "does not say why"),
    "a merge drops one of two corrections": (merge_that_picks_one, "which dropped that of"),
    "the message has another stance": (lambda t: t.says("Stance: supports", "Stance: opposes"), "of its stance"),
    "the message has another number": (lambda t: t.says("Position: P", "Position: Q"), "of its position"),
    "the message has a source less": (lambda t: t.says("\nSource: Minutes, page 2", ""), "of its source"),
    "the message has another question": (lambda t: t.says("Source: e", "Amendment: 7\nSource: e"), "of its amendment"),
    "the subject has another stance": (lambda t: t.says("r: supports", "r: opposes"), "is headed"),
    "the message tells another thing": (lambda t: t.says("supports, on f", "opposes, on f"), "tells something else"),
    "another author": (lambda t: t.again("--author=A B <b@example.org>"), "not the actor commissioner"),
    "another actor as the author": (lambda t: t.again("--author=G <government@actors.invalid>"), "not the actor"),
    "another name of the author": (lambda t: t.again("--author=G <commissioner@actors.invalid>"), "as its author"),
    "another date": (lambda t: t.again("--date=2024-06-02T12:00:00Z"), "dates it 2024-06-02"),
    "another hour": (lambda t: t.again("--date=2024-06-01T13:00:00Z"), "dates it 2024-06-01"),
    "recorded in 2099": (lambda t: t.again(GIT_COMMITTER_DATE="2099-01-01T00:00:00Z"), "which is yet to come"),
    "recorded in the year 20000": (lambda t: t.again(GIT_COMMITTER_DATE="@568971820800 +0000"), "which is yet to come"),
    "recorded before the one before": (lambda t: t.again(GIT_COMMITTER_DATE="2024-06-10T10:00:00Z"), "before the one"),
    "recorded before it was taken": (recorded_too_early, "says that it was recorded on 2024-05-01"),
    "a position of a day that is yet to come": (of_tomorrow, "which is yet to come"),
    "what git holds is damaged": (damaged, "git fsck"),
    "what git holds is gone": (lambda t: t.object(f"HEAD:{t.last}").unlink(), "git fsck"),
    "two positions of one number": (twice, "is the id of"),
    "the sources are taken out": (unsourced, "it names no source"),
    "a position becomes a link": (linked, "which does not say why"),
    "an actor's folder becomes a file": (folder_gone, "it is a file where a folder of the record should be"),
    "an actor's folder leads nowhere": (folder_lost, "it leads to a folder that is not there"),
    "a position can no longer be read": (unreadable, "it is not UTF-8 text"),
    "a position is left in conflict": (in_conflict, "edits conflict in it"),
    "a change is hidden by a replacement": (replaced, "which does not say why"),
    "a change is hidden by a graft": (grafted, "which does not say why"),
    "another mover as the author of an amendment": (another_mover, "not the actor commissioner"),
    "another number of an amendment in the message": (another_number, "amendment 5” of it"),
}


def shortened(t):
    t.git("reset", "--quiet", "--hard", "HEAD~1")


def rewritten(t):
    """The last position is taken out of the history, and another recorded in its place."""
    t.git("reset", "--quiet", "--hard", "HEAD~1")
    add(t.space, stance="opposes")


def rewritten_at_the_root(t):
    """Every commit is made again, the author and the date of each kept: another committer."""
    told = subprocess.run(["git", "fast-export", "main"], cwd=t.root, capture_output=True, check=True).stdout
    again = re.sub(rb"(?m)^committer .*? <", b"committer Nobody <", told)
    subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=t.root, input=again, check=True)
    assert set(t.git.rows("log", "--format=%cn")) == {"Nobody"}


def begun_again(t):
    """All that was recorded becomes the first commit of a new history."""
    tree = t.git("rev-parse", "HEAD~2^{tree}")
    first = t.git("commit-tree", tree, "-m", "The workspace")
    t.git("reset", "--quiet", "--hard", first)


def side_dropped(t):
    """A merge is taken back as though it had never been."""
    t.aside()
    add(t.space, summary="Recorded at the side.")
    t.back()
    t.git("merge", "--quiet", "--no-edit", "side")
    t.sealed()
    t.git("reset", "--quiet", "--hard", "HEAD~1")


ANCHORED = {
    "the last record is cut off": (shortened, "it was shortened"),
    "the last record is made anew": (rewritten, "its history was rewritten or shortened"),
    "the whole history is made anew": (rewritten_at_the_root, "its history was rewritten or shortened"),
    "the history begins again": (begun_again, "its history was rewritten or shortened"),
    "a merge is taken back": (side_dropped, "it was shortened"),
}


def invented(t):
    """Whoever may record says what nobody held."""
    add(t.space, summary="Nobody ever said this.")


def false_source(t):
    """A source that exists says another thing."""
    add(t.space, stance="opposes", sources=("example.org",), summary="The source says the reverse.")


def false_reason(t):
    t.corrected("speech", "The letter was a speech, we are told.")


UNSEEN = {
    "a position that nobody took": invented,
    "a source that says the reverse": false_source,
    "a correction whose reason is false": false_reason,
}


@pytest.fixture(scope="module")
def record(tmp_path_factory, first):
    """A record with one position more, made once."""
    folder = tmp_path_factory.mktemp("record") / "work"
    shutil.copytree(first, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_NAME", "A Clerk")
        patch.setenv("GIT_COMMITTER_EMAIL", "clerk@example.invalid")
        path = add(workspace.load(folder))
    return folder, path


@pytest.fixture
def tampered(record, tmp_path, git_in):
    folder, path = record
    shutil.copytree(folder, tmp_path / "work", symlinks=True)
    made = Tampered(tmp_path / "work", git_in(tmp_path / "work"), path)
    made.seal = tmp_path / "seal.md"
    made.sealed = lambda: seal.seal(made.space, made.seal)
    made.sealed()
    return made


def wrong(tampered, against=""):
    """What is found, without the notes."""
    return [f"{one.place}: {one.message}" for one in verify(tampered.space, against).findings if one.level == "finding"]


def test_the_record_stands_before_anything_is_done_to_it(tampered):
    assert verify(tampered.space).findings == ()
    assert verify(tampered.space, str(tampered.seal)).findings == ()


@pytest.mark.parametrize("kind", SEEN)
def test_tampering_that_is_seen(tampered, kind):
    tamper, told = SEEN[kind]
    tamper(tampered)
    found = wrong(tampered)
    assert [row for row in found if told in row], found


@pytest.mark.parametrize("kind", ANCHORED)
def test_tampering_that_only_an_anchor_shows(tampered, kind):
    tamper, told = ANCHORED[kind]
    tamper(tampered)
    assert wrong(tampered) == []
    found = wrong(tampered, str(tampered.seal))
    assert [row for row in found if told in row], found


@pytest.mark.parametrize("kind", UNSEEN)
def test_tampering_that_no_tool_can_see(tampered, kind):
    UNSEEN[kind](tampered)
    assert verify(tampered.space, str(tampered.seal)).findings == ()


def test_there_are_thirty_kinds_and_more():
    assert len(SEEN) + len(ANCHORED) + len(UNSEEN) >= 30


def test_a_seal_names_the_positions_that_are_not_as_they_were(tampered):
    rewritten(tampered)
    found = wrong(tampered, str(tampered.seal))
    assert f"{tampered.last}: it is in the seal " in "\n".join(found)


def test_a_remote_and_a_commit_are_anchors_too(tampered, tmp_path, git_in):
    remote = tmp_path / "remote.git"
    tampered.git("clone", "--quiet", "--bare", tampered.root, remote)
    tampered.git("remote", "add", "origin", remote)
    first = tampered.git("rev-parse", "HEAD")
    assert verify(tampered.space, "origin").against == "main of origin"
    assert wrong(tampered, "origin") == wrong(tampered, "HEAD~3") == wrong(tampered, first) == []
    rewritten(tampered)
    assert "rewritten or shortened" in wrong(tampered, "origin")[0]
    assert "rewritten or shortened" in wrong(tampered, first)[0]
    other = tmp_path / "other"
    tampered.git("clone", "--quiet", remote, other)
    add(workspace.load(other), summary="Pushed by another.")
    git_in(other)("push", "--quiet")
    assert "is not here: fetch it" in wrong(tampered, "origin")[0]


@pytest.mark.parametrize("said", ["nowhere", "--upload-pack=touch x", "HEAD~9999", ""])
def test_an_anchor_that_is_none_is_an_error_and_runs_nothing(tampered, said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    if said:
        with pytest.raises(recording.RecordError, match="no seal, no remote and no commit"):
            verify(tampered.space, said)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "text", ["", '---\nseal: "2"\ncommit: "a"\ncommits: "1"\nsealed: "x"\n---\n', '---\na: "b"\n---\n']
)
def test_a_file_that_is_no_seal_is_an_error(tampered, tmp_path, text):
    (tmp_path / "file.md").write_text(text)
    with pytest.raises(recording.AmendError, match=r"seal|“---”"):
        verify(tampered.space, str(tmp_path / "file.md"))


def test_a_merge_that_says_why_it_drops_a_position_is_in_order(tampered):
    tampered.aside()
    add(tampered.space, summary="Recorded at the side.")
    tampered.back()
    tampered.git("merge", "--quiet", "-s", "ours", "-m", "Merge\n\nWhy: it was recorded twice", "side")
    assert wrong(tampered) == []


def test_honest_merges_give_no_findings(tampered):
    """Both sides record, one corrects, one takes over the other's correction, and they merge back and forth."""
    tampered.aside()
    add(tampered.space, summary="At the side.")
    tampered.corrected()
    tampered.back()
    tampered.git("cherry-pick", "side")
    add(tampered.space, summary="On main.")
    tampered.git("merge", "--quiet", "--no-edit", "side")
    tampered.git("switch", "--quiet", "side")
    add(tampered.space, summary="At the side again.")
    tampered.git("merge", "--quiet", "--no-edit", "main")
    tampered.git("switch", "--quiet", "main")
    tampered.git("merge", "--quiet", "--no-edit", "--no-ff", "side")
    assert verify(tampered.space).findings == ()


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 6])
def test_a_shallow_clone_gives_no_false_findings(tampered, tmp_path, depth):
    """Cut off before, within and after a merge, the record has a note, and nothing that is not so."""
    tampered.aside()
    add(tampered.space, summary="At the side.")
    tampered.corrected()
    tampered.back()
    add(tampered.space, summary="On main.")
    tampered.git("merge", "--quiet", "--no-edit", "side")
    add(tampered.space, summary="After the merge.")
    shallow = tmp_path / "shallow"
    tampered.git("clone", "--quiet", f"--depth={depth}", tampered.root.as_uri(), shallow)
    (note,) = verify(workspace.load(shallow)).findings
    assert note.level == "note"
    assert "was not fetched" in note.message
    assert [one.level for one in verify(workspace.load(shallow), str(tampered.seal)).findings] in (
        ["note"], ["note", "note"], ["note", "finding"]
    )  # fmt: skip
