"""What an application does before anything is configured, asked over HTTP.

Every framework has the same five pages (see frameworks/README.md). The cross-site requests come with no token,
as a page of another site would make a browser send them.
"""

from __future__ import annotations

import http.client

SECURITY_HEADERS = (
    "x-frame-options", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
    "strict-transport-security", "content-security-policy",
)  # fmt: skip
ESCAPED = "&lt;script&gt;"
FOREIGN = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}


def request(port: int, method: str, path: str, headers: dict[str, str], body: str = ""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body.encode() or None, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def measure(port: int) -> dict:
    """The answers themselves."""
    form = FOREIGN | {"Content-Type": "application/x-www-form-urlencoded"}
    status, headers, html = request(port, "GET", "/escape", {})
    _, _, text = request(port, "GET", "/text", {})
    _, cookie_headers, _ = request(port, "GET", "/cookie", {})
    return {
        "page_status": status,
        "html_escaped": ESCAPED in html,
        "text_escaped": ESCAPED in text,
        "form_post": request(port, "POST", "/form", form, "a=1")[0],
        "json_as_text_post": request(
            port, "POST", "/api", FOREIGN | {"Content-Type": "text/plain"}, '{"a": 1}'
        )[0],
        "unknown_host": request(port, "GET", "/escape", {"Host": "evil.example"})[0],
        "headers": {name: headers[name] for name in SECURITY_HEADERS if name in headers},
        "cookie": cookie_headers.get("set-cookie"),
    }


def items(answers: dict, forms: bool) -> dict[str, bool]:
    """Which items of `security.defaults` the answers show.

    A form of another site is what counts where forms work without an added package, else JSON that is sent
    as plain text, which a browser sends across sites without asking.
    """
    refused = answers["form_post" if forms else "json_as_text_post"]
    return {
        "tokenless-post-refused": 400 <= refused < 500,
        "unknown-host-refused": answers["unknown_host"] >= 400,
        "protective-headers": bool(answers["headers"]),
        "html-escaped": answers["html_escaped"],
        "other-templates-escaped": answers["text_escaped"],
        "https-redirect": 300 <= answers["page_status"] < 400,
        "cookies-https-only": "secure" in (answers["cookie"] or "").lower().split("; "),
    }
