"""Virtual environments with pinned versions, made by uv."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .spec import ROOT, Spec

CACHE = Path(os.environ.get("EVIDENCE_CACHE", ROOT / ".cache"))


def uv(*args: str, **kwargs) -> subprocess.CompletedProcess[str]:
    command = [os.environ.get("UV", "uv"), *args]
    return subprocess.run(command, check=True, text=True, capture_output=True, **kwargs)


def lock(spec: Spec) -> None:
    """Writes requirements.txt: every package that the applications need, with its version."""
    uv(
        "pip", "compile", "--quiet", "--universal", "--python-version", "3.12", "--no-header",
        "--no-annotate", "--upgrade", "-o", str(spec.lock), "-", input="\n".join(spec.packages),
    )  # fmt: skip


def make(spec: Spec) -> Path:
    """The Python of an environment that holds exactly the locked versions."""
    folder = CACHE / "frameworks" / spec.id
    python = folder / "bin" / "python"
    if not python.exists():
        uv("venv", "--quiet", "--python", sys.executable, str(folder))
    uv("pip", "sync", "--quiet", "--python", str(python), str(spec.lock))
    return python


def versions(spec: Spec) -> dict[str, str]:
    """Name and version of each locked package."""
    out = {}
    for line in spec.lock.read_text().splitlines():
        name, found, rest = line.partition("==")
        if found and not line.startswith("#"):
            out[name.strip()] = rest.split(";")[0].strip()
    return out


def pip() -> list[str]:
    """The command of a pip, which uv does not replace for source distributions."""
    python = CACHE / "pip" / "bin" / "python"
    if not python.exists():
        uv("venv", "--quiet", "--seed", "--python", sys.executable, str(CACHE / "pip"))
    return [str(python), "-m", "pip", "--disable-pip-version-check"]
