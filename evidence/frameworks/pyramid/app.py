import mapped
from pyramid.config import Configurator
from pyramid.response import Response
from world import EVIL, ITEMS, TEMPLATES


def cookie(request):
    response = Response("set")
    response.set_cookie("a", "1")
    return response


VIEWS = {
    "json": (lambda request: {"message": "Hello, World!"}, "json"),
    "row": (lambda request: mapped.row(), "json"),
    "page": (lambda request: {"items": ITEMS}, f"{TEMPLATES}/page.html"),
    "escape": (lambda request: {"value": EVIL}, f"{TEMPLATES}/escape.html"),
    "text": (lambda request: {"value": EVIL}, f"{TEMPLATES}/escape.txt"),
    "cookie": (cookie, None),
    "form": (lambda request: request.POST["a"], "string"),
    "api": (lambda request: {"a": request.json_body["a"]}, "json"),
}

with Configurator() as config:
    config.include("pyramid_jinja2")
    config.add_jinja2_renderer(".html")
    config.add_jinja2_renderer(".txt")
    for name, (view, renderer) in VIEWS.items():
        config.add_route(name, f"/{name}")
        config.add_view(view, route_name=name, renderer=renderer)
    app = config.make_wsgi_app()
