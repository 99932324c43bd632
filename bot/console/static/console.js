// Makes the console quicker for those with a keyboard and keeps counts fresh; every page works without it.
"use strict";

const list = document.querySelector("[data-list]");
const rows = list ? [...list.querySelectorAll("a.row, article.turn")] : [];
let current = rows.findIndex((row) => row.classList.contains("picked"));

function select(index) {
  if (!rows.length) return;
  rows[current]?.classList.remove("picked");
  current = Math.max(0, Math.min(rows.length - 1, index));
  const row = rows[current];
  row.classList.add("picked");
  row.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  row.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

const inPicked = (selector) => (rows[current] ?? document).querySelector(selector);
const submit = (form) => form?.requestSubmit(form.querySelector("button"));

const keys = {
  j: () => select(current + 1),
  k: () => select(current - 1),
  "/": () => document.querySelector("[data-find]")?.focus() ?? location.assign("/console/find"),
  "?": () => document.getElementById("keys")?.showModal(),
  e: () => submit(document.querySelector('form[data-key="e"]')),
  r: () => submit(inPicked('form[data-key="r"]')),
  w: () => {
    const wrong = inPicked('details[data-key="w"]');
    if (!wrong) return;
    wrong.open = true;
    wrong.querySelector("select").focus();
  },
};

let going = false;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) location.assign(link.href);
    return;
  }
  if (event.key === "g") {
    going = true;
    setTimeout(() => { going = false; }, 1500);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

const live = document.querySelector("[data-live]");
if (live && "EventSource" in window) {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("message", (event) => {
    for (const [queue, count] of Object.entries(JSON.parse(event.data))) {
      const place = live.querySelector(`[data-count="${CSS.escape(queue)}"]`);
      if (!place || place.textContent === count) continue;
      place.textContent = count;
      place.closest("a").classList.toggle("some", count !== "0");
      const fresh = document.querySelector(`[data-fresh="${CSS.escape(queue)}"]`);
      if (fresh) fresh.hidden = false;
    }
  });
  source.addEventListener("end", () => { source.close(); location.reload(); });
  addEventListener("pagehide", () => source.close());
}
