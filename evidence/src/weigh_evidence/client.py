"""A client that keeps connections busy: `python client.py PORT PATH SECONDS CONNECTIONS`.

Prints the number of completed requests and of those that were not answered with status 200. It runs as
a process of its own, so that it does not share an interpreter or a CPU with the server. Throughput is not
taken from it, only the number of requests, by which the CPU time of the server is divided.
"""

from __future__ import annotations

import selectors
import socket
import sys
import time


def body_length(head: bytes) -> int | None:
    """The declared length; None for a chunked body."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return None


def complete(data: bytes) -> bool:
    head, found, body = data.partition(b"\r\n\r\n")
    if not found:
        return False
    length = body_length(head)
    if length is None:
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= length


def load(port: int, path: str, seconds: float, connections: int) -> tuple[int, int]:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    done = bad = 0

    def connect() -> None:
        sock = socket.create_connection(("127.0.0.1", port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.sendall(request)
        selector.register(sock, selectors.EVENT_READ, bytearray())

    for _ in range(connections):
        connect()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for key, _ in selector.select(timeout=0.1):
            data = key.fileobj.recv(65536)
            key.data.extend(data)
            if data and not complete(bytes(key.data)):
                continue
            if key.data:  # an empty answer is a connection that the server closed between two requests
                done += 1
                bad += not key.data.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200"))
            closes = key.data.startswith(b"HTTP/1.0") or b"connection: close" in key.data.lower()
            if data and not closes:
                key.data.clear()
                key.fileobj.sendall(request)
            else:
                selector.unregister(key.fileobj)
                key.fileobj.close()
                connect()
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    return done, bad


if __name__ == "__main__":
    port, path, seconds, connections = sys.argv[1:]
    print(*load(int(port), path, float(seconds), int(connections)))
