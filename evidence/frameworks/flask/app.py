from flask import Flask, jsonify, make_response, render_template, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column
from world import DATABASE, EVIL, ITEMS, TEMPLATES, key

app = Flask(__name__, template_folder=TEMPLATES)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{DATABASE}"
db = SQLAlchemy(app)


class World(db.Model):
    __tablename__ = "world"
    id: Mapped[int] = mapped_column(primary_key=True)
    randomnumber: Mapped[int]


@app.get("/json")
def json_():
    return jsonify(message="Hello, World!")


@app.get("/page")
def page():
    return render_template("page.html", items=ITEMS)


@app.get("/row")
def row():
    found = db.session.get(World, key())
    return jsonify(id=found.id, randomNumber=found.randomnumber)


@app.get("/escape")
def escape():
    return render_template("escape.html", value=EVIL)


@app.get("/text")
def text():
    return render_template("escape.txt", value=EVIL)


@app.get("/cookie")
def cookie():
    response = make_response("set")
    response.set_cookie("a", "1")
    return response


@app.post("/form")
def form():
    return request.form["a"]


@app.post("/api")
def api():
    return jsonify(a=request.get_json()["a"])
