from dataclasses import dataclass
from typing import Annotated

import mapped
from litestar import Litestar, Response, get, post
from litestar.contrib.jinja import JinjaTemplateEngine
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template
from litestar.template.config import TemplateConfig
from world import EVIL, ITEMS, TEMPLATES


@dataclass
class Field:
    a: int


@get("/json")
async def json_() -> dict[str, str]:
    return {"message": "Hello, World!"}


@get("/page")
async def page() -> Template:
    return Template("page.html", context={"items": ITEMS})


@get("/row", sync_to_thread=True)
def row() -> dict[str, int]:
    return mapped.row()


@get("/escape")
async def escape() -> Template:
    return Template("escape.html", context={"value": EVIL})


@get("/text")
async def text() -> Template:
    return Template("escape.txt", context={"value": EVIL})


@get("/cookie")
async def cookie() -> Response[str]:
    response = Response("set")
    response.set_cookie("a", "1")
    return response


@post("/form", status_code=200)
async def form(
    data: Annotated[Field, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Field:
    return data


@post("/api", status_code=200)
async def api(data: Field) -> Field:
    return data


app = Litestar(
    [json_, page, row, escape, text, cookie, form, api],
    template_config=TemplateConfig(directory=TEMPLATES, engine=JinjaTemplateEngine),
)
