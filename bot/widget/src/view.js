// What is seen: the log, the states in words, the scrolling.

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
  latest = null;
  log.setAttribute("aria-live", "off");
  log.replaceChildren(bubble({ from: "assistant", text: t("greeting", FACTS) }));
  if (!data.messages.length) log.append(choiceGroup("startersLabel", t("starters")));
  for (const message of data.messages) place(message, 0);
  toLatest();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 200);
}

/** Put a message into the log with one insertion; when that has been read out, the line under it. */
function place(message, wait = 200) {
  const mine = isMine(message);
  if (mine) for (const group of log.querySelectorAll(".choices")) group.remove();
  const node = bubble(message);
  const line = footer(message);
  log.append(node);
  node.turn = message.in_reply_to;
  if (!node.turn || latest?.turn !== node.turn) latest = node; // an answer in several parts is read from its first
  if (wait) setTimeout(() => (node.append(line), follow()), wait);
  else node.append(line);
  const kind = mine && alarm(message.text);
  if (kind) log.append(h("div.turn", spoken(t("assistant") + ": "), card({ reason: kind })));
  while (log.children.length > MAX_MESSAGES) log.children[1].remove();
}

function showMessage(message) {
  jump.hidden = pinned || isMine(message);
  place(message);
  if (jump.hidden) toLatest();
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

/** Show the newest message from its first line, and as much below it as there is room for; never go back up. */
const toLatest = () => scrollTo(latest && Math.max(log.scrollTop, latest.offsetTop - 12));

/** Something grew: stay with the newest message for a visitor who reads there. */
const follow = () => pinned && toLatest();

/** Show the whole of what a visitor has just opened. */
const reveal = (node) => scrollTo(Math.max(log.scrollTop, node.offsetTop + node.offsetHeight - log.clientHeight));
