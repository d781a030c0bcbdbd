/** The queue of the manager from the keyboard: J and K go from line to line, A accepts, R goes to the reason. */
export {};

const lines = [...document.querySelectorAll<HTMLElement>("[data-queue] > li")];
const note = document.querySelector<HTMLElement>("[data-queue-keys]");
if (note && lines.length > 0) note.hidden = false;

function go(step: number) {
  const at = lines.findIndex(line => line.contains(document.activeElement));
  lines[Math.min(Math.max(at + step, 0), lines.length - 1)]?.focus();
}

document.addEventListener("keydown", event => {
  const typing = (event.target as HTMLElement).closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const line = lines.find(candidate => candidate.contains(document.activeElement));
  switch (event.key.toLowerCase()) {
    case "j": go(1); break;
    case "k": go(-1); break;
    case "a": line?.querySelector<HTMLButtonElement>("[data-queue-accept]")?.click(); break;
    case "r": {
      const reason = line?.querySelector<HTMLInputElement>("input[name=motif]");
      // Without a reason there is no refusal: the key leads there, Enter in it refuses.
      reason?.focus();
      if (reason) event.preventDefault();
      break;
    }
  }
});

// Enter in the reason refuses: the first button would accept.
for (const line of lines) {
  line.querySelector<HTMLInputElement>("input[name=motif]")?.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    line.querySelector<HTMLButtonElement>("[data-queue-refuse]")?.click();
  });
}
