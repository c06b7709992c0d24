from pyramid.config import Configurator

with Configurator() as config:
    config.add_route("json", "/json")
    config.add_view(lambda request: {"message": "Hello, World!"}, route_name="json", renderer="json")
    app = config.make_wsgi_app()
