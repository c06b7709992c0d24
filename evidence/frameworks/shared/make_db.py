"""Creates world.sqlite3 beside itself: one table of 10,000 rows, which every application only reads."""

import random
import sqlite3
from pathlib import Path

path = Path(__file__).with_name("world.sqlite3")
path.unlink(missing_ok=True)
connection = sqlite3.connect(path)
connection.execute("create table world (id integer primary key, randomnumber integer not null)")
numbers = random.Random(1)
rows = [(i, numbers.randrange(1, 10001)) for i in range(1, 10001)]
connection.executemany("insert into world values (?, ?)", rows)
connection.commit()
connection.close()
