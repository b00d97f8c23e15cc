from django.urls import path

from samverkansteam.views import (
    atagande,
    atgard,
    bidrag,
    delgivning,
    dokument,
    lagrum,
    led,
    medverkan,
    mote,
    oversikt,
    person,
    samtycke,
    skolgang,
    team,
    teamtyp,
    utlamna,
    utlamnat,
)

app_name = "samverkansteam"

urlpatterns = [
    path("lagrum/", lagrum.MatrisView.as_view(), name="lagrum"),
    path("lagrum/nytt/", lagrum.NyttLagrumView.as_view(), name="nytt_lagrum"),
    path(
        "lagrum/fran/<slug:givare>/till/<slug:mottagare>/",
        lagrum.CellView.as_view(),
        name="lagrumscell",
    ),
    path(
        "lagrum/forslag/<uuid:lagrumsandring>/",
        lagrum.ProvaLagrumView.as_view(),
        name="prova_lagrum",
    ),
    path("lagrum/<slug:lagrum>/", lagrum.LagrumView.as_view(), name="ett_lagrum"),
    path("lagrum/<slug:lagrum>/andra/", lagrum.AndraLagrumView.as_view(), name="andra_lagrum"),
    path("lagrum/<slug:lagrum>/upphor/", lagrum.UpphorView.as_view(), name="lagrum_upphor"),
    path("team/", team.TeamListView.as_view(), name="lista"),
    path("team/oversikt/", oversikt.TeamOversiktView.as_view(), name="oversikt"),
    path("teamtyper/", teamtyp.TeamtyperView.as_view(), name="teamtyper"),
    path("teamtyper/ny/", teamtyp.NyTeamtypView.as_view(), name="ny_teamtyp"),
    path(
        "teamtyper/forslag/<uuid:teamtypforslag>/",
        teamtyp.ProvaTeamtypView.as_view(),
        name="prova_teamtyp",
    ),
    path("teamtyper/<slug:teamtyp>/", teamtyp.TeamtypView.as_view(), name="teamtyp"),
    path(
        "teamtyper/<slug:teamtyp>/foresla/",
        teamtyp.ForeslaTeamtypView.as_view(),
        name="foresla_teamtyp",
    ),
    path("team/nytt/", team.CreateTeamView.as_view(), name="nytt"),
    path("team/<uuid:team>/", team.RumView.as_view(), name="rum"),
    path("team/<uuid:team>/parter/ny/", team.AddPartView.as_view(), name="ny_part"),
    path(
        "team/<uuid:team>/parter/<uuid:part>/deltagare/ny/",
        team.AddDeltagareView.as_view(),
        name="ny_deltagare",
    ),
    path(
        "team/<uuid:team>/deltagare/<uuid:deltagare>/avsluta/",
        team.EndDeltagareView.as_view(),
        name="avsluta_deltagare",
    ),
    path("team/<uuid:team>/arenden/nytt/", team.ConnectArendeView.as_view(), name="koppla_arende"),
    path("team/<uuid:team>/avsluta/", team.CloseTeamView.as_view(), name="avsluta"),
    path("team/<uuid:team>/moten/nytt/", mote.PlanMoteView.as_view(), name="nytt_mote"),
    path(
        "team/<uuid:team>/parter/<uuid:part>/kontakt/",
        medverkan.ChangeKontaktpunktView.as_view(),
        name="kontaktpunkt",
    ),
    path(
        "team/<uuid:team>/begaran/ny/",
        medverkan.AskMedverkanView.as_view(),
        name="begar_medverkan",
    ),
    path(
        "team/<uuid:team>/begaran/<uuid:medverkan>/svar/",
        medverkan.AnswerMedverkanView.as_view(),
        name="svara_medverkan",
    ),
    path("team/<uuid:team>/moten/<uuid:mote>/led/", led.LedMoteView.as_view(), name="led_mote"),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/stall-in/",
        mote.CancelMoteView.as_view(),
        name="stall_in_mote",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/mote.ics",
        mote.MoteIcalView.as_view(),
        name="mote_ical",
    ),
    path("team/<uuid:team>/moten/<uuid:mote>/", mote.MoteView.as_view(), name="mote"),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/kallelse/",
        dokument.KallelseSida.as_view(),
        name="kallelse",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/kallelse.pdf",
        dokument.KallelsePdf.as_view(),
        name="kallelse_pdf",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/protokoll/",
        dokument.ProtokollSida.as_view(),
        name="protokoll",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/protokoll.pdf",
        dokument.ProtokollPdf.as_view(),
        name="protokoll_pdf",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/eget-protokoll/",
        dokument.EgetProtokollSida.as_view(),
        name="eget_protokoll",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/eget-protokoll.pdf",
        dokument.EgetProtokollPdf.as_view(),
        name="eget_protokoll_pdf",
    ),
    path(
        "team/<uuid:team>/moten/<uuid:mote>/dokumentera/",
        mote.HoldMoteView.as_view(),
        name="dokumentera_mote",
    ),
    path(
        "team/<uuid:team>/ataganden/<uuid:atagande>/klart/",
        mote.CompleteAtagandeView.as_view(),
        name="atagande_klart",
    ),
    path("team/<uuid:team>/snabblogg/", atgard.SnabbloggView.as_view(), name="snabblogg"),
    path(
        "team/<uuid:team>/ataganden/<uuid:atagande>/svar/",
        atagande.SvaraAtagandeView.as_view(),
        name="svara_atagande",
    ),
    path("team/<uuid:team>/utlamnat/", utlamnat.UtlamnatView.as_view(), name="utlamnat"),
    path("team/<uuid:team>/utlamnat/<uuid:kopia>/", utlamnat.KopiaView.as_view(), name="kopia"),
    path(
        "team/<uuid:team>/utlamnat/<uuid:kopia>/oppna/",
        utlamnat.OppnaView.as_view(),
        name="oppna_kopia",
    ),
    path(
        "team/<uuid:team>/utlamnat/<uuid:kopia>/kvittera/",
        utlamnat.KvitteraView.as_view(),
        name="kvittera",
    ),
    path("team/<uuid:team>/bidrag/nytt/", bidrag.NyttBidragView.as_view(), name="nytt_bidrag"),
    path("team/<uuid:team>/bidrag/<uuid:bidrag>/", bidrag.BidragView.as_view(), name="bidrag"),
    path(
        "team/<uuid:team>/bidrag/<uuid:bidrag>/dela/",
        bidrag.DelaBidragView.as_view(),
        name="dela_bidrag",
    ),
    path(
        "team/<uuid:team>/bidrag/<uuid:bidrag>/ta-tillbaka/",
        bidrag.TaTillbakaView.as_view(),
        name="ta_tillbaka_bidrag",
    ),
    path(
        "team/<uuid:team>/bidrag/<uuid:bidrag>/filer/ny/",
        bidrag.NyBidragsfilView.as_view(),
        name="ny_bidragsfil",
    ),
    path(
        "team/<uuid:team>/bidrag/<uuid:bidrag>/filer/<uuid:fil>/",
        bidrag.HamtaBidragsfilView.as_view(),
        name="hamta_bidragsfil",
    ),
    path("arenden/<uuid:arende>/team/", person.ArendeTeamView.as_view(), name="arende"),
    path(
        "arenden/<uuid:arende>/team/koppla/", person.ConnectTeamView.as_view(), name="koppla_team"
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/avsluta/",
        person.EndTeamarendeView.as_view(),
        name="avsluta_teamarende",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/samtycke/",
        samtycke.SamtyckeView.as_view(),
        name="nytt_samtycke",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/samtycke/blankett/",
        samtycke.BlankettSida.as_view(),
        name="samtyckesblankett",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/samtycke/blankett.pdf",
        samtycke.BlankettPdf.as_view(),
        name="samtyckesblankett_pdf",
    ),
    path(
        "arenden/<uuid:arende>/team/samtycken/<uuid:samtycke>/",
        samtycke.SamtyckeSida.as_view(),
        name="samtycke",
    ),
    path(
        "arenden/<uuid:arende>/team/samtycken/<uuid:samtycke>/samtycke.pdf",
        samtycke.SamtyckePdf.as_view(),
        name="samtycke_pdf",
    ),
    path(
        "arenden/<uuid:arende>/team/samtycken/<uuid:samtycke>/svar/",
        samtycke.SamtyckessvarView.as_view(),
        name="samtyckessvar",
    ),
    path(
        "arenden/<uuid:arende>/team/samtycken/<uuid:samtycke>/aterkalla/",
        samtycke.WithdrawSamtyckeView.as_view(),
        name="aterkalla_samtycke",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/markering/",
        person.MarkeringView.as_view(),
        name="markering",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/franvaro/",
        person.FranvaroView.as_view(),
        name="franvaro",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/lamna-ut/",
        utlamna.LamnaUtView.as_view(),
        name="lamna_ut",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/lamna-muntligt/",
        utlamna.SagtView.as_view(),
        name="lamna_muntligt",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/bidrag/<uuid:bidrag>/for-in/",
        bidrag.TaInView.as_view(),
        name="ta_in_bidrag",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/avsta/",
        delgivning.AvstaView.as_view(),
        name="avsta",
    ),
    path(
        "arenden/<uuid:arende>/team/delgivningar/<uuid:delgivning>/",
        delgivning.DelgivningView.as_view(),
        name="delgivning",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/",
        skolgang.SkolgangView.as_view(),
        name="skolgang",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/orsaker/ny/",
        skolgang.NyOrsakView.as_view(),
        name="ny_orsak",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/orsaker/<uuid:orsak>/",
        skolgang.ProvaOrsakView.as_view(),
        name="prova_orsak",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/delaktighet/",
        skolgang.DelaktighetView.as_view(),
        name="delaktighet",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/behorighet/",
        skolgang.BehorighetView.as_view(),
        name="gymnasiebehorighet",
    ),
    path(
        "arenden/<uuid:arende>/team/<uuid:team>/skolgang/veckor/<uuid:vecka>/",
        skolgang.RattaFranvaroView.as_view(),
        name="ratta_franvaro",
    ),
]
