import mapped
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.templating import Jinja2Templates
from world import EVIL, ITEMS, TEMPLATES

templates = Jinja2Templates(directory=TEMPLATES)


async def json_(request):
    return JSONResponse({"message": "Hello, World!"})


async def page(request):
    return templates.TemplateResponse(request, "page.html", {"items": ITEMS})


def row(request):  # a plain function runs in a thread
    return JSONResponse(mapped.row())


async def escape(request):
    return templates.TemplateResponse(request, "escape.html", {"value": EVIL})


async def text(request):
    return templates.TemplateResponse(request, "escape.txt", {"value": EVIL})


async def cookie(request):
    response = PlainTextResponse("set")
    response.set_cookie("a", "1")
    return response


async def form(request):
    async with request.form() as fields:
        return PlainTextResponse(fields["a"])


async def api(request):
    return JSONResponse({"a": (await request.json())["a"]})


app = Starlette(
    routes=[
        Route("/json", json_),
        Route("/page", page),
        Route("/row", row),
        Route("/escape", escape),
        Route("/text", text),
        Route("/cookie", cookie),
        Route("/form", form, methods=["POST"]),
        Route("/api", api, methods=["POST"]),
    ]
)
