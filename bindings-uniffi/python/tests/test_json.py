"""json/accept, json/refuse and errors.tsv."""

import csv
import json

import pytest
import tvpass
from vectors import FOLDER, json_error

# The two whose type is called by what it is, not by the field it stands in.
ENUMERATIONS = {"dcrError": tvpass.DcrErrorCode, "primaryHardwareType": tvpass.HardwareType}


def rows(name):
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("file", sorted((FOLDER / "json/accept").iterdir()), ids=lambda file: file.stem)
def test_texts_of_the_grammar_are_accepted(file):
    tvpass.check_json(tvpass.Redacted(file.read_bytes()))


@pytest.mark.parametrize("row", rows("json/refuse.tsv"), ids=lambda row: next(iter(row.values())))
def test_texts_outside_the_grammar_are_refused_at_their_place(row):
    name, kind, offset = row.values()
    with pytest.raises(tvpass.TvpassError) as refused:
        tvpass.check_json(tvpass.Redacted((FOLDER / "json/refuse" / name).read_bytes()))
    error = json_error(refused.value.reason.error)
    assert (error["kind"], error["offset"]) == (kind, int(offset))


def test_every_code_of_the_catalogue_is_known_by_its_name():
    assert {code.wire() for code in tvpass.ErrorCode} == {row["code"] for row in rows("errors.tsv")}


@pytest.mark.parametrize("name, texts", json.loads((FOLDER / "enumerations.json").read_text()).items())
def test_every_known_value_of_an_enumeration_has_a_variant(name, texts):
    enumeration = ENUMERATIONS.get(name) or getattr(tvpass, name[0].upper() + name[1:])
    known = {getattr(enumeration, variant)().wire() for variant in vars(enumeration) if variant.isupper() and variant != "OTHER"}
    assert known == set(texts)
    assert enumeration.OTHER("of tomorrow").wire() == "of tomorrow"
