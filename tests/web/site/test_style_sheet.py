"""The parts of the one style sheet: what a thing looks like is said in one of them, and nothing that no page has."""

import re
from collections import defaultdict
from pathlib import Path

import amend.web
from amend.web.site.page import site_templates
from amend.web.site.site import STYLES

PARTS = (*STYLES, "alone.css")
PICTURES = {"stance_signs.css", "timeline.css"}
"""What is styled within a picture is apart from what has the same name on a page."""

MADE = re.compile("[de][0-9]+|h[1-6]")
"""Classes with a number, which no file names whole."""


def selectors(name):
    css, _, _ = site_templates().loader.get_source(site_templates(), name)
    for rule in re.findall(r"([^{};]+)\{", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if not rule.strip().startswith("@"):
            yield from re.split(r",(?![^(]*\))", rule.strip())


def styled(selector):
    """The classes of what a selector is of: those of its last part, without what it stands in or beside."""
    last = re.sub(r":(not|has)\((?:[^()]|\([^()]*\))*\)", "", selector).split()[-1]
    return re.findall(r"\.([A-Za-z][\w-]*)", last)


def test_each_class_is_styled_in_one_part_of_the_sheet():
    places = defaultdict(set)
    for name in PARTS:
        for selector in selectors(name) if name not in PICTURES else ():
            for each in styled(selector):
                places[each].add(name)
    assert places
    assert {each: names for each, names in places.items() if len(names) > 1} == {}


def test_each_class_that_is_styled_is_on_some_page():
    files = [
        file for file in Path(amend.web.__file__).parent.rglob("*") if file.suffix in {".html", ".js", ".py", ".svg"}
    ]
    words = set(re.findall(r"[\w-]+", " ".join(file.read_text("utf-8") for file in files)))
    classes = {each for name in PARTS for one in selectors(name) for each in re.findall(r"\.([A-Za-z][\w-]*)", one)}
    assert {each for each in classes if each not in words and not MADE.fullmatch(each)} == set()
