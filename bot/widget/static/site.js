"use strict";
// The page for site owners: copy buttons, and a form that changes the widget on this page.
const said = document.getElementById("copied");
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      said.textContent = "Copied.";
      button.firstChild.data = "Copied";
    } catch {
      said.textContent = "Copying did not work. Please select the text.";
    }
    setTimeout(() => {
      said.textContent = "";
      button.firstChild.data = "Copy";
    }, 3000);
  });
}

const form = document.getElementById("try");
const shown = document.getElementById("chosen");
const origin = /src="(.*)\/widget\.js/.exec(shown.textContent)[1];
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const chat = document.querySelector("second-opinion-chat");
  const { accent, side, theme, label } = Object.fromEntries(new FormData(form));
  const chosen = { side, theme, label };
  for (const [name, value] of Object.entries(chosen)) {
    if (value) chat.dataset[name] = value;
    else delete chat.dataset[name];
  }
  chat.style.setProperty("--second-opinion-accent", accent);
  const attributes = Object.entries(chosen).filter(([, value]) => value).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  const style = accent === "#0b5563" ? "" : `<style>second-opinion-chat { --second-opinion-accent: ${accent} }</style>\n`;
  shown.textContent = `${style}<script src="${origin}/widget.js"${attributes.join("")} defer></` + "script>";
});
