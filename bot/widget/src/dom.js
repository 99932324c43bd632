const ICONS = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  thumb: "M7 11v9H3v-9h4l4-8c2 0 3 1 2 4v2h6c1 0 2 1 2 2l-2 7c0 1-1 2-2 2H7",
  phone: "M6 3h3l2 5-2 2a11 11 0 0 0 5 5l2-2 5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
};

/**
 * Make an element: h("p.hint", { lang: "en" }, "words", other elements). Plain objects are attributes, functions in
 * them listeners. Text stays text: there is no markup in it.
 */
function h(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const part of parts.flat(2)) {
    if (part instanceof Node || typeof part === "string") node.append(part);
    else for (const key in part) attribute(node, key, part[key]);
  }
  return node;
}

function attribute(node, key, value) {
  if (typeof value === "function") node.addEventListener(key, value);
  else if (value != null && value !== false) node.setAttribute(key, value === true ? "" : value);
}

function button(name, words, click, attributes) {
  return h("button" + name, { type: "button", click }, words, attributes);
}

/** A button that shows an icon and bears a name. */
function iconButton(name, key, look, click) {
  return button(name, icon(look), click, { "aria-label": t(key), title: t(key) });
}

/** Parts that belong together, with a name for it. */
function group(name, label, ...parts) {
  return h("div" + name, { role: "group", "aria-label": label }, parts);
}

const expanded = (node, on) => node.setAttribute("aria-expanded", on);

/** Do this in place of what the browser would do. */
const instead = (act) => (event) => {
  event.preventDefault();
  act(event);
};

/** A line icon in the colour of the words around it. */
function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** Words for people who cannot see the rest. */
const spoken = (words) => h("span.sr", words);

function focus(node) {
  node.focus({ preventScroll: true });
}

// ------------------------------------------------------------------ words

let language = "en";
const tables = {}; // language: what the owner says instead

/** The widget's words for a key, {names} filled in; `n` chooses between many and one. */
function t(key, values = {}) {
  let words = { ...ENGLISH, ...tables.en, ...tables[language] }[key];
  if ("n" in values && Array.isArray(words)) words = words[values.n === 1 ? 1 : 0];
  const fill = (whole, name) => values[name] ?? whole;
  return words?.replace?.(/\{(\w+)\}/g, fill) ?? words; // a list is given as it is
}

/** A phone number keeps its direction in every language. */
const number = (digits) => h("bdi", { dir: "ltr" }, digits);

/** A sentence around a phone number. */
function withNumber(key, digits) {
  const [before, after] = t(key).split("{number}");
  return [before, number(digits), after];
}

/** An address as `tel:` wants it: short codes stay, ten digits are North American. */
function dial(number, scheme = "tel:") {
  const digits = number.replace(/\D/g, "");
  return scheme + (digits.length > 9 ? "+" : "") + (digits.length === 10 ? "1" : "") + digits;
}

// address · site of which the documents leave out "https://" · phone number
const LINKS =
  /(https?:\/\/[^\s<>"']+)|(?<![@\w])((?:[a-z0-9-]+\.)+(?:org|gov|com|edu)\b[^\s<>"']*)|(?:\+?1[-. ])?\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\b(?:911|988)\b/gi;

/** Turn addresses and numbers in a line of an answer into links; all else stays text. */
function linked(line) {
  const parts = [];
  let done = 0;
  for (const { 0: whole, 1: url, 2: site, index } of line.matchAll(LINKS)) {
    const shown = url || site ? whole.replace(/[.,;:!?)]+$/, "") : whole;
    const away = [{ target: "_blank", rel: "noopener noreferrer" }, shown, spoken(" " + t("newTab"))];
    const link = url || site ? h("a", { href: (site ? "https://" : "") + shown }, away) : h("a", { href: dial(shown) }, number(shown));
    parts.push(line.slice(done, index), link);
    done = index + shown.length;
  }
  return [...parts, line.slice(done)];
}

/** Lay out an answer: lines are paragraphs, lines that begin with "- " or "• " a list. */
function prose(text) {
  const blocks = [];
  for (const line of text.split("\n")) {
    const item = /^\s*[-•] (.*)/.exec(line);
    if (item && blocks.at(-1)?.tagName !== "UL") blocks.push(h("ul"));
    if (item) blocks.at(-1).append(h("li", linked(item[1])));
    else if (line.trim()) blocks.push(h("p", linked(line)));
  }
  return blocks;
}
