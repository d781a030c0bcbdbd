import type { MapView } from "./map-view";

/**
 * <terreau-map>: the map of what the page lists. The library is only fetched when the map comes near the screen.
 * Attributes: tiles, layer, outlines, points (JSON), bounds ("w,s,e,n"), base-style, selected, href ("/acteurs/{slug}"),
 * target (where links open, as on links).
 * Fires "terreau-map:move" with the bounds in view, and "terreau-map:point" with the slug under the pointer.
 */
export class TerreauMap extends HTMLElement {
  static observedAttributes = ["tiles", "selected"];
  private view?: MapView;
  private watcher?: IntersectionObserver;

  connectedCallback() {
    this.watcher = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      this.watcher?.disconnect();
      void this.open();
    }, { rootMargin: "200px" });
    this.watcher.observe(this);
  }

  disconnectedCallback() {
    this.watcher?.disconnect();
    this.view?.close();
    this.view = undefined;
  }

  attributeChangedCallback(name: string) {
    if (name === "tiles") this.view?.setTiles(this.getAttribute("tiles"));
    if (name === "selected") this.view?.light(this.getAttribute("selected"));
  }

  /** Shows where a thing of the list stands; null puts it out. */
  light(slug: string | null) {
    this.view?.light(slug ?? this.getAttribute("selected"));
  }

  /** The outlines are waited for: what is in view at first follows from them. */
  private async outlines(): Promise<unknown> {
    const address = this.getAttribute("outlines");
    if (!address) return null;
    const answer = await fetch(address).catch(() => null);
    await document.fonts.load("500 12px 'Atkinson Hyperlegible Next'");
    // Without outlines the points still stand; the list says the rest.
    return answer?.ok ? answer.json() : null;
  }

  private async open() {
    const region = this.closest<HTMLElement>(".map-region") ?? this;
    try {
      if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL 2");
      const [{ MapView }, outlines] = await Promise.all([import("./map-view"), this.outlines()]);
      this.view = new MapView(this, region, outlines);
    } catch {
      const note = region.querySelector<HTMLElement>(".map-note");
      if (note) {
        note.textContent = "Votre navigateur ne peut pas dessiner la carte. La liste dit la même chose.";
        note.hidden = false;
      }
    }
  }
}

customElements.define("terreau-map", TerreauMap);
