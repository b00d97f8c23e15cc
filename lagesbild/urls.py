from django.urls import path

from lagesbild import views

app_name = "lagesbild"

urlpatterns = [
    path("lagesbild/", views.lista, name="lista"),
    path("lagesbild/vantan/", views.vantan, name="vantan"),
    path("lagesbild/likvardighet/", views.likvardighet, name="likvardighet"),
    path("lagesbild/likvardighet/<slug:matt>/", views.likvardighet, name="likvardighet_matt"),
    path("lagesbild/nytt/<uuid:uttag>/", views.sammanstall, name="sammanstall"),
    path("lagesbild/<uuid:pk>/", views.publicering, name="publicering"),
    path("lagesbild/<uuid:pk>/csv", views.csv, name="csv"),
    path("lagesbild/<uuid:pk>/godkann", views.godkann, name="godkann"),
    path("lagesbild/<uuid:pk>/dra-tillbaka", views.dra_tillbaka, name="dra_tillbaka"),
]
