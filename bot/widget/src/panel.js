let root, launcher, badge, news, panel, title, menu, log, jump, dots, status, overlay, input, left;

/** Build launcher and panel. `page`: the panel alone, as a page of its own. */
function build(page) {
  const announced = (name) => h("div" + name, { role: "status" });
  badge = h("span.badge", { hidden: true });
  launcher = button(".launcher", [icon("chat"), h("span", label()), badge], toggle, { "aria-haspopup": "dialog", "aria-expanded": "false", part: "launcher" });
  title = h("h2", { id: "title", tabindex: -1 }, t("title"));
  menu = button(".tool", t("menu"), () => (overlay.hidden ? showMenu() : hideOverlay()), { "aria-expanded": "false" });
  log = h("div.log", { role: "log", tabindex: 0, "aria-label": t("log"), part: "log", scroll: scrolled }, MASKED);
  jump = button(".jump", t("newMessage"), () => (focusChat(), scrollTo(log.scrollHeight)), { hidden: true });
  new ResizeObserver(follow).observe(log);
  overlay = h("div.overlay", { hidden: true });
  dots = h("div.dots", { hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  status = announced(".status");
  news = announced(".sr");
  panel = h(
    page ? "div.panel" : "dialog.panel",
    { part: "panel", "aria-labelledby": "title", "aria-describedby": "notice", role: page && "region", keydown, cancel: instead(hide) },
    h("div.head", { part: "header" }, h("div.names", title, h("small", t("subtitle"))), menu, page ? [] : iconButton(".tool", "close", "close", hide)),
    h("p.notice", { id: "notice" }, h("span", t("notice") + " "), h("a", { href: dial(emergencyNumber()) }, withNumber("noticeEmergency", emergencyNumber()))),
    h("div.middle", log, jump, overlay),
    dots,
    status,
    composer(),
  );
  root = h("div.root", { lang: language, dir: /^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr" }, page ? [] : launcher, news, panel);
}

function composer() {
  const writing = { id: "question", rows: 1, autocomplete: "off", enterkeyhint: "send", input: typed, part: "input" };
  input = h("textarea", writing, MASKED);
  left = h("small.left");
  const go = button(".send", t("send"), null, { type: "submit", part: "send" });
  return h("form.composer", { submit: instead(send) }, h("div.field", h("label", { for: "question" }, t("label")), left, input), go);
}

// ------------------------------------------------------------------ menu

function showOverlay(...content) {
  overlay.replaceChildren(...content);
  overlay.hidden = false;
  log.inert = true;
  expanded(menu, true);
  focus(content[0]);
}

function hideOverlay(next = menu) {
  log.inert = false;
  if (!overlay.hidden) focus(next);
  overlay.hidden = true;
  expanded(menu, false);
}

function showMenu() {
  const item = (key, act) => button(".item", t(key), act);
  const done = (act) => () => (hideOverlay(), act());
  showOverlay(
    item("back", () => hideOverlay()),
    picker("size"),
    picker("theme"),
    item("copyAll", done(() => copy(transcript()))),
    item("save", done(saveFile)),
    item("print", done(printPage)),
    item("startOver", () => confirmStep("startOver", startOver)),
    item("erase", () => confirmStep("erase", erase)),
  );
}

/** A row of buttons of which one is pressed. */
function picker(name) {
  const entries = Object.entries(t(name + "s"));
  const now = data[name] || entries[0][0];
  const one = ([value, words]) => {
    const choose = () => {
      data[name] = value;
      save();
      paint();
      for (const other of row.children) other.setAttribute("aria-pressed", other === made);
    };
    const made = button("", words, choose, { "aria-pressed": String(now === value) });
    return made;
  };
  const row = h("div.row", entries.map(one));
  return group(".picker", t(name), h("small", t(name)), row);
}

function confirmStep(key, act) {
  const yes = () => (hideOverlay(title), focusChat(), act());
  showOverlay(
    h("p", { tabindex: -1 }, t(key + "Ask")),
    button(".item.danger", t(key + "Yes"), yes),
    button(".item", t("back"), () => hideOverlay()),
  );
}

function startOver() {
  leave();
  say("ended");
}
