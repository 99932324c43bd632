const SECOND = 1000;
const HEARTBEAT_MS = 20 * SECOND; // silence after which we ask whether the server is there
const ANSWER_MS = 10 * SECOND; // how long a ping, a handshake or an ack may take
const TYPING_LIMIT_MS = 20 * SECOND;
const SOCKETS_BEFORE_HTTP = 3;

class HttpError extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
  }
}

/**
 * The conversation with the server: sends, resends, reconnects, merges. Knows nothing of the page.
 * `emit(type, detail)` tells the view: message, change, typing, state, reset, ended.
 */
class Core {
  constructor(server, emit) {
    this.server = server;
    this.emit = emit;
    this.store = new Store("second-opinion-chat:" + server);
    this.state = "idle";
    this.failures = 0;
    this.sending = new Set(); // ids handed to the present socket
    this.peers = new Peers(this);
    this.wakeUp = () => this.wake();
    this.goOffline = () => this.setState("offline");
    this.seen = () => document.visibilityState === "visible" && this.wake();
    this.warned = false;
  }

  get data() {
    return this.store.data;
  }

  /** Begin to live: a conversation of this tab goes on, other tabs are asked for theirs. */
  attach() {
    this.attached = true;
    addEventListener("online", this.wakeUp);
    addEventListener("offline", this.goOffline);
    addEventListener("pageshow", this.wakeUp);
    document.addEventListener("visibilitychange", this.seen);
    this.peers.open();
    if (this.data.conversation || this.unsent().length) this.wake();
    else this.eraseLater();
  }

  detach() {
    this.attached = false;
    removeEventListener("online", this.wakeUp);
    removeEventListener("offline", this.goOffline);
    removeEventListener("pageshow", this.wakeUp);
    document.removeEventListener("visibilitychange", this.seen);
    this.peers.close();
    this.dropSocket();
    clearTimeout(this.timer);
  }

  // ---------------------------------------------------------------- what the visitor does

  send(text) {
    const message = { id: newId(), from: "visitor", text, at: new Date().toISOString(), sent: false };
    this.show(message);
    this.wanted = true;
    this.wake();
    return message;
  }

  /** The visitor begins to write: have the connection ready by the time of "send". */
  prepare() {
    if (this.wanted) return;
    this.wanted = true;
    this.wake();
  }

  retry(message) {
    delete message.refused;
    this.sending.delete(message.id);
    this.emit("change", message);
    this.wake();
  }

  startOver() {
    this.leave();
    this.emit("reset");
  }

  /** Delete here at once, in the other tabs, and on the server as soon as it can be reached. */
  async erase() {
    const { conversation, token } = this.data;
    const erasing = this.store.data.erasing || [];
    this.peers.tell({ type: "gone" });
    this.leave();
    if (conversation) this.data.erasing = [...erasing, { conversation, token }];
    this.store.save();
    this.emit("reset");
    return this.eraseLater();
  }

  async eraseLater() {
    for (const { conversation, token } of this.data.erasing || []) {
      const done = await this.call("DELETE", "/" + conversation, null, token).then(
        () => true,
        (error) => error.status === 401 || error.status === 404,
      );
      if (!done) return false;
      this.data.erasing = this.data.erasing.filter((other) => other.conversation !== conversation);
      this.store.save();
    }
    return true;
  }

  vote(message, vote, comment) {
    const body = { message: message.id, vote, ...(comment ? { comment } : {}) };
    this.data.votes[message.id] = vote;
    this.store.save();
    return this.call("POST", `/${this.data.conversation}/feedback`, body);
  }

  markRead() {
    if (this.data.read === this.data.last) return;
    this.data.read = this.data.last;
    this.store.save();
    this.peers.tell({ type: "read", seq: this.data.read });
  }

  get unread() {
    return this.data.messages.filter((m) => m.from === "assistant" && m.seq > this.data.read).length;
  }

  unsent() {
    return this.data.messages.filter((message) => !message.sent && !message.refused);
  }

  // ---------------------------------------------------------------- connecting

  /** Do the next useful thing now: finish a deletion, open a conversation, a socket, or send what waits. */
  wake() {
    clearTimeout(this.timer);
    if (!this.attached) return;
    if (this.data.erasing && this.data.erasing.length) this.eraseLater();
    if (!this.wanted && !this.data.conversation && !this.unsent().length) return;
    if (navigator.onLine === false) this.setState("offline");
    else if (this.state === "offline" || this.state === "idle") this.setState("connecting");
    if (this.socket) return this.ready ? this.flush() : undefined;
    if (!this.data.conversation) return void this.create();
    if (this.failures >= SOCKETS_BEFORE_HTTP) this.post();
    this.connect();
  }

  /** Try again after 1 to 30 s, at random, so that a thousand widgets do not come back in one second. */
  later() {
    clearTimeout(this.timer);
    const most = Math.min(30, 2 ** this.failures);
    this.timer = setTimeout(this.wakeUp, Math.max(1, Math.random() * most) * SECOND);
  }

  async create() {
    if (this.creating) return;
    this.creating = true;
    try {
      const made = await this.call("POST", "", {});
      this.failures = 0;
      this.adopt(made.conversation, made.token);
      this.peers.tellLobby();
    } catch {
      this.failures++;
      this.setState(navigator.onLine === false ? "offline" : "unreachable");
      this.later();
    } finally {
      this.creating = false;
    }
  }

  adopt(conversation, token) {
    Object.assign(this.data, { conversation, token });
    this.store.save();
    this.peers.join();
    this.wake();
  }

  connect() {
    let socket;
    try {
      socket = new WebSocket(this.server.replace(/^http/, "ws") + "/api/ws");
    } catch {
      return this.dropped();
    }
    this.socket = socket;
    this.expect(ANSWER_MS);
    socket.onopen = () => {
      const { conversation, token, last } = this.data;
      this.push({ type: "hello", conversation, token, after: last });
    };
    socket.onmessage = (event) => socket === this.socket && this.receive(event.data);
    socket.onclose = () => socket === this.socket && this.dropped();
  }

  /** Hang up unless something is heard within `ms`. */
  expect(ms) {
    clearTimeout(this.heartbeat);
    this.heartbeat = setTimeout(() => this.dropped(), ms);
  }

  heard() {
    clearTimeout(this.heartbeat);
    this.heartbeat = setTimeout(() => {
      this.push({ type: "ping" });
      this.expect(ANSWER_MS);
    }, HEARTBEAT_MS);
  }

  dropSocket() {
    const socket = this.socket;
    clearTimeout(this.heartbeat);
    clearTimeout(this.ackTimer);
    this.socket = null;
    this.ready = false;
    this.sending.clear();
    if (socket) socket.close();
  }

  dropped() {
    this.dropSocket();
    this.failures++;
    this.setTyping(false);
    if (navigator.onLine === false) this.setState("offline");
    else if (this.failures < SOCKETS_BEFORE_HTTP) this.setState("connecting");
    else this.post();
    this.later();
  }

  push(frame) {
    if (this.socket && this.socket.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  flush() {
    for (const message of this.unsent()) {
      if (this.sending.has(message.id)) continue;
      this.sending.add(message.id);
      this.push({ type: "message", id: message.id, text: message.text });
      clearTimeout(this.ackTimer);
      this.ackTimer = setTimeout(() => this.unsent().length && this.dropped(), ANSWER_MS);
    }
  }

  // ---------------------------------------------------------------- plain HTTP

  async call(method, path, body, token = this.data.token) {
    const headers = body ? { "Content-Type": "application/json" } : {};
    if (token) headers.Authorization = "Bearer " + token;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 2 * ANSWER_MS);
    try {
      const response = await fetch(this.server + "/api/conversations" + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: stop.signal,
      });
      if (!response.ok) throw new HttpError(response.status, "http");
      return response.status === 204 ? null : await response.json();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Where sockets are blocked: the same messages under the same ids, one request each. */
  async post() {
    if (this.posting || !this.data.conversation) return;
    this.posting = true;
    const { conversation } = this.data;
    try {
      for (let message; (message = this.unsent()[0]); ) {
        this.setTyping(true);
        await this.postOne(conversation, message);
      }
      await this.catchUp(conversation);
      if (!this.socket || !this.ready) this.setState("online");
    } catch (error) {
      if (error.status === 401 || error.status === 404) this.ended(conversation);
      else this.setState(navigator.onLine === false ? "offline" : "unreachable");
    } finally {
      this.posting = false;
      this.setTyping(false);
    }
  }

  async postOne(conversation, message) {
    try {
      const { id, text } = message;
      await this.call("POST", `/${conversation}/messages`, { id, text });
      this.acked(message.id);
    } catch (error) {
      if (![400, 409, 413].includes(error.status)) throw error;
      this.refuse(message.id);
    }
  }

  async catchUp(conversation) {
    for (let more = true; more && this.data.conversation === conversation; ) {
      const page = await this.call("GET", `/${conversation}/messages?after=${this.data.last}`);
      const before = this.data.last;
      this.merge(page.messages);
      more = page.more === true && this.data.last > before;
    }
  }

  // ---------------------------------------------------------------- what the server says

  receive(text) {
    let frame;
    try {
      frame = text.length < 2 ** 20 && JSON.parse(text);
    } catch {
      frame = null;
    }
    const handle = frame && Object.hasOwn(FRAMES, frame.type) && FRAMES[frame.type];
    if (!handle) return this.odd();
    this.heard();
    handle(this, frame);
  }

  odd() {
    if (!this.warned) console.warn("second-opinion-chat: a frame that I do not know was ignored");
    this.warned = true;
  }

  acked(id, seq) {
    const message = this.data.messages.find((other) => other.id === id && other.from === "visitor");
    if (!message || message.sent) return;
    message.sent = true;
    if (Number.isSafeInteger(seq)) message.seq = seq;
    this.store.save();
    this.emit("change", message);
    if (message.seq) this.peers.tell({ type: "messages", messages: [message] });
  }

  refuse(id) {
    const message = this.data.messages.find((other) => other.id === id);
    if (!message) return;
    message.refused = true;
    this.store.save();
    this.emit("change", message);
  }

  reply(frame) {
    this.setTyping(false);
    this.acked(frame.id);
    const replies = texts(frame.replies, 20).map((reply, index, all) => ({
      ...reply,
      from: "assistant",
      in_reply_to: frame.id,
      handoff: (reply && reply.handoff) || (index === all.length - 1 ? frame.handoff : null),
    }));
    this.merge(replies);
  }

  /** Add what is new; the same id or seq is the same message, wherever it came from. */
  merge(list, fromPeer = false) {
    const fresh = [];
    for (const raw of texts(list, 1000)) {
      const message = readMessage(raw);
      if (!message) {
        this.odd();
        continue;
      }
      const known = this.data.messages.find((other) => other.id === message.id || other.seq === message.seq);
      if (known) this.acked(known.id, message.seq);
      else fresh.push(message);
      if (!fromPeer) this.data.last = Math.max(this.data.last, message.seq);
      if (!known) this.show(message);
    }
    if (fresh.length && !fromPeer) this.peers.tell({ type: "messages", messages: fresh });
    this.store.save();
  }

  show(message) {
    const told = message.handoff && this.data.messages.some((m) => m.handoff && m.in_reply_to === message.in_reply_to);
    if (told) message.handoff = null; // one card a turn
    if (message.from === "assistant") this.setTyping(false);
    this.data.messages.push(message);
    this.store.save();
    this.emit("message", message);
  }

  /** The server no longer has the conversation: what was not sent yet goes into a new one. */
  ended(conversation = this.data.conversation) {
    if (conversation !== this.data.conversation) return;
    const waiting = this.unsent();
    this.leave();
    this.data.messages = waiting;
    this.emit("reset");
    this.emit("ended");
    this.wake();
  }

  leave() {
    const { erasing } = this.data;
    this.dropSocket();
    clearTimeout(this.timer);
    this.setTyping(false);
    this.store.clear();
    if (erasing) this.data.erasing = erasing;
    this.wanted = false;
    this.failures = 0;
    this.setState("idle");
  }

  setTyping(on) {
    clearTimeout(this.typingTimer);
    if (on) this.typingTimer = setTimeout(() => this.emit("typing", "late"), TYPING_LIMIT_MS);
    this.emit("typing", on);
  }

  setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.emit("state", state);
  }
}

const FRAMES = {
  ready(core) {
    core.ready = true;
    core.failures = 0;
    core.setState("online");
    core.flush();
  },
  history: (core, frame) => core.merge(frame.messages),
  ack(core, frame) {
    core.acked(frame.id, frame.seq);
    core.setTyping(true);
  },
  typing: (core) => core.setTyping(true),
  reply: (core, frame) => core.reply(frame),
  ping: (core) => core.push({ type: "pong" }),
  pong() {},
  error(core, frame) {
    if (frame.id) core.refuse(frame.id);
    else if (/token|auth|unknown|found|gone/.test(frame.code)) core.ended();
    else core.dropped();
  },
};
