from fastapi import FastAPI

app = FastAPI()


@app.get("/json")
async def json_():
    return {"message": "Hello, World!"}
