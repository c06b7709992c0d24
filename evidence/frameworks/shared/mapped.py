"""The table for frameworks without a mapper of their own: SQLAlchemy, one session a request."""

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from world import DATABASE, key

engine = create_engine(f"sqlite:///{DATABASE}", connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class World(Base):
    __tablename__ = "world"
    id: Mapped[int] = mapped_column(primary_key=True)
    randomnumber: Mapped[int]


def row() -> dict[str, int]:
    with Session(engine) as session:
        found = session.get(World, key())
        return {"id": found.id, "randomNumber": found.randomnumber}
