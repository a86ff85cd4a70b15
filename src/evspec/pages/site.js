// @ts-check
"use strict";
// The index of a site: of a list that is all there, the lines are shown that hold each word that is sought.
addEventListener("DOMContentLoaded", () => {
  const list = /** @type {HTMLElement} */ (document.getElementById("list"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search"));
  const status = /** @type {HTMLElement} */ (document.querySelector(".status"));
  /** @param {string | null} text */
  const plain = text => (text || "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const parts = [...list.querySelectorAll("section")].map(part => {
    const make = plain((/** @type {HTMLElement} */ (part.querySelector("h2"))).textContent);
    return {part, lines: [...part.querySelectorAll("li")].map(line => ({line, text: `${make} ${plain(line.textContent)}`}))};
  });
  const all = parts.reduce((sum, {lines}) => sum + lines.length, 0);
  const find = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const {part, lines} of parts) {
      let some = false;
      for (const {line, text} of lines) {
        const fits = words.every(word => text.includes(word));
        if (line.hidden === fits) line.hidden = !fits;
        if (fits) { some = true; count += 1; }
      }
      part.hidden = !some;
    }
    const told = status.dataset.said || "", language = document.documentElement.lang;
    status.textContent = told.replace("{count}", count.toLocaleString(language)).replace("{total}", all.toLocaleString(language));
  };
  // what is sought is in the link, so that it can be passed on
  const fromLink = () => {
    field.value = new URLSearchParams(location.hash.slice(1)).get("find") || "";
    find();
  };
  field.addEventListener("input", () => {
    const told = field.value.trim() ? `#${new URLSearchParams({find: field.value})}` : location.pathname;
    try { history.replaceState(null, "", told); } catch { /* a frame without an address of its own */ }
    find();
  });
  addEventListener("hashchange", fromLink);
  (/** @type {HTMLElement} */ (field.closest("p"))).hidden = false;
  fromLink();
});
