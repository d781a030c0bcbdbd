/** Everything with a shape or a letter on the map is drawn here: no image file, no glyph server. */

export type Palette = Record<"ground" | "outside" | "line" | "ink" | "soft" | "paper" | "leaf" | "onLeaf", string>;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token("map-in"), outside: token("map-out"), line: token("map-line"), ink: token("ink"),
    soft: token("ink-soft"), paper: token("paper"), leaf: token("leaf"), onLeaf: token("on-leaf"),
  };
}

const ratio = 2;
const family = "'Atkinson Hyperlegible Next', system-ui, sans-serif";

export type Drawing = { data: ImageData; options: { pixelRatio: number } };

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = Math.ceil(width * ratio);
  element.height = Math.ceil(height * ratio);
  const context = element.getContext("2d")!;
  context.scale(ratio, ratio);
  return context;
}

function done(context: CanvasRenderingContext2D): Drawing {
  return { data: context.getImageData(0, 0, context.canvas.width, context.canvas.height), options: { pixelRatio: ratio } };
}

/** The shape of a role, as the legend of the page shows it. */
export function drawShape(path: SVGPathElement | null, palette: Palette, lit: boolean): Drawing {
  const size = lit ? 34 : 22;
  const context = canvas(size, size);
  const scale = (size - 4) / 20;
  context.translate(2, 2);
  context.scale(scale, scale);
  const shape = new Path2D(path?.getAttribute("d") ?? "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14Z");
  context.lineJoin = "round";
  context.lineWidth = lit ? 4 : 3;
  context.strokeStyle = lit ? palette.ink : palette.paper;
  context.stroke(shape);
  context.fillStyle = path ? getComputedStyle(path).fill : palette.ink;
  context.fill(shape, "evenodd");
  return done(context);
}

/** A disc that says how many things it stands for; it grows a little with them. */
export function drawCount(count: number, palette: Palette): Drawing {
  const size = Math.min(52, 28 + Math.log10(count) * 9);
  const context = canvas(size, size);
  context.beginPath();
  context.arc(size / 2, size / 2, size / 2 - 1.5, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  context.stroke();
  const text = count < 10_000 ? String(count) : `${Math.round(count / 1000)} k`;
  context.font = `600 ${text.length > 3 ? 12 : 14}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  context.fillText(text, size / 2, size / 2 + 0.5);
  return done(context);
}

/** The name of a commune, in small spaced letters, with a halo of the ground. */
export function drawName(name: string, palette: Palette): Drawing {
  const font = `500 12px ${family}`;
  const measure = canvas(1, 1);
  const prepare = (context: CanvasRenderingContext2D) => {
    context.font = font;
    context.letterSpacing = "0.03em";
  };
  prepare(measure);
  const width = measure.measureText(name).width + 6;
  const context = canvas(width, 15);
  prepare(context);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = palette.ground;
  context.strokeText(name, width / 2, 7.5);
  context.fillStyle = palette.soft;
  context.fillText(name, width / 2, 7.5);
  return done(context);
}
