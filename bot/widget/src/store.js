const LIFETIME_MS = 12 * 3600e3; // since the last word; a shared computer forgets at the end of the tab anyway
const MAX_MESSAGES = 200;
const MAX_TEXT = 1000;

let server; // where the script came from
let data; // the conversation as this tab knows it: in sessionStorage, or in memory alone where that is refused

const fresh = () => ({ messages: [], last: 0, read: 0, votes: {}, erasing: [] });
const storeName = () => NAME + ":" + server;

function load() {
  data = fresh();
  try {
    const stored = JSON.parse(sessionStorage.getItem(storeName()));
    if (stored.expires > Date.now()) Object.assign(data, stored);
  } catch {
    // nothing there, or storage is refused
  }
}

function save() {
  data.expires = Date.now() + LIFETIME_MS;
  data.messages.splice(0, data.messages.length - MAX_MESSAGES);
  try {
    sessionStorage.setItem(storeName(), JSON.stringify(data));
  } catch {
    // refused or full: the conversation lives in memory
  }
}

/** A random uuid; `crypto.randomUUID` itself is missing on pages without https. */
function newId() {
  const digit = (n) => (n ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (n / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

/** Take from a server's message what is well formed; undefined when it cannot be shown. */
function readMessage(raw) {
  if (!raw || typeof raw.text !== "string" || !raw.id || !Number.isSafeInteger(raw.seq)) return undefined;
  const titled = (list) => (Array.isArray(list) ? list : []).slice(0, 12).filter((one) => one && typeof one.title === "string");
  const { sources, choices, text, handoff } = raw;
  const clean = { ...raw, text: text.slice(0, 8000), sources: titled(sources), choices: titled(choices), sent: true };
  if (!isMine(raw)) clean.from = "assistant";
  if (handoff) clean.handoff = { ...handoff, phone: String(handoff.phone || FACTS.toll_free) };
  return clean;
}

const isMine = (message) => message.from === "visitor";
const unsent = () => data.messages.filter((message) => !message.sent && !message.refused);
const unread = () => data.messages.filter((message) => !isMine(message) && message.seq > data.read).length;

// ------------------------------------------------------------------ other tabs of this site

// In the lobby a new tab asks for the conversation of a living one (a tab opened by a `noopener` link gets no copy of
// sessionStorage); all else is said on a channel of that conversation alone.
let lobby;
let room;

function channel(name) {
  try {
    const made = new BroadcastChannel(name);
    made.onmessage = (event) => hearPeer(event.data);
    return made;
  } catch {
    return undefined; // every tab still hears the server by itself
  }
}

function joinRoom() {
  room?.close();
  room = channel(storeName() + ":" + data.conversation);
}

const tellPeers = (message) => room?.postMessage(message);
const tellLobby = (message) => lobby?.postMessage(message);

function introduce() {
  const { conversation, token, read } = data;
  if (conversation) tellLobby({ type: "here", conversation, token, read });
}

function hearPeer(message) {
  if (message.type === "who") introduce();
  if (message.type === "here" && !data.conversation && !creating) adopt(message);
  if (message.type === "messages") merge(message.messages, true);
  if (message.type === "gone") leave();
  if (message.type === "read" && message.seq > data.read) {
    data.read = message.seq;
    save();
    showUnread();
  }
}
