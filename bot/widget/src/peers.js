/**
 * The other tabs of this site. In the lobby a new tab asks for the conversation of a living one (a tab opened by a
 * `noopener` link gets no copy of sessionStorage); all else is said on a channel of that conversation alone.
 */
class Peers {
  constructor(core) {
    this.core = core;
  }

  open() {
    this.lobby = Peers.channel(this.core.store.name, (message) => this.hear(message));
    if (this.core.data.conversation) this.join();
    else Peers.post(this.lobby, { type: "who" });
  }

  close() {
    for (const channel of [this.lobby, this.room]) if (channel) channel.close();
    this.lobby = this.room = null;
  }

  join() {
    if (this.room) this.room.close();
    this.room = Peers.channel(this.core.store.name + ":" + this.core.data.conversation, (message) => this.hear(message));
  }

  tell(message) {
    Peers.post(this.room, message);
  }

  tellLobby() {
    const { conversation, token, read } = this.core.data;
    if (conversation) Peers.post(this.lobby, { type: "here", conversation, token, read });
  }

  hear(message) {
    const { core } = this;
    if (message.type === "who") this.tellLobby();
    if (message.type === "here" && !core.data.conversation && !core.creating) {
      core.data.read = message.read;
      core.adopt(message.conversation, message.token);
    }
    if (message.type === "messages") core.merge(message.messages, true);
    if (message.type === "read" && message.seq > core.data.read) {
      core.data.read = message.seq;
      core.store.save();
      core.emit("read");
    }
    if (message.type === "gone") {
      core.leave();
      core.emit("reset");
    }
  }

  static channel(name, hear) {
    try {
      const channel = new BroadcastChannel(name);
      channel.onmessage = (event) => hear(event.data);
      return channel;
    } catch {
      return null; // no channel: every tab still hears the server by itself
    }
  }

  static post(channel, message) {
    try {
      if (channel) channel.postMessage(message);
    } catch {
      // a closing channel: the other tab learns it from the server
    }
  }
}
