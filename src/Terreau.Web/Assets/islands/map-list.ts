/** A point of the map, or a group of them. */
export type Thing = { slug?: string; label: string; role?: string; href?: string; count: number; same?: boolean; at: [number, number] };

/** A point that stands in two tiles is one point. */
export function mergeFeatures(things: Thing[]): Thing[] {
  const seen = new Map<string, Thing>();
  for (const thing of things) seen.set(thing.slug ?? `${thing.label}|${thing.count}|${thing.at.map(degree => degree.toFixed(4)).join()}`, thing);
  return [...seen.values()].sort((one, other) => other.count - one.count || one.label.localeCompare(other.label, "fr"));
}

/** Gives a link its address; on the page of a partner it opens beside it. */
export function lead(link: HTMLAnchorElement, address: string, host: HTMLElement) {
  link.href = address;
  const target = host.getAttribute("target");
  if (!target) return;
  link.target = target;
  link.rel = "noopener";
}

/** Writes the points in view as links and buttons, under the map. */
export function listFeatures(list: HTMLDetailsElement, things: Thing[], host: HTMLElement, open: (thing: Thing) => void) {
  const total = things.reduce((sum, thing) => sum + thing.count, 0);
  const summary = list.querySelector("summary span");
  if (summary) summary.textContent = total > 1 ? `${total.toLocaleString("fr-FR")} repères visibles` : `${total} repère visible`;
  const rows = things.slice(0, 50).map(thing => {
    const row = document.createElement("li");
    if (thing.count > 1) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = `Groupe de ${thing.count.toLocaleString("fr-FR")}${thing.same ? " au même endroit" : " : s’approcher"}`;
      button.onclick = () => open(thing);
      row.append(button);
    } else if (thing.href) {
      const link = document.createElement("a");
      lead(link, thing.href, host);
      link.textContent = thing.label;
      row.append(link);
    } else {
      row.textContent = thing.label;
    }
    return row;
  });
  list.querySelector("ul")?.replaceChildren(...rows);
  list.hidden = total === 0;
}
