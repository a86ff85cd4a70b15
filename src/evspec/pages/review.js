// @ts-check
"use strict";
// The page of a draft: pointing at words lights up the claims that were read from them, and the other way.
// Without this script the numbers lead there and back.
addEventListener("DOMContentLoaded", () => {
  const pane = /** @type {HTMLElement} */ (document.getElementById("claims"));
  /** @type {Map<string, {marks: Element[], why: Element[]}>} */
  const words = new Map();
  /** What is lit until something else is clicked. @type {string[]} */
  let kept = [];

  /** @param {string} id */
  const of = id => {
    const found = words.get(id) || {marks: [], why: []};
    words.set(id, found);
    return found;
  };
  for (const mark of document.querySelectorAll("[data-of], [data-why]")) {
    for (const id of listed(mark, "data-of")) of(id).marks.push(mark);
    for (const id of listed(mark, "data-why")) of(id).why.push(mark);
  }

  /** @param {Element} element @param {string} name */
  function listed(element, name) {
    return (element.getAttribute(name) || "").split(" ").filter(Boolean);
  }

  /** The claims that an element is about. @param {EventTarget | null} target */
  function about(target) {
    if (!(target instanceof Element)) return [];
    const line = target.closest("li[id]");
    if (line) return [line.id];
    const mark = target.closest("[data-of]");
    if (mark) return listed(mark, "data-of");
    const link = target.closest("sup a");
    return link ? [/** @type {string} */ (link.getAttribute("href")).slice(1)] : [];
  }

  /** @param {string[]} ids */
  function light(ids) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const lit of document.querySelectorAll(".why")) lit.classList.remove("why");
    for (const id of ids) {
      document.getElementById(id)?.classList.add("lit");
      for (const mark of of(id).marks) mark.classList.add("lit");
      for (const cue of of(id).why) cue.classList.add("why");
    }
  }

  /** Bring a line into sight without moving the article. @param {string} id */
  function show(id) {
    const line = document.getElementById(id);
    if (!line || pane.scrollHeight <= pane.clientHeight) return;
    const inner = line.getBoundingClientRect(), outer = pane.getBoundingClientRect();
    if (inner.top < outer.top) pane.scrollTop += inner.top - outer.top - 8;
    else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 8;
  }

  /** @param {Event} event */
  function point(event) {
    const ids = about(event.target);
    light(ids.length ? ids : kept);
    if (ids.length && !pane.contains(/** @type {Node} */ (event.target))) show(ids[0]);
  }
  addEventListener("pointerover", point);
  addEventListener("focusin", point);
  addEventListener("click", event => {
    kept = about(event.target);
    light(kept);
  });
});
