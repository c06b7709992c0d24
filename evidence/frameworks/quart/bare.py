from quart import Quart

app = Quart(__name__)


@app.get("/json")
async def json_():
    return {"message": "Hello, World!"}
