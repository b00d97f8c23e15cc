from django.urls import path

from arenden.views import (
    aktualitet,
    aterkoppling,
    dokument,
    frister,
    gallring,
    handlingar,
    import_fall,
    inflode,
    jav,
    journal,
    nodoppning,
    person,
    skydd,
    snabb,
    steg,
    textmallar,
    underlag,
    uppgiftsbegaran,
    utkast,
    vagen,
    vardnad,
)

app_name = "arenden"

urlpatterns = [
    path("nodoppning/", nodoppning.NodoppningView.as_view(), name="nodoppning"),
    path("nodoppning/<uuid:nodoppning>/", nodoppning.svar, name="nodoppning_svar"),
    path(
        "nodoppning/<uuid:nodoppning>/avsluta/",
        nodoppning.AvslutaNodoppningView.as_view(),
        name="avsluta_nodoppning",
    ),
    path("jav/", jav.JavregisterView.as_view(), name="javregister"),
    path("jav/<uuid:jav>/", jav.AnmaltJavView.as_view(), name="anmalt_jav"),
    path("arenden/<uuid:arende>/jav/", jav.AnmalJavView.as_view(), name="anmal_jav"),
    path("inflode/nytt/", inflode.NyttInflodeView.as_view(), name="nytt_inflode"),
    path("inflode/fil/", import_fall.ImportView.as_view(), name="import_fall"),
    path("snabbanteckning/", snabb.snabbanteckning, name="snabb"),
    path("snabbanteckning/<uuid:arende>/", snabb.SnabbView.as_view(), name="snabb_ord"),
    path(
        "snabbanteckning/<uuid:arende>/<uuid:anteckning>/",
        snabb.SparadView.as_view(),
        name="snabbt_sparad",
    ),
    path("textmallar/", textmallar.TextmallarView.as_view(), name="textmallar"),
    path("textmallar/ny/", textmallar.NyTextmallView.as_view(), name="ny_textmall"),
    path(
        "textmallar/<uuid:mall>/andra/",
        textmallar.AndraTextmallView.as_view(),
        name="andra_textmall",
    ),
    path(
        "textmallar/<uuid:mall>/ersatt/",
        textmallar.ErsattTextmallView.as_view(),
        name="ersatt_textmall",
    ),
    path(
        "textmallar/<uuid:mall>/publicera/",
        textmallar.PubliceraTextmallView.as_view(),
        name="publicera_textmall",
    ),
    path(
        "textmallar/<uuid:mall>/avsluta/",
        textmallar.AvslutaTextmallView.as_view(),
        name="avsluta_textmall",
    ),
    path("fragor/", aktualitet.FragorView.as_view(), name="namndfragor"),
    path("fragor/<uuid:fraga>/", aktualitet.SvarView.as_view(), name="namndsvar"),
    path(
        "arenden/<uuid:arende>/fraga-namnd/",
        aktualitet.FragaView.as_view(),
        name="fraga_namnd",
    ),
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
        aterkoppling.AterkopplingView.as_view(),
        name="aterkoppling",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/",
        frister.FristView.as_view(),
        name="frist",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/vila/",
        frister.VilaView.as_view(),
        name="fristvila",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/ga/",
        frister.GaIgenView.as_view(),
        name="fristgar",
    ),
    path(
        "arenden/<uuid:arende>/frist/<uuid:frist>/ratta/",
        frister.FlyttView.as_view(),
        name="fristflytt",
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
    path("arenden/<uuid:arende>/vardnad/", vardnad.VardnadView.as_view(), name="vardnad"),
    path(
        "arenden/<uuid:arende>/vardnad/<uuid:vardnadshavare>/",
        vardnad.VardnadenUpphorView.as_view(),
        name="vardnaden_upphor",
    ),
    path("arenden/<uuid:arende>/skydd/", skydd.SkyddView.as_view(), name="skydd"),
    path("arenden/<uuid:arende>/skydd/satt/", skydd.SattSkyddView.as_view(), name="satt_skydd"),
    path("arenden/<uuid:arende>/skydd/namnge/", skydd.NamngeView.as_view(), name="namnge"),
    path(
        "arenden/<uuid:arende>/skydd/<uuid:tilltrade>/avsluta/",
        skydd.AvslutaNamngivenView.as_view(),
        name="avsluta_namngiven",
    ),
    path("arenden/<uuid:arende>/adress/", skydd.FackView.as_view(), name="fack"),
    path(
        "arenden/<uuid:arende>/adress/namnge/",
        skydd.NamngeFackView.as_view(),
        name="namnge_fack",
    ),
    path("arenden/<uuid:arende>/adress/ny/", skydd.SkrivAdressView.as_view(), name="skriv_adress"),
    path("arenden/<uuid:arende>/utredning/", steg.UtredningView.as_view(), name="utredning"),
    path(
        "arenden/<uuid:arende>/utredning/klar/",
        steg.UtredningKlarView.as_view(),
        name="utredning_klar",
    ),
    path(
        "arenden/<uuid:arende>/utredning/dokument/",
        dokument.UtredningDokumentSida.as_view(),
        name="utredning_dokument",
    ),
    path(
        "arenden/<uuid:arende>/utredning/utredning.pdf",
        dokument.UtredningPdf.as_view(),
        name="utredning_pdf",
    ),
    path(
        "arenden/<uuid:arende>/utredning/begaranden/",
        uppgiftsbegaran.BegarandenView.as_view(),
        name="begaranden",
    ),
    path(
        "arenden/<uuid:arende>/utredning/begaranden/ny/",
        uppgiftsbegaran.NyBegaranView.as_view(),
        name="ny_begaran",
    ),
    path(
        "arenden/<uuid:arende>/utredning/begaranden/<uuid:brev>/svar/",
        uppgiftsbegaran.BegaranSvarView.as_view(),
        name="begaran_svar",
    ),
    path(
        "arenden/<uuid:arende>/utredning/begaranden/<uuid:brev>/",
        dokument.BegaranDokumentSida.as_view(),
        name="begaran_dokument",
    ),
    path(
        "arenden/<uuid:arende>/utredning/begaranden/<uuid:brev>/begaran.pdf",
        dokument.BegaranPdf.as_view(),
        name="begaran_pdf",
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
        dokument.BeslutPdf.as_view(),
        name="beslut_pdf",
    ),
    path(
        "arenden/<uuid:arende>/beslut/<uuid:beslut>/brev/",
        dokument.BeslutDokumentSida.as_view(),
        name="beslut_dokument",
    ),
    path(
        "arenden/<uuid:arende>/beslut/<uuid:beslut>/lamnat/",
        vagen.DelgivetView.as_view(),
        name="delgivet",
    ),
    path(
        "arenden/<uuid:arende>/anmalan/<uuid:anmalan>/aterkoppling/aterkoppling.pdf",
        dokument.AterkopplingPdf.as_view(),
        name="aterkoppling_pdf",
    ),
    path(
        "arenden/<uuid:arende>/anmalan/<uuid:anmalan>/aterkoppling/brev/",
        dokument.AterkopplingDokumentSida.as_view(),
        name="aterkoppling_dokument",
    ),
    path(
        "arenden/<uuid:arende>/aterkopplingar/",
        aterkoppling.AterkopplingarView.as_view(),
        name="aterkopplingar",
    ),
    path(
        "arenden/<uuid:arende>/aterkopplingar/begard/",
        aterkoppling.BegardView.as_view(),
        name="aterkoppling_begard",
    ),
    path(
        "arenden/<uuid:arende>/underrattelse/",
        vagen.UnderrattelseView.as_view(),
        name="underrattelse",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/",
        vagen.KommuniceringView.as_view(),
        name="kommunicering",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/underlag/ny/",
        underlag.NyttUnderlagView.as_view(),
        name="nytt_underlag",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/underlag/<uuid:underlag>/",
        underlag.MaskningView.as_view(),
        name="underlag",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/underlag/<uuid:underlag>/visat/",
        underlag.VisatUnderlagSida.as_view(),
        name="underlag_visat",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/underlag/<uuid:underlag>/underlag.pdf",
        underlag.UnderlagPdf.as_view(),
        name="underlag_pdf",
    ),
    path(
        "arenden/<uuid:arende>/kommunicering/underlag/<uuid:underlag>/kasta/",
        underlag.KastaUnderlagView.as_view(),
        name="kasta_underlag",
    ),
    path("arenden/<uuid:arende>/angra/", vagen.AngraStegView.as_view(), name="angra_steg"),
    path("arenden/<uuid:arende>/overlamning/", vagen.OverlamningView.as_view(), name="overlamning"),
    path(
        "arenden/<uuid:arende>/uppfoljning-utan-insats/",
        vagen.FoljsUppView.as_view(),
        name="foljs_upp",
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
    path("gallring/", gallring.GallringLista.as_view(), name="gallringar"),
    path("gallring/<uuid:gallring>/", gallring.GallringView.as_view(), name="gallring"),
    path(
        "gallring/<uuid:gallring>/godkann/",
        gallring.GallringGodkann.as_view(),
        name="gallring_godkann",
    ),
    path(
        "gallring/<uuid:gallring>/besluta/",
        gallring.GallringBesluta.as_view(),
        name="gallring_besluta",
    ),
    path(
        "gallring/<uuid:gallring>/angra/", gallring.GallringAngra.as_view(), name="gallring_angra"
    ),
    path(
        "gallring/<uuid:gallring>/avsta/", gallring.GallringAvsta.as_view(), name="gallring_avsta"
    ),
    path(
        "gallring/protokoll/<uuid:protokoll>/",
        gallring.ProtokollView.as_view(),
        name="gallringsprotokoll",
    ),
    path(
        "gallring/protokoll/<uuid:protokoll>/protokoll.pdf",
        gallring.ProtokollPdf.as_view(),
        name="gallringsprotokoll_pdf",
    ),
    path(
        "gallring/protokoll/<uuid:protokoll>/intyg.txt",
        gallring.IntygFil.as_view(),
        name="gallringsintyg",
    ),
]
