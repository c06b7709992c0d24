// Compares the module with the program, byte for byte: the decision of every profile, its report, and its record.
// node web/compare.mjs MODULE CATALOGUE PROGRAM PROFILE...
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const [modulePath, cataloguePath, program, ...profiles] = process.argv.slice(2);
const DAY = "2026-11-26";
const packed = readFileSync(modulePath);
const module = modulePath.endsWith(".gz") ? gunzipSync(packed) : packed;
const { instance } = await WebAssembly.instantiate(module, {});
const { memory, allocate, release, load, call } = instance.exports;

function give(take, bytes) {
  const address = allocate(bytes.length);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
  const packed = BigInt.asUintN(64, take(address, bytes.length));
  release(address, bytes.length);
  const [at, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
  const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at, length)));
  release(at, length);
  return answer;
}

const ask = (request) => give(call, new TextEncoder().encode(JSON.stringify({ draws: 10000, seed: 1, "as-of": DAY, ...request })));

let compared = 0;
let failed = 0;
function check(what, held) {
  compared += 1;
  if (held) return;
  failed += 1;
  console.error(`FAIL ${what}`);
}

check("nothing is answered without a catalogue", ask({ want: "json", profile: "{}" }).error !== undefined);
check("a damaged catalogue is refused", give(load, new Uint8Array([1, 2, 3])).error !== undefined);
check("the catalogue is read", give(load, readFileSync(cataloguePath)).error === undefined);
const folder = mkdtempSync(join(tmpdir(), "weigh-web-"));
try {
  for (const path of profiles) {
    const profile = readFileSync(path, "utf8");
    const cwd = mkdtempSync(join(folder, "profile-"));
    writeFileSync(join(cwd, "weigh-profile.yaml"), profile);
    const weigh = (...args) => execFileSync(resolve(program), [...args, "weigh-profile.yaml", "--as-of", DAY], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const json = ask({ want: "json", profile });
    check(`${path}: the decision ${json.error ?? "differs"}`, json.result?.text === weigh("decide", "--format", "json"));
    const page = ask({ want: "page", base: profile, profile });
    const html = weigh("decide", "--format", "html").split(/<main>|<\/main>/)[1];
    check(`${path}: the report ${page.error ?? "differs"}`, page.result?.report === html);
    const { result, error } = ask({ want: "record", profile });
    weigh("record", "--date", DAY);
    const [name] = readdirSync(join(cwd, "docs/decisions"));
    const same = result?.name === name && result.text === readFileSync(join(cwd, "docs/decisions", name), "utf8");
    check(`${path}: the record ${error ?? "differs"}`, same);
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const [profile, word] of [["trait: {}\n", "trait"], ["frameworks: [django]\n", "two"], ["a: &a [*a]\n", ""]]) {
  check(`an invalid profile is an error: ${profile}`, ask({ want: "json", profile }).error?.includes(word));
}
const share = (value, profile = "{}") => ask({ want: "page", base: "{}", profile, set: { what: "share", id: "security", value } });
check("a share stops at 95%", share("99").result?.profile.includes("security: 95 "));
check("a share that is no number is an error", share("lots").error?.includes("not a number"));
check("a share of zero stays zero", share("0").result?.profile.includes("security: 0 "));
check("an unknown criterion is an error", ask({ want: "page", profile: "{}", set: { what: "share", id: "x", value: "1" } }).error !== undefined);
console.log(`${compared - failed} passed, ${failed} failed`);
process.exit(failed === 0 && compared > 10 ? 0 : 1);
