const LIFETIME_MS = 12 * 3600e3; // since the last word; a shared computer forgets at the end of the tab anyway
const MAX_MESSAGES = 200;
const MAX_TEXT = 1000;

function newId() {
  if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
  const random = (digit) => (digit ^ (Math.random() * 16 >> (digit / 4))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, random);
}

/** The conversation as this tab knows it: in sessionStorage, or in memory alone where storage is refused. */
class Store {
  constructor(name) {
    this.name = name;
    this.data = this.read() || Store.empty();
  }

  static empty() {
    return { v: 1, messages: [], last: 0, read: 0, votes: {} };
  }

  read() {
    try {
      const data = JSON.parse(sessionStorage.getItem(this.name));
      return data && data.v === 1 && data.expires > Date.now() && Array.isArray(data.messages) ? data : null;
    } catch {
      return null;
    }
  }

  save() {
    this.data.expires = Date.now() + LIFETIME_MS;
    if (this.data.messages.length > MAX_MESSAGES) this.data.messages.splice(0, this.data.messages.length - MAX_MESSAGES);
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.data));
    } catch {
      // private mode or a full store: the conversation lives in memory
    }
  }

  /** Forget the conversation; what the visitor chose for the eyes stays. */
  clear() {
    const { size, theme, open } = this.data;
    this.data = { ...Store.empty(), size, theme, open };
    this.save();
  }
}

const isText = (value) => typeof value === "string" && value !== "";
const texts = (value, limit) => (Array.isArray(value) ? value.slice(0, limit) : []);

/** Take from a server's message what is well formed; null when nothing can be shown. */
function readMessage(raw) {
  if (!raw || !isText(raw.id) || typeof raw.text !== "string" || !Number.isSafeInteger(raw.seq)) return null;
  const message = { seq: raw.seq, id: raw.id, from: raw.from === "visitor" ? "visitor" : "assistant", sent: true };
  message.text = raw.text.slice(0, 8000);
  message.at = isText(raw.at) && !isNaN(new Date(raw.at)) ? raw.at : new Date().toISOString();
  message.topic = isText(raw.topic) ? raw.topic : null;
  message.reviewed = isText(raw.reviewed) ? raw.reviewed : null;
  message.lang = isText(raw.lang) ? raw.lang : "en";
  message.sources = texts(raw.sources, 8).filter((source) => source && isText(source.title));
  message.choices = texts(raw.choices, 12).filter((choice) => choice && isText(choice.title));
  message.handoff = raw.handoff && isText(raw.handoff.reason) ? raw.handoff : null;
  message.in_reply_to = isText(raw.in_reply_to) ? raw.in_reply_to : null;
  return message;
}
