from django.urls import path

from samverkansteam.views import atgard, delgivning, dokument, mote, person, samtycke, team

app_name = "samverkansteam"

urlpatterns = [
    path("team/", team.TeamListView.as_view(), name="lista"),
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
    path("team/<uuid:team>/utlamnat/", delgivning.UtlamnatView.as_view(), name="utlamnat"),
    path("team/<uuid:team>/utlamnat/<uuid:kopia>/", delgivning.KopiaView.as_view(), name="kopia"),
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
        delgivning.LamnaUtView.as_view(),
        name="lamna_ut",
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
]
