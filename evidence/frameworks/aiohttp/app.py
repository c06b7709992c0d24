import asyncio

import aiohttp_jinja2
import jinja2
import mapped
from aiohttp import web
from world import EVIL, ITEMS, TEMPLATES

routes = web.RouteTableDef()


@routes.get("/json")
async def json_(request):
    return web.json_response({"message": "Hello, World!"})


@routes.get("/page")
async def page(request):
    return aiohttp_jinja2.render_template("page.html", request, {"items": ITEMS})


@routes.get("/row")
async def row(request):
    return web.json_response(await asyncio.to_thread(mapped.row))


@routes.get("/escape")
async def escape(request):
    return aiohttp_jinja2.render_template("escape.html", request, {"value": EVIL})


@routes.get("/text")
async def text(request):
    return aiohttp_jinja2.render_template("escape.txt", request, {"value": EVIL})


@routes.get("/cookie")
async def cookie(request):
    response = web.Response(text="set")
    response.set_cookie("a", "1")
    return response


@routes.post("/form")
async def form(request):
    return web.Response(text=(await request.post())["a"])


@routes.post("/api")
async def api(request):
    return web.json_response({"a": (await request.json())["a"]})


app = web.Application()
app.add_routes(routes)
aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(TEMPLATES))
