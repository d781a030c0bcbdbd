// Bundles Assets/ into wwwroot/build/. Run by the .NET build, from the folder of Terreau.Web.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as esbuild from "esbuild";

const out = "wwwroot/build";
const require = createRequire(import.meta.url);

// The map's worker is a file of its own: it is copied as it is, under a name that says its content.
async function copyMapWorker() {
  const source = require.resolve("maplibre-gl/dist/maplibre-gl-worker.mjs");
  const hash = createHash("sha256").update(await readFile(source)).digest("hex").slice(0, 8);
  const name = `map-worker-${hash}.js`;
  await copyFile(source, join(out, "h", name));
  return name;
}

// One file of <symbol>s, made of the icons named in icons.txt and of no other.
async function writeIcons() {
  const names = (await readFile("Assets/icons.txt", "utf8")).split(/\s+/).filter(Boolean);
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(require.resolve(`lucide-static/icons/${name}.svg`), "utf8");
    const body = svg.replace(/<!--.*?-->/gs, "").replace(/^[^<]*<svg[^>]*>/s, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  }));
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "h"), { recursive: true });
// A page with a style of its own asks for it by name, with <PageStyle>.
const pages = (await readdir("Assets/pages")).map(name => `Assets/pages/${name}`);
const worker = await copyMapWorker();
await writeIcons();
await esbuild.build({
  entryPoints: ["Assets/site.ts", "Assets/site.css", "Assets/print.css", "Assets/islands/map.css", ...pages],
  entryNames: "[name]",
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  loader: { ".woff2": "file" },
  chunkNames: "h/[name]-[hash]",
  assetNames: "h/[name]-[hash]",
  define: { MAP_WORKER: JSON.stringify(worker) },
  legalComments: "linked",
  logLevel: "warning",
});
