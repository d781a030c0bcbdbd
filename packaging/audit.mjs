// Looks for known weaknesses in the packages of Terreau: those it ships, builds with and is tested with.
//   ./audit                    the list of packaging/advisories.json, then the registries, where they answer
//   ./audit --offline          the list alone; ./test does that too
//   ./audit --refresh FOLDER   takes the list anew from advisories in OSV form, such as a copy of the GitHub Advisory Database
// Ends with 1 when a package has a known weakness.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.env.TERREAU_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url)));
const list = join(root, "packaging/advisories.json");
const args = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Every file of that name under the projects, but not in what is built or installed. */
function files(name, folder = root, depth = 4) {
  if (depth === 0) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", ".git", "bin", "artifacts", "wwwroot"].includes(entry.name) ? [] : files(name, path, depth - 1);
    return entry.name === name ? [path] : [];
  });
}

/** What was restored and what the lock files say: "nuget/Name" or "npm/name", version, and where it is asked for. */
function packages() {
  const found = new Map();
  const add = (name, version, where) => found.set(`${name} ${version}`, { name, version, where: relative(root, where) });
  for (const assets of files("project.assets.json"))
    for (const [key, library] of Object.entries(read(assets).libraries))
      if (library.type === "package") add(`nuget/${key.split("/")[0]}`, key.split("/")[1], assets);
  for (const lock of files("package-lock.json"))
    for (const [path, entry] of Object.entries(read(lock).packages))
      if (path && entry.version) add(`npm/${path.split("node_modules/").pop()}`, entry.version, lock);
  return [...found.values()];
}

/** Both registries order versions alike: numbers by number; what comes before a release ("-beta") is lower than it. */
export function compare(a, b) {
  const [[coreA, preA], [coreB, preB]] = [a, b].map((text) => {
    const [core, ...rest] = text.split("+")[0].split("-");
    return [core.split(".").map(Number), rest.join("-")];
  });
  for (let i = 0; i < Math.max(coreA.length, coreB.length); i++)
    if ((coreA[i] ?? 0) !== (coreB[i] ?? 0)) return (coreA[i] ?? 0) - (coreB[i] ?? 0);
  if (!preA || !preB) return Number(!preA) - Number(!preB);
  const [partsA, partsB] = [preA.split("."), preB.split(".")];
  for (let i = 0; i < Math.max(partsA.length, partsB.length); i++) {
    const [x, y] = [partsA[i], partsB[i]];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numbers ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return 0;
}

const isIn = (version, range) => compare(version, range.introduced === "0" ? "0.0.0-0" : range.introduced) >= 0
  && (!range.fixed || compare(version, range.fixed) < 0)
  && (!range.lastAffected || compare(version, range.lastAffected) <= 0);

function refresh(folder) {
  const ours = new Set(packages().map((one) => one.name.toLowerCase()));
  const advisories = [];
  const walk = (path) => readdirSync(path, { withFileTypes: true }).forEach((entry) => {
    const here = join(path, entry.name);
    if (entry.isDirectory()) walk(here);
    else if (entry.name.endsWith(".json")) take(read(here));
  });
  const take = (osv) => {
    if (osv.withdrawn) return;
    const byPackage = new Map();
    for (const affected of osv.affected ?? []) {
      const name = `${affected.package?.ecosystem?.toLowerCase()}/${affected.package?.name}`;
      if (!ours.has(name.toLowerCase())) continue;
      const ranges = byPackage.get(name) ?? [];
      for (const { events = [] } of affected.ranges ?? [])
        for (const event of events) {
          if (event.introduced) ranges.push({ introduced: event.introduced });
          if (event.fixed) ranges.at(-1).fixed = event.fixed;
          if (event.last_affected) ranges.at(-1).lastAffected = event.last_affected;
        }
      byPackage.set(name, ranges);
    }
    for (const [name, ranges] of byPackage)
      advisories.push({ id: osv.id, package: name, severity: osv.database_specific?.severity?.toLowerCase() ?? "unknown",
        summary: osv.summary ?? "", ranges });
  };
  walk(folder);
  advisories.sort((a, b) => a.package.localeCompare(b.package) || a.id.localeCompare(b.id));
  const asOf = new Date().toISOString().slice(0, 10);
  const lines = advisories.map((one) => "    " + JSON.stringify(one)).join(",\n");
  writeFileSync(list, `{\n  "asOf": "${asOf}",\n  "source": "OSV files of ${asOf}",\n  "advisories": [\n${lines}\n  ]\n}\n`);
  console.log(`${advisories.length} advisories kept, for ${ours.size} packages.`);
}

/** What the list says of the packages. */
function offline() {
  const { asOf, advisories } = read(list);
  const all = packages();
  if (all.length === 0) throw new Error("Nothing is restored yet: run ./test or dotnet restore first.");
  const weak = all.flatMap((one) => advisories
    .filter((said) => said.package.toLowerCase() === one.name.toLowerCase() && said.ranges.some((range) => isIn(one.version, range)))
    .map((said) => `${one.name} ${one.version} (${one.where}): ${said.severity}, ${said.summary}, ${said.id}`));
  console.log(`${all.length} packages against ${advisories.length} advisories of ${asOf}: ${weak.length} known weaknesses.`);
  weak.forEach((line) => console.log(`  ${line}`));
  return weak.length;
}

/** Runs a tool and gives all that it says, however it ends. */
function said(program, ...rest) {
  try {
    return execFileSync(program, rest, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    return `${error.stdout ?? ""}${error.stderr ?? error.message}`;
  }
}

function online() {
  let weak = 0;
  // Named as a source of audits, a registry that tells of no weaknesses says so; else it would pass for one that knows of none.
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  const config = join(folder, "nuget.config");
  const sources = said("dotnet", "nuget", "list", "source", "--format", "short").split("\n").filter((line) => line.startsWith("E "))
    .map((line, i) => `<add key="source${i}" value="${line.slice(2).trim()}"/>`).join("");
  writeFileSync(config, `<configuration><packageSources><clear/>${sources}</packageSources>`
    + `<auditSources><clear/>${sources}</auditSources></configuration>`);
  const nuget = said("dotnet", "restore", "Terreau.slnx", "--configfile", config, "-p:NuGetAudit=true", "-p:NuGetAuditMode=all",
    "-p:TreatWarningsAsErrors=false");
  rmSync(folder, { recursive: true });
  const warned = [...new Set(nuget.match(/NU190[1-4]: [^[\n]+/g) ?? [])];
  if (/NU1905|NU1900/.test(nuget)) console.log("NuGet: its source here tells of no weaknesses; only the list speaks.");
  else console.log(`NuGet: ${warned.length} known weaknesses.`);
  warned.forEach((line) => console.log(`  ${line}`));
  weak += warned.length;
  for (const lock of files("package-lock.json")) {
    const answer = said("npm", "audit", "--json", "--package-lock-only", "--prefix", dirname(lock));
    let report;
    try { report = JSON.parse(answer.slice(answer.indexOf("{"))); } catch { report = {}; }
    const name = relative(root, lock);
    if (!report.metadata) { console.log(`npm, ${name}: its registry tells of no weaknesses; only the list speaks.`); continue; }
    const count = report.metadata.vulnerabilities.total;
    console.log(`npm, ${name}: ${count} known weaknesses.`);
    Object.values(report.vulnerabilities).forEach((one) => console.log(`  ${one.name} ${one.range}: ${one.severity}`));
    weak += count;
  }
  return weak;
}

if (args[0] === "-h" || args[0] === "--help") {
  console.log(readFileSync(fileURLToPath(import.meta.url), "utf8").split("\n").slice(0, 5).map((line) => line.replace(/^\/\/ ?/, "")).join("\n"));
} else if (args[0] === "--refresh" && args[1] && existsSync(args[1])) refresh(args[1]);
else if (args.length > 1 || (args[0] && args[0] !== "--offline")) {
  console.error(`Unknown: ${args.join(" ")} (see ./audit --help)`);
  process.exit(2);
} else {
  const weak = offline() + (args[0] === "--offline" ? 0 : online());
  process.exitCode = weak > 0 ? 1 : 0;
}
