from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/json")
def json_():
    return jsonify(message="Hello, World!")
