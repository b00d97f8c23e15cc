from django.urls import path

from granskning.views import logg, nodoppning

app_name = "granskning"

urlpatterns = [
    path("logg/", logg.logg, name="logg"),
    path("logg/<int:handelse>/", logg.handelse, name="handelse"),
    path("logg/nodoppningar/", nodoppning.lista, name="nodoppningar"),
    path(
        "logg/nodoppningar/<uuid:nodoppning>/",
        nodoppning.NodoppningView.as_view(),
        name="nodoppning",
    ),
    path("min-logg/", logg.min_logg, name="min_logg"),
]
