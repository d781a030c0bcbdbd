/** What script adds to pages that already work without it. */
import { keepDetails } from "./site/details";
import { liveLists } from "./site/live";
import { waiting } from "./site/waiting";

document.documentElement.classList.add("js");

function island() {
  if (document.querySelector("terreau-map")) void import("./islands/map");
  if (document.querySelector("[data-passkey]")) void import("./islands/passkey");
  if (document.querySelector("[data-queue]")) void import("./islands/queue");
}

// After a refusal, the summary of what to look at again is where one starts.
document.querySelector<HTMLElement>("[data-focus]")?.focus();

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy-link]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyLink || location.href);
    const said = button.querySelector<HTMLElement>("[data-said]") ?? button;
    said.textContent = button.dataset.copied ?? "Lien copié";
  });
}

keepDetails();
liveLists();
waiting();
island();
