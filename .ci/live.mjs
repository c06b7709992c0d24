// The checks of .ci/web on pages with the engine in them: `node live.mjs` with $WEIGH, $CHROMIUM, $FIREFOX and $PLAYWRIGHT.
// Ends with `N passed, N failed`.
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const { CHROMIUM, FIREFOX, PLAYWRIGHT, WEIGH } = process.env;
const { chromium, firefox } = createRequire(import.meta.url)(PLAYWRIGHT);
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

const environment = { ...process.env, WEIGH_AS_OF: DAY };
const weigh = (cwd, ...args) => execFileSync(WEIGH, args, { cwd, env: environment, stdio: "ignore" });
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
  const clipboard = browser.browserType() === chromium ? { permissions: ["clipboard-read", "clipboard-write"] } : {};
  const context = await browser.newContext({ ...clipboard, ...options });
  const page = await context.newPage();
  const said = [];
  if (!timed) await page.clock.setFixedTime(`${DAY}T12:00:00`);
  else await page.addInitScript(() => new MutationObserver(() => {
    if (document.body?.classList.contains("live")) window.ready ??= performance.now();
  }).observe(document, { subtree: true, attributeFilter: ["class"] }));
  // Firefox tells of a damaged link by itself.
  const tell = (what) => { if (!what.includes("Failed to read data from the ReadableStream")) said.push(what); };
  page.on("console", (message) => tell(message.text()));
  page.on("pageerror", (error) => tell(String(error)));
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

// What the program makes of a profile: the decision, the report and the record.
async function native(profile) {
  const cwd = mkdtempSync(join(folder, "native-"));
  writeFileSync(join(cwd, "weigh-profile.yaml"), profile);
  const run = (...args) => promisify(execFile)(WEIGH, args, { cwd, env: environment });
  const decide = (format) => run("decide", "weigh-profile.yaml", "--format", format);
  // A profile that says nothing of the project has no record.
  const recorded = run("record", "weigh-profile.yaml", "--date", DAY).catch(() => undefined);
  const [json, html, done] = await Promise.all([decide("json"), decide("html"), recorded]);
  const name = done && readdirSync(join(cwd, "docs/decisions"))[0];
  const record = done && { name, text: readFileSync(join(cwd, "docs/decisions", name), "utf8") };
  rmSync(cwd, { recursive: true });
  return { json: json.stdout, report: html.stdout.split(/<main>|<\/main>/)[1], record };
}

// Profiles as they are, then random ones and slider positions: whatever the controls of the page make, the program decides
// and records alike. Sliders are dragged; the last control of each is moved as a user does, and the page repainted.
async function equality(browser, count) {
  const start = Date.now();
  const examples = readdirSync("examples").filter((name) => name.endsWith(".yaml"));
  const starts = examples.map((name) => readFileSync(join("examples", name), "utf8"));
  starts.push("{}\n", "traits: {size: small}\nranking: [security, hiring]\n", "pairwise: [[security, hiring, 5]]\n");
  const { page, close } = await open(browser, whatIf(file("start.yaml", starts[0]), "start"));
  await page.evaluate(() => {
    const paints = paint;
    window.paint = (result, ...more) => {
      window.painted = result;
      paints(result, ...more);
    };
  });
  const compared = [];
  let moved = 0;
  for (let number = 0; number < count; number += 1) {
    const asIs = number < starts.length;
    const dice = Array.from({ length: asIs ? 0 : 24 }, random);
    const made = await page.evaluate(({ start, dice }) => {
      const roll = () => dice.pop();
      state.base = state.profile = start;
      if (dice.length === 0) show();
      let moved = 0;
      for (let move = dice.length > 0 ? 1 + Math.floor(roll() * 5) : 0; move > 0; move -= 1) {
        const kinds = ["#shares [type=range]", "#knob-fit-factor-fit-factor [type=range]", "select[data-what]", "[type=checkbox]"];
        const all = [...panel.querySelectorAll(kinds[Math.floor(roll() * kinds.length)])];
        const control = all[Math.floor(roll() * all.length)];
        if (control.type === "range") [control.value, moved] = [String(roll() * Number(control.max)), moved + 1];
        if (control.localName === "select") control.selectedIndex = Math.floor(roll() * control.options.length);
        if (control.type === "checkbox") control.checked = !control.checked;
        try {
          if (move > 1) state.profile = engine({ want: "page", set: changeOf(control), brief: true }).profile;
        } catch {
          // Such as fewer than two candidates
        }
        if (move === 1) control.dispatchEvent(new Event("change", { bubbles: true }));
      }
      const shown = byId("answer").textContent;
      let record;
      try {
        record = engine({ want: "record" });
      } catch {
        // Nothing is said of the project.
      }
      return { moved, shown, record, report: painted.report, profile: state.profile, json: engine({ want: "json" }).text };
    }, { start: asIs ? starts[number] : pick(starts), dice });
    moved += made.moved;
    compared.push(native(made.profile).then((expected) => {
      const differs = ["json", "report", "record"].filter((part) => JSON.stringify(made[part]) !== JSON.stringify(expected[part]));
      if (!made.report.includes(made.shown.replace("Recommendation: ", ""))) differs.push("the answer that is shown");
      if (differs.length > 0) console.log(`${made.profile}differs: ${differs.join(", ")}`);
      return differs.length > 0;
    }));
    if (compared.length % 16 === 0) await Promise.all(compared);
  }
  const different = (await Promise.all(compared)).filter(Boolean).length;
  check(`${count} profiles: the page decides, reports and records as the program does`, different === 0, different);
  check("sliders were moved", moved > (count - starts.length) / 4, moved);
  console.log(`${count} profiles, ${moved} moves of sliders: ${((Date.now() - start) / 1000).toFixed(0)} s`);
  await close("profiles");
}

// Goes through the page with Tab, opens what is closed, and changes every control of the panel with its keys.
async function keys(page, name) {
  const wrong = [];
  await page.evaluate(() => { window.reached = new Set(); });
  const focused = () => page.evaluate(() => {
    const one = document.activeElement;
    const kind = one.localName === "input" ? one.type : one.localName;
    const last = kind === "range" ? Number(one.value) >= Number(one.max) : kind === "select" && one.selectedIndex === one.options.length - 1;
    const done = one === document.body || reached.has(one);
    const closed = kind === "summary" && !one.parentElement.open;
    return { done, kind, last, closed, what: one.dataset.what, name: one.name, html: one.outerHTML.slice(0, 150), profile: state.profile };
  });
  const press = { range: ["ArrowRight", "ArrowLeft"], number: ["ArrowUp", "ArrowUp"], select: ["ArrowDown", "ArrowUp"], checkbox: ["Space", "Space"] };
  for (let tabs = 0; tabs < 1500; tabs += 1) {
    await page.keyboard.press("Tab");
    const one = await focused();
    if (one.done) break;
    await page.evaluate(() => reached.add(document.activeElement));
    if (one.closed) await page.keyboard.press("Enter");
    if (one.name === "score") await page.keyboard.type("9.5");
    if (one.name === "because") {
      await page.keyboard.type("we measured it");
      await page.keyboard.press("Enter");
    }
    const [key] = (press[one.kind] ?? []).slice(one.last ? 1 : 0);
    if (one.what === undefined || key === undefined) continue;
    await page.keyboard.press(key);
    if ((await focused()).profile === one.profile) wrong.push(one.html);
    // At least two candidates stay.
    if (one.what === "framework") await page.keyboard.press(key);
  }
  check(`${name}: keys change every control`, wrong.length === 0, wrong);
  // What a change brings above the focus was not there to be reached.
  const missed = await page.evaluate(() => [...document.body.querySelectorAll("button, input, select, summary, a[href]")]
    .filter((one) => one.checkVisibility() && !reached.has(one) && !one.matches("#changes summary, [data-what=unrate]")).map((one) => one.outerHTML));
  check(`${name}: Tab reaches every control`, missed.length === 0, missed);
  check(`${name}: a rating is given by keyboard`, await page.evaluate(() => state.profile.includes("we measured it")));
}

async function keyboard(browser) {
  const { page, close } = await open(browser, join(folder, "bakery.html"), { viewport: { width: 1280, height: 900 } });
  await keys(page, "what-if");
  await close("what-if by keyboard");
}

async function controls(browser) {
  const path = whatIf(file("bakery.yaml", readFileSync("examples/bakery-shop.yaml", "utf8")), "bakery");
  const { page, close } = await open(browser, path, { viewport: { width: 1280, height: 900 } });
  const before = await text(page, "#answer");
  const [written, answered] = await page.evaluate(() => {
    const first = panel.innerHTML;
    show();
    return [first, panel.innerHTML];
  });
  check("the page opens with the panel that the engine shows", written === answered);
  const box = page.locator("#share-security");
  const slider = page.locator("#knob-share-security [type=range]");

  await slider.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowLeft");
  check("a slider moves", (await text(page, "#now")).includes("Current result: "));
  await box.fill("99");
  await box.press("Tab");
  check("a share above 95% is refused", (await text(page, "#now")).includes("from 0 to 95, found 99"), await text(page, "#now"));
  check("what was refused is not kept", Number(await box.inputValue()) < 95, await box.inputValue());
  await box.fill("95");
  await box.press("Tab");
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
    if (browser.browserType() === firefox) {
      // Its driver does not tell of downloads.
      await page.evaluate(() => { window.download = (name, type, text) => { window.downloaded = { name, text }; }; });
      await page.click(`[data-do=${button}]`);
      return page.evaluate(() => downloaded);
    }
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-do=${button}]`)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const { text: profile } = await downloaded("profile");
  const expected = await native(profile);
  const record = await downloaded("record");
  check("the downloaded record is that of the program", JSON.stringify(record) === JSON.stringify(expected.record));
  check("the downloaded JSON is that of the program", (await downloaded("json")).text === expected.json);

  // Every other kind of control
  await page.click("[data-do=reset]");
  check("reset restores the answer", await text(page, "#answer") === before && !(await text(page, "#now")).includes("Current result:"));
  check("reset leaves no profile in the address", !page.url().includes("#profile="), page.url());
  await page.locator(".group > summary").evaluateAll((all) => all.forEach((one) => one.click()));
  const profileNow = () => page.evaluate(() => state.profile);
  await page.selectOption("#need-admin", "bypass");
  check("a need changes the profile", (await profileNow()).includes("admin: bypass"));
  await page.selectOption("#answer-size", { index: 1 });
  check("an answer changes the profile", (await profileNow()).includes("size:"));
  await page.waitForFunction(() => location.hash !== "");
  const again = await open(browser, path, { hash: new URL(page.url()).hash });
  check("a reload keeps the changes", await again.page.evaluate(() => state.profile) === await profileNow());
  await again.close("a reload");
  await page.locator("[data-what=framework][data-id=litestar]").check();
  check("a framework comes in", (await text(page, "#report")).includes("Litestar"));
  await page.fill("[name=score]", "9.5");
  await page.fill("[name=because]", "<b>we</b> measured it");
  await page.click(".rate button");
  check("a rating is overridden, with its reason as text", (await text(page, "#ratings")).includes("<b>we</b> measured it"));
  await page.click("[data-what=unrate]");
  check("an override is removed", !(await profileNow()).includes("overrides"));
  check("focus stays beside what was removed", await page.evaluate(() => byId("ratings").contains(document.activeElement)));
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
    if (hash === "#profile=AAAA") check("a damaged link is called so", (await text(one.page, "#now")).includes("incomplete or damaged"));
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
  const tabTo = async (selector, key) => {
    for (let tabs = 0; tabs < 40 && !await page.evaluate((selector) => document.activeElement.matches(selector), selector); tabs += 1) await page.keyboard.press(key);
  };
  check("the decision is hidden at first", !await page.locator("#report").isVisible());
  await page.click("[data-do=show]");
  check("the decision shows when asked for", await page.locator("#report #answer").isVisible());
  await page.click("[data-do=show]");
  check("and hides again", !await page.locator("#report").isVisible());
  await tabTo("#question input", "Shift+Tab");
  let questions = 0;
  while (await page.locator("#interview").isVisible() && questions < 60) {
    questions += 1;
    const legend = await text(page, "#question legend");
    const choices = page.locator("#question [name=choice]");
    if (questions === 2) {
      await page.click("#question [data-do=back]");
      await page.click("#question [type=submit]");
      check("Back keeps the answer", await text(page, "#question legend") === legend, legend);
      await page.waitForFunction(() => location.hash.includes("&answers="));
      const again = await open(browser, path, { hash: new URL(page.url()).hash, ready: "#question legend" });
      check("a reload asks the same question", await text(again.page, "#question legend") === legend, legend);
      await again.page.click("#question [data-do=back]");
      check("and goes back from it", await again.page.locator("#question :checked").count() > 0);
      await again.close("a reload of the interview");
    }
    // The question has the focus.
    if (await choices.count() > 0) await page.keyboard.press("Space");
    else await page.keyboard.type("A <b>bold</b> shop");
    await tabTo("[type=submit]", "Tab");
    await page.keyboard.press("Enter");
  }
  check("the interview ends", questions > 4 && questions < 60, questions);
  check("the decision shows at the end", (await text(page, "#answer")).includes("Recommendation: "));
  const made = await page.evaluate(() => ({ profile: state.profile, json: engine({ want: "json" }).text, record: engine({ want: "record" }) }));
  const expected = await native(made.profile);
  check("the playground decides as the program does", made.json === expected.json);
  check("the playground records as the program does", made.record.text === expected.record.text);
  const link = await page.evaluate(async () => { await actions.link(); return location.hash; });
  await keys(page, "playground");
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
  // The best of three: the machine may have other work.
  const opened = [];
  const timed = async () => {
    const { page, close } = await open(browser, path, { timed: true });
    opened.push(await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, ready]));
    return { page, close };
  };
  for (const { close } of [await timed(), await timed()]) await close("40 × 40");
  const { page, close } = await timed();
  const [painted, ready] = [0, 1].map((at) => Math.min(...opened.map((times) => times[at])));
  console.log(`40 × 40: painted after ${painted.toFixed(0)} ms, with its panel after ${ready.toFixed(0)} ms (aim: 1000)`);
  await page.fill("#share-c1", "50");
  await page.press("#share-c1", "Tab");
  await page.waitForFunction(() => state.profile.includes("c1: 50"));
  check("a page with an own catalogue offers no record", await page.locator("[data-do=record]").count() === 0);
  await close("40 × 40");
}

async function speed(browser) {
  const path = whatIf(file("three.yaml", readFileSync("examples/three-frameworks.yaml", "utf8")), "three");
  const { page, close } = await open(browser, path, { timed: true, viewport: { width: 1280, height: 900 } });
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
  // The aim is 50 ms; more is allowed where the machine has other work.
  check("a moved slider repaints at once", dragged < 150 && released < 200, dragged);
  await close("speed");
}

const BROWSERS = [
  [chromium, { executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] }, 300, [still, large, speed]],
  [firefox, { executablePath: FIREFOX, channel: "moz-firefox" }, 20, []],
];
try {
  for (const [type, options, profiles, timed] of BROWSERS) {
    const browser = await type.launch(options);
    console.log(`${type.name()} ${browser.version()}`);
    try {
      for (const part of [controls, keyboard, weightings, hostile, playground, ...timed, (one) => equality(one, profiles)]) {
        try {
          await part(browser);
        } catch (error) {
          check(`${type.name()} ${part.name}`, false, error.stack);
        }
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 30 ? 0 : 1);
