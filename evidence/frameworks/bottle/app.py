from pathlib import Path

import mapped
from bottle import Bottle, request, response, template
from world import EVIL, ITEMS, TEMPLATES

app = Bottle()
LOOKUP = [str(Path(__file__).parent / "templates"), str(TEMPLATES)]


@app.get("/json")
def json_():
    return {"message": "Hello, World!"}


@app.get("/page")
def page():
    return template("page.html", items=ITEMS, template_lookup=LOOKUP)


@app.get("/row")
def row():
    return mapped.row()


@app.get("/escape")
def escape():
    return template("escape.html", value=EVIL, template_lookup=LOOKUP)


@app.get("/text")
def text():
    return template("escape.txt", value=EVIL, template_lookup=LOOKUP)


@app.get("/cookie")
def cookie():
    response.set_cookie("a", "1")
    return "set"


@app.post("/form")
def form():
    return request.forms.get("a")


@app.post("/api")
def api():
    return {"a": request.json["a"]}
