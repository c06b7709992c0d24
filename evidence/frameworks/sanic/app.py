import asyncio

import mapped
from sanic import Sanic
from sanic import text as plain
from sanic.response import json
from sanic_ext import render
from world import EVIL, ITEMS, TEMPLATES

app = Sanic("Evidence")
app.config.ACCESS_LOG = False
app.config.TEMPLATING_PATH_TO_TEMPLATES = str(TEMPLATES)
app.extend()


@app.get("/json")
async def json_(request):
    return json({"message": "Hello, World!"})


@app.get("/page")
async def page(request):
    return await render("page.html", context={"items": ITEMS})


@app.get("/row")
async def row(request):
    return json(await asyncio.to_thread(mapped.row))


@app.get("/escape")
async def escape(request):
    return await render("escape.html", context={"value": EVIL})


@app.get("/text")
async def text(request):
    return await render("escape.txt", context={"value": EVIL})


@app.get("/cookie")
async def cookie(request):
    response = plain("set")
    response.add_cookie("a", "1")
    return response


@app.post("/form")
async def form(request):
    return plain(request.form.get("a"))


@app.post("/api")
async def api(request):
    return json({"a": request.json["a"]})
