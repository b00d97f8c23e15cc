"""Every address of the site. What a package shows, it lists in its own `urls`."""

from django.urls import include, path

from config import halsa

urlpatterns = [
    path("halsa/lever", halsa.lever, name="halsa_lever"),
    path("halsa/redo", halsa.redo, name="halsa_redo"),
    path("halsa/logg", halsa.logg, name="halsa_logg"),
    path("", include("access.urls")),
    path("", include("arenden.urls")),
    path("", include("riskbedomning.urls")),
    path("", include("samverkansteam.urls")),
    path("", include("insatser.urls")),
    path("", include("granskning.urls")),
    path("", include("lagesbild.urls")),
]
