import "@carbon/ai-chat/dist/es/web-components/cds-aichat-container/index.js";
import { ANSWER } from "./words.js";

const chat = document.createElement("cds-aichat-container");
chat.messaging = { skipWelcome: true };
chat.onBeforeRender = (instance) => {
  window.openChat = async () => {
    await instance.changeView("mainWindow");
    await instance.messaging.addMessage({ output: { generic: [{ response_type: "text", text: ANSWER }] } });
  };
};
document.body.append(chat);
