"use strict";
// Asks the engine in the page and shows what it returns. Nothing is computed here, and nothing is sent.

const byId = (id) => document.getElementById(id);
const [panel, report, interview] = [byId("what-if"), byId("report"), byId("interview")];
const { profile: opened, asks, settings } = JSON.parse(byId("state").textContent);

// The profile that changes are compared with, the profile as it stands, and the answers of the interview.
const state = { base: opened, profile: opened, start: opened, answers: [], asking: asks };

// The engine: one function, from a request to a result.

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const through = async (bytes, stream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

async function start() {
  const module = await through(bytesOf(byId("module").textContent), new DecompressionStream("gzip"));
  const { instance } = await WebAssembly.instantiate(module, {});
  const { memory, allocate, release, load, call } = instance.exports;
  const give = (take, bytes) => {
    const address = allocate(bytes.length);
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    const packed = BigInt.asUintN(64, take(address, bytes.length));
    release(address, bytes.length);
    const [at, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
    const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at, length)));
    release(at, length);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  };
  give(load, bytesOf(byId("catalogue").textContent));
  return (request) => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
    const all = { profile: state.profile, base: state.base, "as-of": day.join("-"), ...settings, ...request };
    return give(call, new TextEncoder().encode(JSON.stringify(all)));
  };
}

// Showing: the elements that are there stay, so that focus, scrolling and what is unfolded stay too.

const keyOf = (node) => node.id || node.firstElementChild?.id || "";
const LATER = "section:has(> #robustness), #analysis, .more, #what-if > :not(h2, #now, #shares)";

// Makes `old` like `fresh`. While a slider is dragged, the engine leaves out what takes long, and it stays as it is.
function morph(old, fresh, dragging) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.isEqualNode(fresh)) return;
  const kept = old.localName === "details" ? ["open"] : [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  let next = old.firstChild;
  const stays = (node) => dragging && node?.nodeType === Node.ELEMENT_NODE && node.matches(LATER);
  for (const child of [...fresh.childNodes]) {
    while (stays(next)) next = next.nextSibling;
    const key = child.nodeType === Node.ELEMENT_NODE ? keyOf(child) : "";
    let match = next;
    while (key !== "" && match !== null && (match.nodeType !== Node.ELEMENT_NODE || keyOf(match) !== key)) match = match.nextSibling;
    const same = match !== null && match.nodeName === child.nodeName &&
      (match.nodeType !== Node.ELEMENT_NODE || keyOf(match) === key);
    if (!same) old.insertBefore(child, next);
    else {
      if (match === next) next = next.nextSibling;
      else old.insertBefore(match, next);
      morph(match, child, dragging);
    }
  }
  while (next !== null) {
    const gone = next;
    next = next.nextSibling;
    if (!stays(gone)) gone.remove();
  }
}

function fill(element, html, dragging) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = element.cloneNode(false);
  fresh.append(template.content);
  morph(element, fresh, dragging);
}

// Shows an answer of the engine. What somebody is dragging, and the form of a rating, keep their values.
function paint(result, dragging) {
  if (!state.asking) fill(panel, result.panel, dragging);
  fill(report, result.report, dragging);
  for (const control of panel.querySelectorAll("input, option")) {
    if (control.form || (dragging && control === document.activeElement)) continue;
    if (control.localName === "option") control.selected = control.defaultSelected;
    else if (control.type === "checkbox") control.checked = control.defaultChecked;
    else control.value = control.defaultValue;
  }
}

function say(text, kind = "error") {
  const place = byId(state.asking ? "effect" : "now");
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  place.hidden = false;
  place.prepend(line);
}

let engine;

// The address with a profile in it.
async function linkOf(profile) {
  const packed = await through(new TextEncoder().encode(profile), new CompressionStream("deflate-raw"));
  const text = btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `#profile=${text}`;
}

// A change stands in the address, so that a reload keeps it, and so do the answers of the interview.
async function remember() {
  const { profile, base, start, answers, asking } = state;
  const count = answers.length;
  const isStart = asking ? count === 0 && start === opened : !asks && profile === base;
  const given = asking ? `&answers=${encodeURIComponent(JSON.stringify(answers))}` : "";
  const address = isStart ? location.pathname + location.search : await linkOf(asking ? start : profile) + given;
  if (profile === state.profile && count === state.answers.length) history.replaceState(null, "", address);
}

// Asks for the page with a change, and shows it. While a slider is dragged nothing is kept.
function show(set, dragging = false) {
  try {
    const result = engine({ want: "page", set, brief: dragging });
    if (!dragging) state.profile = result.profile;
    paint(result, dragging);
    if (!dragging) remember().catch(() => {}); // Some browsers refuse many changes at once.
  } catch (error) {
    if (dragging) return;
    if (set !== undefined) show();
    say(error.message);
  }
}

// The panel

function changeOf(control) {
  const { what, id } = control.dataset;
  return { what, id, value: control.value, on: control.type !== "checkbox" || control.checked };
}

// The first move of a frame shows at once, so that it is ready when the frame is; later ones wait for the next.
let frame;
let waiting;
function drag(target) {
  show(changeOf(target), true);
  frame = requestAnimationFrame(() => {
    const next = waiting;
    frame = waiting = undefined;
    if (next) drag(next);
  });
}
panel.addEventListener("input", ({ target }) => {
  if (target.type !== "range") return;
  if (frame === undefined) drag(target);
  else waiting = target;
});
panel.addEventListener("change", ({ target }) => {
  if (target.dataset.what === undefined) return;
  waiting = undefined;
  show(target.type === "number" && target.value === "" ? undefined : changeOf(target));
});
panel.addEventListener("submit", (event) => {
  event.preventDefault();
  show({ what: event.target.dataset.what, ...Object.fromEntries(new FormData(event.target)) });
  for (const box of event.target.querySelectorAll("input")) box.value = "";
});

function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Where the clipboard is not allowed, the text is selected for copying.
async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    byId("copied").textContent = said;
  } catch {
    const box = byId("to-copy");
    [box.hidden, box.value] = [false, text];
    box.select();
    byId("copied").textContent = "Copy the selected text.";
  }
}

const actions = {
  reset() {
    state.profile = state.base;
    show();
  },
  async link() {
    history.replaceState(null, "", await linkOf(state.profile));
    await copy(location.href, "Copied the link. It holds the profile; nothing is stored elsewhere.");
  },
  copy: () => copy(state.profile, "Copied the profile."),
  profile: () => download("weigh-profile.yaml", "application/yaml", state.profile),
  record() {
    const { name, text } = engine({ want: "record" });
    download(name, "text/markdown", text);
  },
  json: () => download("decision.json", "application/json", engine({ want: "json" }).text),

  // The interview
  skip: () => give(null),
  back() {
    const before = state.answers.pop();
    ask();
    if (!Array.isArray(before)) return;
    for (const box of byId("question").querySelectorAll("[name=choice]")) box.checked = before.includes(Number(box.value));
  },
  finish: () => finish(),
  show(button) {
    report.hidden = !report.hidden;
    byId("effect").hidden = report.hidden;
    button.setAttribute("aria-expanded", String(!report.hidden));
    button.textContent = report.hidden ? "Show the decision so far" : "Hide the decision";
    if (!report.hidden) show();
  },
  ask: () => resume(state.profile, []),
};

addEventListener("click", ({ target }) => {
  const button = target.closest?.("button");
  if (!button || button.type === "submit" || engine === undefined) return;
  if (button.dataset.what !== undefined) {
    show(changeOf(button));
    if (!button.isConnected) byId("ratings").firstElementChild.focus();
    return;
  }
  try {
    Promise.resolve(actions[button.dataset.do]?.(button)).catch((error) => say(error.message));
  } catch (error) {
    say(error.message);
  }
});

// The interview

function ask(moved = true) {
  pose(engine({ want: "question", profile: state.start, answers: state.answers }), moved);
}

// Shows a question; after the last one, the decision.
function pose({ profile, question, effect }, moved = true) {
  state.profile = profile;
  if (question === null) return finish(effect);
  remember().catch(() => {});
  byId("question").innerHTML = question;
  byId("effect").textContent = effect ?? "";
  byId("effect").hidden = report.hidden;
  if (moved) byId("question").querySelector("input")?.focus();
  if (!report.hidden) show();
}

// Asks the questions after these answers.
function resume(start, answers) {
  const asked = engine({ want: "question", profile: start, answers });
  Object.assign(state, { start, answers, asking: true });
  [interview.hidden, panel.hidden, report.hidden] = [false, true, true];
  document.body.classList.remove("live");
  pose(asked);
}

function give(answer) {
  state.answers.push(answer);
  ask();
}

interview?.addEventListener("submit", (event) => {
  event.preventDefault();
  const data = new FormData(event.target);
  const text = data.get("text");
  const picked = data.getAll("choice").map(Number);
  give(text ?? (picked.length > 0 ? picked : null));
});

function finish(said) {
  state.base = state.profile;
  open(engine({ want: "page" }));
  remember().catch(() => {});
  panel.focus();
  if (said) say(said, "soft");
}

// The report with its panel: those of the page, or those of an answer.
function open(result) {
  state.asking = false;
  if (interview) interview.hidden = true;
  [panel.hidden, report.hidden] = [false, false];
  document.body.classList.add("live");
  if (result) paint(result);
  byId("shares").open ||= matchMedia("(min-width: 76rem)").matches;
}

async function unpacked(text) {
  const packed = bytesOf(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")));
}

// A link holds a profile, which the engine checks like any file, and perhaps answers that follow it.
async function openLink() {
  const found = /^#profile=([\w-]{1,65536})(?:&answers=([^&]{1,65536}))?$/.exec(location.hash);
  if (found === null) return false;
  try {
    const profile = await unpacked(found[1]).catch(() => {
      throw new Error("it is incomplete or damaged");
    });
    if (asks && found[2] !== undefined) {
      resume(profile, JSON.parse(decodeURIComponent(found[2])));
      return true;
    }
    const base = asks ? profile : state.base;
    const result = engine({ want: "page", profile, base });
    Object.assign(state, { base, profile });
    open(result);
  } catch (error) {
    if (state.asking) ask(false);
    else open();
    say(`This link cannot be opened: ${error.message}`);
  }
  return true;
}

// The report shows first.
requestAnimationFrame(() => setTimeout(() => start().then(async (ready) => {
  engine = ready;
  addEventListener("hashchange", openLink);
  if (asks) interview.querySelector("[data-do=show]").hidden = false;
  if (await openLink()) return;
  if (asks) ask(false);
  else open();
}).catch(() => {
  // Without WebAssembly the report shows as it is.
  if (interview) byId("question").textContent = "This browser cannot run the page: it needs WebAssembly.";
})));
