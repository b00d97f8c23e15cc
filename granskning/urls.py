from django.urls import path

from granskning.views import logg, nodoppning, vem

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
    path("vem-kunde-se/", vem.vem_kunde_se, name="vem_kunde_se"),
    path("vem-sag/", vem.vem_sag, name="vem_sag"),
    path("min-logg/", logg.min_logg, name="min_logg"),
]
