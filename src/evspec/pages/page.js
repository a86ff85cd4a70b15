// @ts-check
"use strict";
// The page: what is shown of the data below, and in which order. Figures are written by evspec; here their
// ranks and ends are compared and nothing is converted. All data is put in as text, never as markup.
(() => {
/** @typedef {any[]} Cell  what evspec.pages.content writes of a figure, by the places below */
/** @typedef {{key: string, label: string, group: number, lowest: number, cells: (Cell | 0)[], apart?: number, curves?: (number[][] | 0)[]}} Row */
/** @typedef {{version: number, title: string, language: string, units: string[][], system: string, vehicles: string[][],
 *   bases: number[], base: number | null, bars: boolean, shared: boolean, differences: boolean, lines: boolean, rows: Row[],
 *   notes: any[][], sources: string[][], texts: string[], words?: Record<string, string>, marks?: string[]}} Data */
/** @typedef {{system: number, cars: number[], base: number, sort: number, down: boolean, rows: string,
 *   equal: boolean, hidden: number[], find: string, filter: string, lines: boolean}} State */
/** @typedef {"yes" | "no" | "may" | "none"} Answer */

const TEXT = 0, NOTES = 1, PRINTED = 2, STATUS = 3, SOURCES = 4, ORDER = 5, NUMBERS = 6, SAME = 7, BEST = 8,
  AGAINST = 9, PARTIAL = 10;
const GROUP = 0, PLACE = 1, LOWER = 2, FROM = 3, UPPER = 4, UNTIL = 5, BITS = 6;
const STRICT_LOWER = 1, STRICT_UPPER = 2, ABOUT = 4, OPEN = 8;
const VERSION = 1, NONE = -1;
/** As many cells are drawn at a time, and as many bars, so that a click is answered at once. */
const CELLS = 600, BARS = 40;
/** The most characters of a title: one word of 100,000 takes a browser minutes to break into lines. */
const LONGEST = 500;
/** What tells curves apart without color. */
const DASHES = ["none", "8 4", "2 3", "12 3 2 3", "5 2", "1 5"];
/** @type {Record<string, string>} */
const GLYPHS = {better: "▲ ", worse: "▼ ", "maybe-better": "△ ", "maybe-worse": "▽ "};

// ---------------------------------------------------------------- what needs no document

/** What is said in place of the English texts, by these; none in English. @type {Record<string, string>} */
let messages = {};
/** What parts thousands, and decimals. @type {string[]} */
let separators = [",", "."];

/** Say a message, with what it has in braces put in. @param {string} text @param {Record<string, any>} [fields] */
const say = (text, fields = {}) => (messages[text] || text).replace(/\{(\w+)\}/g, (whole, name) => name in fields ? String(fields[name]) : whole);

/** Speak a language. @param {{words?: Record<string, string>, marks?: string[]}} data */
function speak(data) {
  messages = data.words || {};
  separators = data.marks || [",", "."];
}

/** What is said in a system of units: most is the same in all. @param {any} told @param {number} system */
const pick = (told, system) =>
  told && typeof told === "object" && !Array.isArray(told) ? told[""][system] : told;

/** Whether one figure is surely below another. @param {number[]} one @param {number[]} other */
function isBelow(one, other) {
  if (one[GROUP] !== other[GROUP] || (one[BITS] | other[BITS]) & OPEN) return false;
  if (one[UPPER] === NONE || other[LOWER] === NONE) return false;
  if (one[UPPER] === other[LOWER]) {
    return !!(one[BITS] & STRICT_UPPER || other[BITS] & STRICT_LOWER) && !((one[BITS] | other[BITS]) & ABOUT);
  }
  return one[UPPER] < other[LOWER] && other[FROM] >= one[UNTIL];
}

/** Whether two figures are one number. @param {number[]} one @param {number[]} other */
const isOne = (one, other) => one[GROUP] === other[GROUP] && one[LOWER] === one[UPPER] &&
  one[LOWER] === other[LOWER] && one[UPPER] === other[UPPER] && !((one[BITS] | other[BITS]) & (ABOUT | OPEN));

/** Whether a figure is a bound, a span or "about", or leaves a condition open. @param {number[]} one */
const isLoose = one => one[LOWER] !== one[UPPER] || !!(one[BITS] & (ABOUT | OPEN));

/**
 * Sort vehicles by a row: those without a figure come last, and those whose place is open are named.
 * @param {number[]} cars @param {Row} row @param {boolean} down
 */
function sorted(cars, row, down) {
  /** @param {number} car @returns {number[] | 0} */
  const order = car => { const cell = row.cells[car]; return cell ? cell[ORDER] : 0; };
  const known = cars.filter(car => order(car)), rest = cars.filter(car => !order(car));
  known.sort((a, b) => {
    const one = /** @type {number[]} */ (order(a)), other = /** @type {number[]} */ (order(b));
    return one[GROUP] - other[GROUP] || (down ? other[PLACE] - one[PLACE] : one[PLACE] - other[PLACE]);
  });
  // of two whose order is open, the one is to blame that is no plain number; both, if they are one or two
  /** Those that lie alike are held against the rest once. @type {Map<string, {one: number[], alike: number[]}>} */
  const places = new Map();
  for (const car of known) {
    const one = /** @type {number[]} */ (order(car)), place = places.get(String(one));
    if (place) place.alike.push(car); else places.set(String(one), {one, alike: [car]});
  }
  const every = [...places.values()], plain = every.filter(({one}) => !isLoose(one));
  const left = every.filter(({one, alike}) => (isLoose(one) ? every : plain).some(({one: other}) =>
    (one !== other || alike.length > 1) && !isBelow(one, other) && !isBelow(other, one) && !isOne(one, other)));
  const open = new Set(left.flatMap(({alike}) => alike));
  return {cars: [...known, ...rest], open: known.filter(car => open.has(car)), rest};
}

const OPERATORS = [">=", "<=", "≥", "≤", ">", "<", "="];
/** The words for them. @returns {Record<string, string>} */
const operators = () => ({[say("at least")]: ">=", [say("at most")]: "<=", [say("more than")]: ">",
  [say("less than")]: "<", [say("over")]: ">", [say("under")]: "<", [say("above")]: ">", [say("below")]: "<",
  "≥": ">=", "≤": "<="});

/**
 * Read "range > 500 km WLTP": words of the row's label, an operator, a number, a unit, more words.
 * @param {string} text
 * @returns {{words: string[], operator: string, number: number, digits: string, tail: string} | string} or what is wrong
 */
function parse(text) {
  const known = operators();
  const names = [...OPERATORS, ...Object.keys(known)].map(name => /\p{L}/u.test(name) ? `(?<!\\p{L})${name}(?!\\p{L})` : name);
  const found = new RegExp(`^(.*?)(${names.join("|")})\\s*([$£€¥]?)\\s*([0-9][0-9.,’ \\u00a0\\u202f]*)(.*)$`, "iu").exec(text);
  if (!found) return say("“{text}” is no condition and stands in no row; write one like “> 500 km WLTP” or “AWD”.", {text});
  const [, before, sign, money, digits, tail] = found;
  const plain = digits.replace(/[\s\u00a0\u202f]/g, "").replace(/[.,]$/, "");
  const [group, decimal] = separators, [front, ...behind] = plain.split(decimal);
  const parts = front.split(group), isGrouped = parts.length > 1 && parts[0].length < 4 && parts.slice(1).every(part => part.length === 3);
  const whole = [isGrouped ? parts.join("") : front, ...behind].join(".");
  if (!/^\d+(\.\d+)?$/.test(whole) || (decimal !== "." && front.includes(".") && !isGrouped)) {
    return say("“{digits}” is no number; write one like 8.5 or 1,500.", {digits: digits.trim()});
  }
  const operator = known[sign.toLowerCase()] || sign;
  const said = dashed(before.toLowerCase()).split(/[\s,]+/).filter(Boolean);
  return {words: said, operator, number: Number(whole), digits: digits.trim(), tail: `${money}${tail}`.trim()};
}

/** Write all dashes as one. @param {string} text */
const dashed = text => text.replace(/[\u2010-\u2015]/g, "-");

/** @type {Record<string, string>} */
const MONEY = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy"};
/** @param {string} symbol */
const folded = symbol => symbol.toLowerCase().replace(/[\s·-]/g, "").replace("mph", "mi/h").replace(/[$£€¥]/, sign => MONEY[sign]);

/**
 * Take apart "> 500 km and AWD", "range between 400 and 500 km" and what stands between semicolons.
 * @param {string} text
 */
function conditions(text) {
  const and = say("and"), between = new RegExp(`^(.*?)(?<!\\p{L})${say("between")}\\s+(\\S+)\\s+${and}\\s+(\\S+)(.*)$`, "iu");
  return text.split(";").flatMap(part => {
    const found = between.exec(part);
    if (found) return [`${found[1]}>= ${found[2]}${found[4]}`, `${found[1]}<= ${found[3]}${found[4]}`];
    return part.split(new RegExp(`\\s${and}\\s`, "iu"));
  }).map(part => part.trim()).filter(Boolean);
}

/** Whether a cell has words in it, each whole. @param {Data} data @param {Cell | 0} cell @param {string} text */
const has = (data, cell, text) => !!cell && new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "iu")
  .test(data.texts[pick(cell[TEXT], 0)]);

/**
 * Find the row and the system of units that a condition is about; words alone are about the row that has them, "AWD".
 * Without a unit it is that in which a row is shown.
 * @param {Data} data @param {string} text @param {number} [shown] the system of units that is shown
 * @returns {{row: number, system: number, operator: string, number: number, unit: string, digits?: string, said?: string} | string}
 */
function condition(data, text, shown = 0) {
  const read = parse(text);
  if (typeof read === "string") {
    const counts = data.rows.map(row => row.cells.filter(cell => has(data, cell, text)).length), most = Math.max(0, ...counts);
    return most ? {row: counts.indexOf(most), system: 0, operator: "", number: 0, unit: "", said: text} : read;
  }
  const known = new Set(), found = [];
  for (const [at, row] of data.rows.entries()) {
    const label = dashed(row.label.toLowerCase()), names = row.key.split(/[^a-z]+/).filter(name => name.length > 3);
    const group = data.texts[row.group].toLowerCase();
    // "acceleration" is in the key, "charging" in the group
    if (!read.words.every(word => label.includes(word) || group.includes(word) || names.some(name => word.startsWith(name)))) continue;
    const units = new Map();
    for (const cell of row.cells) {
      for (let system = 0; cell && cell[NUMBERS] && system < data.units.length; system++) {
        const [unit, , , cycle] = pick(cell[NUMBERS], system);
        if (unit === undefined) continue;
        const symbol = data.texts[unit], place = units.get(symbol);
        units.set(symbol, {system: place ? place.system : system, count: (place ? place.count : 0) + 1, cycle});
      }
    }
    for (const [symbol, {system, count, cycle}] of units) {
      known.add(symbol);
      // the unit is the longest beginning of what follows the number; the rest are words of the row
      const parts = read.tail.split(/\s+/).filter(Boolean);
      const isShown = row.cells.some(cell => cell && cell[NUMBERS] && data.texts[pick(cell[NUMBERS], shown)[0]] === symbol);
      for (let taken = symbol && !(read.words.length && isShown) ? 1 : 0; taken <= (symbol ? parts.length : 0); taken++) {
        const rest = parts.slice(taken).map(part => part.toLowerCase().replace(/[()]/g, ""));
        const said = `${label} ${cycle || ""}`.toLowerCase();
        if ((!taken || folded(parts.slice(0, taken).join("")) === folded(symbol)) && rest.every(part => said.includes(part))) {
          // "range" is "Range, WLTP" rather than "Range added in 10 min, WLTP"
          const words = read.words.join(" "), first = label.split(", ")[0] === words ? 2 : words && label.startsWith(words) ? 1 : 0;
          found.push({row: at, system, count, unit: symbol, first});
        }
      }
    }
  }
  if (!found.length) {
    if (!known.size) return say("No row of figures has “{words}” in its label.", {words: read.words.join(" ")});
    const units = [...known].filter(Boolean).sort();
    return say("No row has figures in “{unit}” like that; there are {units}.",
      {unit: read.tail, units: units.slice(0, 12).join(", ") + (units.length > 12 ? " …" : "")});
  }
  found.sort((a, b) => b.first - a.first || b.count - a.count || a.row - b.row);
  return {...found[0], operator: read.operator, number: read.number, digits: read.digits};
}

/**
 * Whether a figure meets a condition, as surely as its bounds say.
 * @param {Data} data @param {{row: number, system: number, operator: string, number: number, unit: string, said?: string}} asked @param {number} car
 * @returns {Answer}
 */
function meets(data, asked, car) {
  const cell = data.rows[asked.row].cells[car];
  // what some versions have says nothing of the others
  const no = cell && cell[PARTIAL] ? "may" : "no";
  if (asked.said) {
    const text = cell ? data.texts[pick(cell[TEXT], 0)] : "–";
    if (text === "–") return "none";
    // beside others it may be of some versions only
    return text.toLowerCase() === asked.said.toLowerCase() ? "yes" : has(data, cell, asked.said) ? "may" : no;
  }
  if (!cell || !cell[NUMBERS]) return "none";
  const [unit, low, high] = pick(cell[NUMBERS], asked.system);
  if (unit === undefined || data.texts[unit] !== asked.unit) return "none";
  const {operator, number} = asked, bits = cell[ORDER][BITS];
  const above = low !== null && (low > number || (low === number && !!(bits & STRICT_LOWER)));
  const below = high !== null && (high < number || (high === number && !!(bits & STRICT_UPPER)));
  const from = low !== null && low >= number, until = high !== null && high <= number;
  const sure = {">": [above, until], ">=": [from, below], "<": [below, from], "<=": [until, above],
    "=": [from && until, above || below]}[operator];
  const [yes, never] = /** @type {boolean[]} */ (sure);
  return yes ? (bits & OPEN ? "may" : "yes") : never ? no : "may";
}

/** Keep lines from ending between a number and its unit, as evspec.table.html does. @param {string} text */
const tight = text => text.replace(/(?<!\p{L}\d{1,3})(?<=\d) (?=[\p{L}°%]|\d{3}(?!\d))|(?<=[≈≥≤±]) (?=\d)/gu, "\u00a0");

/** @param {string[][]} lines */
const markdown = lines => {
  /** @param {string} text */
  const safe = text => text.replace(/[\\`*_{}[\]<>|~&#$]/g, "\\$&").replace(/\n/g, " ");
  const [head, ...rest] = lines.map(line => `| ${line.map(safe).join(" | ")} |`);
  return [head, `|${lines[0].map(() => " --- |").join("")}`, ...rest].join("\n");
};
/** @param {string[][]} lines */
const csv = lines => lines.map(line => line.map(text => {
  // a spreadsheet would take it for a formula
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}).join(",")).join("\n");
/** @param {string[][]} lines */
const plain = lines => {
  const widths = lines[0].map((_, at) => Math.max(...lines.map(line => [...line[at]].length)));
  return lines.map(line => line.map((text, at) => text + " ".repeat(widths[at] - [...text].length)).join("  ").trimEnd()).join("\n");
};

/**
 * The scale of a row's bars: the unit that most figures have, and the farthest end. Two figures are the least.
 * @param {Row} row @param {number[]} cars @param {number} system
 */
function scale(row, cars, system) {
  if (row.apart) return null;
  const numbers = cars.map(car => { const cell = row.cells[car]; return cell && cell[NUMBERS] ? pick(cell[NUMBERS], system) : []; })
    .filter(([unit, low, high]) => unit && (low ?? 0) >= 0 && Math.max(low ?? 0, high ?? 0) > 0);
  const counts = new Map();
  for (const [unit] of numbers) counts.set(unit, (counts.get(unit) || 0) + 1);
  const [unit, count] = [...counts].sort((a, b) => b[1] - a[1])[0] || [0, 0];
  if (count < 2) return null;
  return {unit, top: Math.max(...numbers.filter(([own]) => own === unit).map(([, low, high]) => Math.max(low ?? 0, high ?? 0)))};
}

const pure = {scale, speak, tight, pick, isBelow, isOne, sorted, parse, conditions, condition, meets, has, markdown, csv, plain, VERSION};
// node's test runner takes these; a browser has no module
if (typeof module !== "undefined") { module.exports = pure; return; }

// ---------------------------------------------------------------- the document

document.documentElement.className = "js";

/**
 * Make an element; what is given as text stays text.
 * @param {string} tag @param {Record<string, any>} [given] @param {...(Node | string | null | false | undefined)} children
 * @returns {any}
 */
function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)).map(one => typeof one === "string" ? tight(one) : one));
  return element;
}

/** @param {string} name @param {Record<string, any>} given @param {...(Node | string)} children @returns {any} */
function drawn(name, given, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

function start() {
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const fixed = /** @type {HTMLElement} */ (document.getElementById("static"));
  /** @type {Data} */
  let data;
  try {
    data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent || "");
    if (data.version !== VERSION) throw new Error("version");
  } catch {
    // the table is all there is to show
    document.documentElement.className = "";
    document.getElementById("damaged")?.removeAttribute("hidden");
    return;
  }
  speak(data);
  new App(data, main, fixed);
}

class App {
  /** @param {Data} data @param {HTMLElement} main @param {HTMLElement} fixed */
  constructor(data, main, fixed) {
    this.data = data;
    this.fixed = fixed;
    /** @type {State} */
    this.state = this.first();
    this.more = 0;
    this.say = "";
    /** @type {Map<Row, {unit: number, top: number} | null>} */
    this.scales = new Map();
    /** @type {HTMLElement | null} */
    this.opened = null;
    this.isKept = false;
    // whether focus comes back to a figure that is not to be told again
    this.isQuiet = false;
    this.tools = make("div", {class: "tools", role: "group", "aria-label": say("What is shown")});
    this.panels = {cars: make("details", {class: "panel", ontoggle: () => this.drawCars()}),
      chart: make("details", {class: "panel", ontoggle: () => this.drawChart()})};
    this.status = make("p", {class: "status", role: "status"});
    this.caption = make("caption", {id: "title"});
    this.table = make("table", {}, this.caption);
    this.region = make("div", {class: "region", role: "region", "aria-labelledby": "title", tabindex: "0"}, this.table);
    this.pop = make("div", {id: "pop", role: "note", tabindex: "-1", hidden: true});
    this.below = make("div", {class: "below"});
    this.app = make("div", {id: "app"}, make("h1", {}, short(data.title, LONGEST)), this.tools, this.status, this.region, this.below, this.pop);
    main.prepend(this.app);
    this.build();
    this.fromLink();
    addEventListener("hashchange", () => { if (location.hash !== this.link) { this.state = this.first(); this.fromLink(); } });
    addEventListener("keydown", event => { if (event.key === "Escape") this.close(true); });
    document.addEventListener("click", event => {
      const target = /** @type {Element} */ (event.target);
      if (!this.pop.contains(target) && !target.closest("button.figure")) this.close(false);
    });
    /** @param {Event} event */
    const figure = event => /** @type {Element} */ (event.target).closest("button.figure");
    this.region.addEventListener("mouseover", (/** @type {Event} */ event) => {
      const one = figure(event);
      if (one && !this.isKept) this.open(one, false);
      else if (!one && !this.isKept && !this.pop.contains(event.target)) this.close(false);
    });
    this.region.addEventListener("mouseleave", () => { if (!this.isKept) this.close(false); });
    this.app.addEventListener("focusin", (/** @type {Event} */ event) => {
      const one = figure(event);
      if (one && !this.isQuiet) this.open(one, this.opened === one && this.isKept);
      else if (!one && !this.pop.contains(event.target)) this.close(false);
    });
    this.region.addEventListener("click", (/** @type {Event} */ event) => {
      const one = figure(event);
      if (!one) return;
      if (this.opened === one && this.isKept) this.close(false); else this.open(one, true);
    });
    this.region.addEventListener("scroll", () => { if (!this.isKept) this.close(false); });
  }

  /** @returns {State} */
  first() {
    const {data} = this, systems = data.units.map(([name]) => name);
    return {system: Math.max(0, systems.indexOf(data.system)), cars: data.vehicles.map((_, n) => n),
      base: data.base === null ? NONE : data.base, sort: NONE, down: true,
      rows: data.shared && data.vehicles.length > 1 ? "two" : "all", equal: data.differences, hidden: [], find: "",
      filter: "", lines: data.lines || data.vehicles.length > 8};
  }

  // ---- the state and its link

  fromLink() {
    const {data, state} = this, lost = [];
    const asked = new URLSearchParams(location.hash.slice(1));
    const keys = new Map(data.vehicles.map(([key], n) => [key, n]));
    const rows = new Map(data.rows.map((row, n) => [row.key, n]));
    for (const [name, value] of asked) {
      if (name === "units") {
        const at = data.units.findIndex(([system]) => system === value);
        if (at >= 0) state.system = at; else lost.push(value);
      } else if (name === "cars") {
        const named = value.split(",").filter(Boolean);
        lost.push(...named.filter(key => !keys.has(key)));
        state.cars = [...new Set(named.flatMap(key => keys.get(key) ?? []))];
      } else if (name === "base") {
        if (value === "") state.base = NONE; else if (keys.has(value)) state.base = keys.get(value) ?? NONE; else lost.push(value);
      } else if (name === "sort") {
        const key = value.replace(/^-/, "");
        if (rows.has(key)) { state.sort = rows.get(key) ?? NONE; state.down = value.startsWith("-"); } else lost.push(key);
      } else if (name === "rows" && ["all", "two", "each"].includes(value)) state.rows = value;
      else if (name === "equal") state.equal = value === "hide";
      else if (name === "lines") state.lines = value === "vehicles";
      else if (name === "find") state.find = value;
      else if (name === "filter") state.filter = value;
      else if (name === "hidden") state.hidden = value.split(",").map(group => data.texts.indexOf(group)).filter(at => at > 0);
      else lost.push(name);
    }
    this.say = lost.length ? say("The link names what this page has not: {names}.", {names: lost.join(", ")}) : "";
    this.fill();
    this.draw();
  }

  keep() {
    const {data, state} = this, first = this.first(), told = new URLSearchParams();
    if (state.system !== first.system) told.set("units", data.units[state.system][0]);
    if (String(state.cars) !== String(first.cars)) told.set("cars", state.cars.map(n => data.vehicles[n][0]).join(","));
    if (state.base !== first.base) told.set("base", state.base === NONE ? "" : data.vehicles[state.base][0]);
    if (state.sort !== NONE) told.set("sort", (state.down ? "-" : "") + data.rows[state.sort].key);
    if (state.rows !== first.rows) told.set("rows", state.rows);
    if (state.equal !== first.equal) told.set("equal", state.equal ? "hide" : "show");
    if (state.lines !== first.lines) told.set("lines", state.lines ? "vehicles" : "rows");
    if (state.find) told.set("find", state.find);
    if (state.filter) told.set("filter", state.filter);
    if (state.hidden.length) told.set("hidden", state.hidden.map(group => data.texts[group]).join(","));
    const link = String(told);
    this.link = link ? `#${link}` : "";
    try {
      history.replaceState(null, "", this.link || `${location.pathname}${location.search}`);
    } catch { /* a frame without an address holds no state */ }
  }

  /** @param {Partial<State>} change @param {string} [told] */
  set(change, told = "") {
    Object.assign(this.state, change);
    this.say = told;
    this.more = 0;
    this.draw();
  }

  // ---- the tools

  build() {
    const {data} = this;
    /** @param {string} label @param {any} field */
    const labelled = (label, field) => make("label", {class: "field"}, make("span", {}, label), field);
    /** @param {(event: any) => void} then */
    const select = then => make("select", {onchange: (/** @type {any} */ event) => then(event.target.value)});
    this.units = select(value => this.set({system: Number(value)}));
    this.units.append(...data.units.map(([name], n) => make("option", {value: n}, name === "metric" ? `${say("metric")} (km)` : `${name.toUpperCase()} (mi)`)));
    this.sort = select(value => this.set({sort: Number(value)}));
    const sortable = data.rows.map((row, n) => ({row, n})).filter(({row}) => row.cells.some(cell => cell && cell[ORDER]));
    this.sort.append(make("option", {value: NONE}, say("as they are")), ...sortable.map(({row, n}) => make("option", {value: n}, row.label)));
    this.turn = make("button", {type: "button", onclick: () => this.set({down: !this.state.down})});
    this.base = select(value => this.set({base: Number(value)}));
    this.rows = select(value => this.set({rows: value}));
    this.rows.append(make("option", {value: "all"}, say("all rows")), make("option", {value: "two"}, say("stated by two or more")), make("option", {value: "each"}, say("without gaps")));
    this.equal = make("input", {type: "checkbox", onchange: (/** @type {any} */ event) => this.set({equal: event.target.checked})});
    this.lines = make("input", {type: "checkbox", onchange: (/** @type {any} */ event) => this.set({lines: event.target.checked})});
    this.find = make("input", {type: "search", size: "14", placeholder: say("battery, rumored"), autocomplete: "off", oninput: (/** @type {any} */ event) => this.set({find: event.target.value})});
    this.filter = make("input", {type: "search", size: "20", placeholder: "> 500 km WLTP", autocomplete: "off", "aria-describedby": "asked", onchange: (/** @type {any} */ event) => this.set({filter: event.target.value.trim()})});
    this.asked = make("p", {id: "asked", class: "asked", "aria-live": "polite"});
    const form = make("form", {class: "field", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); this.set({filter: this.filter.value.trim()}); }},
      labelled(say("Only vehicles with"), this.filter));
    this.cars = make("div", {});
    this.carsTitle = make("summary", {});
    this.groups = make("div", {class: "checks"});
    this.copied = make("div", {class: "copied", hidden: true});
    this.chart = make("div", {});
    const {cars: panel, chart: charts} = this.panels;
    panel.append(this.carsTitle, this.cars);
    charts.append(make("summary", {}, say("Chart")), this.chart);
    /** @param {string} name @param {(lines: string[][]) => string} write */
    const copy = (name, write) => make("button", {type: "button", onclick: () => this.copy(name, write)}, name);
    this.noted = make("input", {type: "checkbox", checked: true});
    // on a narrow screen the table comes first, and most tools when asked for
    const unfold = make("button", {type: "button", class: "unfold", "aria-expanded": "false", onclick: () =>
      unfold.setAttribute("aria-expanded", String(this.tools.classList.toggle("open")))}, say("All tools"));
    const units = labelled(say("Units"), this.units);
    units.classList.add("always");
    this.tools.append(
      units,
      unfold,
      make("span", {class: "field wide"}, labelled(say("Sort by"), this.sort), this.turn),
      labelled(say("Compare with"), this.base),
      form,
      labelled(say("Find rows with"), this.find),
      labelled(say("Rows"), this.rows),
      make("span", {class: "field checks"},
        make("label", {}, this.equal, ` ${say("Hide what is equal")}`), make("label", {}, this.lines, ` ${say("A line for each vehicle")}`)),
      panel,
      make("details", {class: "panel"}, make("summary", {}, say("Groups of rows")), this.groups),
      charts,
      make("details", {class: "panel"}, make("summary", {}, say("Copy")),
        make("div", {class: "checks"}, copy("Markdown", markdown), copy("CSV", csv), copy(say("Text"), plain), copy(say("Table for an e-mail"), plain),
          make("label", {}, this.noted, ` ${say("with notes")}`)), this.copied),
      make("button", {type: "button", onclick: () => { this.state = this.first(); this.set({}, say("All as at first.")); }}, say("Reset")),
      this.asked);
    const groups = [...new Set(data.rows.map(row => row.group))];
    this.groups.append(...groups.map(group => make("label", {}, make("input", {type: "checkbox", value: group, onchange: (/** @type {any} */ event) => {
      const hidden = this.state.hidden.filter(at => at !== group);
      this.set({hidden: event.target.checked ? hidden : [...hidden, group]});
    }}), ` ${data.texts[group] || say("Others")}`)));
  }

  /** Show the state in the tools. */
  fill() {
    const {data, state} = this;
    this.units.value = state.system;
    this.sort.value = state.sort;
    this.turn.hidden = state.sort === NONE;
    this.turn.textContent = state.down ? say("largest first") : say("smallest first");
    this.base.replaceChildren(make("option", {value: NONE}, say("no vehicle")),
      ...data.bases.filter(n => state.cars.includes(n)).map(n => make("option", {value: n}, data.vehicles[n][1])));
    this.base.value = state.base;
    this.base.closest("label").hidden = !data.bases.length;
    this.rows.value = state.rows;
    this.equal.checked = state.equal;
    this.lines.checked = state.lines;
    if (this.find.value !== state.find) this.find.value = state.find;
    if (document.activeElement !== this.filter) this.filter.value = state.filter;
    for (const box of this.groups.querySelectorAll("input")) box.checked = !state.hidden.includes(Number(box.value));
    this.carsTitle.textContent = say("Vehicles ({count} of {total})", {count: state.cars.length, total: data.vehicles.length});
  }

  // ---- what is shown

  /** @param {Row} row @param {number} car @returns {string} */
  text(row, car) {
    const cell = row.cells[car];
    return cell ? this.data.texts[pick(cell[TEXT], this.state.system)] : "–";
  }

  /** What comes of a cell against the baseline. @param {Row} row @param {number} car */
  against(row, car) {
    const cell = row.cells[car], found = cell && this.state.base !== car && cell[AGAINST][this.state.base];
    if (!found) return null;
    const [words, mark, pairs] = found;
    return {words: this.data.texts[pick(words, this.state.system)], mark,
      pairs: (pairs ? pick(pairs, this.state.system) : []).map((/** @type {number} */ at) => this.data.texts[at])};
  }

  /** Whether a cell is the best of all vehicles and so of those shown. @param {Row} row @param {number} car @param {number[]} cars */
  isBest(row, car, cars) {
    const cell = row.cells[car];
    return !!cell && !!cell[BEST] && cars.some(other => { const one = row.cells[other]; return one && one[ORDER] && !one[BEST]; });
  }

  /** The vehicles and rows that are shown, and what there is to say of them. */
  shown() {
    const {data, state} = this, said = [];
    let cars = state.cars, asked = "", bad = false;
    /** @type {Set<number>} */
    const unsure = new Set();
    for (const text of conditions(state.filter)) {
      const wanted = condition(data, text, state.system);
      if (typeof wanted === "string") { asked += ` ${wanted}`; bad = true; continue; }
      const answers = new Map(cars.map(car => [car, meets(data, wanted, car)]));
      /** @param {Answer} answer */
      const count = answer => [...answers.values()].filter(one => one === answer).length;
      for (const [car, answer] of answers) if (answer === "may") unsure.add(car);
      cars = cars.filter(car => answers.get(car) === "yes" || answers.get(car) === "may");
      asked += ` ${say("{condition}: {yes} surely, {may} maybe (marked ?), {no} not, {none} do not state it.",
        {condition: [data.rows[wanted.row].label, ...(wanted.said ? [wanted.said] : [wanted.operator, wanted.digits, wanted.unit])].filter(Boolean).join(" "),
          yes: count("yes"), may: count("may"), no: count("no"), none: count("none")})}`;
    }
    this.asked.textContent = asked.trim();
    this.asked.classList.toggle("bad", bad);
    /** @type {number[]} */
    let open = [];
    if (state.sort !== NONE) {
      const row = data.rows[state.sort], found = sorted(cars, row, state.down);
      ({cars, open} = found);
      said.push(state.down ? say("Sorted by {row}, largest first.", {row: row.label}) : say("Sorted by {row}, smallest first.", {row: row.label}));
      if (open.length) {
        const names = open.slice(0, 4).map(car => apart(data.vehicles[car][1])).join("; ");
        const more = open.length > 4 ? ` ${say("and {count} more", {count: open.length - 4})}` : "";
        said.push(say("The figures leave open the place of {names} (marked ≈).", {names: names + more}));
      }
      if (found.rest.length) said.push(say("{count} without a figure last.", {count: found.rest.length}));
    }
    if (state.base !== NONE && cars.includes(state.base)) cars = [state.base, ...cars.filter(car => car !== state.base)];
    const sought = state.find.toLowerCase().split(/[\s,]+/).filter(Boolean), told = this.sought(sought, cars);
    const rows = data.rows.filter(row => {
      if (state.hidden.includes(row.group)) return false;
      if (sought.length && !told.has(row)) return false;
      const cells = cars.map(car => row.cells[car]).filter(cell => cell && data.texts[pick(cell[TEXT], 0)] !== "–");
      if (!cells.length && cars.length) return false;
      if (sought.length) return true;
      if (state.rows === "two" && cars.length > 1 && cells.length < 2) return false;
      if (state.rows === "each" && cells.length < cars.length) return false;
      const same = new Set(cells.map(cell => /** @type {Cell} */ (cell)[SAME]));
      if (row === data.rows[state.sort]) return true;
      return !(state.equal && cars.length > 1 && cells.length === cars.length && same.size === 1);
    });
    const aside = rows.filter(row => told.get(row)).length;
    if (aside) said.push(say("In {count} of the rows it stands in a note (ⓘ).", {count: aside}));
    if (state.lines && state.sort !== NONE) {
      // the column that was sorted by is the one to be read
      rows.sort((a, b) => Number(b === data.rows[state.sort]) - Number(a === data.rows[state.sort]));
    }
    return {cars, rows, open: new Set(open), unsure, said};
  }

  /**
   * The rows that have each of some words, and whether a note alone has one. A status is sought in notes too, so that
   * "rumored" finds what is rumored beside a figure; other words where nothing else has them.
   * @param {string[]} sought @param {number[]} cars @returns {Map<Row, boolean>}
   */
  sought(sought, cars) {
    const {data, state} = this, statuses = new Set(data.rows.flatMap(row => row.cells.map(cell => cell ? cell[STATUS] : 0)));
    const texts = data.texts.map(text => text.toLowerCase());
    // each text and note is looked through once, and cells are asked for its number
    const found = sought.map(word => ({word, texts: new Set(texts.flatMap((text, at) => text.includes(word) ? [at] : [])),
      notes: new Set(data.notes.flatMap((note, at) => note.some(span => texts[Array.isArray(span) ? span[0] : span].includes(word)) ? [at] : [])),
      isStatus: texts.some((text, at) => text === word && statuses.has(at))}));
    /** @param {Row} row @param {(cell: Cell) => boolean} test */
    const some = (row, test) => cars.some(car => { const cell = row.cells[car]; return cell !== 0 && test(cell); });
    /** @type {Map<Row, boolean>} */
    const first = new Map(), rest = new Map();
    for (const row of sought.length ? data.rows : []) {
      const label = row.label.toLowerCase();
      const unseen = found.filter(one => !label.includes(one.word) && !one.texts.has(row.group) &&
        !some(row, cell => one.texts.has(pick(cell[TEXT], state.system)) || one.texts.has(cell[STATUS])));
      if (!unseen.every(one => one.notes.size && some(row, cell => pick(cell[NOTES], state.system).some((/** @type {number} */ at) => one.notes.has(at))))) continue;
      (unseen.every(one => one.isStatus) ? first : rest).set(row, unseen.length > 0);
    }
    return first.size ? first : rest;
  }

  draw() {
    const {data, state} = this;
    this.close(false);
    if (!data.bases.includes(state.base) || !state.cars.includes(state.base)) state.base = NONE;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.id : undefined;
    this.keep();
    this.fill();
    const found = this.shown();
    this.view = found;
    this.scales = new Map();
    const {cars, rows, said} = found;
    const marks = new Set(state.base === NONE ? [] : rows.flatMap(row => cars.map(car => this.against(row, car)?.mark)));
    const best = rows.some(row => cars.some(car => this.isBest(row, car, cars)));
    const told = [data.units[state.system][1], best && (data.vehicles.length === 2 ? say("* better of the two vehicles here") : say("* best of all {count} vehicles here", {count: data.vehicles.length})),
      data.bars && say("bars: filled as far as a figure reaches at least, outlined what it leaves open"),
      state.base !== NONE && say("against {name}", {name: data.vehicles[state.base][1]}),
      marks.has("better") && say("▲ better"), marks.has("worse") && say("▼ worse"),
      (marks.has("maybe-better") || marks.has("maybe-worse")) && say("△ and ▽: only rumored"),
      rows.length && say("press a figure to see who says so")];
    this.caption.replaceChildren(make("small", {}, told.filter(Boolean).join("; ")));
    this.table.replaceChildren(this.caption, ...(state.lines ? this.lying(found) : this.standing(found)));
    this.table.className = state.lines ? "lines" : "columns";
    this.table.style.setProperty("--n", String(cars.length));
    const empty = !state.cars.length ? say("No vehicle is chosen; add one under Vehicles.")
      : !cars.length ? say("No vehicle meets the condition.")
      : !rows.length ? (state.equal ? say("Nothing differs in the rows that are asked for.") : say("No row is left.")) : "";
    const count = say("{cars} of {vehicles} vehicles, {rows} of {every} rows.",
      {cars: cars.length, vehicles: data.vehicles.length, rows: rows.length, every: data.rows.length});
    this.status.textContent = [this.say, empty, ...said, count].filter(Boolean).join(" ");
    this.below.replaceChildren();
    if (state.lines && cars.length > this.most(rows)) {
      const rest = cars.length - this.most(rows);
      this.below.append(make("button", {type: "button", "data-id": "more", onclick: () => { this.more += 1; this.draw(); }}, say("Show more of the other {count} vehicles", {count: rest})));
    }
    if (this.panels.cars.open) this.drawCars();
    if (this.panels.chart.open) this.drawChart();
    this.copied.hidden = true;
    if (focused) {
      const again = this.app.querySelector(`[data-id="${CSS.escape(focused)}"]`);
      if (again instanceof HTMLElement) again.focus({preventScroll: true});
    }
  }

  /** As many lines are drawn. @param {Row[]} rows */
  most(rows) {
    return Math.max(10, Math.floor(CELLS / (rows.length || 1))) * (this.more + 1);
  }

  /** The head of a vehicle, with what can be done to it. @param {number} car @param {any} found @param {string} scope */
  head(car, found, scope) {
    const {state, data} = this, [key, name] = data.vehicles[car];
    /** @param {string} what @param {string} told @param {string} sign @param {() => void} then @param {Record<string, any>} [more] */
    const button = (what, told, sign, then, more = {}) => make("button", {type: "button", title: told, "aria-label": told, "data-id": `${what} ${key}`, onclick: then, ...more}, sign);
    /** @param {number} step */
    const move = step => () => {
      const cars = [...found.cars], at = cars.indexOf(car), [one] = cars.splice(at, 1);
      cars.splice(Math.max(0, at + step), 0, one);
      const rest = state.cars.filter(other => !cars.includes(other));
      this.set({cars: [...cars, ...rest], sort: NONE}, say("{name} moved.", {name}));
    };
    const marks = [found.open.has(car) && make("abbr", {title: say("Its place is not decided by the figures")}, "≈"),
      found.unsure.has(car) && make("abbr", {title: say("Whether it meets the condition is not sure")}, "?")];
    return make("th", {scope}, make("span", {class: "name"}, make("bdi", {}, name), " ", ...marks),
      make("span", {class: "acts"}, button("Move back", say("Move back {name}", {name}), "‹", move(-1)), button("Move on", say("Move on {name}", {name}), "›", move(1)),
        data.bases.includes(car) && button("Compare with", say("Compare with {name}", {name}), "±", () => this.set({base: state.base === car ? NONE : car}), {"aria-pressed": state.base === car ? "true" : "false"}),
        button("Remove", say("Remove {name}", {name}), "×", () => this.set({cars: state.cars.filter(other => other !== car)}, say("{name} is left out; Vehicles has it.", {name})))));
  }

  /** The head of a row, which sorts by it. @param {Row} row @param {string} scope */
  label(row, scope) {
    const {state, data} = this, at = data.rows.indexOf(row), isSorted = state.sort === at;
    if (!row.cells.some(cell => cell && cell[ORDER])) return make("th", {scope}, row.label);
    const sign = isSorted ? (state.down ? " ↓" : " ↑") : "";
    return make("th", {scope, "aria-sort": isSorted ? (state.down ? "descending" : "ascending") : null},
      make("button", {type: "button", class: "sort", title: say("Sort the vehicles by this"), "data-id": `sort ${row.key}`, onclick: () =>
        this.set(isSorted && state.down === !row.lowest ? {down: !state.down} : isSorted ? {sort: NONE} : {sort: at, down: !row.lowest})}, row.label, make("span", {"aria-hidden": "true"}, sign)));
  }

  /** @param {Row} row @param {number} car @param {number[]} cars */
  cell(row, car, cars) {
    const {data} = this, cell = row.cells[car], text = this.text(row, car);
    if (!cell) return make("td", {}, text);
    const found = this.against(row, car), best = this.isBest(row, car, cars);
    const noted = pick(cell[NOTES], this.state.system).length > 0;
    const figure = make("button", {type: "button", class: noted ? "figure noted" : "figure", dir: "auto", "aria-expanded": "false", "aria-controls": "pop", "data-id": `cell ${row.key} ${car}`}, text, best && "*");
    figure.cell = {row, car};
    const classes = [best && "best", /\S{25}/.test(text) && "long"].filter(Boolean).join(" ");
    return make("td", {class: classes || null}, figure, data.bars && this.bar(row, cell, cars),
      found && make("span", {class: `change ${found.mark}`}, (GLYPHS[found.mark] || "") + found.words));
  }

  /** A bar as evspec.table.bars draws it, to a scale of its row. @param {Row} row @param {Cell} cell @param {number[]} cars */
  bar(row, cell, cars) {
    if (!this.scales.has(row)) this.scales.set(row, scale(row, cars, this.state.system));
    const own = this.scales.get(row), [unit, low, high] = cell[NUMBERS] ? pick(cell[NUMBERS], this.state.system) : [];
    if (!own || unit !== own.unit) return null;
    const from = 86 * (low ?? 0) / own.top, to = high === null ? 96 : 86 * high / own.top;
    return drawn("svg", {class: "bar", width: 96, height: 7, viewBox: "0 0 96 7", "aria-hidden": "true"},
      drawn("rect", {class: "part", width: from, height: 7}),
      ...(low === high ? [] : [drawn("path", {class: "rest", d: `M${from} .5H${to}${high === null ? `M${to} 6.5` : "V6.5"}H${from}${from ? "" : "Z"}`})]));
  }

  /** A column for each vehicle. @param {any} found */
  standing(found) {
    const {data} = this, {cars, rows} = found;
    const head = make("thead", {}, make("tr", {}, make("td", {}), ...cars.map((/** @type {number} */ car) => this.head(car, found, "col"))));
    const bodies = [];
    let group = NONE, body = null;
    for (const row of rows) {
      if (row.group !== group || !body) {
        group = row.group;
        body = make("tbody", {}, data.texts[group] && make("tr", {class: "group"}, make("th", {scope: "rowgroup", colspan: cars.length + 1}, data.texts[group])));
        bodies.push(body);
      }
      body.append(make("tr", {}, this.label(row, "row"), ...cars.map((/** @type {number} */ car) => this.cell(row, car, cars))));
    }
    return cars.length ? [head, ...bodies] : [];
  }

  /** A line for each vehicle. @param {any} found */
  lying(found) {
    const {cars, rows} = found;
    if (!cars.length) return [];
    return [make("thead", {}, make("tr", {}, make("td", {}), ...rows.map((/** @type {Row} */ row) => this.label(row, "col")))),
      make("tbody", {}, ...cars.slice(0, this.most(rows)).map((/** @type {number} */ car) =>
        make("tr", {}, this.head(car, found, "row"), ...rows.map((/** @type {Row} */ row) => this.cell(row, car, cars)))))];
  }

  // ---- what stands behind a figure

  /** @param {any} figure @param {boolean} kept */
  open(figure, kept) {
    if (this.opened === figure) { this.isKept ||= kept; return; }
    this.close(false);
    const {row, car} = figure.cell, {data, state} = this, cell = row.cells[car], texts = data.texts;
    const found = this.against(row, car);
    const sources = cell[SOURCES].map((/** @type {number} */ at) => {
      const [publisher, title, address, date] = data.sources[at];
      const words = [publisher, title && say("“{words}”", {words: title}), date].filter(Boolean).join(", ");
      return make("li", {}, address ? make("a", {href: address, rel: "noopener noreferrer nofollow", target: "_blank"}, words) : words);
    });
    const notes = pick(cell[NOTES], state.system).map((/** @type {number} */ at) => make("p", {}, ...data.notes[at].map((span) =>
      Array.isArray(span) ? (span[1] ? make("a", {href: span[1], rel: "noopener noreferrer nofollow", target: "_blank"}, texts[span[0]]) : texts[span[0]]) : texts[span])));
    this.pop.replaceChildren(...[
      make("strong", {}, `${data.vehicles[car][1]}: ${row.label}`),
      make("p", {}, this.text(row, car), cell[STATUS] && !this.text(row, car).includes(texts[cell[STATUS]]) ? ` (${texts[cell[STATUS]]})` : ""),
      cell[PRINTED] ? make("p", {}, `${say("Printed:")} `, make("q", {}, texts[cell[PRINTED]])) : null,
      found && found.pairs.length ? make("ul", {}, ...found.pairs.map((/** @type {string} */ line) => make("li", {}, line))) : null,
      ...notes,
      sources.length ? make("ul", {class: "sources"}, ...sources) : null].filter(part => part !== null));
    figure.after(this.pop);
    figure.setAttribute("aria-expanded", "true");
    this.pop.hidden = false;
    this.opened = figure;
    this.isKept = kept;
    const box = figure.getBoundingClientRect(), own = this.pop.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8));
    const under = box.bottom + own.height + 8 < innerHeight || box.top < own.height + 8;
    this.pop.style.left = `${left}px`;
    this.pop.style.top = `${under ? box.bottom + 2 : box.top - own.height - 2}px`;
  }

  /** @param {boolean} back */
  close(back) {
    if (!this.opened) return;
    const figure = this.opened;
    this.opened = null;
    this.pop.hidden = true;
    figure.setAttribute("aria-expanded", "false");
    this.isQuiet = true;
    if (back && this.isKept) figure.focus();
    this.isQuiet = false;
    this.isKept = false;
  }

  // ---- panels

  drawCars() {
    if (!this.panels.cars.open) return;
    const {data, state} = this;
    const known = /** @type {HTMLInputElement | null} */ (this.cars.querySelector("input[type=search]"));
    const asked = known ? known.value.toLowerCase() : "";
    if (!known) {
      this.cars.replaceChildren(
        data.vehicles.length > 12 ? make("label", {class: "field"}, make("span", {}, say("Find a vehicle")), make("input", {type: "search", oninput: () => this.drawCars()})) : "",
        make("div", {class: "checks"}, make("button", {type: "button", onclick: () => this.set({cars: this.first().cars})}, say("All")), make("button", {type: "button", onclick: () => this.set({cars: []})}, say("None"))),
        make("ul", {class: "list"}));
    }
    const order = [...state.cars, ...data.vehicles.map((_, n) => n).filter(n => !state.cars.includes(n))];
    const fit = order.filter(n => data.vehicles[n].some(text => text.toLowerCase().includes(asked)));
    this.cars.querySelector("ul").replaceChildren(...fit.slice(0, 200).map(n => make("li", {}, make("label", {},
      make("input", {type: "checkbox", "data-id": `choose ${n}`, ...(state.cars.includes(n) ? {checked: true} : {}), onchange: () =>
        this.set({cars: state.cars.includes(n) ? state.cars.filter(other => other !== n) : [...state.cars, n]})}), ` ${data.vehicles[n][1]}`))));
  }

  /** Draw the figures of a row, with what their bounds leave open. */
  drawChart() {
    if (!this.panels.chart.open) return;
    const {data, state} = this, cars = (this.view ? this.view.cars : state.cars).slice(0, BARS);
    const rows = data.rows.map((row, n) => ({row, n})).filter(({row}) => cars.some((/** @type {number} */ car) => {
      const cell = row.cells[car];
      return (row.curves && row.curves[car]) || (cell && cell[NUMBERS]);
    }));
    let choice = this.chart.querySelector("select");
    const wanted = choice ? Number(choice.value) : state.sort !== NONE ? state.sort : (rows.find(({row}) => row.key.startsWith("range")) || rows[0] || {n: NONE}).n;
    choice = make("select", {"data-id": "chart", onchange: () => this.drawChart()}, ...rows.map(({row, n}) => make("option", {value: n, ...(n === wanted ? {selected: true} : {})}, row.label)));
    const row = data.rows[Number(choice.value)];
    this.chart.replaceChildren(make("label", {class: "field"}, make("span", {}, say("Row")), choice));
    if (!row) return;
    if (row.curves) { this.chart.append(this.curves(row, row.curves, cars)); return; }
    const bars = cars.map((/** @type {number} */ car) => {
      const cell = row.cells[car], numbers = cell && cell[NUMBERS] ? pick(cell[NUMBERS], state.system) : [];
      return {car, unit: numbers[0], low: numbers[1], high: numbers[2]};
    }).filter((/** @type {any} */ bar) => bar.unit !== undefined);
    const units = bars.map((/** @type {any} */ bar) => bar.unit), unit = units.sort((/** @type {any} */ a, /** @type {any} */ b) => units.filter((/** @type {any} */ u) => u === b).length - units.filter((/** @type {any} */ u) => u === a).length)[0];
    const same = bars.filter((/** @type {any} */ bar) => bar.unit === unit);
    const top = Math.max(...same.flatMap((/** @type {any} */ bar) => [bar.low ?? 0, bar.high ?? 0]), 0) || 1;
    const width = 720, left = 210, reach = 290, step = 30;
    const svg = drawn("svg", {viewBox: `0 0 ${width} ${same.length * step + 6}`, role: "img", "aria-label": `${row.label}: ${same.map((/** @type {any} */ bar) => `${data.vehicles[bar.car][1]} ${this.text(row, bar.car)}`).join("; ")}`});
    same.forEach((/** @type {any} */ bar, /** @type {number} */ at) => {
      const y = at * step + 6, from = left + reach * (bar.low ?? 0) / top, to = bar.high === null ? left + reach + 12 : left + reach * bar.high / top;
      svg.append(drawn("text", {x: left - 8, y: y + 15, "text-anchor": "end"}, short(data.vehicles[bar.car][1], 26)));
      if (bar.low !== null) svg.append(drawn("rect", {class: "sure", x: left, y, width: Math.max(1, from - left), height: 20}));
      // what a bound or a span leaves open is only outlined
      const end = bar.high === null ? "" : `V${y + 1}`;
      if (bar.low !== bar.high) svg.append(drawn("path", {class: "open", d: `M${to} ${y + 1}H${from}V${y + 19}H${to}${end}`}));
      svg.append(drawn("text", {x: to + 8, y: y + 15}, short(this.text(row, bar.car), 28)));
    });
    this.chart.append(svg, make("p", {}, say("Filled: at least so much. Outlined: what a bound or a span leaves open.")));
    if (same.length < cars.length) this.chart.append(make("p", {}, say("{count} without a figure in {unit}.", {count: cars.length - same.length, unit: data.texts[unit] || say("that unit")})));
  }

  /** Draw charging curves. @param {Row} row @param {(number[][] | 0)[]} curves @param {number[]} cars */
  curves(row, curves, cars) {
    const {data} = this, known = cars.filter(car => curves[car]).slice(0, DASHES.length);
    /** @param {number} car */
    const points = car => /** @type {number[][]} */ (curves[car]);
    const top = Math.max(...known.flatMap(car => points(car).map(([, power]) => power))) || 1;
    const left = 60, bottom = 250, across = 4.2;
    /** @param {number[]} point */
    const at = ([soc, power]) => `${left + soc * across} ${bottom - 230 * power / top}`;
    const svg = drawn("svg", {viewBox: "0 0 720 290", role: "img", "aria-label": `${row.label}: ${known.map(car => `${data.vehicles[car][1]} ${this.text(row, car)}`).join("; ")}`},
      drawn("path", {class: "axis", d: `M${left} 15V${bottom}H${left + 100 * across}`}),
      drawn("text", {x: left - 6, y: 25, "text-anchor": "end"}, `${top} kW`), drawn("text", {x: left - 6, y: bottom, "text-anchor": "end"}, "0"),
      drawn("text", {x: left, y: bottom + 20}, "0 %"), drawn("text", {x: left + 100 * across, y: bottom + 20, "text-anchor": "end"}, "100 %"));
    known.forEach((car, n) => {
      const y = 30 + n * 24;
      svg.append(drawn("path", {class: "curve", "stroke-dasharray": DASHES[n], d: `M${points(car).map(at).join("L")}`}),
        drawn("path", {class: "curve", "stroke-dasharray": DASHES[n], d: `M500 ${y - 5}H540`}),
        drawn("text", {x: 548, y}, short(data.vehicles[car][1], 24)));
    });
    return svg;
  }

  /** @param {string} name @param {(lines: string[][]) => string} write */
  copy(name, write) {
    const {data, state} = this, {cars, rows} = this.shown();
    /** @type {string[]} */
    const notes = [];
    /** @param {Row} row @param {number} car */
    const cell = (row, car) => {
      const one = row.cells[car], found = this.against(row, car);
      const told = one && this.noted.checked ? pick(one[NOTES], state.system) : [];
      const marks = told.map((/** @type {number} */ at) => {
        const words = data.notes[at].map(span => data.texts[Array.isArray(span) ? span[0] : span]).join("");
        if (!notes.includes(words)) notes.push(words);
        return ` [${notes.indexOf(words) + 1}]`;
      });
      return this.text(row, car) + (this.isBest(row, car, cars) ? "*" : "") + (found ? ` (${found.words})` : "") + marks.join("");
    };
    const lines = state.lines
      ? [["", ...rows.map(row => row.label)], ...cars.map(car => [data.vehicles[car][1], ...rows.map(row => cell(row, car))])]
      : [["", ...cars.map(car => data.vehicles[car][1])], ...rows.map(row => [row.label, ...cars.map(car => cell(row, car))])];
    const cited = new Set(rows.flatMap(row => cars.flatMap(car => { const one = row.cells[car]; return one ? one[SOURCES] : []; })));
    const sources = [...cited].map(at => { const [publisher, , , date] = data.sources[at]; return [publisher, date].filter(Boolean).join(", "); });
    const tail = [...notes.map((words, n) => `[${n + 1}] ${words}`), ...(sources.length ? [say("Sources: {names}.", {names: [...new Set(sources)].join("; ")})] : [])];
    const escaped = name === "Markdown" ? tail.map(line => line.replace(/[\\`*_{}<>|~&#$]/g, "\\$&").replace(/^\[/, "\\[")) : tail;
    const text = name === "CSV" ? write([...lines, ...tail.map(line => [line])]) : [data.title, "", write(lines), "", ...escaped.flatMap(line => name === "Markdown" ? [line, ""] : [line])].join("\n").trimEnd();
    const field = make("textarea", {readonly: true, rows: "8", "aria-label": say("The table as {format}", {format: name})});
    field.value = text;
    const told = make("p", {role: "status"}, say("Select it all and copy it."));
    this.copied.replaceChildren(told, field);
    this.copied.hidden = false;
    field.focus();
    field.select();
    const done = () => { told.textContent = say("Copied as {format}.", {format: name}); };
    if (name === say("Table for an e-mail")) {
      // programs for mail take HTML and drop styles
      const table = make("table", {border: "1", cellpadding: "4", cellspacing: "0"}, ...lines.map((line, at) =>
        make("tr", {}, ...line.map((words, n) => make(at && n ? "td" : "th", {align: "left", valign: "top"}, words)))));
      const html = make("div", {}, make("p", {}, make("b", {}, data.title)), table, ...tail.map(line => make("p", {}, make("small", {}, line)))).outerHTML;
      addEventListener("copy", event => {
        if (!event.clipboardData) return;
        event.clipboardData.setData("text/html", html);
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
      }, {once: true});
      if (document.execCommand("copy")) done();
    } else if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => { if (document.execCommand("copy")) done(); });
    else if (document.execCommand("copy")) done();
  }
}

/** A name that may run right to left, within words that do not. @param {string} name */
const apart = name => `\u2068${name}\u2069`;
/** @param {string} text @param {number} most */
const short = (text, most) => [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;

addEventListener("DOMContentLoaded", start);
})();
