import * as maplibre from "maplibre-gl";
import type { FeatureCollection, Polygon } from "geojson";
import { drawCount, drawName, drawShape, readPalette, type Drawing } from "./map-drawings";
import * as style from "./map-style";
import { lead, listFeatures, mergeFeatures, type Thing } from "./map-list";

declare const MAP_WORKER: string;
// The map lies beside this chunk's worker, in the folder of hashed files.
maplibre.setWorkerUrl(new URL(MAP_WORKER, import.meta.url).href);

type Outlines = FeatureCollection<Polygon, { code: string; name: string }>;
type NamedPoint = { lat: number; lon: number; label: string; role?: string; href?: string };

const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The map itself, once its library is there. */
export class MapView {
  private readonly map: maplibre.Map;
  private readonly points: NamedPoint[];
  private readonly home: maplibre.LngLatBoundsLike;
  private readonly outlines: Outlines | typeof style.none;
  private lit: string | null;
  private readonly recolour = () => this.dress();

  constructor(private readonly host: HTMLElement, private readonly region: HTMLElement, outlines: unknown) {
    this.outlines = (outlines as Outlines | null) ?? style.none;
    this.points = JSON.parse(host.getAttribute("points") ?? "[]") as NamedPoint[];
    this.lit = host.getAttribute("selected");
    this.home = this.firstBounds();
    const label = host.getAttribute("aria-label") ?? "Carte";
    this.map = new maplibre.Map({
      container: host,
      style: this.base ?? style.plainStyle(readPalette(host)),
      bounds: this.home,
      fitBoundsOptions: { padding: 16, maxZoom: 15 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
      minZoom: 4,
      fadeDuration: 0,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      locale: {
        "Map.Title": label,
        "CooperativeGesturesHandler.MobileHelpText": "Deux doigts pour déplacer la carte",
        "CooperativeGesturesHandler.WindowsHelpText": "Ctrl et la molette pour agrandir",
        "CooperativeGesturesHandler.MacHelpText": "⌘ et la molette pour agrandir",
      },
    });
    // The canvas bears the name and the role from here on.
    host.removeAttribute("aria-label");
    host.removeAttribute("role");
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.setMissingStyleImageResolver(id => this.draw(id));
    this.map.on("style.load", () => this.dress());
    this.map.on("idle", () => this.tell());
    this.map.on("moveend", () => this.moved());
    this.map.on("mousemove", style.pointLayers, event => this.hover(event.features?.[0]));
    this.map.on("mouseleave", style.pointLayers, () => this.hover());
    this.map.on("click", style.pointLayers, event => this.choose(this.thing(event.features?.[0])));
    dark.addEventListener("change", this.recolour);
    this.buttons();
  }

  close() {
    dark.removeEventListener("change", this.recolour);
    this.map.remove();
  }

  setTiles(tiles: string | null) {
    const source = this.map.getSource<maplibre.VectorTileSource>(style.tileSource);
    if (source && tiles) source.setTiles([this.absolute(tiles)]);
  }

  light(slug: string | null) {
    this.lit = slug;
    if (this.map.getLayer("lit")) this.map.setFilter("lit", ["==", ["get", "slug"], slug ?? ""]);
  }

  private get base() { return this.host.getAttribute("base-style"); }
  private absolute(path: string) { return new URL(path, location.origin).href.replace(/%7B/g, "{").replace(/%7D/g, "}"); }

  /** Puts sources and layers on, or again in other colours: the style stays, what it draws is drawn anew. */
  private dress() {
    const palette = readPalette(this.host);
    for (const id of this.map.listImages()) if (id.includes(":")) this.map.removeImage(id);
    const layers = [...style.groundLayers(palette, this.base !== null)];
    this.source(style.outlineSource, { type: "geojson", data: this.outlines });
    this.source(style.nameSource, { type: "geojson", data: this.names() });
    const tiles = this.host.getAttribute("tiles");
    if (tiles) {
      this.source(style.tileSource, { type: "vector", tiles: [this.absolute(tiles)], minzoom: 0, maxzoom: 18 });
      layers.push(...style.thingLayers(this.host.getAttribute("layer") ?? "acteurs"));
    }
    if (this.points.length > 0) {
      this.source(style.pointSource, { type: "geojson", data: this.namedPoints() });
      layers.push(...style.namedPointLayers());
    }
    if (this.map.getLayer("paper")) this.map.setPaintProperty("paper", "background-color", palette.outside);
    for (const layer of layers) {
      if (this.map.getLayer(layer.id)) this.map.removeLayer(layer.id);
      this.map.addLayer(layer);
    }
    this.light(this.lit);
  }

  private source(id: string, specification: maplibre.SourceSpecification) {
    if (!this.map.getSource(id)) this.map.addSource(id, specification);
  }

  private draw(id: string) {
    const palette = readPalette(this.host);
    const value = id.slice(id.indexOf(":") + 1);
    const shape = () => this.region.querySelector<SVGPathElement>(`[data-shape="${CSS.escape(value)}"] path`);
    const drawing: Drawing | null =
      id.startsWith("count:") ? drawCount(Number(value), palette)
      : id.startsWith("name:") ? drawName(value, palette)
      : id.startsWith("shape:") ? drawShape(shape(), palette, false)
      : id.startsWith("lit:") ? drawShape(shape(), palette, true)
      : null;
    if (drawing && !this.map.hasImage(id)) this.map.addImage(id, drawing.data, drawing.options);
  }

  /** As the page says, else around the outlines, else around the points. */
  private firstBounds(): [number, number, number, number] {
    const said = this.host.getAttribute("bounds")?.split(",").map(Number);
    if (said?.length === 4) return said as [number, number, number, number];
    const around = new maplibre.LngLatBounds();
    for (const outline of this.outlines.features) for (const vertex of outline.geometry.coordinates[0] ?? []) around.extend(vertex as [number, number]);
    if (around.isEmpty()) for (const point of this.points) around.extend([point.lon, point.lat]);
    if (around.isEmpty()) return [-5, 41, 10, 51.5];
    return [around.getWest(), around.getSouth(), around.getEast(), around.getNorth()];
  }

  /** A name per commune, at the middle of its outline. */
  private names(): FeatureCollection {
    return {
      type: "FeatureCollection",
      features: this.outlines.features.map(outline => {
        const ring = outline.geometry.coordinates[0] ?? [];
        let area = 0, x = 0, y = 0;
        for (let at = 0; at + 1 < ring.length; at++) {
          const [x1, y1] = ring[at] as [number, number], [x2, y2] = ring[at + 1] as [number, number];
          const cross = x1 * y2 - x2 * y1;
          area += cross; x += (x1 + x2) * cross; y += (y1 + y2) * cross;
        }
        return {
          type: "Feature", properties: { name: outline.properties.name },
          geometry: { type: "Point", coordinates: [x / (3 * area), y / (3 * area)] },
        };
      }),
    };
  }

  private namedPoints(): FeatureCollection {
    return {
      type: "FeatureCollection",
      features: this.points.map(point => ({
        type: "Feature", properties: { name: point.label, role: point.role, href: point.href },
        geometry: { type: "Point", coordinates: [point.lon, point.lat] },
      })),
    };
  }

  private thing(feature?: maplibre.MapGeoJSONFeature): Thing | null {
    if (!feature || feature.geometry.type !== "Point") return null;
    const { slug, nom, name, role, count, same, href } = feature.properties as Record<string, string | undefined>;
    const pattern = this.host.getAttribute("href");
    return {
      slug, role, label: nom ?? name ?? "", count: Number(count ?? 1), same: same !== undefined,
      href: href ?? (slug && pattern ? pattern.replace("{slug}", encodeURIComponent(slug)) : undefined),
      at: feature.geometry.coordinates as [number, number],
    };
  }

  private hover(feature?: maplibre.MapGeoJSONFeature) {
    this.map.getCanvas().style.cursor = feature ? "pointer" : "";
    const slug = this.thing(feature)?.slug ?? null;
    this.host.dispatchEvent(new CustomEvent("terreau-map:point", { bubbles: true, detail: { slug } }));
  }

  /** A group opens by coming nearer; a thing alone says its name and leads to its page. */
  private choose(thing: Thing | null) {
    const card = this.region.querySelector<HTMLElement>(".map-card");
    if (!thing) return;
    if (thing.count > 1 && !thing.same) {
      this.map.easeTo({ center: thing.at, zoom: Math.min(this.map.getZoom() + 2, 18), animate: !still.matches, duration: 140 });
      return;
    }
    if (!card) return;
    const address = thing.same ? this.around(thing) : thing.href;
    const name = document.createElement(address ? "a" : "b");
    name.textContent = thing.same ? `${thing.count.toLocaleString("fr-FR")} au même endroit` : thing.label;
    if (name instanceof HTMLAnchorElement) lead(name, address!, this.host);
    card.replaceChildren(name);
    card.hidden = false;
  }

  private buttons() {
    const act: Record<string, () => void> = {
      in: () => this.map.zoomIn({ animate: !still.matches, duration: 140 }),
      out: () => this.map.zoomOut({ animate: !still.matches, duration: 140 }),
      home: () => this.map.fitBounds(this.home, { padding: 16, animate: !still.matches, duration: 140 }),
    };
    for (const button of this.region.querySelectorAll<HTMLButtonElement>("[data-map-zoom]")) {
      button.hidden = false;
      button.onclick = act[button.dataset.mapZoom ?? ""] ?? null;
    }
  }

  private bounds() {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(degree => degree.toFixed(4)).join(",");
  }

  private moved() {
    const bounds = this.bounds();
    this.host.dispatchEvent(new CustomEvent("terreau-map:move", { bubbles: true, detail: { bounds } }));
    const link = this.region.querySelector<HTMLAnchorElement>("[data-map-zone]");
    const address = this.within(bounds);
    if (!link || !address) return;
    link.href = address;
    link.hidden = false;
  }

  /** The same query, kept to a zone; nothing on a page that has no such query. */
  private within(bounds: string) {
    const name = this.region.querySelector<HTMLElement>("[data-map-zone]")?.dataset.mapZone;
    if (!name) return undefined;
    const address = new URL(location.href);
    address.searchParams.delete("page");
    address.searchParams.set(name, bounds);
    return address.href;
  }

  /** The list of those that stand at one spot, which coming nearer would not part: about 30 metres around. */
  private around({ at: [lon, lat] }: Thing) {
    return this.within([lon - 0.0004, lat - 0.0003, lon + 0.0004, lat + 0.0003].map(degree => degree.toFixed(4)).join(","));
  }

  /** What is in view, in words, for those who do not point. */
  private tell() {
    const list = this.region.querySelector<HTMLDetailsElement>(".map-list");
    const layers = style.pointLayers.filter(layer => this.map.getLayer(layer));
    if (!list || layers.length === 0) return;
    const things = this.map.queryRenderedFeatures({ layers }).map(feature => this.thing(feature)).filter(thing => thing !== null);
    listFeatures(list, mergeFeatures(things), this.host, thing => this.choose(thing));
  }
}
