from django.urls import path

from access.views import anvandare, inloggning

app_name = "access"

urlpatterns = [
    path("logga-in/", inloggning.LoggaInView.as_view(), name="logga_in"),
    path("logga-in/kod/", inloggning.KodView.as_view(), name="kod"),
    path("logga-in/koppla/", inloggning.KopplaView.as_view(), name="koppla"),
    path("logga-in/koppla/qr.svg", inloggning.qr, name="qr"),
    path("logga-ut/", inloggning.logga_ut, name="logga_ut"),
    path("losenord/<uidb64>/<token>/", inloggning.ValjLosenordView.as_view(), name="valj_losenord"),
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
]
