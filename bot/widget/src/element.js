const NAME = "second-opinion-chat";
const SPOKEN_TYPING_MS = 2e3;
const SHOW_LEFT_FROM = 100;
const script = document.currentScript;
const dark = matchMedia("(prefers-color-scheme: dark)");
const full = matchMedia("(max-width: 34em), (max-height: 34em)");

let host; // the one element that shows the chat
let opener; // what had the focus when the chat opened
let pinned = true; // the log shows its end
let latest; // the newest bubble
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
  toLatest();
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
  const escape = event.key === "Escape";
  const enter = event.key === "Enter" && event.target === input && !event.shiftKey;
  if (escape) event.stopPropagation();
  if (event.isComposing || event.keyCode === 229) return;
  if (escape || enter) event.preventDefault();
  if (enter) send();
  if (escape) overlay.hidden ? hide() : hideOverlay();
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
    server = new URL(options().server || script?.src || location).origin;
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
