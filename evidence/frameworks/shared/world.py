"""What all applications share: the rows of the page, the text that must be escaped, and the table."""

from pathlib import Path
from random import randint

ITEMS = [{"id": i, "message": f"Row {i} <b>&amp; text"} for i in range(20)]
EVIL = "<script>alert(1)</script>"
TEMPLATES = Path(__file__).parent / "templates"
DATABASE = Path(__file__).parent / "world.sqlite3"


def key() -> int:
    return randint(1, 10000)
