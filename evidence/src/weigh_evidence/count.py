"""Lines of code, words of documentation, intervals of shares."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from fnmatch import fnmatch
from math import sqrt
from pathlib import Path

from .spec import Docs

# Runs inside the framework's environment: the Python files of a distribution and of what it requires.
FILES = r"""
import importlib.metadata as m, json, re, sys
def files(name):
    return [str(p.locate()) for p in m.files(name) or [] if str(p).endswith('.py') and p.parts[0] != '..']
own, seen, todo = sys.argv[1], set(), [sys.argv[1]]
while todo:
    name = re.sub(r'[-_.]+', '-', todo.pop()).lower()
    if name in seen: continue
    try: requires = m.requires(name) or []
    except m.PackageNotFoundError: continue
    seen.add(name)
    todo += [re.match(r'[\w.-]+', r)[0] for r in requires if 'extra ==' not in r]
print(json.dumps({name: files(name) for name in sorted(seen)}))
"""


def code_lines(text: str) -> int:
    """Lines that are neither blank nor a comment."""
    lines = map(str.strip, text.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def is_test(path: str) -> bool:
    return not {"test", "tests"}.isdisjoint(Path(path).parts[:-1])


def code(python: Path, distribution: str) -> dict[str, int]:
    """Lines by package: the framework's own and those of its dependencies, without tests."""
    printed = subprocess.run(
        [str(python), "-c", FILES, distribution], check=True, capture_output=True, text=True
    ).stdout
    return {
        name: sum(code_lines(Path(f).read_text(errors="replace")) for f in files if not is_test(f))
        for name, files in json.loads(printed).items()
    }


def words(archive: Path, docs: Docs) -> dict[str, dict[str, int]]:
    """Words and files of the documentation in a source distribution, in the manner of `wc -w`."""
    found: dict[str, dict[str, int]] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.partition("/")[2]
            handle = tar.extractfile(member)
            if handle is None or not path.endswith((".rst", ".md", ".txt")):
                continue
            length = len(handle.read().split())
            included = matches(path, docs.include) and not matches(path, docs.exclude)
            for kind, counts in (
                ("documentation", included),
                ("tutorial", matches(path, docs.tutorial)),
            ):
                if counts:
                    total = found.setdefault(kind, {"words": 0, "files": 0})
                    total["words"] += length
                    total["files"] += 1
    return found


def matches(path: str, patterns: list[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)


def source_distribution(name: str, version: str, uv_pip: list[str]) -> Path | None:
    """Downloads a source distribution with pip; None where the index has none."""
    folder = Path(tempfile.mkdtemp(prefix="weigh-evidence-"))
    done = subprocess.run(
        [
            *uv_pip, "download", "--quiet", "--no-deps", "--no-binary=:all:", "--dest", str(folder),
            f"{name}=={version}",
        ],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        print(f"evidence: no source distribution of {name} {version}", file=sys.stderr)
        return None
    return next(folder.glob("*.tar.gz"), None)


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95% interval of a share (E. B. Wilson, 1927), in percent."""
    if of <= 0 or not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of} is not a share")
    p = hits / of
    centre = p + z * z / (2 * of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    scale = 100 / (1 + z * z / of)
    return max(0.0, (centre - half) * scale), min(100.0, (centre + half) * scale)
