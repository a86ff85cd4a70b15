// What page.js does without a document; run by node --test, from tests/pages/test_script.py.
import assert from "node:assert/strict";
import {test} from "node:test";
import {createRequire} from "node:module";

const {pick, isBelow, sorted, parse, conditions, condition, meets, markdown, csv, plain, scale, tight, speak} =
  createRequire(import.meta.url)(process.env.PAGE_JS);

const cell = (order, numbers) => [0, [], 0, 0, [], order, numbers, 0, 0, {}];
const texts = ["", "km", "mi", "kW"];
const metric = [["metric", ""], ["us", ""]];
const range = {key: "range", label: "Range, WLTP", group: 0, lowest: 0, cells: [
  cell([0, 2, 2, 1, 2, 3, 0], {"": [[1, 514, 514, "WLTP"], [2, 319, 319, "WLTP"]]}),
  cell([0, 5, -1, -1, 5, 6, 0], {"": [[1, null, 600, "WLTP"], [2, null, 373, "WLTP"]]}),
  0,
  cell([0, 8, 8, 7, 8, 9, 8], {"": [[1, 700, 700, "WLTP"], [2, 435, 435, "WLTP"]]}),
]};
const power = {key: "power", label: "Power", group: 0, lowest: 0, cells: [cell([0, 0, 0, 0, 0, 0, 0], [3, 150, 150, ""]), 0, 0, 0]};
const data = {texts, units: metric, rows: [range, power]};

test("bars have the unit of most figures, and the farthest end for their scale", () => {
  assert.deepEqual(scale(range, [0, 1, 2, 3], 0), {unit: 1, top: 700});
  assert.deepEqual(scale(range, [0, 1], 1), {unit: 2, top: 373});
  assert.equal(scale(power, [0, 1, 2, 3], 0), null, "one figure alone");
  assert.equal(scale({...range, apart: 1}, [0, 1, 3], 0), null, "unlike conditions");
});

test("what differs between systems is picked", () => {
  assert.equal(pick(7, 1), 7);
  assert.deepEqual(pick([1, 2], 1), [1, 2]);
  assert.equal(pick({"": [3, 4, 5]}, 2), 5);
});

test("what may overlap is not below", () => {
  const figure = (lower, from, upper, until, bits = 0, group = 0) => [group, lower, lower, from, upper, until, bits];
  assert.ok(isBelow(figure(2, 1, 2, 3), figure(5, 4, 5, 6)));
  assert.ok(!isBelow(figure(2, 1, 2, 4), figure(5, 3, 5, 6)), "rounding meets");
  assert.ok(!isBelow(figure(2, 1, 2, 3), figure(2, 1, 2, 3)), "the same");
  assert.ok(isBelow(figure(-1, -1, 2, 3, 2), figure(2, 1, 2, 3)), "under 2 and 2");
  assert.ok(!isBelow(figure(2, 1, -1, -1), figure(5, 4, 5, 6)), "open above");
  assert.ok(!isBelow(figure(2, 1, 2, 3, 8), figure(5, 4, 5, 6)), "a condition is not stated");
  assert.ok(!isBelow(figure(2, 1, 2, 3), figure(5, 4, 5, 6, 0, 1)), "another currency");
});

test("vehicles without a figure come last, in either direction", () => {
  assert.deepEqual(sorted([0, 1, 2, 3], range, true), {cars: [3, 1, 0, 2], open: [3, 1], rest: [2]});
  assert.deepEqual(sorted([0, 1, 2, 3], range, false).cars, [0, 1, 3, 2]);
  assert.deepEqual(sorted([0], power, false).open, []);
});

test("conditions are read", () => {
  assert.deepEqual(parse("range > 1,500 km WLTP"), {words: ["range"], operator: ">", number: 1500, digits: "1,500", tail: "km WLTP"});
  assert.deepEqual(parse("at least 8.5 s"), {words: [], operator: ">=", number: 8.5, digits: "8.5", tail: "s"});
  assert.deepEqual(parse("0–100 under £ 5"), {words: ["0-100"], operator: "<", number: 5, digits: "5", tail: "£"});
  assert.deepEqual(conditions("> 5 km and AWD; range between 4 and 5 mi EPA"), ["> 5 km", "AWD", "range >= 4 mi EPA", "range <= 5 mi EPA"]);
  assert.match(parse("fast"), /no condition/);
  assert.match(parse("> 8,5 s"), /“8,5” is no number/);
});

test("a condition finds its row by unit and words", () => {
  assert.deepEqual(condition(data, "> 300 mi").system, 1);
  assert.equal(condition(data, "> 500 KM wltp").row, 0);
  assert.equal(condition(data, "power over 100 kW").row, 1);
  const added = {...range, label: "Range added in 10 min, WLTP"};
  assert.equal(condition({...data, rows: [added, range]}, "range > 300 km").row, 1, "the row that is called so");
  assert.equal(condition(data, "range > 300", 1).unit, "mi", "in the unit that is shown");
  assert.equal(condition(data, "range > 300").unit, "km");
  assert.equal(condition({...data, rows: [{...power, key: "accel_0_100_kmh"}]}, "acceleration > 100 k-W").row, 0);
  assert.match(condition(data, "> 300"), /No row has figures/);
  assert.match(condition(data, "> 5 furlong"), /there are kW, km, mi/);
  assert.match(condition(data, "> 500 km EPA"), /No row has figures/);
  assert.match(condition(data, "height > 5 mm"), /“height” in its label/);
});

test("a bound meets a condition as far as it goes", () => {
  const answers = text => [0, 1, 2, 3].map(car => meets(data, condition(data, text), car));
  assert.deepEqual(answers("> 500 km"), ["yes", "may", "none", "may"]);
  assert.deepEqual(answers("> 514 km"), ["no", "may", "none", "may"]);
  assert.deepEqual(answers(">= 319 mi"), ["yes", "may", "none", "may"]);
  assert.deepEqual(answers("<= 600 km"), ["yes", "yes", "none", "no"]);
  assert.deepEqual(answers("= 514 km"), ["yes", "may", "none", "no"]);
  const some = {...data, rows: [{...range, cells: [[...range.cells[0], 1], 0, 0, 0]}]};
  assert.equal(meets(some, condition(some, "> 600 km"), 0), "may", "of some versions only");
});

test("copies hold any text", () => {
  const lines = [["", "A|B"], ["=1+1", 'say "x"\nagain']];
  assert.equal(markdown(lines), '|  | A\\|B |\n| --- | --- |\n| =1+1 | say "x" again |');
  assert.equal(csv(lines), ',A|B\n\'=1+1,"say ""x""\nagain"');
  assert.equal(plain([["", "A"], ["long", "b"]]), "      A\nlong  b");
});

test("no line ends between a number and its unit", () => {
  assert.equal(tight("25.3–31.0 kWh/100 km or ≈ 437 km"), "25.3–31.0\u00a0kWh/100\u00a0km or ≈\u00a0437\u00a0km");
  assert.equal(tight("iX1 U11 eDrive20, 66 kWh"), "iX1 U11 eDrive20, 66\u00a0kWh");
  assert.equal(tight("1 234 567 kr (+14 %), 2 of 10"), "1\u00a0234\u00a0567\u00a0kr (+14\u00a0%), 2\u00a0of 10");
});

test("words alone are about the row that has them, whole", () => {
  const known = {texts: ["", "AWD", "FWD, AWD", "RWD", "AWD-like"], units: metric, rows: [
    power, {key: "drivetrain", label: "Drivetrain", group: 0, lowest: 0, cells: [1, 2, 3, 0].map(at => at && [at, [], 0, 0, [], 0, 0, 0, 0, {}])}]};
  const asked = condition(known, "awd");
  assert.equal(asked.row, 1);
  assert.deepEqual([0, 1, 2, 3].map(car => meets(known, asked, car)), ["yes", "may", "no", "none"]);
  assert.match(condition(known, "sun (roof)"), /stands in no row/);
  known.rows[1].cells[2].push(1);
  assert.equal(meets(known, asked, 2), "may", "what some versions have says nothing of the others");
});

test("numbers and words are read as the language of the page writes them", () => {
  speak({words: {over: "über", "at least": "mindestens"}, marks: [".", ","]});
  assert.deepEqual(parse("Reichweite über 1.500,5 km"), {words: ["reichweite"], operator: ">", number: 1500.5, digits: "1.500,5", tail: "km"});
  assert.equal(parse("mindestens 8,5 s").number, 8.5);
  assert.match(parse("> 8.5 s"), /is no number/);
  speak({});
  assert.equal(parse("over 1,500 km").number, 1500);
  assert.match(parse("> 8,5 s"), /is no number/);
});
