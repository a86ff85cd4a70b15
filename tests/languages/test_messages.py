"""Languages of output: that German is whole, that a language is one file, and what a locale decides."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.cli import main
from evspec.errors import DataError, EvspecError, WrongType
from evspec.languages import locales
from evspec.languages.locales import checked_locale
from evspec.languages.speech import Phrase, Term, say, speaking, speech_of, told
from evspec.plot.canvas import lay_out
from evspec.table import Cell, Column, Row, Table
from evspec.values import read_curve
from tests.languages.messages import NAMES, english_in, every, fields_of, in_tables, quoted_in, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GERMAN = speech_of("de")
OLD, NEW = "porsche/taycan/j1", "porsche/taycan/j1-2"
THREE = ("bmw/ix1/u11/edrive20", "bmw/ix3/na5", "mini/cooper-electric/j01")
COMET: dict[str, Any] = {"range": "514 km WLTP", "power": "up to 150 kW", "price": "47,900 EUR, Germany",
                         "consumption": "15.30 kWh/100 km WLTP", "length": "4,582 mm"}  # fmt: skip


@pytest.fixture
def comet() -> ev.Variant:
    return ev.Variant.of("Comet", **COMET)


class TestGerman:
    def test_has_every_message_with_its_fields(self) -> None:
        missing, wrong = [], []
        for message in every():
            own = [messages[message] for messages in GERMAN.of_specs.values() if message in messages]
            found = [GERMAN.messages[message]] if message in GERMAN.messages else own
            if bool(found) is (message in NAMES):
                missing.append(message)
            texts = [text for one in found for text in texts_of(one)]
            if any(not text.strip() or fields_of(text) != fields_of(message) for text in texts):
                wrong.append(message)
        assert (missing, wrong) == ([], [])

    def test_has_a_form_for_each_count(self) -> None:
        wrong = [
            message
            for message, plural in every().items()
            if plural
            and (
                isinstance(found := GERMAN.messages[message], str)
                or set(found) != {"one", "other"}
                or fields_of(message) != fields_of(plural)
            )
        ]
        assert not wrong

    def test_has_no_message_that_nobody_asks_for(self) -> None:
        own = {message for messages in GERMAN.of_specs.values() for message in messages}
        # bounds are looked up by the words of a verdict too
        assert {*GERMAN.messages, *own} - {*every(), "at most"} == set()

    def test_of_switzerland_has_no_sharp_s_and_what_germany_has(self) -> None:
        swiss = speech_of("de_CH")
        own = [
            text
            for messages in swiss.of_specs.values()
            for one in messages.values()
            for text in texts_of(one)
        ]
        texts = [text for one in swiss.messages.values() for text in texts_of(one)]
        assert [text for text in (*texts, *own) if "ß" in text] == []
        assert swiss.messages.keys() == GERMAN.messages.keys()
        for message, found in swiss.messages.items():
            assert [fields_of(text) for text in texts_of(found)] == [fields_of(message)] * len(
                texts_of(found)
            )

    def test_names_are_in_tables_alone(self) -> None:
        assert set(in_tables()) >= NAMES


def diffed() -> ev.Diff:
    return ev.diff(OLD, NEW, rows="all", derived=True, locale="de")


#: What makes each German table, and the ids of its vehicles.
TABLES: dict[str, tuple[Callable[[], Table], tuple[str, ...]]] = {
    "diff": (lambda: diffed().to_table(), (OLD, NEW)),
    "summary": (lambda: Table(diffed().summary(), locale="de"), (OLD, NEW)),
    "compare": (
        lambda: ev.compare(*THREE, rows="all", estimate=True, baseline=0, locale="de").to_table(), THREE,
    ),
    "show": (lambda: ev.catalog["bmw/ix1/nb5"].to_table(locale="de"), ("bmw/ix1/nb5",)),
    "rank": (
        lambda: ev.rank(
            [variant for id_ in (OLD, NEW) for variant in whole_of(id_).variants], "range", cycle="WLTP",
            locale="de",
        ).to_table(),
        (OLD, NEW),
    ),
    "match": (
        lambda: ev.match([ev.catalog.record["bmw/i4/my2023"]], ev.catalog.curated, locale="de").to_table(),
        ("bmw/i4/g26", "bmw/i4/g26-lci", "bmw/i4/my2023"),
    ),
    "audit": (lambda: ev.audit(*THREE, locale="de").to_table(), THREE),
    "conflicts": (lambda: ev.catalog.conflicts("bmw/ix1/u11", locale="de").to_table(), ("bmw/ix1/u11",)),
}  # fmt: skip


def whole_of(id_: str) -> ev.Generation:
    vehicle = ev.catalog[id_]
    return vehicle if isinstance(vehicle, ev.Generation) else vehicle.generation


def names_of(*ids: str) -> Iterator[str]:
    """Yield what vehicles are called, with those beside them, which relations name."""
    for whole in map(whole_of, ids):
        yield from (name for one in (whole, *whole.variants) for name in (one.id, one.name, one.label))


MINE = ev.Variant.of(
    "Mein Auto",
    battery_net="60 kWh",
    consumption="16.5 kWh/100 km WLTP, at the battery",
    charging_curve=[[5, 95], [40, 130.5], [100, 8]],
)
PETROL = ev.Variant.of(
    "Hybrid",
    consumption="15.3 kWh/100 km WLTP, weighted",
    fuel_consumption="1.2 L/100 km WLTP, weighted",
)
#: What says why, and what it says in German, as far as that is no quotation.
REASONS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "cost": (
        lambda: ev.energy_cost(OLD_IX1, "0.30-0.45 EUR/kWh", per="1,200 km/month", fee="9.90 EUR/month"),
        "66,0–94,7 EUR/Monat",
        ("Verbrauch × Preis × Strecke + Gebühr: 15,6–15,7 kWh/100 km WLTP, 0,30–0,45 EUR/kWh, 1.200 km, "
        "9,90 EUR/Monat"),
    ),
    "cost at the battery": (
        lambda: ev.energy_cost(MINE, "30 ct/kWh", per="100 mi"),
        "7,97 EUR/100 mi",
        ("Verbrauch × Preis × Strecke: 16,5 kWh/100 km WLTP ab Batterie, 30 ct/kWh, 100 mi; ab Batterie "
        "gerechnet, daher ohne Ladeverluste"),
    ),
    "cost of both": (
        lambda: ev.energy_cost(PETROL, ["up to 0.30 EUR/kWh", "1.90 EUR/L"]),
        "bis zu 6,9 EUR/100 km",
        ("(Verbrauch × Preis + Verbrauch × Preis) × Strecke: 15,3 kWh/100 km WLTP, gewichtet, bis zu "
        "0,30 EUR/kWh, 1,2 L/100 km WLTP, gewichtet, 1,90 EUR/L, 100 km"),
    ),
    "trip": (
        lambda: ev.trip_energy("15.6 kWh/100 km", "1,320 km"),
        "206 kWh",
        "Verbrauch × Strecke: 15,6 kWh/100 km, 1.320 km",
    ),
    "time": (
        lambda: ev.charge_time(OLD_IX1, "10-80 %", at="22 kW", loss="10.5 %"),
        "4,5 h",
        ("nutzbare Energie × 70 % × (1 + Verlust) / Leistung: 64,7 kWh, 10,5 %, 11 kW (mehr nimmt das Auto "
        "von 22 kW AC nicht an); Ladestand als Anteil der nutzbaren Energie genommen"),
    ),
    "time by a curve": (
        lambda: ev.charge_time(MINE, "10-80 %", at="100 kW"),
        "29 min",
        ("nutzbare Energie × Integral von 1 / Leistung über 10–80 %: 60 kWh, eine Kurve (Spitze 130,5 kW, "
        "5–100 % in 3 Punkten), eine Ladesäule mit 100 kW DC; Ladestand als Anteil der nutzbaren Energie "
        "genommen; ohne Verluste und Eigenverbrauch des Autos"),
    ),
}  # fmt: skip
OLD_IX1 = "bmw/ix1/u11/edrive20"


class TestReasons:
    @pytest.mark.parametrize("name", REASONS)
    def test_of_what_was_worked_out_are_said_in_german(self, name: str) -> None:
        work_out, figure, why = REASONS[name]
        result = work_out()
        assert (result.to_locale("de"), result.why.to_locale("de")) == (figure, why)
        assert pickle.loads(pickle.dumps(result)).why.to_locale("de") == why

    def test_of_claims_are_said_in_german(self) -> None:
        car = ev.derive(OLD_IX1)
        assert [car[key].why.to_locale("de") for key in ("range", "power", "price_per_range")] == [
            "ein bestimmter Wert vor einem einseitigen (bis zu 461 km, Bike-EV, ohne Datum)",
            "alle 3 Angaben stimmen überein",
            "Preis / Reichweite: 47.900 EUR (Modellstand 2022, erwartet), 514 km WLTP (Modellstand 2026)",
        ]
        assert (
            str(car.range.why) == "a definite figure before a one-sided one (up to 461 km, Bike-EV, undated)"
        )

    def test_that_people_wrote_stay_as_they_are(self) -> None:
        said = MINE.battery_net.but(why="{as} they say")
        assert (said.why, said.why.to_locale("de")) == ("{as} they say", "{as} they say")

    def test_need_a_language_that_is_there(self) -> None:
        with pytest.raises(EvspecError, match="unknown locale 'fr'; there are de, en"):
            MINE.battery_net.why.to_locale("fr")


class TestQuotations:
    def test_are_marked_where_the_language_is_not_that_of_the_data(self) -> None:
        car = ev.Variant.of("A", power={"value": "150 kW", "note": "with boost"})
        notes = [ev.compare(car, locale=name).to_table().notes[0].text for name in ("de", "en_GB", "en")]
        assert notes == ["„with boost“.", "With boost.", "With boost."]


class TestNothingEnglishIsLeft:
    @pytest.mark.parametrize("name", TABLES)
    def test_in_a_table_but_names_and_quotations(self, name: str) -> None:
        make, ids = TABLES[name]
        table, names = make(), list(names_of(*ids))
        wholes = {vehicle.id: vehicle for vehicle in map(whole_of, ids)}.values()
        claims = [claim for whole in wholes for one in (whole, *whole.variants) for claim in one.claims()]
        # cells and all around them hold no quotation but names, and texts such as a plant's
        heads = [table.title, table.subtitle, table.legend, *(column.label for column in table.columns)]
        texts = [word for row in table.rows for word in (row.label, row.group, *(c.text for c in row.cells))]
        free = [claim.value.text for claim in claims if claim.spec.kind == "text"]
        assert not english_in(" ".join([*heads, *texts]), *names, *free)
        publishers = [source.publisher for source in ev.catalog.sources.values()]
        assert not english_in(table.to_text(), *names, *quoted_in(claims), *publishers)

    @pytest.mark.parametrize(
        "draw",
        [
            lambda: ev.plot.changes(ev.diff(OLD, NEW), locale="de"),
            lambda: ev.plot.ranges(OLD, NEW, "bmw/ix1/nb5", locale="de"),
            lambda: ev.plot.timeline("bmw/ix1/nb5", "bmw/ix3/na5", locale="de"),
            lambda: ev.plot.scatter("price[market=Germany]", "accel_0_100_kmh", locale="de"),
            lambda: ev.plot.curves(read_curve([[10, 150], [80, 60.5]]), locale="de"),
        ],
        ids=["changes", "ranges", "timeline", "scatter", "curves"],
    )
    def test_in_a_chart(self, draw: Callable[[], Any]) -> None:
        ax = draw()
        lay_out(ax)
        labels = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
        words = [
            ax.get_title("left"),
            ax.get_xlabel(),
            ax.get_ylabel(),
            *(text.get_text() for text in labels),
        ]
        names = [name for one in ev.catalog for name in names_of(one.id)]
        assert not english_in(
            "\n".join(words), *names, *(source.publisher for source in ev.catalog.sources.values())
        )


class TestFigures:
    @pytest.mark.parametrize(
        ("locale", "cells"),
        [
            ("de", ["bis zu 150 kW", "514 km", "15,30 kWh/100 km", "4.582 mm", "47.900 EUR"]),
            ("de-CH", ["bis zu 150 kW", "514 km", "15.30 kWh/100 km", "4’582 mm", "47’900 EUR"]),
            ("en_GB", ["up to 150 kW", "514 km", "15.30 kWh/100 km", "4,582 mm", "47,900 EUR"]),
        ],
    )
    def test_have_the_marks_of_their_locale(self, comet: ev.Variant, locale: str, cells: list[str]) -> None:
        rows = ev.compare(comet, locale=locale).to_table().rows
        assert [row.cells[0].text.replace("'", "’") for row in rows] == cells

    def test_and_labels_read_as_in_german(self, comet: ev.Variant) -> None:
        table = ev.compare(comet, locale="de").to_table()
        assert [row.label for row in table.rows] == [
            "Leistung", "Reichweite (WLTP)", "Verbrauch (WLTP)", "Länge", "Preis (Deutschland)",
        ]  # fmt: skip

    def test_for_programs_are_numbers_as_ever(self, comet: ev.Variant) -> None:
        german, english = (ev.compare(comet, locale=locale).to_table() for locale in ("de", None))
        assert [row.cells[0].data for row in german.rows] == [row.cells[0].data for row in english.rows]
        assert [row.key for row in german.rows] == [row.key for row in english.rows]
        assert json.loads(german.to_json())["rows"][4]["cells"][0]["data"]["magnitude"] == 47900
        numbers = german.to_dataframe("pandas", shape="numbers")
        assert numbers["price_germany_eur"].tolist() == [47900]

    def test_are_the_same_numbers_to_siunitx(self, comet: ev.Variant) -> None:
        text = ev.compare(comet, locale="de").to_latex(style="siunitx")
        assert "(EUR) & 47900 " in text
        assert "(kWh/100 km) & 15.30 " in text
        assert r"\sisetup{group-separator={.},group-minimum-digits=4,output-decimal-marker={,}}" in text

    def test_are_the_same_numbers_in_a_spreadsheet(self, comet: ev.Variant, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        ev.compare(comet, locale="de").save(tmp_path / "preise.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "preise.xlsx").active
        values = [cell.value for column in sheet.iter_cols(min_col=2) for cell in column if cell.value]
        assert values[-2:] == [4582, 47900]

    def test_of_a_table_in_english_are_not_read_with_other_marks(self) -> None:
        row = Row("price", "Price", "", (Cell("47,900 EUR", data={"unit": "EUR"}),))
        for locale, number in (("", "47900"), ("de", "47.900")):
            text = Table("Prices", columns=(Column("a", "A"),), rows=(row,), locale=locale).to_latex(
                style="siunitx"
            )
            assert f"& {number} " in text

    def test_along_an_axis_have_the_marks_too(self) -> None:
        cars = [ev.Variant.of(name, drag_coefficient=cd, curb_weight=kg) for name, cd, kg in (
            ("A", "0.20", "1,500 kg"), ("B", "0.30", "2,500 kg"),
        )]  # fmt: skip
        ax = ev.plot.scatter("drag_coefficient", "curb_weight", cars, locale="de")
        lay_out(ax)
        assert "0,24" in [text.get_text() for text in ax.get_xticklabels()]
        assert "2.000" in [text.get_text() for text in ax.get_yticklabels()]


class TestDates:
    @pytest.mark.parametrize(
        ("written", "german"),
        [
            ("2026-02-24", "24. Februar 2026"),
            ("March 2026", "März 2026"),
            ("2026", "2026"),
            ("late 2025", "gegen Ende 2025"),
            ("early March 2026", "Anfang März 2026"),
            ("Q2 2027", "2. Quartal 2027"),
            ("second half of 2026", "zweites Halbjahr 2026"),
            ("2026-03 to 2026-05", "März–Mai 2026"),
            ("2026-11 to 2027-02", "November 2026 – Februar 2027"),
            ("2027 or 2028", "2027 oder 2028"),
            ("before 2028", "vor 2028"),
            ("by the end of 2026", "bis Ende 2026"),
            ("from 2026-05", "ab Mai 2026"),
            ("around March 2027", "um März 2027"),
            ("later in 2023", "später in 2023"),
        ],
    )
    def test_are_written_as_in_german(self, written: str, german: str) -> None:
        assert ev.Variant.of("Comet", premiere=written).to_table(locale="de").rows[0].cells[0].text == german

    def test_counted_from_another_name_it_as_the_table_does(self) -> None:
        car = ev.Variant.of("Comet", premiere="a few months before production_start")
        assert car.to_table(locale="de").rows[0].cells[0].text == "einige Monate vor Produktionsbeginn"

    def test_in_the_catalog_have_all_a_german_form(self) -> None:
        shown = {
            claim.value.show(speech=GERMAN)
            for generation in ev.catalog
            for claim in generation.claims()
            if claim.spec.kind == "date" and not claim.value.event  # type: ignore[union-attr]
        }
        assert [text for text in shown if english_in(text)] == []


class TestALocale:
    @pytest.mark.parametrize("name", ["fr", "xx", "deutsch", "de_XX", "nicht-da", "d" * 300])
    def test_that_is_not_there_is_refused_with_what_there_is(self, comet: ev.Variant, name: str) -> None:
        for ask in (
            lambda: ev.compare(comet, locale=name), lambda: ev.diff(comet, comet, locale=name),
            lambda: comet.to_table(locale=name), lambda: ev.audit(comet, locale=name),
            lambda: ev.catalog.conflicts("bmw/ix1/u11", locale=name),
            lambda: ev.plot.ranges(comet, locale=name), lambda: Table("", locale=name),
        ):  # fmt: skip
            with pytest.raises(
                EvspecError, match=r"unknown locale '.{1,40}'; there are de, en, each"
            ) as caught:
                ask()
            assert "\n" not in str(caught.value)

    def test_of_another_type_is_refused(self, comet: ev.Variant) -> None:
        wrong: Any = 49
        with pytest.raises(WrongType, match="a locale is a text such as 'de' or 'de_CH', not int"):
            ev.compare(comet, locale=wrong)

    def test_is_taken_in_any_spelling(self) -> None:
        assert [checked_locale(name) for name in ("de", "DE", "de-ch", "de_CH", "en", "", None)] == [
            "de", "de", "de_CH", "de_CH", "", "", "",
        ]  # fmt: skip

    def test_is_carried_by_what_it_is_given_to(self, comet: ev.Variant) -> None:
        diff = ev.diff(comet, ev.Variant.of("Meteor", range="400 km WLTP"), locale="de")
        (change,) = (change for change in diff.rows if change.spec.key == "range")
        assert change.words == "kleiner, −114 km (−22 %)"
        assert diff.to_table().locale == "de"
        assert Table.from_json(diff.to_json()) == diff.to_table()
        assert '<figure class="evspec-table changes" lang="de" ' in diff.to_html()
        assert 'aria-label="Zurück zur Tabelle"' in ev.catalog[OLD].to_table(locale="de").to_html()

    def test_of_a_table_must_be_written_canonically(self) -> None:
        with pytest.raises(DataError, match=r"locale.*found 'de-CH', expected 'de_CH'"):
            Table("", locale="de-CH")

    def test_on_the_command_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", OLD, NEW, "--locale", "de", "--summary"]) == 0
        assert capsys.readouterr().out.startswith("Porsche Taycan, von J1 zu J1.2: 7 Größen sind in 12 Vari")
        assert main(["show", OLD, "--locale", "de-CH", "--format", "html"]) == 0
        assert '<html lang="de-CH">' in capsys.readouterr().out
        said = {"compare": "metrisch", "conflicts": "Widerspr", "audit": "nachzuschlagen"}
        for command, words in said.items():
            assert main([command, "--locale", "de", THREE[0]]) == 0
            assert words in capsys.readouterr().out
        assert main(["coverage", "bmw", "--locale", "de"]) == 0
        assert capsys.readouterr().out.startswith("Abdeckung")
        assert main(["diff", OLD, NEW, "--locale", "de", "--variants"]) == 0
        assert "Paar durch: gleicher Name" in capsys.readouterr().out
        with pytest.raises(SystemExit, match="2"):
            main(["show", OLD, "--locale", "xx"])
        assert "argument --locale: unknown locale 'xx'; there are de, en, each" in capsys.readouterr().err


DUTCH = """
capitals = false
[messages]
"Range" = "Actieradius"
"up to" = "tot"
"{count} quantity" = { one = "{count} grootheid", other = "{count} grootheden" }
[specs.range]
"longer" = "groter"
"""


class TestALanguage:
    @pytest.fixture
    def dutch(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        (tmp_path / "nl.toml").write_text(DUTCH, encoding="utf-8")
        monkeypatch.setattr(locales, "MESSAGES", tmp_path)
        speech_of.cache_clear()
        yield
        speech_of.cache_clear()

    @pytest.mark.usefixtures("dutch")
    def test_is_one_file(self, comet: ev.Variant) -> None:
        table = ev.compare(comet, specs=["range", "price"], locale="nl_BE").to_table()
        # what it does not say yet stays English
        assert [row.label for row in table.rows] == ["Actieradius, WLTP", "Price, Germany"]
        assert table.rows[1].cells[0].text == "47.900 EUR"
        diff = ev.diff(ev.Variant.of("Meteor", range="400 km WLTP"), comet, locale="nl")
        assert "actieradius (WLTP) 400 km → 514 km: groter, +114 km (+28 %)" in diff.summary()
        assert "1 grootheid can be compared" in diff.summary()

    def test_of_english_costs_no_import_of_babel(self) -> None:
        code = (
            "import sys, evspec as ev; ev.diff('bmw/ix1/u11', 'bmw/ix1/nb5').to_text();"
            "ev.audit('bmw/ix1/u11').to_html(); print('babel' in sys.modules)"
        )
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert found.stdout == "False\n"

    def test_says_phrases_anew_that_were_made_in_another(self) -> None:
        phrase = Phrase("{figure} optional", figure=Term("city"))
        assert phrase == "city optional"
        with speaking("de"):
            assert told(phrase) == "Stadt optional"
            assert Phrase("{figure} optional", figure=Term("city")) == "city optional"
            assert say("and") == "und"
        assert say("and") == "and"

    def test_of_a_count_has_its_marks(self) -> None:
        assert GERMAN.say("{count} claim", "{count:,} claims", count=1234) == "1.234 Angaben"
        assert GERMAN.marked("-1234567.50") == "-1.234.567,50"
        assert GERMAN.marked("3:45") == "3:45"
