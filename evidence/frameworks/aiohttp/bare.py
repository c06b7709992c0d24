from aiohttp import web


async def json_(request):
    return web.json_response({"message": "Hello, World!"})


app = web.Application()
app.router.add_get("/json", json_)
