from django.urls import path

from riskbedomning import views

app_name = "riskbedomning"

ROT = "arenden/<uuid:arende>/bedomning/"

urlpatterns = [
    path(ROT, views.BedomningarView.as_view(), name="lista"),
    path(f"{ROT}ny/", views.StartView.as_view(), name="start"),
    path(
        f"{ROT}strategiskt-brott/", views.StrategisktBrottView.as_view(), name="strategiskt_brott"
    ),
    path(f"{ROT}<uuid:bedomning>/", views.BedomningView.as_view(), name="bedomning"),
    path(f"{ROT}<uuid:bedomning>/samlad/", views.SamladView.as_view(), name="samlad"),
    path(f"{ROT}<uuid:bedomning>/jamfor/", views.JamforelseView.as_view(), name="jamforelse"),
    path(
        f"{ROT}<uuid:bedomning>/avsnitt/<slug:niva>/", views.AvsnittView.as_view(), name="avsnitt"
    ),
]
