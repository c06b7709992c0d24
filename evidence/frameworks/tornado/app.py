import asyncio
import json
from pathlib import Path

import mapped
from tornado.web import Application, RequestHandler
from world import EVIL, ITEMS, TEMPLATES


class Json(RequestHandler):
    def get(self):
        self.write({"message": "Hello, World!"})


class Page(RequestHandler):
    def get(self):
        self.render("page.html", items=ITEMS)


class Row(RequestHandler):
    async def get(self):
        self.write(await asyncio.to_thread(mapped.row))


class Escape(RequestHandler):
    def get(self):
        self.render(str(TEMPLATES / "escape.html"), value=EVIL)


class Text(RequestHandler):
    def get(self):
        self.render(str(TEMPLATES / "escape.txt"), value=EVIL)


class Cookie(RequestHandler):
    def get(self):
        self.set_cookie("a", "1")
        self.write("set")


class Form(RequestHandler):
    def post(self):
        self.write(self.get_body_argument("a"))


class Api(RequestHandler):
    def post(self):
        self.write({"a": json.loads(self.request.body)["a"]})


app = Application(
    [
        (r"/json", Json),
        (r"/page", Page),
        (r"/row", Row),
        (r"/escape", Escape),
        (r"/text", Text),
        (r"/cookie", Cookie),
        (r"/form", Form),
        (r"/api", Api),
    ],
    template_path=str(Path(__file__).parent / "templates"),
    log_function=lambda handler: None,
)
