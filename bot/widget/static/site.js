"use strict";
for (const opener of document.querySelectorAll("[data-open-chat]")) {
  opener.addEventListener("click", () => document.querySelector("second-opinion-chat").open());
}
