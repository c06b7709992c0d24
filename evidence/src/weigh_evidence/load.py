"""CPU time of the server per request, beside Flask's in the same round.

The machine may be shared, and then throughput says more of the neighbours than of the server; CPU time per
request is distorted least. Servers of both frameworks are up at once, each round visits all of them, and the
ratio is taken within the round. The finding is the median of the rounds, its range the quartiles.
"""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import sys
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from . import process
from .process import Server, ServerError
from .spec import Spec

ENDPOINTS = ("json", "page", "row")
CONNECTIONS = 16


@dataclass(frozen=True)
class Effort:
    """How long is measured."""

    rounds: int
    seconds: float
    starts: int


FULL = Effort(rounds=9, seconds=1, starts=9)
QUICK = Effort(rounds=3, seconds=0.5, starts=3)


def cpu_per_request(server: Server, endpoint: str, seconds: float) -> float:
    """Microseconds of CPU time that the server used for one request."""
    before = server.cpu_seconds()
    out = subprocess.run(
        [
            sys.executable, str(Path(__file__).with_name("client.py")),
            str(server.port), f"/{endpoint}", str(seconds), str(CONNECTIONS),
        ],
        preexec_fn=process.pin(-1), check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    done, bad = map(int, out.split())
    if bad or not done:
        raise ServerError(f"/{endpoint}: {bad} of {done} requests failed")
    return (server.cpu_seconds() - before) / done * 1e6


def measure(spec: Spec, python: Path, reference: Spec, base: Path, effort: Effort) -> dict:
    """CPU times of every round, by variant and endpoint, and the memory after the load."""
    with contextlib.ExitStack() as stack:
        servers = {
            name: stack.enter_context(process.serve(spec, python, env)) for name, env in spec.variants.items()
        }
        flask = stack.enter_context(process.serve(reference, base, {}))
        everyone = [*servers.items(), ("flask", flask)]
        for _, server in everyone:
            for endpoint in ENDPOINTS:
                cpu_per_request(server, endpoint, min(1, effort.seconds))
        times: dict[str, dict[str, list[float]]] = {}
        for number in range(effort.rounds):
            turn = number % len(everyone)
            for endpoint in ENDPOINTS:
                for name, server in everyone[turn:] + everyone[:turn]:
                    value = cpu_per_request(server, endpoint, effort.seconds)
                    key = "reference" if server is flask else name
                    times.setdefault(key, {}).setdefault(endpoint, []).append(round(value, 1))
        memory = {name: round(server.memory_mib(), 1) for name, server in servers.items()}
    return {"cpu_us": times, "memory_mib": memory}


def spread(values: list[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def geometric(values: list[float]) -> float:
    return exp(sum(map(log, values)) / len(values))


def ratios(cpu_us: dict[str, dict[str, list[float]]], endpoint: str) -> tuple[float, float, float]:
    """(low, value, high) against Flask: the geometric middle of the variants, and their quartiles."""
    spreads = []
    for name, times in cpu_us.items():
        if name != "reference":
            pairs = zip(cpu_us["reference"][endpoint], times[endpoint], strict=True)
            spreads.append(spread([theirs / own for theirs, own in pairs]))
    lows, middles, highs = zip(*spreads, strict=True)
    return min(lows), geometric(list(middles)), max(highs)


def starts(spec: Spec, python: Path, reference: Spec, base: Path, effort: Effort) -> dict[str, list[float]]:
    """CPU milliseconds from a fresh interpreter to a ready application: bare, with the data layer, and
    a bare Flask beside them, to which they are scaled."""
    cases = {"bare": (spec, python), "app": (spec, python), "reference": (reference, base)}
    out: dict[str, list[float]] = {}
    for number in range(effort.starts + 1):
        for case, (which, interpreter) in cases.items():
            module = "app" if case == "app" else "bare"
            printed = subprocess.run(
                [str(interpreter), "-c", f"import {module}, time; print(time.process_time())"],
                cwd=which.folder,
                env=process.environment(next(iter(which.variants.values()))),
                preexec_fn=process.pin(0),
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            if number:  # the first start compiles to bytecode
                out.setdefault(case, []).append(round(float(printed) * 1e3, 1))
    return out


# CPU milliseconds of a bare Flask on the idle machine of the first measurement (2026-11-23).
REFERENCE_START = 150


def scaled_start(start_ms: dict[str, list[float]], case: str) -> float:
    """The median of the ratios to Flask's start in the same round, in milliseconds of that machine."""
    pairs = zip(start_ms[case], start_ms["reference"], strict=True)
    return statistics.median(own / theirs for own, theirs in pairs) * REFERENCE_START
