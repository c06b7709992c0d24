from bottle import Bottle

app = Bottle()


@app.get("/json")
def json_():
    return {"message": "Hello, World!"}
