from django.urls import path

from access.views import (
    anvandare,
    aterstallning,
    bekrafta,
    bemanning,
    inloggning,
    mitt,
    nodoppning,
    nyckel,
    reservkoder,
    sessioner,
)

app_name = "access"

urlpatterns = [
    path("logga-in/", inloggning.LoggaInView.as_view(), name="logga_in"),
    path("logga-in/kod/", inloggning.KodView.as_view(), name="kod"),
    path("logga-in/nyckel/borja/", nyckel.BorjaAnvandaView.as_view(), name="nyckel_borja"),
    path("logga-in/nyckel/klar/", nyckel.KlarAnvandaView.as_view(), name="nyckel_klar"),
    path("logga-in/koppla/", inloggning.KopplaView.as_view(), name="koppla"),
    path("logga-in/koppla/qr.svg", inloggning.qr, name="qr"),
    path("logga-ut/", inloggning.logga_ut, name="logga_ut"),
    path("losenord/<uidb64>/<token>/", inloggning.ValjLosenordView.as_view(), name="valj_losenord"),
    path("bekrafta/", bekrafta.BekraftaDigView.as_view(), name="bekrafta"),
    path("session/tid/", sessioner.tid, name="session_tid"),
    path("session/fortsatt/", sessioner.fortsatt, name="session_fortsatt"),
    path("min-inloggning/", sessioner.MinInloggningView.as_view(), name="min_inloggning"),
    path("min-inloggning/<uuid:session>/avsluta/", sessioner.avsluta, name="avsluta_session"),
    path("min-inloggning/avsluta-andra/", sessioner.avsluta_andra, name="avsluta_andra"),
    path("min-inloggning/reservkoder/", reservkoder.ReservkoderView.as_view(), name="reservkoder"),
    path("min-inloggning/nyckel/", nyckel.NyNyckelView.as_view(), name="ny_nyckel"),
    path("min-inloggning/nyckel/borja/", nyckel.BorjaNyView.as_view(), name="nyckel_borja_ny"),
    path("min-inloggning/nyckel/klar/", nyckel.KlarNyView.as_view(), name="nyckel_klar_ny"),
    path(
        "min-inloggning/nyckel/<int:nyckel>/ta-bort/",
        nyckel.TaBortNyckelView.as_view(),
        name="ta_bort_nyckel",
    ),
    path("anvandare/", anvandare.lista, name="anvandare"),
    path("anvandare/ny/", anvandare.NyAnvandareView.as_view(), name="ny_anvandare"),
    path("anvandare/<uuid:anvandare>/", anvandare.AnvandareView.as_view(), name="visa_anvandare"),
    path(
        "anvandare/<uuid:anvandare>/uppdrag/nytt/",
        anvandare.NyttUppdragView.as_view(),
        name="nytt_uppdrag",
    ),
    path(
        "anvandare/<uuid:anvandare>/uppdrag/<uuid:uppdrag>/avsluta/",
        anvandare.AvslutaUppdragView.as_view(),
        name="avsluta_uppdrag",
    ),
    path("anvandare/<uuid:anvandare>/stang/", anvandare.StangView.as_view(), name="stang"),
    path(
        "anvandare/<uuid:anvandare>/losenordslank/",
        anvandare.LosenordslankView.as_view(),
        name="losenordslank",
    ),
    path(
        "anvandare/<uuid:anvandare>/logga-ut/",
        aterstallning.LoggaUtView.as_view(),
        name="logga_ut_anvandare",
    ),
    path(
        "anvandare/<uuid:anvandare>/aterstallning/",
        aterstallning.BegarView.as_view(),
        name="begar_aterstallning",
    ),
    path(
        "anvandare/<uuid:anvandare>/aterstallning/bekrafta/",
        aterstallning.BekraftaAterstallningView.as_view(),
        name="bekrafta_aterstallning",
    ),
    path(
        "anvandare/<uuid:anvandare>/aterstallning/dra-tillbaka/",
        aterstallning.DraTillbakaView.as_view(),
        name="dra_tillbaka_aterstallning",
    ),
    path("mina-uppdrag/", mitt.mitt, name="mitt"),
    path("aviseringar/<uuid:avisering>/last/", mitt.LastView.as_view(), name="avisering_last"),
    path("bemanning/", bemanning.oversikt, name="bemanning"),
    path("bemanning/franvaro/ny/", bemanning.NyFranvaroView.as_view(), name="ny_franvaro"),
    path(
        "bemanning/franvaro/<uuid:handelse_id>/avsluta/",
        bemanning.AvslutaFranvaroView.as_view(),
        name="avsluta_franvaro",
    ),
    path("bemanning/jourpass/nytt/", bemanning.NyttJourpassView.as_view(), name="nytt_jourpass"),
    path(
        "bemanning/jourpass/<uuid:handelse_id>/avsluta/",
        bemanning.AvslutaJourpassView.as_view(),
        name="avsluta_jourpass",
    ),
    path("bemanning/delegation/ny/", bemanning.NyDelegationView.as_view(), name="ny_delegation"),
    path(
        "bemanning/delegation/<uuid:handelse_id>/avsluta/",
        bemanning.AvslutaDelegationView.as_view(),
        name="avsluta_delegation",
    ),
    path(
        "nodoppning/<uuid:nodoppning>/bekrafta/",
        nodoppning.BekraftaNodoppningView.as_view(),
        name="bekrafta_nodoppning",
    ),
]
