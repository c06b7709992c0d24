"""Servers that this program starts and stops, and what the system says of them (Linux)."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from .spec import SHARED, Spec


class ServerError(RuntimeError):
    """A server that did not start or did not answer as it should."""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def environment(extra: dict[str, str]) -> dict[str, str]:
    keep = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return keep | {"PYTHONPATH": str(SHARED)} | extra


def pin(cpu: int):
    """Keeps a child process on one CPU, if there are several."""

    def apply() -> None:
        if len(os.sched_getaffinity(0)) > 1:
            os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[cpu]})

    return apply


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    def pids(self) -> list[int]:
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            todo += [int(child) for child in children.split()]
        return found

    def cpu_seconds(self) -> float:
        """CPU time used so far by the server and its children."""
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory_mib(self) -> float:
        """Resident memory of the process that serves requests: the last child, or the server."""
        for line in Path(f"/proc/{self.pids()[-1]}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise ServerError("the system does not report the resident memory")


@contextlib.contextmanager
def serve(spec: Spec, python: Path, variant: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen(
        spec.command(python, port),
        cwd=spec.folder,
        env=environment(variant),
        start_new_session=True,
        preexec_fn=pin(0),
        stdout=subprocess.DEVNULL,
    )
    try:
        wait(process, port)
        yield Server(process, port)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(process: subprocess.Popen[bytes], port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"the server ended with status {process.returncode}")
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5),
        ):
            return
        time.sleep(0.1)
    raise ServerError(f"no answer on port {port} within {seconds:.0f} seconds")
