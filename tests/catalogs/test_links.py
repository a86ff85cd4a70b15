"""What several files together can get wrong, and what they may lean on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec import catalog, load
from tests.files.drafts import HEAD, folder, line_of, mistakes

if TYPE_CHECKING:
    from pathlib import Path

SAID = '[[said]]\nsource = "volt"\n'


class TestLinks:
    def test_stand_on_both_sides(self, tmp_path: Path) -> None:
        where = folder(
            tmp_path, acme_comet_c1=HEAD, acme_comet_c2=HEAD + 'predecessor = "acme/comet/c1" # here\n'
        )
        (problem,) = mistakes(where)
        assert (problem.path, problem.code) == ("predecessor", "link-one-sided")
        assert problem.line == line_of(where / "acme/comet/c2.toml")
        assert "successor = 'acme/comet/c2'" in problem.message
        # also if only one of the two is looked at
        assert mistakes(where / "acme/comet/c2.toml") == [problem]

    def test_to_nothing_are_not_told_to_be_to_the_generation_itself(self, tmp_path: Path) -> None:
        where = folder(tmp_path, acme_comet_c1=HEAD + 'predecessor = "acme/comet/c0"\n')
        (problem,) = mistakes(where)
        assert problem.message.startswith("predecessor 'acme/comet/c0' does not exist")
        assert "acme/comet/c1" not in problem.message

    def test_may_lead_into_the_built_in_catalog_one_way(self, tmp_path: Path) -> None:
        where = folder(tmp_path, acme_comet_c1=HEAD + 'predecessor = "bmw/ix1/nb5"\n')
        (comet,) = load(where)
        assert comet.predecessor == catalog["bmw/ix1/nb5"]
        assert comet.predecessor.predecessor == catalog["bmw/ix1/u11"]

    def test_to_and_from_a_file_with_mistakes_are_checked_too(self, tmp_path: Path) -> None:
        said = 'range = "514 kW"\npower = "more than acme/comet/c2/sport"\n'
        where = folder(
            tmp_path,
            acme_comet_c1=HEAD + 'successor = "acme/comet/c2"\n' + SAID + said,
            acme_comet_c2=HEAD + 'predecessor = "acme/comet/c1"\n',
        )
        assert [p.path for p in mistakes(where)] == ["said[1].range", "said[1].power"]
        assert mistakes(where / "acme/comet/c2.toml") == []

    def test_to_a_file_that_cannot_be_read_are_let_be(self, tmp_path: Path) -> None:
        said = SAID + 'power = "more than acme/comet/c1/sport"\n'
        where = folder(
            tmp_path, acme_comet_c1="", acme_comet_c2=HEAD + 'predecessor = "acme/comet/c1"\n' + said
        )
        (where / "acme/comet/c1.toml").write_text("?", encoding="utf-8")
        assert mistakes(where / "acme/comet/c2.toml") == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('power = "less than acme/comet/c3"', ["acme/comet/c3", "did you mean", "'acme/comet/c1'"]),
        ('power = "less than acme/comet/c1/sport"', ["'sport'", "it has long, dual"]),
        ('power = "less than acme/comet/c1@2027"', ["'2027'", "it has 2026, 2028"]),
        ('power = "less than acme/comet/c2"', ["leads back to acme/comet/c2"]),
        ('power = "less than acme/comet/c2/long"', ["leads back to acme/comet/c2"]),
        ('long.power = "less than acme/comet/c2"', ["leads back to acme/comet/c2/long"]),
        ('platform_shared_with = "acme/comet/c9"', ["acme/comet/c9"]),
        ('platform_shared_with = "not acme/comet/c9"', ["acme/comet/c9"]),
    ],
)
def test_target_that_is_not_there(line: str, words: list[str], tmp_path: Path) -> None:
    # the second block of two with the same key: the line must be that of the second
    body = SAID + 'torque = "300 Nm"\n' + SAID + f"{line} # here\n"
    where = folder(tmp_path, acme_comet_c1=HEAD, acme_comet_c2=HEAD + body)
    (problem,) = mistakes(where)
    assert problem.code == ("relation-loop" if "leads back" in words[0] else "unknown-id")
    assert problem.line == line_of(where / "acme/comet/c2.toml")
    assert problem.path == "said[2]." + line.partition(" ")[0]
    assert all(word in problem.message for word in words), problem.message


def loop(first: str, second: str) -> tuple[str, str]:
    return HEAD + SAID + first + "\n", HEAD + SAID + second + "\n"


class TestLoops:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ('power = "more than acme/comet/c2"', 'power = "less than acme/comet/c1"'),
            ('long.power = "more than acme/comet/c2"', 'power = "less than acme/comet/c1"'),
            ('power = "more than acme/comet/c2/dual"', 'power = "less than acme/comet/c1/long"'),
            ('range = "more than acme/comet/c2"', 'range = "less than acme/comet/c1 WLTP"'),
        ],
    )
    def test_are_refused_on_both_sides(self, first: str, second: str, tmp_path: Path) -> None:
        one, other = loop(first, second)
        problems = mistakes(folder(tmp_path, acme_comet_c1=one, acme_comet_c2=other))
        assert [p.file.rpartition("/")[2] for p in problems] == ["c1.toml", "c2.toml"]
        assert all("leads back" in p.message and p.code == "relation-loop" for p in problems)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ('power = "more than acme/comet/c2"', 'torque = "less than acme/comet/c1"'),
            ('range = "more than acme/comet/c2 EPA"', 'range = "less than acme/comet/c1 WLTP"'),
            ('power = "more than acme/comet/c2"', 'power = "150 kW"'),
            (
                'power = "more than acme/comet/c2"',
                'power = { value = "less than acme/comet/c1", doubt = "said in jest" }',
            ),
        ],
    )
    def test_are_of_one_row(self, first: str, second: str, tmp_path: Path) -> None:
        one, other = loop(first, second)
        assert mistakes(folder(tmp_path, acme_comet_c1=one, acme_comet_c2=other)) == []

    def test_elsewhere_are_not_followed_for_ever(self, tmp_path: Path) -> None:
        one, other = loop('power = "like acme/comet/c2"', 'power = "like acme/comet/c1"')
        third = HEAD + SAID + 'power = "like acme/comet/c1"\n'
        problems = mistakes(folder(tmp_path, acme_comet_c1=one, acme_comet_c2=other, acme_comet_c3=third))
        assert [p.file.rpartition("/")[2] for p in problems] == ["c1.toml", "c2.toml"]


def test_relation_to_a_built_in_vehicle_has_its_figure(tmp_path: Path) -> None:
    body = SAID + 'range = "more than bmw/ix1/u11/edrive20 WLTP"\n'
    car = load(folder(tmp_path, acme_comet_c1=HEAD + body))["acme/comet/c1"]
    assert "514" in car.to_text()
