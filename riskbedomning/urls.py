from django.urls import path

from riskbedomning import views

app_name = "riskbedomning"

ROT = "arenden/<uuid:arende>/bedomning/"
BEDOMNING = f"{ROT}<uuid:bedomning>/"
EXTERN = f"{ROT}extern/<uuid:extern>/"
VERSION = "instrument/<uuid:version>/"
FAKTOR = f"{VERSION}faktor/<uuid:faktor>/"

urlpatterns = [
    path(ROT, views.BedomningarView.as_view(), name="lista"),
    path(f"{ROT}ny/", views.StartView.as_view(), name="start"),
    path(
        f"{ROT}strategiskt-brott/", views.StrategisktBrottView.as_view(), name="strategiskt_brott"
    ),
    path(
        f"{ROT}strategiskt-brott/<uuid:notering>/aterkalla/",
        views.AterkallaStrategisktBrottView.as_view(),
        name="strategiskt_brott_aterkalla",
    ),
    path(f"{ROT}extern/", views.NyExternView.as_view(), name="ny_extern"),
    path(EXTERN, views.ExternView.as_view(), name="extern"),
    path(f"{EXTERN}ratta/", views.RattaExternView.as_view(), name="ratta_extern"),
    path(f"{EXTERN}felinford/", views.FelinfordExternView.as_view(), name="felinford_extern"),
    path(f"{ROT}<uuid:bedomning>/", views.BedomningView.as_view(), name="bedomning"),
    path(f"{ROT}<uuid:bedomning>/samlad/", views.SamladView.as_view(), name="samlad"),
    path(f"{ROT}<uuid:bedomning>/jamfor/", views.JamforelseView.as_view(), name="jamforelse"),
    path(
        f"{ROT}<uuid:bedomning>/avsnitt/<slug:niva>/", views.AvsnittView.as_view(), name="avsnitt"
    ),
    path(f"{BEDOMNING}belagg/<slug:faktorkod>/", views.BelaggView.as_view(), name="belagg"),
    path(f"{BEDOMNING}egna-ord/", views.EgenSynView.as_view(), name="egna_ord"),
    path(f"{BEDOMNING}parter/", views.PartsbidragView.as_view(), name="parter"),
    path(f"{BEDOMNING}scenarier/", views.ScenarierView.as_view(), name="scenarier"),
    path(f"{BEDOMNING}scenarier/<uuid:scenario>/", views.ScenarioView.as_view(), name="scenario"),
    path(f"{BEDOMNING}medlasning/", views.MedlasningView.as_view(), name="medlasning"),
    path(
        f"{BEDOMNING}medlasning/<uuid:medlasning>/",
        views.MedlasningssvarView.as_view(),
        name="medlasningssvar",
    ),
    path("instrument/", views.InstrumentlistaView.as_view(), name="instrument"),
    path("instrument/nytt/", views.NyttInstrumentView.as_view(), name="nytt_instrument"),
    path(VERSION, views.InstrumentversionView.as_view(), name="instrumentversion"),
    path(f"{VERSION}skillnad/", views.SkillnadView.as_view(), name="instrument_skillnad"),
    path(f"{VERSION}kopiera/", views.KopieraVersionView.as_view(), name="instrument_kopiera"),
    path(f"{VERSION}uppgifter/", views.UppgifterView.as_view(), name="instrument_uppgifter"),
    path(f"{VERSION}faktor/", views.NyFaktorView.as_view(), name="instrument_ny_faktor"),
    path(FAKTOR, views.FaktorView.as_view(), name="instrument_faktor"),
    path(f"{FAKTOR}flytta/", views.FlyttaFaktorView.as_view(), name="instrument_flytta"),
    path(f"{FAKTOR}ta-bort/", views.TaBortFaktorView.as_view(), name="instrument_ta_bort"),
    path(f"{VERSION}skicka/", views.SkickaVersionView.as_view(), name="instrument_skicka"),
    path(f"{VERSION}granska/", views.GranskaVersionView.as_view(), name="instrument_granska"),
    path(f"{VERSION}publicera/", views.PubliceraVersionView.as_view(), name="instrument_publicera"),
    path("likabedomning/", views.mina_omgangar, name="likabedomning"),
    path("likabedomning/<uuid:kalibrering>/", views.SvaraView.as_view(), name="svara"),
    path("likabedomning/<uuid:kalibrering>/utkast/", views.vinjettutkast, name="vinjettutkast"),
    path("vinjetter/", views.vinjettlista, name="vinjetter"),
    path("vinjetter/ny/", views.NyVinjettView.as_view(), name="ny_vinjett"),
    path("vinjetter/over-tid/", views.over_tid, name="over_tid"),
    path("vinjetter/<uuid:vinjett>/", views.vinjett, name="vinjett"),
    path("vinjetter/<uuid:vinjett>/andra/", views.AndraVinjettView.as_view(), name="andra_vinjett"),
    path("vinjetter/<uuid:vinjett>/omgang/", views.NyOmgangView.as_view(), name="ny_omgang"),
    path("vinjetter/omgangar/<uuid:kalibrering>/", views.omgang, name="omgang"),
]
