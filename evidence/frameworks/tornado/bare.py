from tornado.web import Application, RequestHandler


class Json(RequestHandler):
    def get(self):
        self.write({"message": "Hello, World!"})


app = Application([(r"/json", Json)])
