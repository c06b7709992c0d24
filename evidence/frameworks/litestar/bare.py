from litestar import Litestar, get


@get("/json")
async def json_() -> dict[str, str]:
    return {"message": "Hello, World!"}


app = Litestar([json_])
