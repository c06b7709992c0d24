"""Release dates from the package index, through uv: one resolution without dependencies tells all of them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass

from .venv import uv


@dataclass(frozen=True)
class Release:
    version: str
    released: dt.date


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def parse(pylock: str) -> dict[str, Release]:
    """The newest version of each package and the day of its first file (PEP 751, `upload-time`)."""
    out = {}
    for package in tomllib.loads(pylock).get("packages", []):
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        times = [f["upload-time"] for f in files if "upload-time" in f]
        if times:
            out[package["name"]] = Release(package["version"], min(times).date())
    return out


def newest(names: list[str]) -> dict[str, Release]:
    wanted = sorted({normalise(name) for name in names})
    done = uv(
        "pip", "compile", "--quiet", "--no-deps", "--universal", "--python-version", "3.13",
        "--upgrade", "--format", "pylock.toml", "-o", "pylock.toml", "-", input="\n".join(wanted),
        cwd=scratch(),
    )  # fmt: skip
    return parse(done.stdout or (scratch() / "pylock.toml").read_text())


def scratch():
    from .venv import CACHE

    CACHE.mkdir(parents=True, exist_ok=True)
    return CACHE


def months(since: dt.date, until: dt.date) -> float:
    return (until - since).days / 30.4375
