// Session-replay tools leave out what carries these.
const MASKED = { "data-private": true, "data-hj-suppress": true, "data-clarity-mask": true, "data-dd-privacy": "mask" };

const who = (message) => t(isMine(message) ? "you" : "assistant");
const below = new WeakMap(); // message: the line under its bubble

/** A bubble as the log gets it, whole: sender, words, card, choices. */
function bubble(message) {
  const { from, handoff, choices = [] } = message;
  const mine = isMine(message);
  const lang = !mine && !language.startsWith("en") && message.seq ? "en" : null; // the assistant answers in English
  const words = h("div.text", { dir: "auto", lang }, mine ? h("p", message.text) : prose(message.text));
  return h(
    "div.turn." + from,
    { part: "message " + from },
    spoken(who(message) + ": "),
    words,
    handoff ? card(handoff) : [],
    choices.length ? choiceGroup("choicesLabel", choices.map((choice) => choice.title)) : [],
  );
}

function choiceGroup(label, titles) {
  const one = (title) => button(".choice", title, () => choose(title));
  return group(".choices", t(label), titles.map(one));
}

// ------------------------------------------------------------------ cards

const action = (key, number, scheme) =>
  h("a.action", { href: dial(number, scheme) }, icon(scheme ? "chat" : "phone"), h("span", withNumber(key, number)));

/** Where help is: a person of the program, or 911 and 988. The latter need no network. */
function card({ reason, phone, reference }) {
  const crisis = reason === "crisis";
  const alarming = crisis || reason === "emergency";
  const title = t(alarming ? reason : "asked");
  const { hours, sms } = options();
  const numbers = { number: emergencyNumber(), crisis: FACTS.crisis_line };
  return group(
    alarming ? ".card.alarm" : ".card",
    title,
    h("strong", title),
    h("p", t(reason + "Text", numbers) || t("askedText")),
    crisis ? [action("call", FACTS.crisis_line), action("text", FACTS.crisis_line, "sms:")] : [],
    action("call", alarming ? numbers.number : phone),
    !alarming && sms ? action("text", sms, "sms:") : [],
    !alarming && hours ? h("p", t("hours", { hours })) : [],
    reference ? referenceLine(String(reference)) : [],
    alarming ? [] : button(".quiet", t("copy"), () => copy(helpLine(phone, reference))),
  );
}

/** Where to call and what to say, for a note. */
const helpLine = (number, reference) => t("call", { number }) + (reference ? `. ${t("reference")}: ${reference}` : "");

/** A code that a person reads out and a screen reader spells. */
function referenceLine(code) {
  const spelled = [...code].join(" ").replace("-", ",");
  const shown = h("b", { "aria-hidden": "true", dir: "ltr" }, code);
  return h("p.reference", t("reference"), shown, spoken(`: ${spelled}. `), h("small", t("referenceHelp")));
}

// ------------------------------------------------------------------ under a bubble, not announced

function footer(message) {
  const line = h("div.below", { "aria-live": "off" });
  below.set(message, line);
  if (isMine(message)) showDelivery(message);
  else {
    if (message.sources.length) line.append(sourceOf(message));
    if (message.topic && !/^(chat|safety)/.test(message.topic)) line.append(votes(message));
  }
  return line;
}

/** How far a visitor's message has come, in words; nothing once the server has it. */
function showDelivery(message) {
  const line = below.get(message);
  if (!line) return;
  const stuck = message.refused || state === "unreachable";
  const again = () => {
    focusChat();
    delete message.refused;
    handed.delete(message.id);
    showDelivery(message);
    wake();
  };
  line.replaceChildren();
  if (message.sent) return;
  line.append(h("span", t(message.refused ? "refused" : stuck ? "failed" : "waiting")));
  if (stuck) line.append(button(".quiet", t("retry"), again));
}

const sourceLines = ({ sources = [], reviewed }) => [
  ...sources.map((source) => t("from", { section: "", ...source }).replace(/, $/, "")),
  ...(reviewed ? [t("reviewed", { date: day(reviewed) })] : []),
];

function sourceOf(message) {
  const toggle = (event) => reveal(event.target);
  return h("details", { toggle }, h("summary", t("source")), sourceLines(message).map((line) => h("p", line)));
}

const day = (iso) => new Date(iso).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });

function votes(message) {
  const box = group(".row", t("feedback"));
  const thumbs = ["up", "down"].map((choice) => {
    const cast = async () => {
      const stored = vote(message, choice);
      mark();
      if (!box.querySelector("form")) box.append(commentForm(message));
      say((await stored) ? "thanks" : "feedbackFailed");
      reveal(box);
    };
    return iconButton(".vote." + choice, choice, "thumb", cast);
  });
  const mark = () => thumbs.forEach((thumb, down) => thumb.setAttribute("aria-pressed", data.votes[message.id] === ["up", "down"][down]));
  mark();
  box.append(...thumbs);
  return box;
}

function commentForm(message) {
  const input = h("input", { maxlength: 500, autocomplete: "off" }, MASKED);
  const submit = instead(async () => {
    const comment = input.value.trim();
    if (!comment) return;
    const stored = await vote(message, data.votes[message.id], comment);
    say(stored ? "thanks" : "feedbackFailed");
    if (!stored) return;
    focusChat();
    form.remove();
  });
  const form = h("form.comment", { submit }, h("label", t("comment"), input), h("button.quiet", t("commentSend")));
  return form;
}

// ------------------------------------------------------------------ taking it along

function transcript() {
  const turns = data.messages.map((message) => {
    const { reason, phone, reference } = message.handoff || {};
    const help = reason ? [helpLine(phone, reference)] : [];
    return [`[${message.at}] ${who(message)}:`, message.text, ...sourceLines(message), ...help, ""].join("\r\n");
  });
  return [t("title"), `${t("notice")} ${t("noticeEmergency", { number: emergencyNumber() })}`, "", ...turns].join("\r\n");
}

function saveFile() {
  const href = URL.createObjectURL(new Blob(["\ufeff" + transcript()], { type: "text/plain" }));
  h("a", { href, download: NAME + ".txt" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e3);
}

/** Print the conversation alone: a page beside the body, there for as long as the print dialog is open. */
function printPage() {
  const page = h("second-opinion-print", { lang: language, hidden: true });
  style(page.attachShadow({ mode: "open" }), "@media print{:host{all:initial;display:block!important;font:12pt/1.5 serif;white-space:pre-wrap}}").append(transcript());
  const before = document.adoptedStyleSheets;
  style(document, "@media print{html>body:not(#a#b){display:none!important}}");
  document.documentElement.append(page);
  const done = () => {
    page.remove();
    document.adoptedStyleSheets = before;
  };
  addEventListener("afterprint", done, { once: true });
  print();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("copied");
  } catch {
    say("copyFailed");
  }
}
