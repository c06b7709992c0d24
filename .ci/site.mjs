// Opens pages of the built site: `node site.mjs HTML` with $CHROMIUM and $PLAYWRIGHT. Ends with `N passed, N failed`.
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve, sep } from "node:path";

const { CHROMIUM, PLAYWRIGHT, SCREENSHOTS, FULL } = process.env;
const { chromium } = createRequire(import.meta.url)(PLAYWRIGHT);
const root = resolve(process.argv[2]);
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png" };
const VIEWS = [[1280, "light"], [768, "dark"], [360, "light"]];

const server = createServer((request, response) => {
  const path = join(root, decodeURIComponent(new URL(request.url, "http://x").pathname));
  try {
    if (path !== root && !path.startsWith(root + sep)) throw new Error("outside");
    const file = statSync(path).isDirectory() ? join(path, "index.html") : path;
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "text/plain");
    response.end(readFileSync(file));
  } catch { response.writeHead(404).end(); }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const home = `http://127.0.0.1:${server.address().port}/`;

const all = readdirSync(root, { recursive: true }).filter((name) => name.endsWith("index.html"))
  .map((name) => name.slice(0, -"index.html".length).split(sep).join("/")).sort();
// The first two pages of each folder, with the shortest names first.
const kinds = new Map();
for (const page of all.toSorted((a, b) => a.length - b.length)) {
  const kind = page.split("/")[0];
  kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
}
const pages = FULL ? all : [...kinds.values()].flatMap((pages) => pages.slice(0, 2));

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
let passed = 0;
const problems = [];
const check = (held, problem) => { if (held) passed += 1; else problems.push(problem); };
for (const [width, scheme] of VIEWS) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  let said = [];
  page.on("console", (message) => { if (message.type() === "error") said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(home) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) said.push(`requests ${request.url()}`); });
  for (const name of pages) {
    said = [];
    await page.goto(home + name, { waitUntil: "load" });
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      title: document.title,
      heading: document.querySelector("h1")?.getClientRects().length ?? 0,
      // The scheme that is shown, by the brightness of the page's background.
      bright: Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]) > 127,
    }));
    const at = `/${name} at ${width} px, ${scheme}`;
    check(said.length === 0, `${at}: ${said.join("; ").slice(0, 300)}`);
    check(seen.wide <= 0, `${at}: ${seen.wide} px wider than the window`);
    check(seen.title !== "" && seen.heading > 0, `${at}: no title or no visible heading`);
    check(seen.bright === (scheme === "light"), `${at}: shown in the other scheme`);
    if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `${name.replaceAll("/", "_") || "start"}-${width}-${scheme}.png`) });
  }
  await context.close();
}

// The search finds a criterion, as a reader would use it.
const page = await browser.newPage();
await page.goto(home, { waitUntil: "networkidle" });
await page.keyboard.press("Control+k");
await page.locator("input:focus").waitFor({ timeout: 10000 }).catch(() => check(false, "Control+K does not open the search"));
await page.keyboard.type("clickjacking", { delay: 20 });
const hit = page.locator("a[href*='criterion/security']", { hasText: "clickjacking" }).first();
await hit.waitFor({ state: "visible", timeout: 10000 }).then(() => check(true), () => check(false, "the search does not find `clickjacking`"));
if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, "search.png") });

await browser.close();
server.close();
for (const problem of problems.slice(0, 40)) console.log(problem);
console.log(`${pages.length} of ${all.length} pages opened in ${VIEWS.length} views`);
console.log(`${passed} passed, ${problems.length} failed`);
process.exit(problems.length === 0 ? 0 : 1);
