"""LibreOffice, asked to accept or to reject every change of a file of ours, leaves exactly the one text or the other."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from shorthand import bill

from amend.drafting import make, papers
from amend.engine.compare.compare import compare
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import with_labels
from amend.formats import akn, draft
from amend.model.printed import each, paragraphs
from amend.word.write.document import document, tracked
from amend.word.write.export import tracked_redline
from amend.word.write.paper import paper

ROOT = Path(__file__).resolve().parents[2]
SESSION = Path(__file__).with_name("resolving_session.py")
PYTHON = "/usr/bin/python3"
LONG = "AMEND_LONG" in os.environ
"""Whether every package and the longest print are opened; else one package in three, and the shorter one."""

PACKAGES = sorted({file.parent for file in (ROOT / "drafts").glob("*/*.md")})
PRINTS = {
    "HL Bill 54 to 60": ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml"),
    **({"Bill 265 to 314": ("dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml")} if LONG else {}),
}
SMALL = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond.
      {0}
    2 Short title
      This Act may be cited as the Ponds Act.
"""
FORMS = {
    "a paragraph": "(2) This is new.",
    "two tables": "(2) One\n      : carp : 1\n      and then\n      more still\n      : tench : 2\n      and no more",
    "a table at the end": "(2) One\n      : carp : 1\n      : tench : 2",
}


@pytest.fixture
def pages(tmp_path):
    """Sets a Word file in pages, and gives the words of each as they stand on it."""
    soffice, totext = shutil.which("soffice"), shutil.which("pdftotext")
    if soffice is None or totext is None:
        pytest.skip("soffice or pdftotext is not on PATH")

    def set_in_pages(data):
        path = tmp_path / "set.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
        subprocess.run(convert, capture_output=True, timeout=120, check=True)
        ran = subprocess.run([totext, "-layout", path.with_suffix(".pdf"), "-"], capture_output=True, check=True)
        return [page.split("\n") for page in ran.stdout.decode().split("\f") if page.strip()]

    return set_in_pages


def test_a_clean_copy_has_its_cover_then_pages_with_the_lines_of_the_print_in_the_margin(pages):
    rows = "".join(f"      ({n}) The keeper must keep pond {n}.\n" for n in range(1, 80))
    cover, first, second, *_ = pages(document(bill(f"    1 Ponds\n{rows}")))
    assert [row.split() for row in cover if row.strip()][:2] == [["Ponds", "Bill"], ["CONTENTS"]]
    assert first[0].split() == second[0].split() == ["Ponds", "Bill", "Bill", "1"]
    assert [row.split()[-3:] for row in (first, second) for row in row if "This file" in row] == [
        ["file,", "page", "1"],
        ["file,", "page", "2"],
    ]
    told = [found for row in (*first, *second) if (found := re.search(r"\((\d+)\) The keeper.*\.\s+(\d+)$", row))]
    assert [(int(one[1]) + 1, int(one[2])) for one in told][:6] == [(n, n) for n in range(5, 35, 5)]
    assert len(told) > 12, "the second page goes on where the first ends, as the print does"


@pytest.mark.parametrize("house", ["Commons", "Lords"])
def test_an_amendment_paper_can_be_set_in_pages(pages, house):
    drafts = draft.read_all([PACKAGES[0]])
    listed = replace(papers.gathered(drafts), house=house)
    first, *_ = pages(paper(listed))
    assert first[0].strip() == f"House of {house}"


@pytest.fixture(scope="module")
def office():
    """Whether LibreOffice can be driven here, and shows comments: the one without a screen breaks off on them."""
    soffice = shutil.which("soffice")
    if soffice is None or not Path(PYTHON).exists():
        pytest.skip("soffice or /usr/bin/python3 is not here")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("python3-uno is not here")
    program = Path(soffice).resolve().parent.parent
    return (program / "share/config/soffice.cfg/modules/swriter/ui/annotation.ui").exists()


def resolved(files, folder):
    """Each file, a redline, as LibreOffice leaves it when all is rejected and when all is accepted."""
    jobs, outs = [], []
    for index, data in enumerate(files):
        path = folder / f"{index}.docx"
        path.write_bytes(data)
        for verb in ("Reject", "Accept"):
            out = folder / f"{index}-{verb}.txt"
            jobs.append(json.dumps({"file": str(path), "out": str(out), "verb": verb}))
            outs.append(out)
    ran = subprocess.run([PYTHON, SESSION], input="\n".join(jobs), capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    texts = [out.read_text("utf-8-sig").removesuffix("\n").split("\n") for out in outs]
    return list(zip(texts[::2], texts[1::2], strict=True))


def without_comments(data):
    """The same file, its comments taken out."""
    out = io.BytesIO()
    marks = r"<w:commentRange(?:Start|End) [^>]*/>|<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>.*?</w:r>"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "word/document.xml":
                part = re.sub(r"<w:(ins|del) [^>]*></w:\1>", "", re.sub(marks, "", part))
            if name != "word/comments.xml":
                new.writestr(name, re.sub(r"<(Override|Relationship) [^>]*comments\.xml\"[^>]*/>", "", part))
    return out.getvalue()


def printed(text):
    return [paragraph.words for paragraph in each(paragraphs(text))]


def test_each_package_of_the_record(office, tmp_path):
    texts = {text.number: text for text in map(akn.read, sorted((ROOT / "bills").glob("*/*.xml")))}
    files, wanted = [], []
    for package in PACKAGES if LONG else PACKAGES[::3]:
        drafts = draft.read_all([package])
        old = texts[drafts[0].print]
        made = make.apply(old, drafts).bill
        new = with_labels(made, relabelled(made, old)).bill
        data = tracked_redline(old, drafts).data
        files.append(data if office else without_comments(data))
        wanted.append((printed(old), printed(new)))
    assert resolved(files, tmp_path) == wanted


@pytest.mark.parametrize(("old", "new"), PRINTS.values(), ids=PRINTS)
def test_two_real_prints(office, corpus, tmp_path, old, new):
    one, other = akn.read(corpus / "prints" / old), akn.read(corpus / "prints" / new)
    data = tracked(one, other, compare(one, other).redline)
    assert resolved([data], tmp_path) == [(printed(one), printed(other))]


def test_forms_that_are_hard_to_take_back(office, tmp_path):
    without = bill(SMALL.format(""))
    files, wanted = [], []
    for form in FORMS.values():
        with_it = bill(SMALL.format(form))
        for one, other in ((without, with_it), (with_it, without)):
            files.append(tracked(one, other, compare(one, other).redline))
            wanted.append((printed(one), printed(other)))
    assert resolved(files, tmp_path) == wanted
