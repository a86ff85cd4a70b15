"""What several files together can get wrong, and what they may lean on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec import catalog, diff, load
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


class TestReplaced:
    OLD = HEAD + 'successor = "acme/comet/c2"\n'
    NEW = HEAD.replace("variants", "#") + 'predecessor = "acme/comet/c1"\n'

    @pytest.mark.parametrize("name", ["long", "acme/comet/c1/long"])
    @pytest.mark.parametrize("why", ['source = "volt"', 'reason = "larger"', 'source = "volt", reason = "l"'])
    def test_by_slug_or_id_with_a_source_or_a_reason(self, name: str, why: str, tmp_path: Path) -> None:
        said = f'variants = {{ big = {{ name = "Big", replaces = "{name}", {why} }} }}\n'
        where = folder(tmp_path, acme_comet_c1=self.OLD, acme_comet_c2=self.NEW + said)
        pairs = {
            (pair.old.slug, pair.new.slug)
            for pair in diff(*load(where)).pairs
            if pair.old is not None and pair.new is not None
        }
        assert pairs == {("long", "big")}

    @pytest.mark.parametrize(
        ("name", "place", "found"),
        [
            ('"lang"', "variants.big.replaces", "'lang'"),
            ('["long", "lang"]', "variants.big.replaces[2]", "'lang'"),
            ('"acme/comet/c1/lang"', "variants.big.replaces", "'acme/comet/c1/lang'"),
            ('"bmw/ix1/u11/edrive20"', "variants.big.replaces", "'bmw/ix1/u11/edrive20'"),
        ],
    )
    def test_is_a_variant_of_the_predecessor(self, name: str, place: str, found: str, tmp_path: Path) -> None:
        said = f'[variants.big]\nname = "Big"\nreplaces = {name} # here\nreason = "larger"\n'
        where = folder(tmp_path, acme_comet_c1=self.OLD, acme_comet_c2=self.NEW + said)
        (problem,) = mistakes(where)
        assert (problem.path, problem.code) == (place, "replaces-none")
        assert problem.line == line_of(where / "acme/comet/c2.toml")
        assert f"big replaces {found}, which is no variant of the predecessor" in problem.message
        assert "acme/comet/c1 has long, dual" in problem.message
        if found == "'lang'":
            assert "did you mean 'long'?" in problem.message
        # also if that file alone is looked at
        assert mistakes(where / "acme/comet/c2.toml") == [problem]

    def test_needs_a_predecessor(self, tmp_path: Path) -> None:
        said = '[variants.big]\nname = "Big"\nreplaces = "long"\nreason = "larger"\n'
        head = self.NEW.replace("predecessor", "#")
        (problem,) = mistakes(folder(tmp_path, acme_comet_c1=HEAD, acme_comet_c2=head + said))
        assert problem.message.endswith("is no variant of the predecessor: no predecessor is named")

    def test_of_two_predecessors_is_a_variant_of_either(self, tmp_path: Path) -> None:
        said = (
            '[variants]\nbig = { name = "Big", replaces = "dual", reason = "larger" }\n'
            'small = { name = "Small", replaces = "none", reason = "smaller" }\n'
        )
        new = self.NEW.replace('"acme/comet/c1"', '["acme/comet/c1", "acme/comet/c0"]')
        other = self.OLD.replace('{ long = "Long Range", dual =', "{ dual =")
        where = folder(tmp_path, acme_comet_c0=other, acme_comet_c1=self.OLD, acme_comet_c2=new + said)
        (problem,) = mistakes(where)
        assert problem.path == "variants.small.replaces"
        assert "acme/comet/c1 and acme/comet/c0 have long, dual" in problem.message

    def test_of_a_predecessor_that_is_not_there_is_told_once(self, tmp_path: Path) -> None:
        said = '[variants.big]\nname = "Big"\nreplaces = "long"\nreason = "larger"\n'
        (problem,) = mistakes(folder(tmp_path, acme_comet_c2=self.NEW + said))
        assert (problem.path, problem.code) == ("predecessor", "unknown-id")


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
