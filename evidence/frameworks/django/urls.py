import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from rows.models import World
from world import EVIL, ITEMS, key


def json_(request):
    return JsonResponse({"message": "Hello, World!"})


def page(request):
    return render(request, "page.html", {"items": ITEMS})


def row(request):
    found = World.objects.get(pk=key())
    return JsonResponse({"id": found.id, "randomNumber": found.randomnumber})


def escape(request):
    return render(request, "escape.html", {"value": EVIL})


def text(request):
    return render(request, "escape.txt", {"value": EVIL})


def cookie(request):
    response = HttpResponse("set")
    response.set_cookie("a", "1")
    return response


def form(request):
    return HttpResponse(request.POST["a"])


def api(request):
    return JsonResponse({"a": json.loads(request.body)["a"]})


urlpatterns = [
    path(view.__name__.strip("_"), view) for view in (json_, page, row, escape, text, cookie, form, api)
]
