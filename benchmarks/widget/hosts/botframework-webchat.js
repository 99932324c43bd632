import "/packages/botframework-webchat/dist/webchat.js";
import { QUESTION, ANSWER } from "/hosts/words.js";

const timestamp = new Date().toISOString();
const activities = [["user", QUESTION], ["bot", ANSWER]].map(([role, text]) => ({
  type: "message", id: role, text, from: { id: role, role }, timestamp,
}));

/** A stream as the widget wants it: all values at once, and never an end. */
const stream = (values) => ({
  subscribe(next) {
    const tell = typeof next === "function" ? next : next.next.bind(next);
    setTimeout(() => values.forEach(tell));
    return { unsubscribe() {} };
  },
});

const directLine = {
  activity$: stream(activities),
  connectionStatus$: stream([0, 1, 2]),
  postActivity: () => stream(["id"]),
  end() {},
};
const place = document.querySelector("main").appendChild(document.createElement("div"));
window.WebChat.renderWebChat({ directLine, userID: "user" }, place);
