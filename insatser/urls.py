from django.urls import path

from insatser.views import (
    arbetsgang,
    arenden,
    avslut,
    byte,
    dokument,
    fordelning,
    forklara,
    forsenat,
    insats,
    min_dag,
    motor,
    overflyttning,
    plan,
    planrader,
    sammanforing,
    sok,
    uppfoljning,
    vag,
)

app_name = "insatser"

urlpatterns = [
    path("", min_dag.forstasida, name="forstasida"),
    path("min-dag/", min_dag.min_dag, name="min_dag"),
    path("forsenat/", forsenat.forsenat, name="forsenat"),
    path("sok/", sok.SokView.as_view(), name="sok"),
    path("arenden/", arenden.arendelista, name="arendelista"),
    path("arenden/<uuid:arende>/", arenden.ArendeOversiktView.as_view(), name="arende"),
    path("arenden/<uuid:arende>/vag/", vag.ArendevagView.as_view(), name="vag"),
    path("arenden/<uuid:arende>/forklara/", forklara.ForklaraView.as_view(), name="forklara"),
    path(
        "arenden/<uuid:arende>/sammanfattning.pdf",
        dokument.SammanfattningPdf.as_view(),
        name="sammanfattning_pdf",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/",
        arbetsgang.ArbetsgangarView.as_view(),
        name="arbetsgangar",
    ),
    path(
        "arenden/<uuid:arende>/sammanfattning/",
        dokument.SammanfattningSida.as_view(),
        name="sammanfattning",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/starta/<slug:flode>/",
        arbetsgang.StartaArbetsgangView.as_view(),
        name="starta_arbetsgang",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/",
        arbetsgang.ArbetsgangView.as_view(),
        name="arbetsgang",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/yttrande.pdf",
        dokument.YttrandePdf.as_view(),
        name="yttrande_pdf",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/utlamnandebeslut.pdf",
        dokument.UtlamnandebeslutPdf.as_view(),
        name="utlamnandebeslut_pdf",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/yttrandet/",
        dokument.YttrandeSida.as_view(),
        name="yttrande_dokument",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/utlamnandebeslutet/",
        dokument.UtlamnandebeslutSida.as_view(),
        name="utlamnandebeslut_dokument",
    ),
    path("overflyttningar/", overflyttning.OverflyttningarView.as_view(), name="overflyttningar"),
    path(
        "overflyttningar/<uuid:fraga>/",
        overflyttning.OverflyttningView.as_view(),
        name="overflyttning",
    ),
    path("arenden/fordela/", fordelning.FordelaView.as_view(), name="fordela"),
    path(
        "arenden/fordela/<uuid:omgang>/",
        fordelning.FordelningView.as_view(),
        name="fordelning",
    ),
    path("arenden/<uuid:arende>/ta/", byte.TaArendeView.as_view(), name="ta_arende"),
    path("arenden/<uuid:arende>/oppna/", byte.OppnaArendeView.as_view(), name="oppna_arende"),
    path(
        "arenden/<uuid:arende>/angra-utredning/",
        byte.AngraUtredningView.as_view(),
        name="angra_utredning",
    ),
    path("arenden/<uuid:arende>/erbjud/", byte.OverlamnaView.as_view(), name="overlamna"),
    path("arenden/<uuid:arende>/erbjuden/", byte.OverlamningView.as_view(), name="overlamning"),
    path("arenden/<uuid:arende>/erbjuden/ta/", byte.TaEmotView.as_view(), name="ta_emot"),
    path(
        "arenden/<uuid:arende>/erbjuden/dra-in/",
        byte.DraInView.as_view(),
        name="dra_in_overlamning",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/angra/<uuid:utfall>/",
        motor.AngraStegView.as_view(),
        name="angra_steg",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/gor-om/<uuid:utfall>/",
        motor.GorOmView.as_view(),
        name="gor_om_steg",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/hoppa-over/<slug:steg>/",
        motor.HoppaOverView.as_view(),
        name="hoppa_over_steg",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/ta/<slug:steg>/",
        motor.TaStegView.as_view(),
        name="ta_steg",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/lamna/<slug:steg>/",
        motor.LamnaStegView.as_view(),
        name="lamna_steg",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/pausa/",
        motor.PausaView.as_view(),
        name="pausa_gang",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/ateruppta/",
        motor.AterupptaView.as_view(),
        name="ateruppta_gang",
    ),
    path(
        "arenden/<uuid:arende>/gang/<uuid:gang>/oppna/",
        motor.OppnaGangView.as_view(),
        name="oppna_gang",
    ),
    path(
        "arenden/<uuid:arende>/arbetsgangar/<uuid:gang>/<slug:steg>/",
        arbetsgang.StegView.as_view(),
        name="arbetsgangssteg",
    ),
    path("arenden/<uuid:arende>/for-till/", sammanforing.ForTillView.as_view(), name="for_till"),
    path(
        "arenden/<uuid:arende>/for-till/angra/",
        sammanforing.AngraView.as_view(),
        name="angra_sammanforing",
    ),
    path("arenden/<uuid:arende>/plan/", plan.PlanView.as_view(), name="plan"),
    path("arenden/<uuid:arende>/plan/ny/", plan.NyPlanView.as_view(), name="ny_plan"),
    path("arenden/<uuid:arende>/plan/andra/", plan.AndraPlanView.as_view(), name="andra_plan"),
    path(
        "arenden/<uuid:arende>/plan/faststall/",
        plan.FaststallPlanView.as_view(),
        name="faststall_plan",
    ),
    path("arenden/<uuid:arende>/plan/mal/nytt/", planrader.NyttMalView.as_view(), name="nytt_mal"),
    path(
        "arenden/<uuid:arende>/plan/mal/<uuid:mal>/ta-bort/",
        planrader.TaBortMalView.as_view(),
        name="ta_bort_mal",
    ),
    path(
        "arenden/<uuid:arende>/plan/mal/<uuid:mal>/behov/",
        planrader.MaletsBehovView.as_view(),
        name="malets_behov",
    ),
    path(
        "arenden/<uuid:arende>/plan/mal/<uuid:mal>/indikator/",
        planrader.NyIndikatorView.as_view(),
        name="ny_indikator",
    ),
    path(
        "arenden/<uuid:arende>/plan/mal/<uuid:rad>/",
        planrader.AndraMalView.as_view(),
        name="andra_mal",
    ),
    path(
        "arenden/<uuid:arende>/plan/behov/valj/",
        planrader.ValjFaktorerView.as_view(),
        name="valj_faktorer",
    ),
    path(
        "arenden/<uuid:arende>/plan/behov/nytt/",
        planrader.NyttBehovView.as_view(),
        name="nytt_behov",
    ),
    path(
        "arenden/<uuid:arende>/plan/behov/<uuid:rad>/",
        planrader.AndraBehovView.as_view(),
        name="andra_behov",
    ),
    path(
        "arenden/<uuid:arende>/plan/indikator/<uuid:rad>/",
        planrader.AndraIndikatorView.as_view(),
        name="andra_indikator",
    ),
    path(
        "arenden/<uuid:arende>/plan/atagande/nytt/",
        planrader.NyttAtagandeView.as_view(),
        name="nytt_atagande",
    ),
    path(
        "arenden/<uuid:arende>/plan/atagande/<uuid:rad>/",
        planrader.AndraAtagandeView.as_view(),
        name="andra_atagande",
    ),
    path(
        "arenden/<uuid:arende>/plan/atagande/<uuid:rad>/klart/",
        planrader.AtagandeKlartView.as_view(),
        name="atagande_klart",
    ),
    path(
        "arenden/<uuid:arende>/plan/ta-bort/<slug:slag>/<uuid:rad>/",
        planrader.TaBortRadView.as_view(),
        name="ta_bort_rad",
    ),
    path("arenden/<uuid:arende>/insats/ny/", insats.NyInsatsView.as_view(), name="ny_insats"),
    path(
        "arenden/<uuid:arende>/insats/<uuid:insats>/tillfalle/",
        insats.NyttTillfalleView.as_view(),
        name="nytt_tillfalle",
    ),
    path(
        "arenden/<uuid:arende>/uppfoljning/",
        uppfoljning.UppfoljningView.as_view(),
        name="uppfoljning",
    ),
    path("arenden/<uuid:arende>/avslut/", avslut.AvslutView.as_view(), name="avslut"),
]
