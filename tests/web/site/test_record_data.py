"""The data has all of the record, each column is explained, and no program takes a cell for anything but words."""

import codecs
import csv
import io
import json

import pytest
from pond_record import space, tabled, taken

from amend.ledger.prints import at_hand
from amend.model.position import Evidence
from amend.web.site.gathering import gather
from amend.web.site.page import Page
from amend.web.site.position_pages import pages as position_pages
from amend.web.site.record_data import pages, record_tables


def files(found):
    return {one.path: one for one in pages(found)}


def rows(data):
    assert data.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def shipped():
    return gather(at_hand("/"))


def test_each_table_has_a_row_for_each_thing_and_the_json_has_the_same(shipped):
    made = files(shipped)
    said = json.loads(made["data/record.json"].data)
    counts = {"positions": 94, "evidence": len(shipped.relied), "amendments": len(shipped.tabled), "matrix": 134}
    for name, count in counts.items():
        table = rows(made[f"data/{name}.csv"].data)
        assert len(table) == len(said[name]) == count
        for row, record in zip(table, said[name], strict=True):
            assert row.keys() == record.keys()
            for key, value in record.items():
                words = "; ".join(value) if isinstance(value, list) else value or ""
                assert row[key].removeprefix("'") == " ".join(words.split()), (name, key)
    assert (said["format"], said["about"], said["kept_to"]) == (1, "Victims and Prisoners Bill", "2025-12-31")
    assert said["cautions"]


def test_each_page_that_the_data_names_is_there(shipped):
    said = json.loads(files(shipped)["data/record.json"].data)
    there = {one.path for one in position_pages(shipped) if isinstance(one, Page)}
    for name in ("positions", "matrix"):
        assert {one["page"] for one in said[name]} <= there
    assert {one["page"] for one in said["amendments"]} == {one.path for one in shipped.tabled}
    evidence = {one["id"]: one for one in said["evidence"]}
    cited = {id for one in said["positions"] for id in one["evidence"]}
    assert cited == evidence.keys()
    assert evidence[next(iter(cited))]["page"].startswith("evidence.html#")


def test_each_column_is_explained_on_the_page(shipped):
    page = str(files(shipped)["data/index.html"].main)
    for table in record_tables(shipped):
        assert f'href="{table.name}.csv"' in page
        for column in table.columns:
            assert f'<th scope="row">{column.name}</th><td>' in page
            assert column.means


def test_the_caution_of_a_package_and_its_outcome_stand_beside_each_amendment(shipped):
    table = rows(files(shipped)["data/amendments.csv"].data)
    mine = [one for one in table if one["folder"] == "commissioner"]
    assert {one["caution"] for one in mine} == {shipped.record.kept.cautions["commissioner"]}
    assert {one["outcome"] for one in table} <= {"applied", "refused", ""}


def test_no_cell_begins_as_a_formula_and_no_character_misleads(tmp_path):
    evil = '=HYPERLINK("x")\u202e</script>\n+1'
    hostile = taken(
        "@1", "2020-01-01", on=("-question",), who=evil, vehicle=evil, summary=evil, sources=(evil, "x; y"),
        evidence=(Evidence(evil, "+5", "", evil),),
    )  # fmt: skip
    made = files(space(tmp_path, [hostile], [("heron", tabled("1", title=evil, statement=evil))]))
    for path, one in made.items():
        if path.endswith(".csv"):
            table = rows(one.data)
            assert table
            for row in table:
                assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
                assert None not in row
                assert None not in row.values()
        if not isinstance(one, Page):
            assert "\u202e" not in one.data.decode()
    said = made["data/record.json"].data.decode()
    assert "<" not in said
    assert json.loads(said)["positions"][0]["who"] == '=HYPERLINK("x")\ufffd</script>\n+1'


def test_an_empty_record_gives_tables_with_their_heads(tmp_path):
    made = files(space(tmp_path))
    assert rows(made["data/positions.csv"].data) == []
    assert made["data/positions.csv"].data.startswith(codecs.BOM_UTF8 + b"id,date,")
    said = json.loads(made["data/record.json"].data)
    assert (said["positions"], said["kept_to"]) == ([], None)
