from django.urls import path

from granskning.views import logg, nodoppning, spar, vem

app_name = "granskning"

urlpatterns = [
    path("logg/", logg.logg, name="logg"),
    path("logg/<int:handelse>/", logg.handelse, name="handelse"),
    path("logg/akt/<uuid:akt>/", spar.akt, name="logg_akt"),
    path("logg/person/<uuid:anvandare>/", spar.dag, name="logg_dag"),
    path("logg/begaran/<uuid:begaran>/", spar.begaran, name="logg_begaran"),
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
