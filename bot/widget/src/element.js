const NAME = "second-opinion-chat";
const SPOKEN_TYPING_MS = 2e3;
const SHOW_LEFT_FROM = 100;
const script = document.currentScript;
const dark = matchMedia("(prefers-color-scheme: dark)");
const full = matchMedia("(max-width: 34em), (max-height: 34em)");

let host; // the one element that shows the chat
let opener; // what had the focus when the chat opened
let pinned = true; // the log shows its end
let sayTimer, typingTextTimer, patience;

const watch = new MutationObserver(([{ attributeName }]) => (attributeName.startsWith("data") ? render() : paint()));
const options = () => host.dataset;
const label = () => options().label || t("launcher");
const emergencyNumber = () => options().emergency || FACTS.emergency_number;
const isPage = () => "page" in options();
const isOpen = () => isPage() || !!data.open;
const isReading = () => isOpen() && document.visibilityState === "visible";

/** Tell the page; never what was said, unless its owner asks for that. */
function tell(name, detail) {
  host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { detail, bubbles: true, composed: true }));
}

/** Style a root without a `style` element or attribute, which a strict policy would refuse. */
function style(where, text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  where.adoptedStyleSheets = [...where.adoptedStyleSheets, sheet];
  return where;
}

// ------------------------------------------------------------------ drawing

/** Draw everything anew, at start and when the language changes: said to nobody. */
function render() {
  const wanted = options().lang || document.documentElement.lang || navigator.language || "en";
  language = [wanted, wanted.split("-")[0]].find((one) => tables[one]) || "en";
  const draft = input?.value;
  const writing = input && host.shadowRoot.activeElement === input;
  build(isPage());
  host.shadowRoot.replaceChildren(root);
  paint();
  fillLog();
  input.value = draft || "";
  showState();
  showUnread();
  if (isOpen()) show();
  fit();
  if (writing) focus(input);
}

function fillLog() {
  log.setAttribute("aria-live", "off");
  log.replaceChildren(bubble({ text: t("greeting", FACTS) }));
  if (!data.messages.length) log.append(choiceGroup("startersLabel", t("starters")));
  for (const message of data.messages) place(message, 0);
  toEnd();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 200);
}

/** Put a message into the log with one insertion; when that has been read out, the line under it. */
function place(message, wait = 200) {
  const mine = isMine(message);
  if (mine) for (const group of log.querySelectorAll(".choices")) group.remove();
  const node = bubble(message);
  log.append(node);
  const line = footer(message);
  const finish = () => {
    node.append(line);
    follow();
  };
  if (wait) setTimeout(finish, wait);
  else finish();
  const kind = mine && alarm(message.text);
  if (kind) log.append(h("div.turn", spoken(t("assistant") + ": "), card({ reason: kind })));
  while (log.children.length > MAX_MESSAGES) log.children[1].remove();
  return node;
}

function showMessage(message) {
  const reveal = pinned || isMine(message);
  const node = place(message);
  jump.hidden = reveal;
  if (reveal) scrollTo(node.offsetTop - 12); // from its first line
  markRead();
  showUnread();
  if (!isReading()) news.textContent = t("unread", { n: unread() });
  tell("message", { from: message.from, text: options().events === "text" ? message.text : undefined });
}

function showUnread() {
  const n = unread();
  if (badge.textContent === String(n || "")) return;
  badge.hidden = !n;
  badge.textContent = n || "";
  if (n) launcher.setAttribute("aria-label", t("launcherUnread", { n, label: label() }));
  else launcher.removeAttribute("aria-label");
  if (!n) news.textContent = "";
  tell("unread", { count: n });
}

function showTyping(on, then) {
  const before = !dots.hidden;
  dots.hidden = !on;
  if (then) say(then);
  if (on && before) return;
  clearTimeout(typingTextTimer);
  if (on) typingTextTimer = setTimeout(say, SPOKEN_TYPING_MS, "typing");
  else if (status.dataset.key === "typing") say();
}

function showState(changed) {
  clearTimeout(patience);
  if (state === "offline" || state === "unreachable") say(state);
  else if (state === "connecting") patience = setTimeout(say, 1e3, state);
  else if (changed && status.dataset.key) say(state === "online" ? state : "");
  unsent().forEach(showDelivery);
  if (changed) tell(state === "unreachable" ? "error" : "state", { state });
}

/** Put a sentence where it is read out politely. What is no lasting state goes away by itself. */
function say(key) {
  clearTimeout(sayTimer);
  const lasting = /offline|unreachable|connecting|typing/.test(key);
  status.textContent = key ? t(key, { phone: FACTS.toll_free }) : "";
  status.dataset.key = lasting ? key : "";
  if (key && !lasting) sayTimer = setTimeout(() => (say(), showState()), 6e3);
}

// ------------------------------------------------------------------ scrolling: only ever the log

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 48;

/** Remember whether the visitor reads at the end: only then new messages move the log. */
function scrolled() {
  pinned = atEnd();
  if (pinned) jump.hidden = true;
}

function scrollTo(top) {
  log.scrollTop = top;
  scrolled();
}

const toEnd = () => scrollTo(log.scrollHeight);

/** Something grew: stay at the end for a visitor who is there. */
const follow = () => pinned && data.messages.length && toEnd();

// ------------------------------------------------------------------ open and close

/** Show the panel as it should be now. Takes no focus unless asked: a page that loads keeps its own. */
function show(modal) {
  if (!isPage()) {
    if (panel.open) panel.close();
    if (modal) panel.showModal();
    else panel.open = true;
    launcher.hidden = true;
  }
  expanded(launcher, true);
  if (data.messages.length) toEnd();
  markRead();
}

function open({ focus: take = true } = {}) {
  if (isPage()) return;
  const active = document.activeElement;
  opener = active !== host && active !== document.body ? active : launcher;
  data.open = true;
  save();
  show(take && full.matches);
  if (take) focusChat();
  fit();
  tell("open");
}

function hide() {
  if (isPage() || !data.open) return;
  const inside = host.shadowRoot.activeElement;
  hideOverlay();
  data.open = false;
  save();
  panel.close();
  launcher.hidden = false;
  expanded(launcher, false);
  if (inside) focus(opener?.isConnected ? opener : launcher);
  tell("close");
}

const toggle = () => (isOpen() ? hide() : open());

/** Where writing goes on: the input, or on a touch screen the heading, so that no keyboard jumps up. */
function focusChat() {
  focus(matchMedia("(pointer: coarse)").matches ? title : input);
}

/**
 * Keep a full-screen panel modal as soon as somebody uses it, and in the part of the screen that the on-screen keyboard
 * leaves.
 */
function fit() {
  const { activeElement } = host.shadowRoot;
  const modal = full.matches && document.activeElement !== document.body;
  if (!isPage() && isOpen() && panel.matches(":modal") !== modal) {
    show(modal);
    if (activeElement || modal) activeElement ? focus(activeElement) : focusChat();
  }
  const view = full.matches && window.visualViewport;
  panel.style.setProperty("--height", view ? view.height + "px" : "");
  panel.style.setProperty("--top", view ? view.offsetTop + "px" : "");
}

function keydown(event) {
  if (event.key === "Escape") event.stopPropagation();
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape") {
    event.preventDefault();
    if (overlay.hidden) hide();
    else hideOverlay();
  }
  if (event.key === "Enter" && event.target === input && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

// ------------------------------------------------------------------ writing

function typed() {
  const room = MAX_TEXT - input.value.length;
  left.textContent = room <= SHOW_LEFT_FROM ? t("left", { n: room }) : "";
  left.classList.toggle("over", room < 0);
  input.style.height = "";
  input.style.height = input.scrollHeight + 2 + "px";
  if (input.value) prepare();
}

function send() {
  const text = input.value.trim();
  if (!text || text.length > MAX_TEXT) return;
  input.value = "";
  typed();
  sendText(text);
}

function choose(words) {
  focusChat(); // before the choices go
  sendText(words);
}

// ------------------------------------------------------------------ the element

class SecondOpinionChat extends HTMLElement {
  constructor() {
    super();
    style(this.attachShadow({ mode: "open" }), CSS);
  }

  connectedCallback() {
    if (host?.isConnected && host !== this) return; // one chat a page
    host = this;
    server = (options().server || SERVER).replace(/\/$/, "");
    startCore();
    render();
    watch.observe(this, { attributeFilter: ["style", "class", "data-lang", "data-theme", "data-side", "data-label"] });
    tell("ready");
    wake();
  }

  disconnectedCallback() {
    setTimeout(() => {
      if (host !== this || this.isConnected) return;
      alive = !!this.stays;
      if (alive) document.body.append(this); // the page changed under us
      else hangUp();
    });
  }

  /** Take the chat off the page for good. */
  remove() {
    this.stays = false;
    super.remove();
  }

  setLanguage(name, words) {
    tables[name] = { ...tables[name], ...words };
    this.dataset.lang = name;
  }

  send(text) {
    const words = String(text).trim().slice(0, MAX_TEXT);
    if (words) sendText(words);
  }

  open(how) {
    open(how);
  }

  close() {
    hide();
  }

  toggle() {
    toggle();
  }

  clear() {
    leave();
  }

  get isOpen() {
    return isOpen();
  }

  get unreadCount() {
    return unread();
  }

  get transcript() {
    return transcript();
  }
}

const SERVER = new URL(script?.src || location).origin;

/** Begin: the page's own element if it has one, else one for the script tag; once, however often the tag is there. */
function start() {
  const mark = Symbol.for(NAME);
  if (!window[mark] && !document.querySelector(NAME)) {
    window[mark] = Object.assign(document.createElement(NAME), { stays: true });
    Object.assign(window[mark].dataset, script?.dataset);
  }
  if (window[mark]?.isConnected === false) document.body.append(window[mark]);
}

if (window.customElements && document.adoptedStyleSheets) {
  if (!customElements.get(NAME)) {
    customElements.define(NAME, SecondOpinionChat);
    const listen = (target, name, react) => target?.addEventListener(name, () => root && react());
    listen(window, "resize", fit);
    listen(window.visualViewport, "resize", fit);
    listen(document, "focusin", fit);
    listen(dark, "change", paint);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
