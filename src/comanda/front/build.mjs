// Front-end build: scss -> css, modules -> bundles, used icons -> one sprite, fonts copied. About a second; the same
// input gives the same bytes. Output: build/front/front/* (served as /static/front/*, hashed by collectstatic), and an
// app's js/board.js as build/front/<app>/board.js, its parts in folders below js/ taken in. Apps import what they share
// as "comanda/sound.js", from js/ beside this file.
import { mkdir, readFile, readdir, rename, watch, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const built = join(root, "build/front");
const out = join(built, "front");
// Package, family and cut. Fraunces is for headings alone, so one weight of it is enough (18 KB instead of 37).
const fonts = [
  ["@fontsource-variable", "figtree", "wght"],
  ["@fontsource-variable", "dm-sans", "wght"],
  ["@fontsource-variable", "nunito", "wght"],
  ["@fontsource", "fraunces", "700"],
];
const styles = ["storefront", "office"];
const rooms = ["shared_apps", "tenant_apps"];
const scripts = ["first", "core", "office", "storefront", "zones", "print", "design"];
// {% icon "clock" %}, icon="clock" and "icon": "clock" in templates, Python and scripts.
const iconNames = /\bicon(?:_name)?["']?\s*(?::|=|\s)\s*["']([a-z][a-z0-9-]*)["']/g;
// words.py pairs a word with its icon: (_("Milk"), "milk").
const pairedNames = /\("[^"]+"\), "([a-z][a-z0-9-]*)"\)/g;

async function writeIfChanged(path, bytes) {
  const old = await readFile(path).catch(() => null);
  if (old && Buffer.compare(old, Buffer.from(bytes)) === 0) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, bytes);
  await rename(`${path}.tmp`, path);
}

async function buildStyles() {
  for (const name of styles) {
    const result = sass.compile(join(here, "scss", `${name}.scss`), {
      style: "compressed",
      loadPaths: [join(root, "node_modules")],
      quietDeps: true,
      silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    });
    const small = await esbuild.transform(result.css, { loader: "css", minify: true, legalComments: "none" });
    await writeIfChanged(join(out, `${name}.css`), small.code);
  }
}

async function appScripts() {
  const found = [];
  for (const room of rooms) {
    for (const app of await readdir(join(root, room))) {
      const names = await readdir(join(root, room, app, "js")).catch(() => []);
      for (const name of names.filter((one) => one.endsWith(".js"))) found.push([join(root, room, app, "js", name), join(app, basename(name, ".js"))]);
    }
  }
  return found;
}

async function buildScripts() {
  const entries = [...scripts.map((name) => [join(here, "js", `${name}.js`), join("front", name)]), ...(await appScripts())];
  const result = await esbuild.build({
    entryPoints: entries.map(([source, target]) => ({ in: source, out: target })),
    outdir: built,
    alias: { comanda: join(here, "js") },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2021",
    legalComments: "none",
    loader: { ".png": "dataurl" },
    write: false,
    logLevel: "warning",
  });
  for (const file of result.outputFiles) await writeIfChanged(file.path, file.contents);
}

async function* sources(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (["node_modules", "__pycache__", "migrations", "locale"].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(html|py|js)$/.test(entry.name)) yield path;
  }
}

async function buildIcons() {
  const names = new Set();
  for (const folder of ["src/comanda", "shared_apps", "tenant_apps", "tenants"]) {
    for await (const path of sources(join(root, folder))) {
      const text = await readFile(path, "utf8");
      for (const pattern of [iconNames, pairedNames]) for (const match of text.matchAll(pattern)) names.add(match[1]);
    }
  }
  const symbols = [];
  for (const name of [...names].sort()) {
    const svg = await readFile(join(root, "node_modules/lucide-static/icons", `${name}.svg`), "utf8").catch(() => null);
    const own = svg ?? (await readFile(join(here, "icons", `${name}.svg`), "utf8").catch(() => null));
    if (own === null) continue; // a word that looked like an icon's name
    const body = own.slice(own.indexOf(">", own.indexOf("<svg")) + 1, own.lastIndexOf("</svg>"));
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s+/g, " ").replace(/> </g, "><").trim()}</symbol>`);
  }
  await writeIfChanged(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

async function copyFonts() {
  for (const [scope, family, cut] of fonts) {
    for (const part of ["latin", "latin-ext"]) {
      const file = `${family}-${part}-${cut}-normal.woff2`;
      await writeIfChanged(join(out, "fonts", file), await readFile(join(root, "node_modules", scope, family, "files", file)));
    }
  }
}

async function build() {
  const start = Date.now();
  await Promise.all([buildStyles(), buildScripts(), buildIcons(), copyFonts()]);
  console.log(`front end built in ${Date.now() - start} ms`);
}

await build();
if (process.argv.includes("--watch")) {
  const follow = async (folder) => {
    for await (const _ of watch(folder, { recursive: true })) await build().catch((error) => console.error(error.message));
  };
  await Promise.all([here, ...rooms.map((room) => join(root, room))].map(follow));
}
