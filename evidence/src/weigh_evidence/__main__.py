"""Command line: run FRAMEWORK, refresh, list."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from . import count, findings, index, load, probe, process, refresh, spec, venv
from .process import ServerError


def machine() -> dict:
    cpu = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*: (.*)", cpu, re.M)
    return {"system": platform.system(), "cpus": os.cpu_count(), "model": model[1] if model else ""}


def measure(name: str, effort: load.Effort) -> dict:
    """Everything that can be measured and counted of a framework."""
    one, flask = spec.read(name), spec.read("flask")
    print(f"evidence: installing {name}", file=sys.stderr)
    python, base = venv.make(one), venv.make(flask)
    subprocess.run([str(python), str(spec.SHARED / "make_db.py")], check=True)
    raw: dict = {
        "framework": name,
        "day": findings.today(),
        "machine": machine(),
        "python": platform.python_version(),
        "versions": venv.versions(one),
        "rounds": effort.rounds,
        "seconds": effort.seconds,
    }
    print("evidence: counting", file=sys.stderr)
    raw["code"] = count.code(python, one.distribution)
    raw["application_lines"] = count.code_lines((one.folder / "app.py").read_text())
    if one.docs:
        locked = raw["versions"][index.normalise(one.distribution)]
        archive = count.source_distribution(one.distribution, locked, venv.pip())
        if archive:
            raw["words"] = count.words(archive, one.docs)
    if one.layer:
        day = findings.dt.date.fromisoformat(raw["day"])
        raw["layer"] = {
            name: {
                "version": r.version,
                "released": r.released.isoformat(),
                "months": round(index.months(r.released, day), 1),
            }
            for name, r in index.newest(one.layer).items()
        }
    print("evidence: asking what it does by default", file=sys.stderr)
    with process.serve(one, python, next(iter(one.variants.values()))) as server:
        raw["probe"] = probe.measure(server.port)
    print("evidence: starting and loading it beside Flask", file=sys.stderr)
    before = os.getloadavg()[0]
    raw["start_ms"] = load.starts(one, python, flask, base, effort)
    raw |= load.measure(one, python, flask, base, effort)
    # What this program itself puts on the machine is one server and one client.
    raw["load_average"] = round(max(before, os.getloadavg()[0] - 2), 2)
    return raw


def run(args: argparse.Namespace) -> int:
    one = spec.read(args.framework)
    if args.lock:
        venv.lock(one)
    begun = time.monotonic()
    if args.recorded:
        raw = json.loads(findings.results_path(one.id).read_text())
    else:
        raw = measure(one.id, load.QUICK if args.quick else load.FULL)
        if args.save:
            findings.results_path(one.id).write_text(json.dumps(raw, indent=1) + "\n")
    found = findings.from_raw(one, raw)
    print(findings.as_yaml(found))
    outside = 0
    for path, verdict, detail in findings.differences(found, findings.catalogue(one.id)):
        print(f"# {verdict:8}{path}: {detail}")
        outside += verdict in ("outside", "changed")
    print(f"# {outside} outside the catalogue's ranges, {time.monotonic() - begun:.0f} s")
    if raw["load_average"] > 2:
        print(f"# load average {raw['load_average']}: repeat the measurement on an idle machine")
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="evidence", description=__doc__)
    sub = top.add_subparsers(dest="command", required=True)
    one = sub.add_parser("run", help="measure one framework and print its findings")
    one.add_argument("framework", choices=spec.names(), metavar="FRAMEWORK")
    one.add_argument("--quick", action="store_true", help="three short rounds, for CI")
    one.add_argument("--save", action="store_true", help="keep the raw results in results/")
    one.add_argument("--lock", action="store_true", help="pin the newest versions first")
    one.add_argument("--recorded", action="store_true", help="use the raw results in results/")
    again = sub.add_parser("refresh", help="compare release dates with the package index")
    again.add_argument("--write", action="store_true", help="rewrite the catalogue")
    sub.add_parser("list", help="list the frameworks that can be measured")
    return top


def main() -> int:
    args = parser().parse_args()
    try:
        if args.command == "run":
            return run(args)
        if args.command == "refresh":
            names = {name: spec.read(name).distribution for name in spec.names()}
            return refresh.run(names, args.write)
        print("\n".join(spec.names()))
        return 0
    except (spec.SpecError, ServerError, OSError) as error:
        print(f"evidence: {error}", file=sys.stderr)
    except subprocess.CalledProcessError as error:
        print(f"evidence: {error}\n{error.stderr or ''}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
