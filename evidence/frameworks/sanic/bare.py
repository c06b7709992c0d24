from sanic import Sanic, json

app = Sanic("Bare")


@app.get("/json")
async def json_(request):
    return json({"message": "Hello, World!"})
