"""From raw results to findings as they stand in criteria/frameworks, and the difference to those."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import yaml

from . import load, probe
from .spec import ROOT, Spec

CATALOGUE = ROOT.parent / "criteria" / "frameworks"
SOURCE = {
    "json": "bench-json", "page": "bench-page", "row": "bench-row", "start": "bench-start",
    "memory": "bench-memory", "defaults": "bench-defaults", "code-carried": "count-lines",
    "first-files": "count-start-files", "tutorial": "count-tutorials",
    "documentation": "count-documentation", "upkeep": "package-releases",
}  # fmt: skip


def significant(value: float, digits: int = 2) -> float | int:
    rounded = float(f"{value:.{digits}g}")
    return int(rounded) if rounded == int(rounded) else rounded


def finding(indicator: str, day: str, method: str, confidence: str, because: str, **values) -> dict:
    common = {"source": SOURCE[indicator], "checked": day, "method": method}
    return values | common | {"confidence": confidence, "because": because}


def from_raw(spec: Spec, raw: dict) -> dict[str, dict[str, dict]]:
    """Findings by criterion and indicator."""
    day = raw["day"]
    busy = raw["load_average"] > 2
    sure = "low" if busy else "medium"
    out: dict[str, dict[str, dict]] = {}
    performance = out.setdefault("performance", {})
    if "cpu_us" in raw:
        for endpoint in load.ENDPOINTS:
            low, value, high = load.ratios(raw["cpu_us"], endpoint)
            if busy:
                low, high = min(low, value * 0.85), max(high, value * 1.15)
            why = f"CPU time per request against Flask, quartiles of {raw['rounds']} rounds"
            why += ", at least 15% either way on a busy machine." if busy else "."
            performance[endpoint] = finding(
                endpoint, day, "measured", sure, why,
                value=significant(value), low=significant(low), high=significant(high),
            )  # fmt: skip
        performance["memory"] = finding(
            "memory", day, "measured", "high",
            "Resident set of one worker after the load.",
            value=round(next(iter(raw["memory_mib"].values()))),
        )  # fmt: skip
    if "start_ms" in raw:
        bare, full = (load.scaled_start(raw["start_ms"], k) for k in ("bare", "app"))
        performance["start"] = finding(
            "start", day, "measured", "high",
            f"Middle of a bare application ({bare:.0f}) and one with templates and a data layer ({full:.0f}), "
            "where a bare Flask takes 150.",
            value=round(load.geometric([bare, full])), low=round(min(bare, full)),
            high=round(max(bare, full)),
        )  # fmt: skip
    if "code" in raw:
        own, everything = raw["code"][spec.distribution], sum(raw["code"].values())
        because = "Non-blank, non-comment lines without tests"
        because += f"; {everything:,} with its dependencies." if everything > own else "."
        flexibility = out.setdefault("flexibility", {})
        flexibility["code-carried"] = finding(
            "code-carried", day, "counted", "high", because,
            **({"value": own, "low": own, "high": everything} if everything > own else {"value": own}),
        )  # fmt: skip
        if spec.first_files:
            flexibility["first-files"] = finding(
                "first-files", day, "counted", "high",
                "Files of the first project in its documentation.", value=spec.first_files,
            )  # fmt: skip
    if "probe" in raw:
        found = probe.items(raw["probe"], spec.forms)
        headers = ", ".join(raw["probe"]["headers"]) or "none"
        out["security"] = {
            "defaults": finding(
                "defaults", day, "measured", "high",
                f"Protective headers: {headers}. Form and JSON posts of another site answered with "
                f"{raw['probe']['form_post']} and {raw['probe']['json_as_text_post']}.",
                **{
                    "built-in": [k for k, v in found.items() if v],
                    "none": [k for k, v in found.items() if not v],
                },
            )
        }  # fmt: skip
    docs = raw.get("words", {})
    if "tutorial" in docs:
        out["hiring"] = {"tutorial": counted("tutorial", docs["tutorial"], day)}
    if "documentation" in docs:
        out["community"] = {"documentation": counted("documentation", docs["documentation"], day)}
    if raw.get("layer"):
        ages = {name: age["months"] for name, age in raw["layer"].items()}
        out["database"] = {
            "upkeep": finding(
                "upkeep", day, "counted", "high",
                "Months since the last release: "
                + ", ".join(f"{name} {age}" for name, age in ages.items()) + ".",
                value=round(sum(ages.values()) / len(ages), 1),
            )
        }  # fmt: skip
    return out


def counted(indicator: str, total: dict[str, int], day: str) -> dict:
    files = "1 file" if total["files"] == 1 else f"{total['files']} files"
    because = f"{files} of the source distribution, code and markup included."
    value = significant(total["words"], 3)
    return finding(indicator, day, "counted", "high", because, value=value)


def as_yaml(findings: dict) -> str:
    return yaml.safe_dump({"findings": findings}, sort_keys=False, width=100, allow_unicode=True)


def catalogue(name: str) -> dict:
    path = CATALOGUE / f"{name}.yaml"
    return yaml.safe_load(path.read_text()) if path.exists() else {}


def differences(findings: dict, standing: dict) -> Iterator[tuple[str, str, str]]:
    """(indicator, verdict, detail) of every finding; a verdict is new, same, within, outside or changed."""
    for criterion, indicators in findings.items():
        old = (standing.get("findings") or {}).get(criterion) or {}
        for name, new in indicators.items():
            path = f"{criterion}.{name}"
            if not old.get(name):
                yield path, "new", describe(new)
            elif "value" in new:
                yield path, *compare(new, old[name])
            else:
                now = set(new["built-in"])
                then = {*(old[name].get("built-in") or []), *(old[name].get("extension") or {})}
                moved = sorted(now ^ then)
                yield path, "changed" if moved else "same", ", ".join(moved)


def compare(new: dict, old: dict) -> tuple[str, str]:
    value, standing = new["value"], old.get("value")
    low, high = old.get("low", standing), old.get("high", standing)
    # Without a range of its own the standing value is meant to within a tenth.
    if low == high:
        low, high = low * 0.9, high * 1.1
    detail = f"{describe(new)}, stands as {describe(old)}"
    if value == standing:
        return "same", detail
    return ("within" if low <= value <= high else "outside"), detail


def describe(found: dict) -> str:
    if "value" not in found:
        return f"{len(found['built-in'])} built in"
    if "low" in found:
        return f"{found['value']} ({found['low']} to {found['high']})"
    return str(found["value"])


def today() -> str:
    return dt.date.today().isoformat()


def load_results(name: str) -> dict | None:
    path = ROOT / "results" / f"{name}.json"
    import json

    return json.loads(path.read_text()) if path.exists() else None


def results_path(name: str) -> Path:
    return ROOT / "results" / f"{name}.json"
