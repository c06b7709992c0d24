import datetime as dt

from weigh_evidence import index, refresh

LOCK = """
lock-version = "1.0"
[[packages]]
name = "flask-mail"
version = "0.10.0"
sdist = { url = "https://example.org/a.tar.gz", upload-time = 2024-05-24T01:00:00Z }
wheels = [{ url = "https://example.org/a.whl", upload-time = 2024-05-23T22:30:43Z }]
"""
TEXT = """
capabilities:
  email: {extension: Flask-Mail, released: 2024-05-01, note: Stale.}
  admin:
    extension: Flask-Mail
    released: 2024-05-01
  other: {extension: Unknown, released: 2020-01-01}
  undated: {extension: Flask-Mail, released: null}
  unknown: {extension: Unknown, released: null}
"""


def test_a_release_is_dated_by_its_first_file():
    assert index.parse(LOCK) == {"flask-mail": index.Release("0.10.0", dt.date(2024, 5, 23))}


def test_what_moved_is_said_once_and_rewritten():
    releases = index.parse(LOCK)
    moves = refresh.moved("flask", TEXT, releases)
    assert [(move.package, move.stated) for move in moves] == [
        ("Flask-Mail", dt.date(2024, 5, 1)),
        ("Flask-Mail", None),
    ]
    written = refresh.rewrite(TEXT, releases)
    assert written.count("2024-05-23") == 3
    assert "unknown: {extension: Unknown, released: null}" in written
    assert "extension: Unknown, released: 2020-01-01" in written
    assert refresh.moved("flask", written, releases) == []


def test_the_version_of_a_framework_file():
    assert refresh.version('id: a\nversion: "6.1"\n') == "6.1"
    assert refresh.version("version: 3.1.3\n") == "3.1.3"
    assert refresh.version("id: a\n") is None
