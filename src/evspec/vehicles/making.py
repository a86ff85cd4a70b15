"""Records of vehicles that a program makes, or makes of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.claims import Record
from evspec.claims.fuel import with_modes
from evspec.errors import EvspecError, WrongType, check_type
from evspec.files.stated import with_stated
from evspec.files.variants import slug_of
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.claims import Claim, Source

__all__ = ["check_texts", "checked_editions", "checked_name", "generation_said", "otherwise", "variant_said"]


def checked_name(name: object, what: str, such: str) -> str:
    """Return what a vehicle is called, which has to be something."""
    if isinstance(name, str) and name.strip():
        return str(name)
    found = "" if isinstance(name, str) else f", not {type(name).__name__}"
    kind = EvspecError if isinstance(name, str) else WrongType
    raise kind(f"{what} needs a name, a text such as {such!r}{found}")


def check_texts(**texts: object) -> None:
    """Refuse names that are none."""
    for name, given in texts.items():
        check_type(name, given, str, "a text")


def checked_editions(given: Sequence[str]) -> tuple[str, ...]:
    """Return editions as a record has them."""
    check_type("editions", given, (list, tuple), "a list of texts such as ['2022', '2026']")
    for edition in given:
        check_type("an edition", edition, str, "a text such as '2026'")
    return tuple(given)


def generation_said(
    model: str,
    variants: Mapping[str, Mapping[str, object]],
    specs: Mapping[str, object],
    source: Source | str | None,
    *,
    make: str,
    code: str,
    title: str,
    editions: Sequence[str],
    decimal: str | None,
    missing: Iterable[str],
) -> Record:
    """Return the record of a generation of which a program says something, as `Generation.of` takes it."""
    model = checked_name(model, "a model", "Comet")
    check_texts(make=make, code=code, title=title)
    taken = "a dict of names to dicts of what is said of each"
    check_type("variants", variants, Mapping, taken)
    for name, given in variants.items():
        checked_name(name, "a variant", "Long Range")
        check_type("variants", given, Mapping, taken)
    id_ = "/".join((slug_of(make, "own"), slug_of(model, "car"), slug_of(code or title, "own")))
    slugs = {slug_of(name, "car"): name for name in variants}
    if len(slugs) < len(variants):
        raise EvspecError(f"{model}: two variants differ in no letter or digit; name them apart")
    record = Record(id_, make, model, code, title, checked_editions(editions), variants=tuple(slugs.items()))
    said = {id_: specs} | {f"{id_}/{slug}": variants[name] for slug, name in slugs.items()}
    return with_stated(record, said, source, called=model, decimal=decimal, missing=missing)


def variant_said(
    name: str,
    specs: Mapping[str, object],
    source: Source | str | None,
    *,
    make: str,
    model: str,
    editions: Sequence[str],
    decimal: str | None,
    missing: Iterable[str],
) -> Record:
    """Return the record of one variant of which a program says something, as `Variant.of` takes it."""
    name = checked_name(name, "a vehicle", "My car")
    slug = slug_of(name, "car")
    check_texts(make=make, model=model)
    record = Record("", make, model, editions=checked_editions(editions), variants=((slug, name),))
    return with_stated(record, {slug: specs}, source, called=name, decimal=decimal, missing=missing)


def otherwise(
    record: Record,
    abouts: Mapping[str, str],
    about: str,
    specs: Mapping[str, object],
    source: Source | str | None,
    *,
    called: str,
    decimal: str | None,
    missing: Iterable[str],
    edition: str,
) -> Record:
    """Return the record of a vehicle that is like another but for what is said, and is in no catalog.

    Parameters
    ----------
    record
        That of the other, with the names and the variants that are to be.
    abouts
        The ids of which claims are kept, each with what it is outside of the catalog.
    about
        Of which of these something is said.
    specs
        What is said; None for a spec of which nothing is to be said.
    source, called, decimal, missing, edition
        As of `with_stated`; if no edition is asked for, the newest.
    """
    bare = evolve(record, id="", predecessors=(), successors=(), replacements=(), claims=())
    # what is no spec is told as one that is said
    said = {key: given for key, given in specs.items() if given is not None or key not in SPECS}
    newest = (record.editions or ("",))[-1]
    fresh = with_stated(
        bare, {about: said}, source, called=called, decimal=decimal, missing=missing,
        edition=edition or newest,
    ).claims  # fmt: skip
    left_out = {key for key, given in specs.items() if given is None}
    kept = [
        claim.but(about=abouts[claim.about])
        for claim in record.claims
        if claim.about in abouts and claim.spec.key not in left_out
    ]
    # which row a figure of a plug-in hybrid stands in depends on what else is said
    whole = with_modes([*_without(kept, fresh), *fresh])
    fresh = tuple(whole[-len(fresh) :]) if fresh else ()
    return evolve(bare, claims=(*_without(whole[: len(whole) - len(fresh)], fresh), *fresh))


def _without(claims: Iterable[Claim], others: Iterable[Claim]) -> list[Claim]:
    """Return the claims that stand in no row of others."""
    rows = {claim.row for claim in others}
    return [claim for claim in claims if claim.row not in rows]
