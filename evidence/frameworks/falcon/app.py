import falcon
import mapped
from jinja2 import Environment, FileSystemLoader, select_autoescape
from world import EVIL, ITEMS, TEMPLATES

environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape())


class Json:
    def on_get(self, req, resp):
        resp.media = {"message": "Hello, World!"}


class Row:
    def on_get(self, req, resp):
        resp.media = mapped.row()


class Template:
    def __init__(self, name, **context):
        self.template = environment.get_template(name)
        self.context = context

    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_HTML
        resp.text = self.template.render(self.context)


class Cookie:
    def on_get(self, req, resp):
        resp.set_cookie("a", "1")


class Form:
    def on_post(self, req, resp):
        resp.text = req.get_media()["a"]


class Api:
    def on_post(self, req, resp):
        resp.media = {"a": req.get_media()["a"]}


app = falcon.App()
app.add_route("/json", Json())
app.add_route("/row", Row())
app.add_route("/page", Template("page.html", items=ITEMS))
app.add_route("/escape", Template("escape.html", value=EVIL))
app.add_route("/text", Template("escape.txt", value=EVIL))
app.add_route("/cookie", Cookie())
app.add_route("/form", Form())
app.add_route("/api", Api())
