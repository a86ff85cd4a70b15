"""Which generation comes before which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.vehicles import Variant, precedes
from tests.files.drafts import HEAD, folder

if TYPE_CHECKING:
    from pathlib import Path

NEIGHBORS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]


@pytest.mark.parametrize(("old", "new"), NEIGHBORS)
def test_a_neighbor_precedes_the_next_and_not_the_other_way(old: str, new: str) -> None:
    assert precedes(ev.catalog[old], ev.catalog[new])
    assert not precedes(ev.catalog[new], ev.catalog[old])
    assert not precedes(ev.catalog[old], ev.catalog[old])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("renault/zoe/q210", "renault/zoe/ze50"),
        ("nissan/leaf/ze0", "nissan/leaf/third"),
        ("hyundai/ioniq-electric/ae", "hyundai/ioniq-5/ne-pe"),
        ("chevrolet/bolt-ev/2017", "chevrolet/bolt/2027"),
        # the second of two predecessors
        ("chevrolet/bolt-euv/2022", "chevrolet/bolt/2027"),
        # variants and editions stand for their generation
        ("renault/zoe/q210/r240", "renault/zoe/ze50/r135"),
    ],
)
def test_however_far(old: str, new: str) -> None:
    assert precedes(ev.catalog[old], ev.catalog[new])
    assert not precedes(ev.catalog[new], ev.catalog[old])


def test_what_has_nothing_to_do_with_one_another() -> None:
    assert not precedes(ev.catalog["bmw/ix1/u11"], ev.catalog["bmw/ix2/next"])
    # both led to one, neither to the other
    bolts = ev.catalog["chevrolet/bolt-ev/2022"], ev.catalog["chevrolet/bolt-euv/2022"]
    assert not precedes(*bolts)
    assert not precedes(*bolts[::-1])
    made = Variant.of("My car"), Variant.of("My other car")
    assert not precedes(*made)
    assert not precedes(made[0], ev.catalog["bmw/ix1/u11"])


def test_from_a_catalog_into_the_built_in_one(tmp_path: Path) -> None:
    where = folder(
        tmp_path,
        acme_comet_c1=HEAD + 'successor = "bmw/ix1/u11"\n',
        acme_comet_c2=HEAD + 'predecessor = "bmw/ix1/nb5"\n',
    )
    own = ev.load(where)
    first, last = own["acme/comet/c1"], own["acme/comet/c2"]
    u11, nb5 = ev.catalog["bmw/ix1/u11"], ev.catalog["bmw/ix1/nb5"]
    for old, new in ((first, u11), (first, nb5), (u11, last), (nb5, last), (first, last)):
        assert precedes(old, new)
        assert not precedes(new, old)


def test_links_that_lead_round_end(tmp_path: Path) -> None:
    one, other = "acme/comet/c1", "acme/comet/c2"
    both = 'predecessor = "{0}"\nsuccessor = "{0}"\n'
    catalog = ev.load(
        folder(
            tmp_path,
            acme_comet_c1=HEAD + both.format(other),
            acme_comet_c2=HEAD + both.format(one),
            acme_comet_c3=HEAD,
        )
    )
    assert precedes(catalog[one], catalog[other])
    assert not precedes(catalog[one], catalog["acme/comet/c3"])
