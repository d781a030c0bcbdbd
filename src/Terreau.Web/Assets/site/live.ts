import { keepDetails } from "./details";

/** The parts of a list that answer the query; the rest of the page stays where it is. */
const parts = ["phrase", "criteres", "resultats", "facettes-choix"];

type MapElement = HTMLElement & { light?(slug: string | null): void };

/** Lists answer a tick at once: the same page is fetched, and its answering parts put in place. */
export function liveLists() {
  const form = document.querySelector<HTMLFormElement>("form[data-live]");
  if (!form) return;
  let current: AbortController | undefined;

  async function show(address: string, remember: boolean) {
    current?.abort();
    current = new AbortController();
    try {
      const answer = await fetch(address, { signal: current.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("resultats")) throw new Error("not a list");
      if (remember && address !== location.href) history.pushState(null, "", address);
      document.title = page.title;
      place(page);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) location.assign(address);
    }
  }

  function query() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form!)) if (typeof value === "string" && value !== "") fields.append(name, value);
    const text = fields.toString();
    return form!.action.split("?")[0] + (text ? `?${text}` : "");
  }

  form.addEventListener("change", event => {
    if ((event.target as HTMLInputElement).type === "search") return;
    void show(query(), true);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const sheet = form.querySelector<HTMLDetailsElement>(".facets");
    if (sheet) sheet.open = false;
    void show(query(), true);
  });
  addEventListener("popstate", () => void show(location.href, false));
  together(form);
}

function place(page: Document) {
  // The tick that asked must keep the focus after the facets are counted again.
  const focused = document.activeElement as HTMLInputElement | null;
  const again = focused?.name && focused.value ? `input[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]` : null;
  for (const id of parts) {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (!old || !fresh) continue;
    // The sentence is a live region: it is only read out when it stays and its words change.
    if (id === "phrase") old.textContent = fresh.textContent;
    else old.replaceWith(fresh);
  }
  const choices = document.getElementById("facettes-choix");
  if (choices) {
    keepDetails(choices);
    if (again) choices.querySelector<HTMLElement>(again)?.focus({ preventScroll: true });
  }
  const search = document.querySelector<HTMLInputElement>("#recherche"), asked = page.querySelector<HTMLInputElement>("#recherche");
  if (search && asked && search !== document.activeElement) search.value = asked.value;
  const map = document.querySelector("terreau-map"), newMap = page.querySelector("terreau-map");
  if (map && newMap) map.setAttribute("tiles", newMap.getAttribute("tiles") ?? "");
}

/** What is pointed at in the list lights on the map, and the other way round. */
function together(form: HTMLElement) {
  const map = () => form.querySelector<MapElement>("terreau-map");
  const over = (event: Event) => {
    const slug = (event.target as Element).closest?.<HTMLElement>(".result[data-feature]")?.dataset.feature ?? null;
    map()?.light?.(slug);
  };
  form.addEventListener("pointerover", over);
  form.addEventListener("focusin", over);
  form.addEventListener("terreau-map:point", event => {
    const { slug } = (event as CustomEvent<{ slug: string | null }>).detail;
    for (const result of form.querySelectorAll<HTMLElement>(".result[data-feature]")) result.toggleAttribute("data-lit", slug !== null && result.dataset.feature === slug);
  });
}
