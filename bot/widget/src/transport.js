// How messages travel: a socket, plain HTTP where sockets are blocked, and patience where nothing works.
const HEARTBEAT_MS = 20e3; // silence after which we ask whether the server is there
const ANSWER_MS = 10e3; // how long a handshake, an ack or a pong may take
const TYPING_LIMIT_MS = 20e3;
const SOCKETS_BEFORE_HTTP = 3;

let state = "idle"; // idle, connecting, online, offline (this device) or unreachable (the service)
let alive = false; // an element is on the page
let wanted = false; // the visitor writes or has written
let socket;
let ready = false;
let failures = 0;
let creating, posting, warned, retryTimer, heartbeat, typingTimer;
const handed = new Set(); // ids given to the present socket

function setState(next) {
  if (next === state) return;
  state = next;
  showState(true);
}

function setTyping(on) {
  clearTimeout(typingTimer);
  if (on) typingTimer = setTimeout(() => showTyping(false, "slow"), TYPING_LIMIT_MS);
  showTyping(on);
}

function startCore() {
  if (!data) {
    load();
    lobby = channel(storeName());
    for (const name of ["online", "offline", "pageshow"]) addEventListener(name, check);
    document.addEventListener("visibilitychange", check);
    if (data.conversation) joinRoom();
    else tellLobby({ type: "who" });
  }
  alive = true;
}

/** Something changed outside: go on at once, and make sure that the socket still lives. */
function check() {
  wake();
  if (ready) ping();
  if (document.visibilityState === "visible") markRead();
}

/** Do the next useful thing: finish a deletion, open a conversation or a socket, send what waits. */
function wake() {
  clearTimeout(retryTimer);
  if (!alive) return;
  if (data.erasing.length) eraseWaiting();
  if (!wanted && !data.conversation && !unsent().length) return;
  setNetState(ready ? "online" : /idle|offline/.test(state) ? "connecting" : state);
  if (ready) flush();
  else if (!data.conversation) create();
  else if (!socket) {
    if (failures >= SOCKETS_BEFORE_HTTP) post();
    connect();
  }
}

/** Try again after 1 to 30 s, at random, so that a thousand widgets do not come back in the same second. */
function later() {
  clearTimeout(retryTimer);
  retryTimer = setTimeout(wake, Math.max(1e3, Math.random() * Math.min(30e3, 1e3 * 2 ** failures)));
}

/** Whatever the service does: a device without a network is offline. */
const setNetState = (name) => setState(navigator.onLine ? name : "offline");

async function create() {
  if (creating) return;
  creating = true;
  try {
    adopt(await call("POST", "", {}));
    introduce();
  } catch {
    failures++;
    setNetState("unreachable");
    later();
  }
  creating = false;
  if (data.conversation) wake();
}

function adopt({ conversation, token, read = 0 }) {
  Object.assign(data, { conversation, token, read });
  save();
  joinRoom();
  wake();
}

// ------------------------------------------------------------------ socket

function connect() {
  const mine = new WebSocket(server.replace(/^http/, "ws") + "/api/ws");
  socket = mine;
  deadline(ANSWER_MS, dropped);
  mine.onopen = () => push({ type: "hello", conversation: data.conversation, token: data.token, after: data.last });
  mine.onmessage = (event) => socket === mine && receive(event.data);
  mine.onclose = () => socket === mine && dropped();
}

function deadline(ms, then) {
  clearTimeout(heartbeat);
  heartbeat = setTimeout(then, ms);
}

function ping() {
  push({ type: "ping" });
  deadline(ANSWER_MS, dropped);
}

function hangUp() {
  const old = socket;
  clearTimeout(heartbeat);
  clearTimeout(retryTimer);
  socket = undefined;
  ready = false;
  handed.clear();
  old?.close();
}

function dropped() {
  hangUp();
  failures++;
  setTyping(false);
  if (failures >= SOCKETS_BEFORE_HTTP) post();
  else setNetState("connecting");
  later();
}

function push(frame) {
  if (socket?.readyState === 1) socket.send(JSON.stringify(frame));
}

function flush() {
  for (const { id, text } of unsent()) {
    if (!handed.has(id)) push({ type: "message", id, text });
    handed.add(id);
    deadline(ANSWER_MS, dropped);
  }
}

// ------------------------------------------------------------------ plain HTTP

async function call(method, path, body, token = data.token) {
  const headers = { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: "Bearer " + token }) };
  const signal = AbortSignal.timeout(2 * ANSWER_MS);
  const options = { method, headers, body: body && JSON.stringify(body), credentials: "omit", signal };
  const response = await fetch(server + "/api/conversations" + path, options);
  if (!response.ok) throw response;
  return response.status === 204 ? null : response.json();
}

/** Where sockets are blocked: the same messages under the same ids, one request each. */
async function post() {
  const { conversation } = data;
  if (posting || !conversation) return;
  posting = true;
  try {
    for (let message; (message = unsent()[0]); ) {
      setTyping(true);
      await postOne(message);
    }
    await catchUp();
    if (!ready) setState("online");
  } catch ({ status }) {
    if (data.conversation !== conversation) wake();
    else if (status === 401 || status === 404) ended();
    else setNetState("unreachable");
  }
  posting = false;
  setTyping(false);
}

async function postOne({ id, text }) {
  try {
    await call("POST", `/${data.conversation}/messages`, { id, text });
    settle(id, { sent: true });
  } catch (error) {
    if (![400, 409, 413].includes(error.status)) throw error;
    settle(id, { refused: true });
  }
}

async function catchUp() {
  for (let more = true; more; ) {
    const { last, conversation } = data;
    const page = await call("GET", `/${conversation}/messages?after=${last}`);
    if (conversation !== data.conversation) return;
    merge(page.messages);
    more = page.more && data.last > last;
  }
}

/** Delete on the server what was deleted here; true when nothing is left to delete. */
async function eraseWaiting() {
  for (const { conversation, token } of [...data.erasing]) {
    try {
      await call("DELETE", "/" + conversation, null, token);
    } catch ({ status }) {
      if (status !== 401 && status !== 404) return false;
    }
    data.erasing = data.erasing.filter((other) => other.conversation !== conversation);
    save();
  }
  return true;
}
