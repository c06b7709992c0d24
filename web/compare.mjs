// Compares the module with the program: every example in every format, byte for byte but for `inputs`.
// node web/compare.mjs MODULE PROGRAM PROFILE...
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [modulePath, program, ...profiles] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(modulePath), {});
const { memory, allocate, release, call } = instance.exports;

function ask(request) {
  const bytes = new TextEncoder().encode(JSON.stringify(request));
  const address = allocate(bytes.length);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
  const packed = BigInt.asUintN(64, call(address, bytes.length));
  release(address, bytes.length);
  const [at, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
  const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at, length)));
  release(at, length);
  return answer;
}

// What a text says of the profile's file, which the module never sees.
const inputs = {
  csv: /^<stdin>(?=,)/gm,
  markdown: /^- Profile: &lt;stdin> .*\n/gm,
  html: /<li[^>]*>Profile: &lt;stdin&gt; [^<]*<\/li>|<dt>Profile<\/dt><dd[^>]*>&lt;stdin&gt; [^<]*<\/dd>/g,
};

function withoutInputs(format, text) {
  if (format !== "json") return text.replace(inputs[format], "");
  const decision = JSON.parse(text);
  delete decision.inputs;
  return JSON.stringify(decision);
}

let compared = 0;
let failed = 0;
for (const path of profiles) {
  const profile = readFileSync(path, "utf8");
  for (const format of ["json", "csv", "markdown", "html"]) {
    const native = execFileSync(program, ["decide", "--no-config", "--format", format, "-"], { input: profile, encoding: "utf8" });
    const answer = ask({ profile, format });
    compared += 1;
    if (answer.error || withoutInputs(format, native) !== withoutInputs(format, answer.result)) {
      failed += 1;
      console.error(`${path}: ${format} differs${answer.error ? `: ${answer.error}` : ""}`);
    }
  }
}
const wrong = ask({ profile: "trait: {}\n", format: "json" });
compared += 1;
if (!wrong.error?.includes(":1:1")) {
  failed += 1;
  console.error("an invalid profile must come back as an error with its place");
}
console.log(`${compared - failed} passed, ${failed} failed`);
process.exit(failed === 0 && compared > 1 ? 0 : 1);
