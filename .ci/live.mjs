// The checks of .ci/web on pages with the engine in them: `node live.mjs` with $WEIGH, $CHROMIUM, $PLAYWRIGHT and the number
// of random $PROFILES. Ends with `N passed, N failed`.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { CHROMIUM, PLAYWRIGHT, PROFILES, WEIGH } = process.env;
const { chromium } = createRequire(import.meta.url)(PLAYWRIGHT);
const DAY = "2026-11-26";
const folder = mkdtempSync(join(tmpdir(), "weigh-live-"));
let passed = 0;
let failed = 0;

function check(what, held, more = "") {
  if (held) passed += 1;
  else {
    failed += 1;
    console.log(`FAIL ${what} ${String(more).slice(0, 400)}`);
  }
}

// A generator of the same numbers in each run.
let seed = 20261126;
const random = () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const weigh = (cwd, ...args) => execFileSync(WEIGH, args, {
  cwd, encoding: "utf8", env: { ...process.env, WEIGH_AS_OF: DAY }, stdio: ["ignore", "pipe", "ignore"],
});
const file = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const whatIf = (profile, name, ...more) => {
  const path = join(folder, `${name}.html`);
  weigh(folder, "decide", profile, "--what-if", "-o", path, ...more);
  return path;
};

// Opens a page that may not say anything, ask for anything or open anything.
async function open(browser, path, { hash = "", ready = "body.live", timed = false, ...options } = {}) {
  const context = await browser.newContext({ acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  const said = [];
  if (!timed) await page.clock.setFixedTime(`${DAY}T12:00:00`);
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => { said.push("a dialog"); dialog.dismiss(); });
  const url = pathToFileURL(path).href + hash;
  context.on("request", (request) => {
    if (!request.isNavigationRequest() && !request.url().startsWith("blob:")) said.push(request.url());
  });
  await page.goto(url);
  if (ready) await page.waitForSelector(ready);
  return { page, said, close: async (what) => { check(`${what}: no message, no request`, said.length === 0, said); await context.close(); } };
}

const text = (page, selector) => page.locator(selector).innerText();

// What the program makes of a profile: the decision and the record.
function native(profile) {
  const cwd = mkdtempSync(join(folder, "native-"));
  writeFileSync(join(cwd, "weigh-profile.yaml"), profile);
  const json = weigh(cwd, "decide", "weigh-profile.yaml", "--format", "json");
  weigh(cwd, "record", "weigh-profile.yaml", "--date", DAY);
  const [name] = readdirSync(join(cwd, "docs/decisions"));
  const record = readFileSync(join(cwd, "docs/decisions", name), "utf8");
  rmSync(cwd, { recursive: true });
  return { json, name, record };
}

// Random profiles and slider positions: whatever the controls of the page make, the program decides alike.
async function equality(browser, count) {
  const starts = ["bakery-shop", "three-frameworks", "government-form"].map((name) => readFileSync(`examples/${name}.yaml`, "utf8"));
  starts.push("traits: {size: small}\nranking: [security, hiring]\n", "pairwise: [[security, hiring, 5]]\n");
  const { page, close } = await open(browser, whatIf(file("start.yaml", starts[0]), "start"));
  let different = 0;
  for (let number = 0; number < count; number += 1) {
    const dice = Array.from({ length: 24 }, random);
    const made = await page.evaluate(({ start, dice }) => {
      const roll = () => dice.pop();
      [state.base, state.profile] = [start, start];
      show();
      for (let move = 0; move < 5; move += 1) {
        const kinds = ["[type=range]", "[type=range]", "select[data-what]", "[type=checkbox]"];
        const all = [...panel.querySelectorAll(kinds[Math.floor(roll() * kinds.length)])];
        const control = all[Math.floor(roll() * all.length)];
        const change = changeOf(control);
        if (control.type === "range") change.value = String(roll() * Number(control.max));
        if (control.localName === "select") change.value = control.options[Math.floor(roll() * control.options.length)].value;
        if (control.type === "checkbox") change.on = !change.on;
        show(change);
      }
      return { profile: state.profile, json: engine({ want: "json" }).text, record: engine({ want: "record" }) };
    }, { start: pick(starts), dice });
    const { json, name, record } = native(made.profile);
    if (json !== made.json || name !== made.record.name || record !== made.record.text) {
      different += 1;
      console.log(made.profile);
    }
  }
  check(`${count} random profiles: the page decides and records as the program does`, different === 0, different);
  await close("random profiles");
}

async function controls(browser) {
  const path = whatIf(file("bakery.yaml", readFileSync("examples/bakery-shop.yaml", "utf8")), "bakery");
  const { page, close } = await open(browser, path, { viewport: { width: 1280, height: 900 } });
  const before = await text(page, "#answer");
  const box = page.locator("#share-security");
  const slider = page.locator("#knob-share-security [type=range]");

  // By keyboard alone: Tab reaches the panel's controls, arrows move a slider.
  await slider.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  check("a slider works by keyboard", (await text(page, "#now")).includes("Now: "));
  await box.fill("99");
  await box.press("Tab");
  check("a share stops at 95%", await box.inputValue() === "95", await box.inputValue());
  const shares = await page.locator("#what-if [type=number][data-what=share]").evaluateAll((all) => all.map((one) => Number(one.value)));
  const sum = shares.reduce((one, other) => one + other, 0);
  check("the shares sum to 100", Math.abs(sum - 100) < 0.2, sum);
  check("points are explained", (await text(page, "#now")).includes("points now"));

  // The link holds the state, and nothing else does.
  await page.click("[data-do=link]");
  await page.waitForFunction(() => byId("copied").textContent !== "");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  check("the link is in the fragment", link.includes("#profile=") && link === page.url(), link);
  await page.click("[data-do=copy]");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check("a copied profile is that of the page", copied === await page.evaluate(() => state.profile));
  const other = await open(browser, path, { hash: new URL(link).hash });
  check("a link opens the same state", await text(other.page, "#now p:nth-child(2)") === await text(page, "#now p:nth-child(2)"));
  await other.close("a link");

  // Downloads are those of the program.
  const downloaded = async (button) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-do=${button}]`)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const { text: profile } = await downloaded("profile");
  const expected = native(profile);
  const record = await downloaded("record");
  check("the downloaded record is that of the program", record.name === expected.name && record.text === expected.record);
  check("the downloaded JSON is that of the program", (await downloaded("json")).text === expected.json);

  // Every other kind of control
  await page.click("[data-do=reset]");
  check("reset restores the answer", await text(page, "#answer") === before && !(await text(page, "#now")).includes("Now:"));
  await page.locator(".group > summary").evaluateAll((all) => all.forEach((one) => one.click()));
  const profileNow = () => page.evaluate(() => state.profile);
  await page.selectOption("#need-admin", "bypass");
  check("a need changes the profile", (await profileNow()).includes("admin: bypass"));
  await page.selectOption("#answer-size", { index: 1 });
  check("an answer changes the profile", (await profileNow()).includes("size:"));
  await page.locator("[data-what=framework][data-id=litestar]").check();
  check("a framework comes in", (await text(page, "#report")).includes("Litestar"));
  await page.fill("[name=score]", "9.5");
  await page.fill("[name=because]", "<b>we</b> measured it");
  await page.click(".rate button");
  check("a rating is overridden, with its reason as text", (await text(page, "#ratings")).includes("<b>we</b> measured it"));
  await page.click("[data-what=unrate]");
  check("an override is removed", !(await profileNow()).includes("overrides"));
  for (const id of ["django", "fastapi", "flask", "litestar"]) {
    const one = page.locator(`[data-what=framework][data-id=${id}]`);
    if (await one.isChecked()) await one.click();
  }
  check("fewer than two candidates is an error that is said", (await text(page, "#now")).includes("at least two"), await text(page, "#now"));
  await close("what-if");
}

async function weightings(browser) {
  for (const [name, profile, said] of [
    ["ranking", "ranking: [security, hiring]\n", "Points replace the profile's ranking"],
    ["pairwise", "pairwise: [[security, hiring, 5]]\n", "Points replace the profile's comparisons"],
  ]) {
    const { page, close } = await open(browser, whatIf(file(`${name}.yaml`, profile), name));
    await page.fill("#share-security", "20");
    await page.press("#share-security", "Tab");
    await page.waitForFunction(() => state.profile.includes("weights:"));
    check(`${name}: points replace it, and the page says so`, (await text(page, "#now")).includes(said), await text(page, "#now"));
    await close(name);
  }
}

async function hostile(browser) {
  const attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
  const profile = JSON.stringify({ title: attack, context: attack, deciders: [attack], traits: { size: "small" },
    overrides: [{ framework: "flask", criterion: "security", score: 9, because: attack }] });
  const path = whatIf(file("hostile.json", profile), "hostile");
  const { page, close } = await open(browser, path);
  check("a hostile profile stays text", (await text(page, "h1")).includes("<script>alert(1)</script>"));
  const link = await page.evaluate(async () => { await actions.link(); return location.hash; });
  await close("a hostile profile");
  const bakery = join(folder, "bakery.html");
  const linked = await open(browser, bakery, { hash: link });
  check("a hostile link stays text", (await text(linked.page, "h1")).includes("<script>alert(1)</script>"));
  check("a link brings no element", await linked.page.locator("img, #report script").count() === 0);
  await linked.close("a hostile link");
  for (const hash of ["#profile=", "#profile=AAAA", `#profile=${"A".repeat(60000)}`, "#profile=<img src=x onerror=alert(1)>", "#<script>alert(1)</script>"]) {
    const one = await open(browser, bakery, { hash });
    check(`the page opens with ${hash.slice(0, 20)}`, (await text(one.page, "#answer")).includes("Recommendation"));
    await one.close(`the fragment ${hash.slice(0, 20)}`);
  }
}

async function still(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, "bakery.html")).href);
  check("without scripts the report shows", (await text(page, "#answer")).includes("Recommendation"));
  check("without scripts the panel is hidden", !await page.locator("#what-if").isVisible());
  await context.close();
}

// The interview, answered at random by keyboard; then the decision is that of its profile.
async function playground(browser) {
  weigh(folder, "playground", "-o", folder);
  const path = join(folder, "index.html");
  const { page, close } = await open(browser, path, { ready: "#question legend" });
  check("the decision is hidden at first", !await page.locator("#report").isVisible());
  await page.click("[data-do=show]");
  check("the decision shows when asked for", await page.locator("#report #answer").isVisible());
  await page.click("[data-do=show]");
  check("and hides again", !await page.locator("#report").isVisible());
  let questions = 0;
  while (await page.locator("#interview").isVisible() && questions < 60) {
    questions += 1;
    const legend = await text(page, "#question legend");
    const choices = page.locator("#question [name=choice]");
    if (questions === 2) {
      await page.click("#question [data-do=back]");
      await page.click("#question [type=submit]");
      check("Back keeps the answer", await text(page, "#question legend") === legend, legend);
    }
    if (await choices.count() > 0) {
      await choices.first().focus();
      await page.keyboard.press("Space");
    } else await page.fill("#question [name=text]", "A <b>bold</b> shop");
    await page.locator("#question [type=submit]").press("Enter");
  }
  check("the interview ends", questions > 4 && questions < 60, questions);
  check("the decision shows at the end", (await text(page, "#answer")).includes("Recommendation: "));
  const made = await page.evaluate(() => ({ profile: state.profile, json: engine({ want: "json" }).text, record: engine({ want: "record" }) }));
  const expected = native(made.profile);
  check("the playground decides as the program does", made.json === expected.json);
  check("the playground records as the program does", made.record.text === expected.record);
  const link = await page.evaluate(async () => { await actions.link(); return location.hash; });
  await page.click("[data-do=ask]");
  check("the questions can be asked again, with the answers given", await page.locator("#question :checked").count() > 0);
  await close("playground");
  const shared = await open(browser, path, { hash: link });
  check("a shared link opens the decision", (await text(shared.page, "#answer")).includes("Recommendation: "));
  await shared.close("a shared link");
}

// An own catalogue: the page uses it, and opens fast.
async function large(browser) {
  const catalogue = join(folder, "made");
  mkdirSync(join(catalogue, "frameworks"), { recursive: true });
  writeFileSync(join(catalogue, "sources.yaml"), "made: {title: Made, publisher: nobody, url: 'https://example.org/'}\n");
  const all = Array.from({ length: 40 }, (_, at) => at);
  for (const at of all) {
    writeFileSync(join(catalogue, `c${at}.yaml`), `id: c${at}\ntitle: C${at}\nquestion: How good?\nweight: ${(at % 9) + 1}\nindicators:\n  - {id: all, title: All, weight: 1, scale: judgement}\n`);
    const findings = all.map((criterion) => `  c${criterion}: {all: {score: ${((at * 7 + criterion * 13) % 91) / 10}, because: made, source: made, checked: 2026-01-01}}`);
    writeFileSync(join(catalogue, "frameworks", `f${at}.yaml`), `id: f${at}\nname: F${at}\nversion: "1"\nhomepage: https://example.org/\nsummary: Made.\nfindings:\n${findings.join("\n")}\n`);
  }
  const path = whatIf(file("large.yaml", "weights: {c1: 20}\n"), "large", "--criteria", catalogue);
  const { page, close } = await open(browser, path, { timed: true });
  const [opened, ready] = await page.evaluate(() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.now()]);
  console.log(`40 × 40: painted after ${opened.toFixed(0)} ms, with its panel after ${ready.toFixed(0)} ms`);
  check("40 frameworks on 40 criteria show within a second", opened < 1000, opened);
  await page.fill("#share-c1", "50");
  await page.press("#share-c1", "Tab");
  await page.waitForFunction(() => state.profile.includes("c1: 50"));
  check("a page with an own catalogue offers no record", await page.locator("[data-do=record]").count() === 0);
  await close("40 × 40");
}

async function speed(browser) {
  const path = whatIf(file("three.yaml", readFileSync("examples/three-frameworks.yaml", "utf8")), "three");
  const { page, close } = await open(browser, path, { viewport: { width: 1280, height: 900 } });
  const measure = (kind) => page.evaluate(async (kind) => {
    const slider = document.querySelector("#knob-share-security [type=range]");
    const times = [];
    for (let number = 0; number < 31; number += 1) {
      slider.value = String((number * 7) % 95);
      const start = performance.now();
      slider.dispatchEvent(new Event(kind, { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
      times.push(performance.now() - start);
    }
    return times.sort((one, other) => one - other)[15];
  }, kind);
  await page.locator("#knob-share-security [type=range]").focus();
  const [dragged, released] = [await measure("input"), await measure("change")];
  console.log(`slider to repainted page, three frameworks: ${dragged.toFixed(0)} ms while dragged, ${released.toFixed(0)} ms on release`);
  check("a dragged slider repaints within half a second", dragged < 500, dragged);
  await close("speed");
}

try {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const part of [controls, weightings, hostile, still, playground, large, speed]) {
      try {
        await part(browser);
      } catch (error) {
        check(part.name, false, error.stack);
      }
    }
    const start = Date.now();
    await equality(browser, Number(PROFILES ?? 60));
    console.log(`random profiles: ${((Date.now() - start) / 1000).toFixed(0)} s`);
  } finally {
    await browser.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 30 ? 0 : 1);
