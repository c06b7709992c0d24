from typing import Annotated

from fastapi import Depends, FastAPI, Form, Request, Response
from fastapi.templating import Jinja2Templates
from mapped import World, engine
from pydantic import BaseModel
from sqlalchemy.orm import Session
from world import EVIL, ITEMS, TEMPLATES, key

app = FastAPI()
templates = Jinja2Templates(directory=TEMPLATES)


class Body(BaseModel):
    a: int


def get_session():
    with Session(engine) as session:
        yield session


@app.get("/json")
async def json_():
    return {"message": "Hello, World!"}


@app.get("/page")
async def page(request: Request):
    return templates.TemplateResponse(request, "page.html", {"items": ITEMS})


@app.get("/row")  # a plain function, as its page on SQL databases writes it
def row(session: Annotated[Session, Depends(get_session)]):
    found = session.get(World, key())
    return {"id": found.id, "randomNumber": found.randomnumber}


@app.get("/escape")
async def escape(request: Request):
    return templates.TemplateResponse(request, "escape.html", {"value": EVIL})


@app.get("/text")
async def text(request: Request):
    return templates.TemplateResponse(request, "escape.txt", {"value": EVIL})


@app.get("/cookie")
async def cookie(response: Response):
    response.set_cookie("a", "1")
    return "set"


@app.post("/form")
async def form(a: Annotated[str, Form()]):
    return a


@app.post("/api")
async def api(body: Body):
    return body
