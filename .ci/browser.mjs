// The checks of .ci/browser: `node browser.mjs PAGE...` with $CHROMIUM, $FIREFOX, $PLAYWRIGHT and $AXE, ends with
// `N passed, N failed`.
// 0: all passed; 1: some failed; 2: the browser could not be driven.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { AXE, CHROMIUM, FIREFOX, PLAYWRIGHT, SCREENSHOTS } = process.env;
const AXE_SOURCE = readFileSync(AXE, "utf8");
const { chromium, firefox } = createRequire(import.meta.url)(PLAYWRIGHT);

const ARGS = [
  "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// A sheet of A4 within the browser's own margins, at 96 dots an inch.
const SHEET = 718;
// The third is 1280 px at a zoom of 200%.
const VIEWS = [
  ...[1280, 768, 640, 360].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme, media: "screen" }))),
  ...["light", "dark"].map((scheme) => ({ width: SHEET, scheme, media: "print" })),
];
const BROWSERS = [
  [chromium, { executablePath: CHROMIUM, args: ARGS }, VIEWS],
  [firefox, { executablePath: FIREFOX, channel: "moz-firefox" }, VIEWS.filter(({ width, scheme }) => [1280, 360].includes(width) && scheme === "light")],
];
const CONTRAST = 4.5;
const SHOWN = 5;

// What the page itself tells. Runs in the page; returns a list of complaints for each check.
function examine({ media, contrast, live, asks }) {
  const found = {};
  const check = (name, complaints) => { found[name] = [...(found[name] ?? []), ...complaints]; };
  const unless = (name, held, complaint) => check(name, held ? [] : [complaint]);
  const root = document.documentElement;
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
    [...element.getClientRects()].some((box) => box.width > 0 && box.height > 0);
  const called = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${words}`;
  };

  // Its frame
  unless("title", document.title.trim() !== "", "no title");
  unless("lang", /^[a-z]{2,3}(-|$)/i.test(root.lang), `lang is "${root.lang}"`);
  const headings = [...document.querySelectorAll("h1")].filter((h1) => shown(h1) && h1.textContent.trim() !== "");
  unless("h1", headings.length === (asks ? 2 : 1), `${headings.length} of them are visible`);
  const mains = [...document.querySelectorAll("main, [role=main]")].filter(shown);
  unless("main", mains.length === 1, `${mains.length} of them are visible`);

  // Names of pictures
  const hidden = (element) => element.closest("[aria-hidden=true]") !== null;
  const named = (element) =>
    (element.getAttribute("aria-label") ?? "").trim() !== "" ||
    (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)
      .some((id) => (document.getElementById(id)?.textContent ?? "").trim() !== "") ||
    (element.localName === "img" && element.hasAttribute("alt")) ||
    [...element.children].some((child) => child.localName === "title" && child.textContent.trim() !== "");
  const pictures = [...document.querySelectorAll("svg, img, canvas, [role=img]")];
  check("names of pictures", pictures.filter((one) => !hidden(one) && !named(one)).map(called));

  // What strangers' text may not bring
  // A page with the engine has its data and one script.
  const own = (script) => live && (script.type === "text/plain" || script === document.body.lastElementChild);
  check("no script", [...document.scripts].filter((script) => !own(script)).map(called));
  const handlers = [...document.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value)));
  check("no script", handlers.map(called));
  const turned = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  unless("no turned text", !turned.test(root.textContent), "a character that turns the text's direction");

  // The recommendation: the topmost thing where it stands
  const begins = (node) => node.nodeType === 3 && node.data.startsWith("Recommendation");
  const label = [...document.querySelectorAll("body *")]
    .find((element) => shown(element) && [...element.childNodes].some(begins));
  if (label === undefined) check("Recommendation", ["nothing visible begins with it"]);
  else {
    label.scrollIntoView({ block: "center" });
    const box = label.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    unless("Recommendation", label.contains(top), `covered by ${top === null ? "the window's edge" : called(top)}`);
    window.scrollTo(0, 0);
  }

  // Every text that is drawn, with the element that holds it
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() !== "" && shown(element)) all.push({ node: walker.currentNode, element });
    }
    return all;
  };

  // Width: the document scrolls sideways, or a text lies beside the page where no scrolling leads
  const ancestors = (element) => {
    const all = [];
    for (let one = element; one !== null; one = one.parentElement) all.push(one);
    return all;
  };
  const scrolls = (element) => ancestors(element).some((one) =>
    one !== root && one !== document.body && getComputedStyle(one).overflowX !== "visible");
  const width = (state) => {
    const [needed, there] = [root.scrollWidth, root.clientWidth];
    unless("no overflow", needed <= there, `${state}: ${needed} px on ${there}`);
    const outside = texts().filter(({ node, element }) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const out = [...range.getClientRects()].some((box) => box.left < -1 || box.right > root.clientWidth + 1);
      return out && !scrolls(element);
    });
    check("no overflow", outside.map(({ element }) => `${state}: ${called(element)}`));
  };
  width("closed");
  for (const details of document.querySelectorAll("details")) {
    const inside = [...details.querySelectorAll(":scope > :not(summary)")];
    if (media === "print") {
      const unprinted = shown(details) ? inside.filter((one) => !shown(one)) : [];
      check("details print", unprinted.slice(0, 1).map(called));
    }
    details.open = true;
  }
  width("opened");

  // Motion: there is none, whatever the reader prefers
  const moving = [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.transitionDuration !== "0s" || style.scrollBehavior !== "auto";
  });
  check("no motion", moving.map(called));

  // Contrast, as WCAG 2 computes it
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colour = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (front, back, alpha) => front.map((value, at) => value * alpha + back[at] * (1 - alpha));
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const probe = document.createElement("i");
  probe.style.color = "Canvas";
  root.append(probe);
  const canvas = colour(getComputedStyle(probe).color).rgb;
  probe.remove();
  // The colour behind an element, or null where a picture makes it unknown.
  const behind = (element) => {
    let rgb = canvas;
    for (const one of ancestors(element).reverse()) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== "none") return null;
      const { rgb: own, alpha } = colour(style.backgroundColor);
      rgb = over(own, rgb, alpha);
    }
    return rgb;
  };
  const judge = (element, style) => {
    const back = behind(element);
    if (back === null) return [`${called(element)}: a picture is behind it`];
    const { rgb, alpha } = colour(element instanceof SVGElement ? style.fill : style.color);
    const faded = ancestors(element).reduce((part, one) => part * Number(getComputedStyle(one).opacity), alpha);
    const got = ratio(over(rgb, back, faded), back);
    return got >= contrast ? [] : [`${got.toFixed(2)}: ${called(element)}`];
  };
  const drawn = texts();
  unless("contrast", drawn.length > 0, "no text is visible");
  for (const element of new Set(drawn.map(({ element }) => element))) {
    check("contrast", judge(element, getComputedStyle(element)));
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const empty = ["none", "normal", '""'].includes(style.content) || style.display === "none";
      if (!empty && shown(element)) check("contrast", judge(element, style));
    }
  }
  if (media === "print") {
    const paper = behind(document.body);
    unless("light paper", paper !== null && luminance(paper) > 0.9, `the background is ${paper}`);
  }
  return found;
}

// Goes through the page with Tab: every control and link is reached, is seen to have the focus, and lets go of it.
async function tabs(page) {
  await page.evaluate(() => {
    window.reached = new Set();
    const start = document.createElement("button");
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
  const unseen = [];
  for (let presses = 0; presses < 3000; presses += 1) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body || reached.has(one)) return null;
      reached.add(one);
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle === "none" || outlineWidth === "0px" ? `no outline: ${one.outerHTML.slice(0, 120)}` : "";
    });
    if (said === null) break;
    if (said !== "") unseen.push(said);
  }
  const missed = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    // Of radio buttons, one has the focus.
    const has = (one) => reached.has(one) || (one.type === "radio" && [...reached].some(({ name }) => name === one.name));
    return all.filter((one) => one.checkVisibility() && !has(one)).map((one) => `not reached: ${one.outerHTML.slice(0, 120)}`);
  });
  return [...unseen, ...missed];
}

// Opens a page in one view and returns a list of complaints for each check.
async function complaints(browser, file, view) {
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({
    viewport: { width: view.width, height: 800 }, colorScheme: view.scheme, deviceScaleFactor: view.width === 640 ? 2 : 1,
    reducedMotion: view.scheme === "light" ? "reduce" : "no-preference",
  });
  try {
    const page = await context.newPage();
    const found = { console: [], policy: [], dialogs: [], requests: [] };
    let own = 0;
    page.on("console", (message) => { if (message.type() !== "debug") found.console.push(message.text()); });
    page.on("pageerror", (error) => found.console.push(String(error)));
    page.on("dialog", async (dialog) => {
      found.dialogs.push(`${dialog.type()}: ${dialog.message()}`);
      await dialog.dismiss();
    });
    context.on("page", (other) => { if (other !== page) found.dialogs.push(`another window: ${other.url()}`); });
    context.on("request", (request) => {
      if (request.url() === url && request.isNavigationRequest() && own === 0) own += 1;
      else found.requests.push(request.url());
    });
    await page.exposeBinding("weighViolation", (_, said) => { found.policy.push(said); });
    await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => {
      window.weighViolation(`${event.effectiveDirective} ${event.blockedURI}`);
    }));
    await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
    await page.goto(url, { waitUntil: "load" });
    const [kind] = basename(file).split("-");
    const live = ["live", "ask"].includes(kind);
    if (live) {
      // Questions do not print.
      await page.emulateMedia({ media: "screen", colorScheme: view.scheme });
      await page.waitForSelector("body.live, #question legend");
      const next = kind === "ask" ? "[data-do=show]" : "#question [data-do=finish]";
      for (const button of await page.locator(next).all()) await button.click();
      await page.waitForSelector(kind === "ask" ? "#report #answer" : "body.live");
      await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
    }
    // Firefox's driver adds a style for it, which the policy forbids.
    if (SCREENSHOTS && browser.browserType() === chromium) {
      const picture = `${basename(file, ".html")}-${view.width}-${view.scheme}-${view.media}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, picture), fullPage: true });
    }
    // What is closed prints where the reader asks for it.
    if (view.media === "print") {
      await page.evaluate(() => { for (const box of document.querySelectorAll(".all input")) box.checked = true; });
      await page.waitForTimeout(100);
    }
    Object.assign(found, await page.evaluate(examine, { media: view.media, contrast: CONTRAST, live, asks: kind === "ask" && view.media === "screen" }));
    if (view.media === "screen") {
      await page.evaluate(AXE_SOURCE);
      found["axe-core"] = await page.evaluate(async () => (await window.axe.run()).violations
        .map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
      if (view.width === 1280) found.keyboard = await tabs(page);
    }
    // Details that were opened may still load or run something.
    await page.waitForTimeout(100);
    if (browser.browserType() === firefox) {
      // Its driver does not tell of them; the console tells of what the policy forbids.
      delete found.requests;
      delete found.policy;
    } else if (own !== 1) found.requests.push("the page itself was not read");
    return found;
  } finally {
    await context.close();
  }
}

// A page with every fault, so that a check that finds nothing is known to look.
const BROKEN = `<!DOCTYPE html><html lang=""><head><meta charset="utf-8"><title></title>
<meta http-equiv="Content-Security-Policy" content="img-src 'none'"><link rel="stylesheet" href="missing.css">
<style>html, body { background: #333 } p { color: #444; transition: color 1s } :focus { outline: none } .wide { width: 3000px } [hidden] { display: none }
</style></head><body onclick="0"><h1></h1><div class="wide">wide</div><p>grey on grey \u202e</p>
<p hidden>Recommendation</p><svg></svg><img src="missing.png"><details><summary>closed</summary><p>never printed</p>
</details><script>console.error("said"); alert(1)</script></body></html>`;

async function broken(browser, views) {
  const folder = mkdtempSync(join(tmpdir(), "weigh-browser-"));
  try {
    const file = join(folder, "broken.html");
    writeFileSync(file, BROKEN);
    const all = [];
    for (const view of views) {
      const found = await complaints(browser, file, view);
      const blind = Object.keys(found).filter((name) => found[name].length === 0);
      all.push({ view, found: { "every check sees the fault": blind } });
    }
    return all;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let passed = 0;
let failed = 0;

async function run(browser, views, files) {
  const tell = (name, view, found) => {
    const bad = Object.entries(found).filter(([, list]) => list.length > 0);
    passed += Object.keys(found).length - bad.length;
    failed += bad.length;
    const place = `${browser.browserType().name()}: ${name} at ${view.width} px, ${view.scheme}, ${view.media}`;
    if (bad.length === 0) console.log(`ok   ${place} (after ${(performance.now() / 1000).toFixed(0)} s)`);
    for (const [check, list] of bad) {
      console.log(`FAIL ${place}: ${check}`);
      for (const line of list.slice(0, SHOWN)) console.log(`       ${line.slice(0, 200)}`);
      if (list.length > SHOWN) console.log(`       and ${list.length - SHOWN} more`);
    }
  };
  for (const { view, found } of await broken(browser, views)) tell("a broken page", view, found);
  for (const file of files) {
    for (const view of views) tell(basename(file, ".html"), view, await complaints(browser, resolve(file), view));
  }
}

try {
  for (const [type, options, views] of BROWSERS) {
    const browser = await type.launch(options);
    try {
      await run(browser, views, process.argv.slice(2));
    } finally {
      await browser.close();
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
