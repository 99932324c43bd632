/** Build the launcher and the panel; returns the parts that the element talks to. */
function build(chat) {
  const ui = { page: chat.hasAttribute("data-page") };
  ui.badge = h("span", { class: "badge", hidden: true, "aria-hidden": "true" });
  ui.launcher = button(
    { class: "launcher", part: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => chat.toggle() },
    icon("chat"),
    h("span", {}, chat.label),
    ui.badge,
  );
  ui.arrived = h("div", { class: "sr", role: "status" });
  ui.log = h("div", { class: "log " + MASKED_CLASSES, part: "log", role: "log", tabindex: "0", "aria-label": chat.t("log"), "aria-live": "off", ...MASKED });
  ui.log.addEventListener("scroll", () => chat.scrolled(), { passive: true });
  ui.jump = button({ class: "jump", hidden: true, onclick: () => chat.toEnd(true) }, chat.t("newMessage"));
  ui.typingText = h("span", { role: "status" });
  ui.typing = h("div", { class: "typing" }, h("span", { class: "dots", "aria-hidden": "true", hidden: true }, h("i"), h("i"), h("i")), ui.typingText);
  ui.state = h("div", { class: "status", role: "status" });
  ui.overlay = h("div", { class: "overlay", hidden: true });
  const head = header(chat, ui);
  const middle = h("div", { class: "middle" }, ui.log, ui.jump, ui.overlay);
  const parts = [head, noticeLine(chat, ui), middle, ui.typing, ui.state, composer(chat, ui)];
  const panel = { class: "panel" + (ui.page ? " page" : ""), part: "panel", "aria-labelledby": "title", "aria-describedby": "notice" };
  ui.panel = ui.page ? h("div", { ...panel, role: "region" }, parts) : h("dialog", panel, parts);
  ui.panel.addEventListener("keydown", (event) => chat.keydown(event));
  ui.panel.addEventListener("cancel", (event) => {
    event.preventDefault(); // the back gesture of a phone
    chat.close();
  });
  ui.root = h("div", { class: "root", lang: chat.language, dir: chat.direction }, ui.page ? null : ui.launcher, ui.arrived, ui.panel);
  return ui;
}

function header(chat, ui) {
  ui.title = h("h2", { id: "title", tabindex: "-1" }, chat.t("title"));
  ui.menu = button({ class: "tool", "aria-label": chat.t("menu"), title: chat.t("menu"), "aria-expanded": "false", onclick: () => toggleMenu(chat) }, icon("menu"));
  ui.close = button({ class: "tool", "aria-label": chat.t("close"), title: chat.t("close"), onclick: () => chat.close() }, icon("close"));
  const names = h("div", { class: "names" }, ui.title, h("span", {}, chat.t("subtitle")));
  return h("div", { class: "head", part: "header" }, names, ui.menu, ui.page ? null : ui.close);
}

function noticeLine(chat) {
  const [before, , after] = aroundNumber(chat.t("noticeEmergency"), "");
  const number = h("a", { href: "tel:" + dialable(chat.emergencyNumber) }, phoneText(chat.emergencyNumber));
  return h("p", { id: "notice", class: "notice" }, h("span", {}, chat.t("noticeAdvice")), " ", h("span", {}, before, number, after));
}

function composer(chat, ui) {
  ui.input = h("textarea", { id: "question", rows: "1", autocomplete: "off", enterkeyhint: "send", placeholder: chat.t("placeholder"), part: "input", class: MASKED_CLASSES, ...MASKED });
  ui.input.addEventListener("input", () => chat.typed());
  ui.left = h("span", { class: "left" });
  ui.sendButton = h("button", { class: "send", part: "send", "aria-label": chat.t("send"), title: chat.t("send") }, icon("send"));
  const submit = (event) => {
    event.preventDefault();
    chat.submit();
  };
  return h(
    "form",
    { class: "composer", onsubmit: submit },
    h("div", { class: "field" }, h("label", { for: "question" }, chat.t("label")), ui.left, ui.input),
    ui.sendButton,
  );
}

// ------------------------------------------------------------------ menu

function toggleMenu(chat) {
  if (chat.ui.overlay.hidden) openMenu(chat);
  else closeOverlay(chat);
}

function showOverlay(chat, ...content) {
  const { overlay, log, menu } = chat.ui;
  overlay.replaceChildren(...content);
  overlay.hidden = false;
  log.inert = true;
  menu.setAttribute("aria-expanded", "true");
  overlay.scrollTop = 0;
}

function closeOverlay(chat, focus = chat.ui.menu) {
  const { overlay, log, menu } = chat.ui;
  if (overlay.hidden) return;
  log.inert = false;
  if (focus) focus.focus({ preventScroll: true });
  overlay.hidden = true;
  overlay.replaceChildren();
  menu.setAttribute("aria-expanded", "false");
}

function openMenu(chat) {
  const item = (key, act) => button({ class: "item", onclick: act }, chat.t(key));
  const done = (act) => () => {
    act();
    closeOverlay(chat);
  };
  const back = button({ class: "item back", onclick: () => closeOverlay(chat) }, icon("back"), chat.t("back"));
  showOverlay(
    chat,
    back,
    picker(chat, "textSize", "size", chat.t("sizes").map((name, size) => [String(size), name])),
    picker(chat, "appearance", "theme", Object.entries(chat.t("themes"))),
    item("copyAll", done(() => chat.copy(chat.transcript))),
    item("save", done(() => saveTranscript(chat))),
    item("print", done(() => printTranscript(chat))),
    item("startOver", () => confirmStep(chat, "startOver", () => chat.startOver())),
    item("erase", () => confirmStep(chat, "erase", () => chat.erase())),
  );
  back.focus({ preventScroll: true });
}

/** A row of buttons of which one is pressed. */
function picker(chat, label, setting, options) {
  const now = () => String(chat.core.data[setting] ?? options[0][0]);
  const buttons = options.map(([value, name]) => {
    const choose = () => {
      chat.setting(setting, value);
      buttons.forEach((other, index) => other.setAttribute("aria-pressed", options[index][0] === value));
    };
    return button({ "aria-pressed": String(now() === value), onclick: choose }, name);
  });
  return h("div", { class: "picker", role: "group", "aria-label": chat.t(label) }, h("span", { "aria-hidden": "true" }, chat.t(label)), h("div", {}, buttons));
}

function confirmStep(chat, key, act) {
  const question = h("p", { tabindex: "-1", class: "ask" }, chat.t(key + "Ask"));
  const yes = () => {
    closeOverlay(chat, null);
    chat.focusChat();
    act();
  };
  showOverlay(
    chat,
    question,
    button({ class: "item danger", onclick: yes }, chat.t(key + "Yes")),
    button({ class: "item", onclick: () => openMenu(chat) }, chat.t("cancel")),
  );
  question.focus({ preventScroll: true });
}
