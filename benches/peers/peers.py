"""The peers' side of the comparison, and the table.

Ours and theirs take turns for some rounds, so that a slow moment of the machine hits both; the fastest time of
each counts. numpy works in single precision, on pieces that fit the cache, with its fastest generator, one thread
a core: the best we could find, for piece sizes of 4,096 to 65,536 and for two ways to make a triangular figure.
"""

import json
import os
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np

OURS = "target/release/examples/analysis_figures"
BINARY = os.environ.get("WEIGH", "target/release/weigh")
PROFILE = os.environ.get("PROFILE", "examples/bakery-shop.yaml")
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CORES = os.cpu_count() or 1
MILLION = 1_000_000


def decision(candidates, criteria):
    """The decision that the example builds too."""
    mode = ((np.arange(candidates * criteria) * 37) % 61 / 10 + 2).reshape(candidates, criteria)
    share = np.arange(1, criteria + 1) / (criteria * (criteria + 1) / 2)
    return mode, share


def ranks(totals):
    """How often each candidate has each rank; no ties to be expected."""
    candidates, size = totals.shape
    if candidates == 2:
        ahead = np.count_nonzero(totals[0] > totals[1])
        return np.array([[ahead, size - ahead], [size - ahead, ahead]])
    found = np.zeros((candidates, candidates), np.int64)
    above = np.empty(size, np.uint8)
    for own in range(candidates):
        above[:] = 0
        for other in range(candidates):
            if other != own:
                above += totals[other] > totals[own]
        found[own] = np.bincount(above, minlength=candidates)
    return found


def triangular_by_pairs(rng, low, mode, high, u, v, out):
    rng.random(out=u, dtype=np.float32)
    rng.random(out=v, dtype=np.float32)
    np.minimum(u, v, out=out)
    np.maximum(u, v, out=v)
    out *= high - mode
    v *= mode - low
    out += v
    out += low


def triangular_by_inverse(rng, low, mode, high, u, v, out):
    rng.random(out=u, dtype=np.float32)
    np.multiply(u, (high - low) * (mode - low), out=v)
    np.sqrt(v, out=v)
    v += low
    np.subtract(np.float32(1), u, out=out)
    out *= (high - low) * (high - mode)
    np.sqrt(out, out=out)
    np.subtract(high, out, out=out)
    np.copyto(out, v, where=u < (mode - low) / (high - low))


def draws_piece(seed, size, mode, share, triangular):
    candidates, criteria = mode.shape
    rng = np.random.Generator(np.random.SFC64(seed))
    low, high = mode - np.float32(1), mode + np.float32(1.5)
    totals = np.zeros((candidates, size), np.float32)
    ratings = np.empty_like(totals)
    u, v = np.empty(size, np.float32), np.empty(size, np.float32)
    wins = np.zeros((criteria, candidates), np.int64)
    for j in range(criteria):
        for c in range(candidates):
            triangular(rng, low[c, j], mode[c, j], high[c, j], u, v, ratings[c])
        if candidates == 2:
            ahead = np.count_nonzero(ratings[0] > ratings[1])
            wins[j] = ahead, size - ahead
        else:
            wins[j] = np.bincount(ratings.argmax(0), minlength=candidates)
        rng.random(out=u, dtype=np.float32)
        u *= 2
        u -= 1
        np.exp2(u, out=u)
        u *= share[j]
        ratings *= u
        totals += ratings
    return ranks(totals), wins


def weightings_piece(seed, size, mode, share, _):
    candidates, criteria = mode.shape
    rng = np.random.Generator(np.random.SFC64(seed))
    weights = rng.standard_exponential((criteria, size), dtype=np.float32)
    totals = mode @ weights
    first = totals.argmax(0)
    weights /= weights.sum(0)
    central = np.stack([weights @ (first == c).astype(np.float32) for c in range(candidates)])
    return ranks(totals), central


def pieces(work, candidates, criteria, size, way):
    mode, share = (part.astype(np.float32) for part in decision(candidates, criteria))
    with ThreadPoolExecutor(CORES) as pool:
        jobs = range(-(-MILLION // size))
        return [sum(part) for part in zip(*pool.map(lambda seed: work(seed, size, mode, share, way), jobs))]


def in_pymcdm():
    from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR, WPM, WSM
    mode, share = decision(2, 6)
    kinds = np.ones(6)
    methods = [WSM(), WPM(), TOPSIS(), VIKOR(), PROMETHEE_II("usual")]
    return lambda: [method(mode, share, kinds) for method in methods]


def in_skcriteria():
    import skcriteria
    from skcriteria.agg import simple, topsis
    mode, share = decision(2, 6)
    methods = [simple.WeightedSumModel(), simple.WeightedProductModel(), topsis.TOPSIS()]

    def run():
        matrix = skcriteria.mkdm(mode, [max] * 6, weights=share)
        return [method.evaluate(matrix) for method in methods]
    return run


def fastest(work, runs=1):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def ours(name):
    found = subprocess.run([OURS, name], check=True, capture_output=True, text=True).stdout
    return json.loads(found)["seconds"]


def process(command):
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def million(work, candidates, criteria, ways):
    options = [(size, way) for size in (4_096, 16_384, 65_536) for way in ways]
    return lambda: min(fastest(lambda: pieces(work, candidates, criteria, *option)) for option in options)


def row(what, our_time, their_time):
    """Both take turns; returns the line of the table."""
    rounds = [(our_time(), their_time()) for _ in range(ROUNDS)]
    mine, theirs = (min(times) for times in zip(*rounds))
    print(f"| {what} | {mine * 1e3:,.3f} ms | {theirs * 1e3:,.3f} ms | {theirs / mine:.1f} × |", flush=True)


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    ways = (triangular_by_pairs, triangular_by_inverse)
    library = {"pymcdm (five methods)": in_pymcdm(), "scikit-criteria (three methods)": in_skcriteria()}
    print(f"{CORES} cores, numpy {np.__version__}, the fastest of {ROUNDS} rounds\n")
    print("| what | weigh | peer | peer / weigh |")
    print("| --- | --- | --- | --- |")
    for size in ((2, 6), (10, 10)):
        shape = "{}×{}".format(*size)
        name = "{}x{}".format(*size)
        row(f"a million draws of {shape}: numpy", lambda: ours(f"draws-{name}"), million(draws_piece, *size, ways))
        row(f"a million weightings of {shape}: numpy", lambda: ours(f"weightings-{name}"),
            million(weightings_piece, *size, (None,)))
    for peer, work in library.items():
        row(f"a decision 2×6 with all its analysis: {peer}", lambda: ours("decision-2x6"),
            lambda: fastest(work, 50))
        row(f"the same in a stream: {peer}", lambda: ours("decision-2x6-warm"), lambda: fastest(work, 50))
    if os.path.exists(BINARY) and os.path.exists(PROFILE):
        command = [BINARY, "decide", PROFILE]
        row("a whole process: `python3 -I -S -c pass`", lambda: fastest(process(command), 20),
            lambda: fastest(process(["python3", "-I", "-S", "-c", "pass"]), 20))
    else:
        print(f"\nNo whole process was timed: {BINARY} and {PROFILE} are needed.")


if __name__ == "__main__":
    main()
