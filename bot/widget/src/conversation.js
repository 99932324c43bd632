// What is said and heard. Of the page it knows showMessage, showDelivery, showTyping, showState, showUnread, fillLog, say.
const FRAMES = {
  ready() {
    ready = true;
    failures = 0;
    setState("online");
    flush();
    const last = data.messages.at(-1);
    if (last?.sent && isMine(last)) setTyping(true); // its answer is on the way
  },
  history: (frame) => merge(frame.messages),
  ack({ id, seq }) {
    settle(id, { sent: true, seq });
    setTyping(true);
  },
  typing: () => setTyping(true),
  reply({ id, replies, handoff }) {
    settle(id, { sent: true });
    setTyping(false);
    const last = replies.length - 1;
    merge(replies.map((reply, index) => ({ handoff: index === last && handoff, ...reply, in_reply_to: id })));
  },
  ping: () => push({ type: "pong" }),
  pong() {},
  error({ id, code }) {
    if (/many|unavailable/.test(code)) return; // not acknowledged: it is sent again after a while
    if (id) settle(id, { refused: true });
    else if (/token|unknown/.test(code)) ended();
  },
};

function receive(text) {
  try {
    const frame = JSON.parse(text.slice(0, 1e6));
    FRAMES[frame.type](frame);
    if (socket && ready) unsent().length ? deadline(ANSWER_MS, dropped) : deadline(HEARTBEAT_MS, ping);
  } catch {
    odd();
  }
}

function odd() {
  if (!warned) console.warn(NAME + ": ignored a frame that makes no sense here");
  warned = true;
}

/** The server has, or refuses, a message of the visitor. */
function settle(id, news) {
  const message = data.messages.find((other) => other.id === id && !other.sent);
  if (!message) return;
  Object.assign(message, news);
  save();
  showDelivery(message);
}

/** Add what is new; the same id or seq is the same message, wherever it came from. */
function merge(list, fromPeer) {
  for (const message of list.map(readMessage)) {
    const known = message && data.messages.find((other) => other.id === message.id || other.seq === message.seq);
    if (!message) odd();
    else if (known) settle(known.id, message);
    else add(message);
    if (message && !fromPeer) data.last = Math.max(data.last, message.seq);
  }
  if (!fromPeer) tellPeers({ type: "messages", messages: list });
  save();
}

function add(message) {
  const { handoff, in_reply_to: asked } = message;
  const shown = (other) => (other.id === asked ? alarm(other.text) === handoff.reason : other.handoff && other.in_reply_to === asked);
  if (handoff && data.messages.some(shown)) message.handoff = null; // one card a turn
  if (!isMine(message)) setTyping(false);
  data.messages.push(message);
  save();
  showMessage(message);
}

// ------------------------------------------------------------------ what the visitor does

function sendText(text) {
  add({ id: newId(), from: "visitor", text, at: new Date().toISOString() });
  wanted = true;
  wake();
}

/** The visitor begins to write: have the connection ready by the time of "send". */
function prepare() {
  if (!wanted) {
    wanted = true;
    wake();
  }
}

function markRead() {
  const seq = Math.max(0, ...data.messages.map((message) => message.seq || 0));
  if (!isReading() || data.read === seq) return;
  data.read = seq;
  save();
  tellPeers({ type: "read", seq });
  showUnread();
}

/** Forget the conversation on this screen; what the visitor chose for the eyes stays, and what waits to be erased. */
function leave(waiting = []) {
  const { size, theme, open, erasing } = data;
  hangUp();
  room?.close();
  room = undefined;
  data = { ...fresh(), size, theme, open, erasing, messages: waiting };
  save();
  failures = 0;
  wanted = false;
  state = "idle";
  setTyping(false);
  fillLog();
  showState();
  showUnread();
}

/** The server no longer has the conversation: what was not sent yet goes into a new one. */
function ended() {
  leave(unsent());
  say("ended");
  wake();
}

/** Delete here at once, in the other tabs, and on the server as soon as it can be reached. */
async function erase() {
  const { conversation, token } = data;
  tellPeers({ type: "gone" });
  if (conversation) data.erasing.push({ conversation, token });
  leave();
  say("erased");
  if (!(await eraseWaiting())) say("erasing");
}

/** Store a vote, and later the sentence to it; false when it could not be stored. */
function vote(message, choice, comment) {
  data.votes[message.id] = choice;
  save();
  const body = { message: message.id, vote: choice, ...(comment && { comment }) };
  const sent = call("POST", `/${data.conversation}/feedback`, body);
  return sent.then(() => true, () => false);
}
