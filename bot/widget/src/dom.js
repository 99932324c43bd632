const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  chat: "M4 5h16v11H9l-5 4V5z",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M4 12l16-8-6 16-3-7-7-1z",
  up: "M7 11v9H4v-9h3zm0 0l4-8c2 0 2.500 1.500 2 3l-.8 3H19c1.300 0 2 1 1.700 2.200l-1.500 7c-.2 1-1 1.800-2 1.800H7",
  down: "M17 13V4h3v9h-3zm0 0l-4 8c-2 0-2.500-1.500-2-3l.8-3H5c-1.300 0-2-1-1.700-2.200l1.500-7C5 4.800 5.800 4 6.800 4H17",
  phone: "M6 3h3l2 5-2.500 1.500a11 11 0 0 0 6 6L16 13l5 2v3c0 1.700-1.300 3-3 3C10.300 20.500 3.500 13.700 3 6c0-1.700 1.300-3 3-3z",
  back: "M15 5l-7 7 7 7",
};

/** Make an element: attributes, `on…` listeners, children. Never markup from text. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null));
  return node;
}

/** Draw a line icon in the colour of the text around it. */
function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  svg.append(path);
  return svg;
}

function button(attributes, ...children) {
  return h("button", { type: "button", ...attributes }, ...children);
}

/** A number as `tel:` wants it: short codes stay, ten digits are North American. */
function dialable(number) {
  const digits = number.replace(/\D/g, "");
  if (digits.length < 10) return digits;
  return "+" + (digits.length === 10 ? "1" : "") + digits;
}

function phoneText(number) {
  return h("bdi", { dir: "ltr" }, number);
}

/** Split "Call {phone}" around a number, so that the number keeps its direction in every language. */
function aroundNumber(sentence, number) {
  const [before, after] = sentence.split(/\{\w+\}/);
  return [before, phoneText(number), after];
}

const SAFE_LINK = /^(?:https?|tel|sms|mailto):/i;
const LINKS = new RegExp(
  [
    "\\[([^\\]\\n]{1,200})\\]\\(([^\\s()]{1,500})\\)", // [words](address)
    "(https?://[^\\s<>\"']+)",
    "((?:[a-z0-9-]+\\.)+(?:org|gov|com|edu)(?:/[^\\s<>\"']*)?)", // the documents name sites without https
    "((?:\\+?1[-. ])?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}|\\b(?:911|988)\\b)",
  ].join("|"),
  "gi",
);

function link(chat, words, address) {
  const outside = /^http/i.test(address);
  const hint = outside ? h("span", { class: "sr" }, " " + chat.t("newTab")) : null;
  const target = outside ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return h("a", { href: address, ...target }, words, hint);
}

/** Turn addresses and phone numbers in one line of an answer into links; everything else stays text. */
function linked(chat, line) {
  const parts = [];
  let done = 0;
  for (const match of line.matchAll(LINKS)) {
    const [whole, words, address, url, site, phone] = match;
    const tail = url || site ? /[.,;:!?)]*$/.exec(whole)[0].length : 0;
    const shown = whole.slice(0, whole.length - tail);
    if (address && !SAFE_LINK.test(address)) continue;
    if (site && line[match.index - 1] === "@") continue;
    parts.push(line.slice(done, match.index));
    if (phone) parts.push(link(chat, phoneText(phone), "tel:" + dialable(phone)));
    else parts.push(link(chat, words || shown, address || (site ? "https://" + shown : shown)));
    done = match.index + whole.length - tail;
  }
  return [...parts, line.slice(done)];
}

/** Lay out an answer: blank lines part paragraphs, lines that begin with "- " or "• " make a list. */
function prose(chat, text) {
  const blocks = [];
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    let list = null;
    for (const line of paragraph.split("\n")) {
      const item = /^\s*[-•]\s+(.*)/.exec(line);
      if (item && !list) blocks.push((list = h("ul")));
      if (item) list.append(h("li", {}, linked(chat, item[1])));
      else blocks.push(h("p", {}, linked(chat, line)));
      if (!item) list = null;
    }
  }
  return blocks;
}
