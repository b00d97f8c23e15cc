from django.urls import path

from granskning.views import (
    avvikelse,
    bedomning,
    fragor,
    granskning,
    granskningar,
    halsa,
    logg,
    nodoppning,
    oversikt,
    prov,
    spar,
    vem,
)
from granskning.views.utdrag import begaran as utdrag
from granskning.views.utdrag import beslut as utdragsbeslut
from granskning.views.utdrag import provning as utdragsprovning

app_name = "granskning"

ETT_UTDRAG = "arenden/<uuid:arende>/utdrag/<uuid:utdrag>"

urlpatterns = [
    path("logg/", logg.logg, name="logg"),
    path("logg/<int:handelse>/", logg.handelse, name="handelse"),
    path("logg/akt/<uuid:akt>/", spar.akt, name="logg_akt"),
    path("logg/person/<uuid:person>/", spar.dag, name="logg_dag"),
    path("logg/begaran/<uuid:begaran>/", spar.begaran, name="logg_begaran"),
    path("logg/halsa/", halsa.halsa, name="halsa"),
    path("logg/halsa/larm/<uuid:larm>/", halsa.larm, name="larm"),
    path("logg/prov/", prov.prov, name="prov"),
    path("logg/nodoppningar/", nodoppning.lista, name="nodoppningar"),
    path(
        "logg/nodoppningar/<uuid:nodoppning>/",
        nodoppning.NodoppningView.as_view(),
        name="nodoppning",
    ),
    path("vem-kunde-se/", vem.vem_kunde_se, name="vem_kunde_se"),
    path("vem-sag/", vem.vem_sag, name="vem_sag"),
    path("min-logg/", logg.min_logg, name="min_logg"),
    path("granskning/", granskningar.lista, name="loggranskningar"),
    path("granskning/oversikt/", oversikt.oversikt, name="oversikt"),
    path("granskning/avvikelser/", avvikelse.lista, name="avvikelser"),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/",
        avvikelse.AvvikelseView.as_view(),
        name="avvikelse",
    ),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/steg/",
        avvikelse.StegView.as_view(),
        name="avvikelse_steg",
    ),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/incident/",
        avvikelse.IncidentView.as_view(),
        name="avvikelse_incident",
    ),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/ansvarig/",
        avvikelse.AnsvarigView.as_view(),
        name="avvikelse_ansvarig",
    ),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/avsluta/",
        avvikelse.SlutsatsView.as_view(),
        name="avvikelse_avsluta",
    ),
    path(
        "granskning/avvikelser/<uuid:avvikelse>/<str:formular>/utkast/",
        avvikelse.UtkastView.as_view(),
        name="avvikelse_utkast",
    ),
    path("granskning/avvikelser/<uuid:avvikelse>/bevis/", avvikelse.bevis, name="avvikelse_bevis"),
    path("granskning/<uuid:loggranskning>/protokoll/", oversikt.protokoll, name="protokoll"),
    path(
        "granskning/<uuid:loggranskning>/protokoll.pdf",
        oversikt.protokoll_fil,
        name="protokoll_pdf",
    ),
    path("granskning/<uuid:loggranskning>/", granskning.visa, name="loggranskning"),
    path("granskning/<uuid:loggranskning>/flera/", granskning.flera, name="bedom_flera"),
    path("granskning/<uuid:loggranskning>/angra/", granskning.angra, name="angra_bedomning"),
    path("granskning/<uuid:loggranskning>/ta/", granskning.ta, name="ta_granskning"),
    path("granskning/<uuid:loggranskning>/granskare/", granskning.granskare, name="granskare"),
    path("granskning/<uuid:loggranskning>/avsluta/", granskning.avsluta, name="avsluta_granskning"),
    path("granskning/<uuid:loggranskning>/rad/<uuid:atkomst>/", bedomning.bedom, name="bedom"),
    path(
        "granskning/<uuid:loggranskning>/rad/<uuid:atkomst>/utkast/",
        bedomning.rad_utkast,
        name="rad_utkast",
    ),
    path("mina-fragor/", fragor.mina_fragor, name="mina_fragor"),
    path("mina-fragor/<uuid:granskningsfraga>/", fragor.FragaView.as_view(), name="min_fraga"),
    path("mina-fragor/<uuid:granskningsfraga>/utkast/", fragor.fraga_utkast, name="fraga_utkast"),
    path("utdrag/", utdrag.oppna, name="utdrag_oppna"),
    path("arenden/<uuid:arende>/utdrag/", utdrag.UtdragLista.as_view(), name="utdrag_lista"),
    path("arenden/<uuid:arende>/utdrag/nytt/", utdrag.NyttUtdragView.as_view(), name="nytt_utdrag"),
    path(f"{ETT_UTDRAG}/", utdrag.UtdragView.as_view(), name="utdrag"),
    path(f"{ETT_UTDRAG}/forlang/", utdrag.ForlangView.as_view(), name="forlang_utdrag"),
    path(f"{ETT_UTDRAG}/ta-fram/", utdragsprovning.TaFramView.as_view(), name="ta_fram_utdrag"),
    path(
        f"{ETT_UTDRAG}/prova/<str:avsnitt>/",
        utdragsprovning.ProvaView.as_view(),
        name="prova_utdrag",
    ),
    path(f"{ETT_UTDRAG}/lasning/", utdragsprovning.LasningView.as_view(), name="las_utdrag"),
    path(
        f"{ETT_UTDRAG}/for-beslut/",
        utdragsprovning.LamnaForBeslutView.as_view(),
        name="utdrag_for_beslut",
    ),
    path(
        f"{ETT_UTDRAG}/ta-tillbaka/",
        utdragsprovning.TaTillbakaView.as_view(),
        name="ta_tillbaka_utdrag",
    ),
    path(f"{ETT_UTDRAG}/lamna-ut/", utdragsbeslut.LamnaUtView.as_view(), name="lamna_ut_utdrag"),
    path(f"{ETT_UTDRAG}/avsla/", utdragsbeslut.AvslaView.as_view(), name="avsla_utdrag"),
    path(f"{ETT_UTDRAG}/leverans/", utdragsbeslut.LeveransView.as_view(), name="leverera_utdrag"),
    path(f"{ETT_UTDRAG}/hamta/", utdragsbeslut.HamtaUtdragView.as_view(), name="hamta_utdrag"),
]
