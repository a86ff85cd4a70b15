"""Mappings: read from dicts, texts, files and names, and every mistake in them told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar

import jsonschema
import pytest
import tomli

import evspec as ev
from evspec.crosswalks.schema import mapping_schema
from evspec.packaged import packaged

if TYPE_CHECKING:
    from pathlib import Path

MINE: dict[str, Any] = {"make": "{Make}", "model": "{Model}", "said": {"range": "{Range (km)} km WLTP"}}
BUILT_IN = (
    "ademe", "emobpy", "epa-fe-guide", "fastsim", "nrcan-bev", "nrcan-phev", "open-ev-data",
    "open-ev-data-layers", "vca-uk",
)  # fmt: skip


def mistakes_in(mapping: Any) -> list[str]:
    with pytest.raises(ev.DataError) as caught:
        ev.mapping(mapping)
    return [str(problem) for problem in caught.value.problems]


class TestWhereItIsFrom:
    def test_a_dict_is_called_by_its_name_or_read(self) -> None:
        assert ev.mapping(MINE).name == "read"
        assert ev.mapping({**MINE, "name": "mine"}).name == "mine"

    def test_a_text_a_path_and_a_mapping_are_one(self, tmp_path: Path) -> None:
        text = 'make = "{Make}"\nmodel = "{Model}"\n[said]\nrange = "{Range (km)} km WLTP"\n'
        file = tmp_path / "mine.toml"
        file.write_text(text, encoding="utf-8")
        read = ev.mapping(file)
        assert read.name == "mine"
        assert read.lines == ev.mapping(text).lines == ev.mapping(MINE).lines
        assert ev.mapping(read) is read

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_the_built_in_ones_are_right(self, name: str) -> None:
        assert ev.mapping(name) is ev.mappings[name]
        assert ev.mappings[name].source["license" if name != "ademe" else "attribution"]

    def test_the_built_in_ones_are_listed(self) -> None:
        assert tuple(ev.mappings) == BUILT_IN
        assert "nrcan-bev" in ev.mappings
        assert len(ev.mappings) == len(BUILT_IN)

    def test_a_name_that_is_none_is_refused_with_near_ones(self) -> None:
        with pytest.raises(ev.EvspecError, match="no mapping 'nrcan-bevs'; did you mean 'nrcan-bev'"):
            ev.mapping("nrcan-bevs")

    def test_another_type_is_refused(self) -> None:
        with pytest.raises(ev.WrongType, match="a mapping is a name, a path, a text or a dict, not int"):
            ev.mapping(7)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": ({"modle": "x"}, "modle: unknown key .*did you mean 'model'"),
    "spec outside": ({"range": "x"}, "range outside of .said.; move it there"),
    "no make": ({"make": ""}, "make is .*write text in quotes"),
    "a year that is none": ({"year": "20x"}, 'year is "20x"; write one of four digits'),
    "a decimal that is none": ({"decimal": ";"}, "decimal is .*write '.' or ','"),
    "a delimiter of two": ({"delimiter": ";;"}, "delimiter is .*write one character"),
    "an encoding that is none": ({"encoding": "utf-9"}, "no encoding .utf-9.; write utf-8, cp1252"),
    "an empty hole": ({"model": "{}"}, "a hole without a column"),
    "no pattern": ({"parts": {"A": "(?P<x>"}}, "is no pattern"),
    "no group": ({"parts": {"A": "a+"}}, "names no group"),
    "a pattern that takes forever": ({"parts": {"A": "(?P<x>(a+)+)$"}}, "may take forever"),
    "a choice that does": ({"parts": {"A": "(?P<x>(a|a)*)$"}}, "may take forever"),
    "many repetitions": ({"parts": {"A": "(?P<x>.*a.*b.*c.*d.*)"}}, "more than 4 repetitions"),
    "words of nothing": ({"words": {"drivtrain": {}}}, "did you mean 'drivetrain'"),
    "words of a qualifier": ({"words": {"cycle": {"w": "WLTK"}}}, "cycle 'WLTK' is not one of"),
    "a source without a publisher": ({"source": {"title": "x"}}, "source without a publisher"),
    "a source's key": ({"source": {"publisher": "x", "licence": "y"}}, "did you mean 'license'"),
    "only no table": ({"only": "x"}, "write columns and their words"),
    "missing no text": ({"missing": [0]}, "missing holds 0; write text in quotes"),
}  # fmt: skip
WRONG_LINES: dict[str, tuple[dict[str, Any], str]] = {
    "unknown spec": ({"rnge": "{a} km"}, "rnge.*is no spec; did you mean 'range'"),
    "unknown unit": ({"range": "{a} kmm WLTP"}, "unknown unit 'kmm'"),
    "unit of another kind": ({"power": "{a} kWh"}, "power takes power, found energy"),
    "no cycle": ({"range": "{a} km"}, "without its cycle"),
    "unknown qualifier": ({"range": {"value": "{a} km WLTP", "wheel": "19 in"}}, "did you mean 'wheels'"),
    "no value": ({"range": {"cycle": "WLTP"}}, "range has no value"),
    "a status that is none": ({"range": {"value": "{a} km WLTP", "status": "sure"}}, "status .sure. is not"),
    "a word that says nothing": ({"powertrain_type": "EV"}, "'EV' is not one of"),
    "twice the same": ({"range": ["{a} km WLTP", "{a} km WLTP"]}, "twice; leave one line out"),
    "nothing": ({}, r"no \[said\]"),
}  # fmt: skip


class TestMistakes:
    @pytest.mark.parametrize("name", WRONG)
    def test_in_the_keys(self, name: str) -> None:
        keys, words = WRONG[name]
        (told,) = mistakes_in({**MINE, **keys})
        assert re.search(words, told), told

    @pytest.mark.parametrize("name", WRONG_LINES)
    def test_in_the_lines(self, name: str) -> None:
        said, words = WRONG_LINES[name]
        (told,) = mistakes_in({**MINE, "said": said})
        assert re.search(words, told), told

    def test_are_told_all_at_once_and_with_their_lines(self) -> None:
        text = 'make = "{A}"\nmodel = "{B}"\nyear = "x"\n\n[said]\nrnge = "{a} km WLTP"\nrange = "{a} km"\n'
        found = mistakes_in(text)
        assert [told.partition(" ")[0] for told in found] == ["mapping:3:", "mapping:6:", "mapping:7:"]

    def test_of_toml_have_line_and_column(self) -> None:
        (told,) = mistakes_in('make = "{A}"\nmodel = \n')
        assert told.startswith("mapping:2: not valid TOML")
        assert "column" in told

    def test_a_column_that_is_not_there_is_told_with_near_ones(self) -> None:
        mine = {**MINE, "said": {"range": "{Range} km WLTP"}}
        with pytest.raises(
            ev.DataError, match=r"said.range: no column 'Range' in frame; did you mean 'Range "
        ):
            ev.read(mine, {"Make": ["A"], "Model": ["B"], "Range (km)": [480]})


class TestTheSchema:
    VALIDATOR: ClassVar = jsonschema.Draft202012Validator(json.loads(mapping_schema()))

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_takes_every_built_in_mapping(self, name: str) -> None:
        text = packaged("crosswalks").joinpath(f"{name}.toml").read_text(encoding="utf-8")
        self.VALIDATOR.validate(tomli.loads(text))

    def test_refuses_what_is_none(self) -> None:
        with pytest.raises(jsonschema.ValidationError):
            self.VALIDATOR.validate({**MINE, "modle": "x"})
