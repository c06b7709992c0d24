"""What is measured of a framework: frameworks/NAME/spec.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORKS = ROOT / "frameworks"
SHARED = FRAMEWORKS / "shared"

# How each kind of server is started. PORT, APP and PYTHON are replaced. One worker each, no access log.
SERVERS = {
    "gunicorn": "PYTHON -m gunicorn -w 1 -k gthread --threads 4 --keep-alive 30 "
    "--log-level error -b 127.0.0.1:PORT APP",
    "uvicorn": "PYTHON -m uvicorn --host 127.0.0.1 --port PORT --workers 1 --no-access-log "
    "--log-level error --no-server-header --no-date-header APP",
    "own": "PYTHON serve.py PORT",
}


class SpecError(ValueError):
    """A specification that cannot be used."""


@dataclass(frozen=True)
class Docs:
    """Where the documentation is in the source distribution; paths are relative to its root."""

    include: list[str]
    exclude: list[str] = field(default_factory=list)
    tutorial: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spec:
    """One framework: its packages, its applications, and what is counted."""

    id: str
    distribution: str
    packages: list[str]
    server: str
    layer: list[str]
    variants: dict[str, dict[str, str]]
    first_files: int | None
    forms: bool
    docs: Docs | None

    @property
    def folder(self) -> Path:
        return FRAMEWORKS / self.id

    @property
    def lock(self) -> Path:
        return self.folder / "requirements.txt"

    def command(self, python: Path, port: int) -> list[str]:
        words = SERVERS[self.server].split()
        values = {"PYTHON": str(python), "APP": "app:app"}
        return [values.get(w, w).replace("PORT", str(port)) for w in words]


def names() -> list[str]:
    return sorted(p.parent.name for p in FRAMEWORKS.glob("*/spec.toml"))


def read(name: str) -> Spec:
    path = FRAMEWORKS / name / "spec.toml"
    if name not in names():
        raise SpecError(f"unknown framework `{name}`; expected one of {', '.join(names())}")
    data = tomllib.loads(path.read_text())
    unknown = set(data) - {
        "distribution", "packages", "server", "layer", "variants", "first-files",
        "forms", "docs",
    }  # fmt: skip
    if unknown:
        raise SpecError(f"{path}: unknown key `{min(unknown)}`")
    if data["server"] not in SERVERS:
        raise SpecError(f"{path}: unknown server `{data['server']}`")
    docs = data.get("docs")
    return Spec(
        id=name,
        distribution=data["distribution"],
        packages=data["packages"],
        server=data["server"],
        layer=data.get("layer", []),
        variants=data.get("variants", {"default": {}}),
        first_files=data.get("first-files"),
        forms=data.get("forms", True),
        docs=Docs(**docs) if docs else None,
    )
