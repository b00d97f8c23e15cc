from django.urls import path

from granskning.views import logg

app_name = "granskning"

urlpatterns = [
    path("logg/", logg.logg, name="logg"),
    path("logg/<int:handelse>/", logg.handelse, name="handelse"),
    path("min-logg/", logg.min_logg, name="min_logg"),
]
