const MASKED = { "data-private": true, "data-hj-suppress": true, "data-clarity-mask": "true", "data-dd-privacy": "mask", "data-sentry-mask": true };
const MASKED_CLASSES = "ph-no-capture fs-mask rr-mask"; // PostHog, FullStory, rrweb

/** Say a short text to people who cannot see it. */
const spoken = (text) => h("span", { class: "sr" }, text);

/** A bubble as the log gets it, whole: sender, words, card, choices. Its tools come after, unannounced. */
function bubble(chat, message) {
  const mine = message.from === "visitor";
  const lang = !mine && message.lang && message.lang !== chat.language ? message.lang : null;
  const words = mine ? h("p", {}, message.text) : prose(chat, message.text);
  const node = h(
    "div",
    { class: "turn " + message.from, part: `message ${message.from}-message` },
    spoken(chat.t(mine ? "you" : "assistant") + ": "),
    h("div", { class: "text", dir: "auto", lang }, words),
  );
  if (message.handoff) node.append(card(chat, message.handoff));
  if (message.choices && message.choices.length) node.append(choices(chat, chat.t("choicesLabel"), message.choices.map((c) => c.title)));
  return node;
}

function choices(chat, label, titles) {
  const buttons = titles.map((title) => button({ class: "choice", part: "choice", onclick: () => chat.choose(title) }, title));
  return h("div", { class: "choices", role: "group", "aria-label": label }, buttons);
}

// ------------------------------------------------------------------ cards

function card(chat, handoff) {
  const alarming = handoff.reason === "emergency" || handoff.reason === "crisis";
  return alarming ? alarmCard(chat, handoff.reason, handoff.reference) : handoffCard(chat, handoff);
}

function callLink(key, chat, number, scheme = "tel") {
  return h("a", { class: "action", href: `${scheme}:${dialable(number)}` }, icon(scheme === "tel" ? "phone" : "chat"), h("span", {}, aroundNumber(chat.t(key), number)));
}

/** 911 or 988, ready to tap. Needs no network. */
function alarmCard(chat, kind, reference) {
  const crisis = kind === "crisis";
  const numbers = { number: chat.emergencyNumber, crisis: FACTS.crisis };
  return h(
    "div",
    { class: "card alarm", role: "group", "aria-label": chat.t(kind + "Title") },
    h("strong", {}, chat.t(kind + "Title")),
    h("p", {}, chat.t(kind + "Text", numbers)),
    crisis ? callLink("callNow", chat, numbers.crisis) : null,
    crisis ? callLink("textNow", chat, numbers.crisis, "sms") : null,
    callLink("callNow", chat, numbers.number),
    reference ? referenceLine(chat, reference) : null,
  );
}

function handoffCard(chat, handoff) {
  const { hours, sms } = chat.options;
  const phone = isText(handoff.phone) ? handoff.phone : FACTS.toll_free;
  return h(
    "div",
    { class: "card", role: "group", "aria-label": chat.t("handoffTitle") },
    h("strong", {}, chat.t("handoffTitle")),
    h("p", {}, chat.t("reasons")[handoff.reason] || chat.t("reasons").asked),
    callLink("call", chat, phone),
    sms ? callLink("text", chat, sms, "sms") : null,
    hours ? h("p", {}, chat.t("hours", { hours })) : null,
    referenceLine(chat, handoff.reference),
    button({ class: "quiet copy", onclick: () => chat.copy(phone) }, chat.t("copyNumber")),
  );
}

function referenceLine(chat, reference) {
  if (!isText(reference)) return null;
  const spelled = [...reference].map((sign) => (sign === "-" ? "," : sign)).join(" ");
  return h(
    "div",
    { class: "reference" },
    h("span", {}, chat.t("reference")),
    h("b", { "aria-hidden": "true", dir: "ltr" }, reference),
    spoken(": " + spelled + ". "),
    h("span", { class: "hint" }, chat.t("referenceHelp")),
    button({ class: "quiet copy", onclick: () => chat.copy(reference) }, chat.t("copyReference")),
  );
}

// ------------------------------------------------------------------ under a bubble

/** Source and votes. They sit in a region that is not announced: the answer is, once. */
function tools(chat, message) {
  const node = h("div", { class: "tools", "aria-live": "off" });
  if (message.sources && message.sources.length) node.append(sources(chat, message));
  if (message.topic && !/^(?:chat|safety)\//.test(message.topic)) node.append(votes(chat, message));
  return node;
}

function sources(chat, message) {
  const lines = message.sources.map((source) => h("p", {}, chat.t(source.section ? "from" : "fromTitle", source)));
  if (message.reviewed) lines.push(h("p", {}, chat.t("reviewed", { date: chat.date(message.reviewed) })));
  return h("details", { class: "source" }, h("summary", {}, chat.t("source")), lines);
}

function votes(chat, message) {
  const group = h("div", { class: "votes", role: "group", "aria-label": chat.t("feedback") });
  const cast = (vote) => async () => {
    mark(vote);
    chat.say((await saved(chat, message, vote)) ? "thanks" : "feedbackFailed");
    if (!group.querySelector("form")) group.append(commentForm(chat, message, () => chat.core.data.votes[message.id]));
  };
  const up = button({ class: "vote", "aria-label": chat.t("helpful"), title: chat.t("helpful"), onclick: cast("up") }, icon("up"));
  const down = button({ class: "vote", "aria-label": chat.t("unhelpful"), title: chat.t("unhelpful"), onclick: cast("down") }, icon("down"));
  const mark = (vote) => {
    up.setAttribute("aria-pressed", vote === "up");
    down.setAttribute("aria-pressed", vote === "down");
  };
  mark(chat.core.data.votes[message.id]);
  group.append(up, down);
  return group;
}

function saved(chat, message, vote, comment) {
  return chat.core.vote(message, vote, comment).then(
    () => true,
    () => false,
  );
}

function commentForm(chat, message, vote) {
  const input = h("input", { maxlength: "500", autocomplete: "off", ...MASKED });
  const submit = async (event) => {
    event.preventDefault();
    const comment = input.value.trim();
    if (!comment || !(await saved(chat, message, vote(), comment))) return void (comment && chat.say("feedbackFailed"));
    chat.focusChat();
    form.remove();
    chat.say("thanks");
  };
  const form = h(
    "form",
    { class: "comment", onsubmit: submit },
    h("label", {}, h("span", {}, chat.t("comment")), input),
    h("button", { class: "quiet" }, chat.t("commentSend")),
  );
  return form;
}

/** How far a visitor's message has come, in words; empty once the server has it. */
function deliveryState(chat, message, node) {
  node.replaceChildren();
  if (message.sent) return;
  const stuck = message.refused || chat.core.state === "unreachable";
  node.append(h("span", {}, chat.t(message.refused ? "refused" : stuck ? "failed" : "waiting")));
  if (stuck) node.append(button({ class: "quiet", onclick: () => { chat.focusChat(); chat.core.retry(message); } }, chat.t("retry")));
}

// ------------------------------------------------------------------ taking it along

function transcript(chat) {
  const lines = [chat.t("transcriptTitle"), chat.notice(), ""];
  for (const message of chat.core.data.messages) {
    lines.push(`[${message.at}] ${chat.t(message.from === "visitor" ? "you" : "assistant")}:`, message.text);
    for (const source of message.sources || []) lines.push("  " + chat.t(source.section ? "from" : "fromTitle", source));
    if (message.reviewed) lines.push("  " + chat.t("reviewed", { date: message.reviewed }));
    if (message.handoff) lines.push(`  ${chat.t("call", message.handoff)} ${chat.t("reference")}: ${message.handoff.reference}`);
    lines.push("");
  }
  return lines.join("\r\n");
}

function saveTranscript(chat) {
  const url = URL.createObjectURL(new Blob(["\ufeff", transcript(chat)], { type: "text/plain;charset=utf-8" }));
  const anchor = h("a", { href: url, download: chat.t("fileName") });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), SECOND);
}

/** Print the conversation alone: a page of its own beside the body, for as long as the print dialog is open. */
function printTranscript(chat) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media print{html>body:not(#a#b){display:none!important}}@media screen{html>second-opinion-print{display:none!important}}");
  const page = h("second-opinion-print", { lang: chat.language, dir: chat.direction });
  const root = page.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(":host{all:initial;display:block;font:12pt/1.5 Georgia,serif;color:#000;white-space:pre-wrap}");
  root.adoptedStyleSheets = [look];
  root.append(transcript(chat).replace(/\r/g, ""));
  document.documentElement.append(page);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const done = () => {
    page.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
