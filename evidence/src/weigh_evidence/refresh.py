"""Release dates that the catalogue states, compared with the package index and rewritten."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from . import index
from .findings import CATALOGUE

# `extension: NAME` and the `released: DATE` that follows it, on one line or on the next; `null` is
# a date that nobody has looked up.
STATED = re.compile(r"(extension: ([\w.-]+)(?:,|\n)\s*released: )(\d{4}-\d{2}-\d{2}|null)")


@dataclass(frozen=True)
class Move:
    framework: str
    package: str
    stated: dt.date | None
    found: index.Release


def stated(text: str) -> list[tuple[str, dt.date | None]]:
    def day(text: str) -> dt.date | None:
        return None if text == "null" else dt.date.fromisoformat(text)

    return [(m[2], day(m[3])) for m in STATED.finditer(text)]


def rewrite(text: str, releases: dict[str, index.Release]) -> str:
    def new(m: re.Match[str]) -> str:
        release = releases.get(index.normalise(m[2]))
        return m[1] + (release.released.isoformat() if release else m[3])

    return STATED.sub(new, text)


def moved(name: str, text: str, releases: dict[str, index.Release]) -> list[Move]:
    out = []
    for package, day in stated(text):
        release = releases.get(index.normalise(package))
        if release and release.released != day:
            out.append(Move(name, package, day, release))
    return list(dict.fromkeys(out))


def version(text: str) -> str | None:
    found = re.search(r"^version: [\"']?([^\s\"']+)", text, re.M)
    return found[1] if found else None


def run(distributions: dict[str, str], write: bool, folder: Path = CATALOGUE) -> int:
    """Prints what moved. 1 if something did and was not written."""
    texts = {p: p.read_text() for p in sorted(folder.glob("*.yaml"))}
    packages = [name for text in texts.values() for name, _ in stated(text)]
    releases = index.newest(packages + [distributions.get(p.stem, p.stem) for p in texts])
    count = 0
    for path, text in texts.items():
        for move in moved(path.stem, text, releases):
            count += 1
            print(
                f"{path.name}: {move.package} {move.found.version} was released on "
                f"{move.found.released}, the catalogue says {move.stated or 'null'}"
            )
        latest = releases.get(index.normalise(distributions.get(path.stem, path.stem)))
        if latest and version(text) and latest.version != version(text):
            print(
                f"{path.name}: {latest.version} is newer than {version(text)}; "
                f"run `evidence/run {path.stem} --lock`"
            )
        if write and rewrite(text, releases) != text:
            path.write_text(rewrite(text, releases))
    print(f"{len(set(packages))} packages looked up, {count} release dates moved")
    return int(count > 0 and not write)
