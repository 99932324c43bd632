import "/packages/deep-chat/dist/deepChat.bundle.js";
import { QUESTION, ANSWER } from "/hosts/words.js";

const chat = document.createElement("deep-chat");
chat.connect = { handler: (_, signals) => signals.onResponse({ text: ANSWER }) };
chat.history = [{ role: "user", text: QUESTION }, { role: "ai", text: ANSWER }];
document.querySelector("main").append(chat);
