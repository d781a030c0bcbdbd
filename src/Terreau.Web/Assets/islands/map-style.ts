import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./map-drawings";

export const tileSource = "things";
export const outlineSource = "outlines";
export const nameSource = "names";
export const pointSource = "points";
export const none = { type: "FeatureCollection" as const, features: [] };
export const pointLayers = ["clusters", "things", "points"];

/** The ground when no base map is configured: the paper around, nothing else. */
export function plainStyle(palette: Palette): StyleSpecification {
  return { version: 8, sources: {}, layers: [{ id: "paper", type: "background", paint: { "background-color": palette.outside } }] };
}

/** The communes: filled in paper tones on the plain ground, outlined only above a base map. */
export function groundLayers(palette: Palette, onBaseMap: boolean): LayerSpecification[] {
  const fill: LayerSpecification = { id: "communes", type: "fill", source: outlineSource, paint: { "fill-color": palette.ground } };
  const line: LayerSpecification = {
    id: "commune-lines", type: "line", source: outlineSource,
    layout: { "line-join": "round" }, paint: { "line-color": palette.line, "line-width": onBaseMap ? 2 : 1 },
  };
  // Many things stand at the middle of their commune: the name keeps clear of them.
  const names: LayerSpecification = {
    id: "commune-names", type: "symbol", source: nameSource,
    layout: { "icon-image": ["concat", "name:", ["get", "name"]], "icon-padding": 0, "icon-offset": [0, 22] },
  };
  return onBaseMap ? [line] : [fill, line, names];
}

/** Things: a shape by role when alone, a disc with their count when together. */
export function thingLayers(layer: string): LayerSpecification[] {
  const many = [">", ["coalesce", ["get", "count"], 1], 1] as unknown as boolean;
  return [
    {
      id: "clusters", type: "symbol", source: tileSource, "source-layer": layer, filter: ["all", many],
      layout: { "icon-image": ["concat", "count:", ["to-string", ["get", "count"]]], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "things", type: "symbol", source: tileSource, "source-layer": layer, filter: ["!", many],
      layout: { "icon-image": ["concat", "shape:", ["coalesce", ["get", "role"], ""]], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "lit", type: "symbol", source: tileSource, "source-layer": layer, filter: ["==", ["get", "slug"], ""],
      layout: { "icon-image": ["concat", "lit:", ["coalesce", ["get", "role"], ""]], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
  ];
}

/** A few points that the page itself names. */
export function namedPointLayers(): LayerSpecification[] {
  return [{
    id: "points", type: "symbol", source: pointSource,
    layout: { "icon-image": ["concat", "shape:", ["coalesce", ["get", "role"], ""]], "icon-allow-overlap": true, "icon-ignore-placement": true },
  }];
}
