/** A facet opened or closed stays so from one search to the next, as long as the tab lives. */
export function keepDetails(root: ParentNode = document) {
  for (const details of root.querySelectorAll<HTMLDetailsElement>("details[data-keep]")) {
    const key = `ouvert:${location.pathname}:${details.dataset.keep}`;
    const kept = sessionStorage.getItem(key);
    if (kept !== null) details.open = kept === "1";
    details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "1" : "0"));
  }
}

// The menu and the sheet of facets close on Escape, and give the focus back.
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest<HTMLDetailsElement>(".nav-phone details[open], .facets[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});
