from django.urls import path

from arenden.views import frister, handlingar, import_fall, inflode, journal, pdf, person, steg, utkast

app_name = "arenden"

urlpatterns = [
    path("inflode/nytt/", inflode.NyttInflodeView.as_view(), name="nytt_inflode"),
    path("inflode/fil/", import_fall.ImportView.as_view(), name="import_fall"),
    path(
        "arenden/<uuid:arende>/skyddsbedomning/<uuid:anmalan>/",
        steg.SkyddsbedomningView.as_view(),
        name="skyddsbedomning",
    ),
    path(
        "arenden/<uuid:arende>/forhandsbedomning/",
        steg.ForhandsbedomningView.as_view(),
        name="forhandsbedomning",
    ),
    path(
        "arenden/<uuid:arende>/aterkoppling/<uuid:anmalan>/",
        steg.AterkopplingView.as_view(),
        name="aterkoppling",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/forlang/",
        frister.ForlangningView.as_view(),
        name="forlangning",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/yttrande/",
        frister.YttrandeView.as_view(),
        name="yttrande",
    ),
    path("arenden/<uuid:arende>/person/", person.PersonView.as_view(), name="person"),
    path("arenden/<uuid:arende>/utredning/", steg.UtredningView.as_view(), name="utredning"),
    path(
        "arenden/<uuid:arende>/utredning/klar/",
        steg.UtredningKlarView.as_view(),
        name="utredning_klar",
    ),
    path("arenden/<uuid:arende>/beslut/", steg.BeslutListaView.as_view(), name="beslut_lista"),
    path(
        "arenden/<uuid:arende>/beslut/nytt/",
        steg.BeslutsforslagView.as_view(),
        name="beslutsforslag",
    ),
    path("arenden/<uuid:arende>/beslut/<uuid:beslut>/", steg.BeslutView.as_view(), name="beslut"),
    path(
        "arenden/<uuid:arende>/beslut/<uuid:beslut>/beslut.pdf",
        pdf.BeslutPdf.as_view(),
        name="beslut_pdf",
    ),
    path("arenden/<uuid:arende>/tilldela/", steg.TilldelningView.as_view(), name="tilldelning"),
    path("arenden/<uuid:arende>/journal/", journal.JournalView.as_view(), name="journal"),
    path(
        "arenden/<uuid:arende>/journal/ny/",
        journal.NyAnteckningView.as_view(),
        name="ny_anteckning",
    ),
    path(
        "arenden/<uuid:arende>/journal/<uuid:anteckning>/",
        journal.AndraAnteckningView.as_view(),
        name="andra_anteckning",
    ),
    path(
        "arenden/<uuid:arende>/journal/<uuid:anteckning>/signera/",
        journal.SigneraView.as_view(),
        name="signera",
    ),
    path(
        "arenden/<uuid:arende>/journal/<uuid:anteckning>/tillagg/",
        journal.TillaggView.as_view(),
        name="tillagg",
    ),
    path(
        "arenden/<uuid:arende>/handlingar/",
        handlingar.HandlingarView.as_view(),
        name="handlingar",
    ),
    path(
        "arenden/<uuid:arende>/handlingar/ny/",
        handlingar.NyHandlingView.as_view(),
        name="ny_handling",
    ),
    path(
        "arenden/<uuid:arende>/handlingar/<uuid:handling>/",
        handlingar.HamtaHandlingView.as_view(),
        name="hamta_handling",
    ),
    path(
        "arenden/<uuid:arende>/handlingar/<uuid:handling>/felinford/",
        handlingar.FelinfordView.as_view(),
        name="felinford_handling",
    ),
    path(
        "arenden/<uuid:arende>/utkast/<slug:formular>/<uuid:objekt>/",
        utkast.save,
        name="utkast",
    ),
    path(
        "arenden/<uuid:arende>/utkast/<slug:formular>/<uuid:objekt>/kasta/",
        utkast.drop,
        name="kasta_utkast",
    ),
]
