const TAG = "second-opinion-chat";
const FULL_SCREEN = "(max-width: 34em), (max-height: 34em)";
const SPOKEN_TYPING_MS = 2 * SECOND;
const SHOW_LEFT_FROM = 100;

class SecondOpinionChat extends HTMLElement {
  static observedAttributes = ["data-lang", "data-theme", "data-side", "data-label", "data-emergency"];

  constructor() {
    super();
    this.words = {};
    this.attachShadow({ mode: "open" });
    styled(this.shadowRoot, CSS);
  }

  get options() {
    return this.dataset;
  }

  // ---------------------------------------------------------------- life

  connectedCallback() {
    if (this.live || document.querySelectorAll(TAG + "[data-live]").length) return; // one chat a page
    this.live = true;
    this.dataset.live = "";
    this.core ||= new Core((this.options.server || SERVER).replace(/\/$/, ""), (type, detail) => this.heard(type, detail));
    this.full = matchMedia(FULL_SCREEN);
    this.render();
    this.core.attach();
    this.watch = new MutationObserver(() => this.paint());
    this.watch.observe(this, { attributes: true, attributeFilter: ["style", "class"] });
    this.resize = () => this.fit();
    for (const target of [window, window.visualViewport]) if (target) target.addEventListener("resize", this.resize);
    if (this.core.data.open || this.ui.page) this.unfold();
    this.tell("ready");
  }

  disconnectedCallback() {
    if (!this.live) return;
    this.live = false;
    delete this.dataset.live;
    for (const target of [window, window.visualViewport]) if (target) target.removeEventListener("resize", this.resize);
    this.watch.disconnect();
    this.core.detach();
    if (this.stays) setTimeout(() => !this.isConnected && document.body && document.body.append(this)); // the page changed under us
  }

  remove() {
    this.stays = false;
    super.remove();
  }

  attributeChangedCallback() {
    if (this.live) this.render();
  }

  // ---------------------------------------------------------------- words

  get language() {
    const wanted = this.options.lang || document.documentElement.lang || navigator.language || "en";
    return [wanted, wanted.split("-")[0]].find((lang) => this.words[lang]) || "en";
  }

  get direction() {
    return RTL_LANGUAGES.test(this.language) ? "rtl" : "ltr";
  }

  get label() {
    return this.options.label || this.t("launcher");
  }

  get emergencyNumber() {
    return this.options.emergency || FACTS.emergency;
  }

  t(key, values) {
    const table = { ...(this.words.en || {}), ...(this.words[this.language] || {}) };
    const word = table[key] ?? ENGLISH[key];
    return typeof word === "string" && values ? fill(word, values) : word;
  }

  date(iso) {
    const date = new Date(iso);
    return isNaN(date) ? iso : date.toLocaleDateString(this.language, { dateStyle: "long", timeZone: "UTC" });
  }

  notice() {
    return this.t("noticeAdvice") + " " + this.t("noticeEmergency", { number: this.emergencyNumber });
  }

  setLanguage(language, words) {
    if (words) this.words[language] = { ...(this.words[language] || {}), ...words };
    this.options.lang = language;
    this.render();
  }

  // ---------------------------------------------------------------- drawing

  /** Draw everything anew (at start and when the language changes): said to nobody. */
  render() {
    const before = this.ui;
    const draft = before ? before.input.value : "";
    const focused = before && this.shadowRoot.activeElement === before.input;
    this.ui = build(this);
    this.shadowRoot.replaceChildren(this.ui.root);
    this.fillLog();
    this.ui.input.value = draft;
    this.paint();
    this.badge();
    this.showState();
    if (before && this.isOpen) this.unfold();
    if (focused) this.ui.input.focus({ preventScroll: true });
  }

  fillLog() {
    const { log } = this.ui;
    log.setAttribute("aria-live", "off");
    this.nodes = new Map();
    const greeting = { from: "assistant", text: this.t("greeting", { program: FACTS.program }) };
    log.replaceChildren(bubble(this, greeting));
    if (!this.core.data.messages.length) log.append(choices(this, this.t("startersLabel"), this.t("starters")));
    for (const message of this.core.data.messages) this.append(message);
    this.toEnd();
    setTimeout(() => log.setAttribute("aria-live", "polite"), 200);
  }

  paint() {
    const { root } = this.ui;
    const { size, theme } = this.core.data;
    root.dataset.size = size || "0";
    const chosen = theme && theme !== "auto" ? theme : this.options.theme;
    root.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : "auto";
    const side = this.options.side || getComputedStyle(this).getPropertyValue("--second-opinion-side").trim();
    root.dataset.side = side || "end";
    applyColours(this);
  }

  append(message) {
    const { log } = this.ui;
    const node = bubble(this, message);
    const old = log.querySelectorAll(".choices");
    if (message.from === "visitor") old.forEach((group) => group.remove());
    log.append(node);
    const below = message.from === "visitor" ? h("div", { class: "delivery", "aria-live": "off" }) : tools(this, message);
    if (message.from === "visitor") deliveryState(this, message, below);
    node.append(below);
    const kind = message.from === "visitor" && alarm(message.text);
    if (kind) log.append(h("div", { class: "turn assistant" }, spoken(this.t("assistant") + ": "), alarmCard(this, kind)));
    this.nodes.set(message, below);
    while (log.children.length > MAX_MESSAGES + 1) log.children[1].remove();
    return node;
  }

  // ---------------------------------------------------------------- what the core tells

  heard(type, detail) {
    if (!this.ui) return;
    if (type === "message") this.arrived(detail);
    if (type === "change") this.delivery(detail);
    if (type === "typing") this.showTyping(detail);
    if (type === "state") this.showState(true);
    if (type === "reset") this.fillLog();
    if (type === "ended") this.say("ended");
    if (type === "reset" || type === "read") this.badge();
  }

  arrived(message) {
    const { log } = this.ui;
    const atEnd = this.atEnd;
    const mine = message.from === "visitor";
    const node = this.append(message);
    if (mine || atEnd) this.reveal(node);
    else this.ui.jump.hidden = false;
    if (this.reading) this.core.markRead();
    else if (!mine) this.countUnread();
    this.badge();
    this.tell("message", { from: message.from, ...(this.options.events === "text" ? { text: message.text } : {}) });
    return log;
  }

  get reading() {
    return this.isOpen && document.visibilityState === "visible";
  }

  countUnread() {
    const n = this.core.unread;
    this.ui.arrived.textContent = n === 1 ? this.t("unreadOne") : this.t("unreadMany", { n });
  }

  badge() {
    const n = this.core.unread;
    const { badge, launcher } = this.ui;
    if (badge.textContent === String(n) || (!n && badge.hidden)) return;
    badge.hidden = !n;
    badge.textContent = n;
    if (!n) this.ui.arrived.textContent = "";
    if (n) launcher.setAttribute("aria-label", this.t(n === 1 ? "launcherOne" : "launcherMany", { label: this.label, n }));
    else launcher.removeAttribute("aria-label");
    this.tell("unread", { count: n });
  }

  delivery(message) {
    const node = this.nodes.get(message);
    if (node) deliveryState(this, message, node);
  }

  showTyping(on) {
    const { typing, typingText } = this.ui;
    clearTimeout(this.spokenTyping);
    typing.firstChild.hidden = on !== true;
    if (on === "late") return this.say("slow");
    if (!on) typingText.textContent = "";
    else if (!typingText.textContent) this.spokenTyping = setTimeout(() => (typingText.textContent = this.t("typing")), SPOKEN_TYPING_MS);
  }

  showState(changed) {
    const { state } = this.core;
    const trouble = state === "offline" || state === "unreachable";
    clearTimeout(this.patience);
    if (trouble) this.say(state);
    else if (state === "connecting") this.patience = setTimeout(() => this.say("connecting"), SECOND);
    else if (this.ui.state.dataset.key) this.say(state === "online" && changed ? "online" : null);
    for (const message of this.core.unsent()) this.delivery(message);
    if (changed) this.tell(trouble ? "error" : "state", { state });
  }

  /** Put a sentence where it is read out politely; good news goes away by itself. */
  say(key) {
    const { state } = this.ui;
    clearTimeout(this.saying);
    state.textContent = key ? this.t(key, { phone: FACTS.toll_free }) : "";
    state.dataset.key = key === "offline" || key === "unreachable" || key === "connecting" ? key : "";
    if (key && !state.dataset.key) this.saying = setTimeout(() => this.say(null), 6 * SECOND);
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(TAG + ":" + name, { detail, bubbles: true, composed: true }));
  }

  // ---------------------------------------------------------------- scrolling: only ever the log

  get atEnd() {
    const { log } = this.ui;
    return log.scrollHeight - log.scrollTop - log.clientHeight < 48;
  }

  scrolled() {
    if (this.atEnd) this.ui.jump.hidden = true;
  }

  toEnd(focus) {
    const { log, jump } = this.ui;
    log.scrollTop = log.scrollHeight;
    if (focus) this.focusChat();
    jump.hidden = true;
  }

  /** Show a new bubble from its first line. */
  reveal(node) {
    const { log } = this.ui;
    log.scrollTop = Math.min(node.offsetTop - 12, log.scrollHeight);
  }

  // ---------------------------------------------------------------- open and close

  get isOpen() {
    return Boolean(this.ui && (this.ui.page || this.core.data.open));
  }

  open({ focus = true } = {}) {
    if (!this.live || this.ui.page) return;
    const opener = document.activeElement;
    this.opener = opener && opener !== this && opener !== document.body ? opener : null;
    this.core.data.open = true;
    this.core.store.save();
    this.unfold(focus);
    if (focus) this.focusChat();
    this.tell("open");
  }

  /** Show the panel as it should be now; takes no focus unless asked. */
  unfold(focus = false) {
    const { panel, launcher, page } = this.ui;
    if (!page) {
      if (panel.open) panel.close();
      if (focus && this.full.matches) panel.showModal();
      else panel.open = true;
      launcher.setAttribute("aria-expanded", "true");
      launcher.hidden = true;
    }
    this.fit();
    this.toEnd();
    if (!this.core.data.messages.length) this.ui.log.scrollTop = 0;
    if (this.reading) this.core.markRead();
    this.badge();
  }

  close() {
    if (!this.isOpen || this.ui.page) return;
    const { panel, launcher } = this.ui;
    closeOverlay(this, null);
    this.core.data.open = false;
    this.core.store.save();
    const inside = this.shadowRoot.activeElement;
    panel.close();
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    const back = this.opener && this.opener.isConnected ? this.opener : launcher;
    if (inside) back.focus({ preventScroll: true });
    this.tell("close");
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Where reading and writing go on: the input, or on a touch screen the heading, so that no keyboard jumps up. */
  focusChat() {
    const { input, title } = this.ui;
    (matchMedia("(pointer: coarse)").matches ? title : input).focus({ preventScroll: true });
  }

  /** Keep a full-screen panel in the part of the screen that the on-screen keyboard leaves. */
  fit() {
    const view = window.visualViewport;
    const { panel } = this.ui;
    const full = this.full.matches && view;
    panel.style.setProperty("--height", full ? view.height + "px" : "");
    panel.style.setProperty("--top", full ? view.offsetTop + "px" : "");
  }

  keydown(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (composing) return;
      event.preventDefault();
      if (!this.ui.overlay.hidden) closeOverlay(this);
      else this.close();
    }
    if (event.key === "Enter" && event.target === this.ui.input && !event.shiftKey && !composing) {
      event.preventDefault();
      this.submit();
    }
  }

  // ---------------------------------------------------------------- writing

  typed() {
    const { input, left } = this.ui;
    const room = MAX_TEXT - input.value.length;
    left.textContent = room <= SHOW_LEFT_FROM ? this.t("left", { n: room }) : "";
    left.classList.toggle("over", room < 0);
    input.style.height = "";
    input.style.height = Math.min(input.scrollHeight + 2, 160) + "px";
    if (input.value.trim()) this.core.prepare();
  }

  submit() {
    const { input } = this.ui;
    const text = input.value.trim();
    if (!text || text.length > MAX_TEXT) return;
    input.value = "";
    this.typed();
    this.send(text);
  }

  choose(title) {
    this.focusChat();
    this.send(title);
  }

  send(text) {
    const words = String(text).trim().slice(0, MAX_TEXT);
    if (words) this.core.send(words);
  }

  setting(name, value) {
    this.core.data[name] = value;
    this.core.store.save();
    this.paint();
  }

  async copy(text) {
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false).catch(() => false);
    this.say(done ? "copied" : "copyFailed");
  }

  clear() {
    this.startOver();
  }

  startOver() {
    this.core.startOver();
    this.say("startedOver");
  }

  async erase() {
    this.say("erased");
    if (!(await this.core.erase())) this.say("erasing");
  }

  get unreadCount() {
    return this.core ? this.core.unread : 0;
  }

  get transcript() {
    return transcript(this);
  }
}

/** Style a shadow root without a `style` attribute or element, which a strict policy would refuse. */
function styled(root, text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [sheet];
}

const SCRIPT = document.currentScript;
const SERVER = new URL(SCRIPT ? SCRIPT.src : location.href).origin;

/** Begin: the page's own element if it has one, else one for the script tag, and only once. */
function start() {
  const mark = Symbol.for(TAG);
  if (document.querySelector(TAG) && !window[mark]) return;
  if (!window[mark]) {
    const chat = document.createElement(TAG);
    if (SCRIPT) Object.assign(chat.dataset, SCRIPT.dataset);
    chat.stays = true;
    window[mark] = chat;
  }
  if (!window[mark].isConnected) document.body.append(window[mark]);
}

if (window.customElements && "adoptedStyleSheets" in Document.prototype) {
  if (!customElements.get(TAG)) customElements.define(TAG, SecondOpinionChat);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
