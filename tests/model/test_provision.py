"""A Bill is a tree that is walked in reading order, and changed without touching what a change leaves alone."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shorthand import bill, bills

from amend.model.provision import Block, Carried, Provision, each_provision, node_at, unit, walk
from amend.model.text import Text


@st.composite
def bills_and_paths(draw):
    found = draw(bills())
    return found, draw(st.sampled_from([path for path, _ in walk(found.root) if path]))


def same_but_along(old, new, path):
    """Whether the two trees are the same objects but for the nodes along the path."""
    if not path:
        return True
    ours, theirs = (node.items if isinstance(node, Provision) else node.objects for node in (old, new))
    kept = all(a is b for index, (a, b) in enumerate(zip(ours, theirs, strict=True)) if index != path[0])
    return kept and same_but_along(ours[path[0]], theirs[path[0]], path[1:])


@given(bills_and_paths())
def test_an_edit_shares_all_that_it_does_not_touch(found):
    old, path = found
    new = old.edited(path, lambda node: (node,))
    assert same_but_along(old.root, new.root, path)
    assert new.at(path) is old.at(path)
    assert new == old


@given(bills_and_paths())
def test_an_edit_leaves_the_old_bill_as_it_was(found):
    old, path = found
    before = list(walk(old.root))
    old.edited(path, lambda node: (node, node) if isinstance(old.at(path[:-1]), Provision) else (node,))
    assert all(a is b for (_, a), (_, b) in zip(before, walk(old.root), strict=True))


@given(bills_and_paths())
def test_an_edit_can_take_a_node_out_or_put_several_in_its_place(found):
    old, path = found
    outer = old.at(path[:-1])
    assume(isinstance(outer, Provision))
    at, note = path[-1], Carried("<!--note-->")
    assert old.edited(path, lambda _: ()).at(path[:-1]).items == (*outer.items[:at], *outer.items[at + 1 :])
    doubled = old.edited(path, lambda node: (note, node, note)).at(path[:-1]).items
    assert doubled == (*outer.items[:at], note, outer.items[at], note, *outer.items[at + 1 :])


@given(bills())
def test_walking_a_bill_meets_every_node_once_and_in_reading_order(found):
    walked = list(walk(found.root))
    paths = [path for path, _ in walked]
    assert paths == sorted(set(paths))
    assert all(found.at(path) is node for path, node in walked)


@given(bills())
def test_the_provisions_of_a_bill_are_the_nodes_that_can_be_cited_or_left_out(found):
    listed = dict(found.provisions())
    for path, node in walk(found.root):
        numbered = isinstance(node, Provision) and node.number is not None
        assert path in listed or not numbered


def test_what_an_edit_says_of_the_bill_itself_stays():
    old = replace(bill("1 Ponds\n  Keep them."), outside=((Carried("<!--before-->"),), ()))
    new = old.edited((0,), lambda node: (node,))
    assert (new.title, new.number, new.house, new.outside) == (old.title, old.number, old.house, old.outside)


def test_an_edit_reaches_into_quoted_text():
    old = bill("""
        1 Weed
          After section 5 insert— [
            5A Weed
              (1) Clear it.
          ].
    """)
    path = next(path for path, node in old.provisions() if node.tag == "subsection")
    new = old.edited(path, lambda node: (replace(node, items=(Block("num", Text("(9)")), *node.items[1:])),))
    assert (old.at(path).label, new.at(path).label) == ("1", "9")
    assert same_but_along(old.root, new.root, path)


@pytest.mark.parametrize("path", [(9,), (0, 0, 0), (0, 2, 0, 0, 0, 0)])
def test_a_path_that_leads_nowhere_is_an_index_error(path):
    with pytest.raises(IndexError):
        node_at(bill("1 Ponds\n  Keep them.").root, path)


def test_a_provision_says_its_number_label_heading_and_identity():
    found = bill("1A Ponds\n  (1) Keep them.", guids=True)
    (_, clause), (_, subsection) = found.provisions()
    assert (clause.number.words, clause.label, clause.heading.words) == ("1A", "1A", "Ponds")
    assert (clause.eid, clause.guid) == ("sec_1A", "_sec_1A")
    assert (subsection.number.words, subsection.label, subsection.heading) == ("(1)", "1", None)
    assert (clause.items[0].words, clause.get("class"), clause.get("style")) == ("1A", "prov1", None)


def test_a_provision_without_a_number_has_no_label():
    found = Provision("hcontainer", (Block("heading", Text("Fish")),), (("name", "crossheading"),))
    assert (found.number, found.label, found.eid, found.guid) == (None, "", None, None)


@pytest.mark.parametrize(
    ("tag", "attributes", "name", "quoted"),
    [
        ("section", {}, "clause", "section"),
        ("subsection", {}, "subsection", "subsection"),
        ("level", {"class": "para1"}, "paragraph", "paragraph"),
        ("level", {"class": "para2"}, "sub-paragraph", "sub-paragraph"),
        ("level", {"class": "para3"}, "sub-sub-paragraph", "sub-sub-paragraph"),
        ("level", {"class": "other"}, "", ""),
        ("level", {}, "", ""),
        ("paragraph", {"class": "schProv1"}, "paragraph", "paragraph"),
        ("subparagraph", {"class": "schProv2"}, "sub-paragraph", "sub-paragraph"),
        ("article", {}, "article", "article"),
        ("part", {}, "Part", "Part"),
        ("chapter", {}, "Chapter", "Chapter"),
        ("hcontainer", {"name": "schedule"}, "Schedule", "Schedule"),
        ("hcontainer", {"name": "schedules"}, "", ""),
        ("hcontainer", {"name": "crossheading"}, "", ""),
        ("hcontainer", {"name": "definition"}, "definition", "definition"),
        ("content", {}, "", ""),
    ],
)
def test_a_provision_is_called_what_drafters_call_it(tag, attributes, name, quoted):
    provision = Provision(tag, (), tuple(attributes.items()))
    assert (unit(provision), unit(provision, quoted=True)) == (name, quoted)


@given(bills())
def test_the_provisions_are_those_that_a_walk_meets_in_its_order(found):
    met = [(path, node) for path, node in walk(found.root) if isinstance(node, Provision)]
    assert [(path, id(node)) for path, node in each_provision(found.root)] == [(path, id(node)) for path, node in met]
