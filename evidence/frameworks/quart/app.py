import mapped
from quart import Quart, make_response, render_template, request
from world import EVIL, ITEMS, TEMPLATES

app = Quart(__name__, template_folder=TEMPLATES)


@app.get("/json")
async def json_():
    return {"message": "Hello, World!"}


@app.get("/page")
async def page():
    return await render_template("page.html", items=ITEMS)


@app.get("/row")
def row():  # a plain function runs in a thread
    return mapped.row()


@app.get("/escape")
async def escape():
    return await render_template("escape.html", value=EVIL)


@app.get("/text")
async def text():
    return await render_template("escape.txt", value=EVIL)


@app.get("/cookie")
async def cookie():
    response = await make_response("set")
    response.set_cookie("a", "1")
    return response


@app.post("/form")
async def form():
    return (await request.form)["a"]


@app.post("/api")
async def api():
    return {"a": (await request.get_json())["a"]}
