"""Every address of the site. What a package shows, it lists in its own `urls`."""

from importlib.util import find_spec

from django.urls import include, path

from config import halsa

ROOMS = [
    "access",
    "arenden",
    "riskbedomning",
    "samverkansteam",
    "insatser",
    "granskning",
    "lagesbild",
]

urlpatterns = [
    path("halsa/lever", halsa.lever, name="halsa_lever"),
    path("halsa/redo", halsa.redo, name="halsa_redo"),
    *[path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")],
]
