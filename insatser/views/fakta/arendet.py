"""What happens on the way to a decision and around it: reports, notes, files, clocks, the end."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone

from arenden.models import (
    Anmalan,
    Arende,
    Aterkoppling,
    Beslut,
    Forhandsbedomning,
    Frist,
    Fristflytt,
    Fristforlangning,
    Fristvila,
    Handling,
    Journalanteckning,
    Kommunicering,
    Placeringsoverlamning,
    Sammanforing,
    Skyddsbedomning,
    Underrattelse,
    UppfoljningUtanInsats,
    Utredning,
)
from arenden.rules.frister import all_fristslag
from insatser.models import (
    Avslutsaterkoppling,
    Beslutsrattelse,
    Eftervard,
    Omprovning,
    Utfallsuppfoljning,
)
from insatser.views.fakta.slag import Del, Fakta, morning, plain

FRISTNAMN = {slag.slag: slag.namn for slag in all_fristslag()}
UTREDNINGEN = "arenden:utredning"
BESLUTEN = "arenden:beslut_lista"
JOURNALEN = "arenden:journal"
EFTERAT = "insatser:efter_avslutet"

INFLODET = (
    Fakta(
        "anmalan",
        Del.INFLODE,
        lambda kod, _: f"{Arende.Slag(kod).label} kom in",
        lambda arende, _: Anmalan.objects.filter(arende=arende),
        nar="inkom",
        vem="registrerad_av",
        kod="slag",
    ),
    Fakta(
        "skyddsbedomning",
        Del.INFLODE,
        plain("Skyddsbedömning gjord"),
        lambda arende, _: Skyddsbedomning.objects.filter(anmalan__arende=arende),
        nar="bedomd",
        vem="bedomd_av",
    ),
    Fakta(
        "inleds",
        Del.INFLODE,
        plain("Förhandsbedömning: utredning inleds"),
        lambda arende, _: Forhandsbedomning.objects.filter(arende=arende, inleds=True),
        nar="beslutad",
        vem="beslutad_av",
    ),
    Fakta(
        "inleds_inte",
        Del.INFLODE,
        plain("Förhandsbedömning: utredning inleds inte"),
        lambda arende, _: Forhandsbedomning.objects.filter(arende=arende, inleds=False),
        nar="beslutad",
        vem="beslutad_av",
    ),
    Fakta(
        "utredning",
        Del.INFLODE,
        plain("Utredningen avslutades"),
        lambda arende, _: Utredning.objects.filter(arende=arende).exclude(avslutad=None),
        nar="avslutad",
    ),
    Fakta(
        "fort_hit",
        Del.INFLODE,
        lambda kod, _: f"Ärendet {kod} fördes hit",
        lambda arende, _: Sammanforing.objects.filter(till=arende, angrad=None),
        nar="gjord",
        vem="gjord_av",
        kod="fran__arendenummer",
    ),
    Fakta(
        "fort_harifran",
        Del.INFLODE,
        lambda kod, _: f"Ärendet fördes till {kod}",
        lambda arende, _: Sammanforing.objects.filter(fran=arende, angrad=None),
        nar="gjord",
        vem="gjord_av",
        kod="till__arendenummer",
    ),
)

JOURNAL = (
    Fakta(
        "journal",
        Del.JOURNAL,
        lambda kod, _: f"{Journalanteckning.Slag(kod).label} i journalen",
        lambda arende, _: Journalanteckning.objects.filter(
            arende=arende, roll=Journalanteckning.Roll.ORIGINAL
        ).exclude(signerad=None),
        nar="nar",
        vem="forfattare",
        kod="slag",
        sida=JOURNALEN,
    ),
    Fakta(
        "tillagg",
        Del.JOURNAL,
        lambda kod, _: f"Tillägg i journalen: {Journalanteckning.Roll(kod).label.lower()}",
        lambda arende, _: Journalanteckning.objects.filter(arende=arende).exclude(
            roll=Journalanteckning.Roll.ORIGINAL
        ),
        nar="nar",
        vem="forfattare",
        kod="roll",
        sida=JOURNALEN,
    ),
)

HANDLINGAR = (
    Fakta(
        "handling",
        Del.HANDLING,
        plain("Handling kom in eller upprättades"),
        lambda arende, _: Handling.objects.filter(arende=arende, felinford=None),
        nar=morning("inkom"),
        vem="tillagd_av",
        sida="arenden:handlingar",
    ),
    Fakta(
        "felinford",
        Del.HANDLING,
        plain("Handling markerades som felinförd"),
        lambda arende, _: Handling.objects.filter(arende=arende).exclude(felinford=None),
        nar="felinford",
        vem="felinford_av",
        sida="arenden:handlingar",
    ),
)

BESLUTET = (
    Fakta(
        "underrattelse",
        Del.BESLUT,
        plain("Underrättelse om utredningen noterad"),
        lambda arende, _: Underrattelse.objects.filter(utredning__arende=arende),
        nar="gjord",
        vem="gjord_av",
    ),
    Fakta(
        "aterkoppling",
        Del.BESLUT,
        plain("Anmälaren fick återkoppling"),
        lambda arende, _: Aterkoppling.objects.filter(anmalan__arende=arende),
        nar="lamnad",
        vem="lamnad_av",
        sida="arenden:aterkopplingar",
    ),
    Fakta(
        "kommunicering",
        Del.BESLUT,
        plain("Underlaget visades före beslutet"),
        lambda arende, _: Kommunicering.objects.filter(beslut__arende=arende, skickas=True),
        nar="skickad",
        vem="skickad_av",
    ),
    Fakta(
        "kommunicering_svar",
        Del.BESLUT,
        lambda kod, _: f"Kommunicering: {Kommunicering.Svar(kod).label.lower()}",
        lambda arende, _: Kommunicering.objects.filter(beslut__arende=arende).exclude(svar=""),
        nar="klar",
        kod="svar",
    ),
    Fakta(
        "beslut",
        Del.BESLUT,
        lambda kod, _: f"Beslut: {Beslut.Utfall(kod).label}",
        lambda arende, _: Beslut.objects.filter(arende=arende).exclude(utfall=""),
        nar="beslutad",
        vem="beslutad_av",
        kod="utfall",
        sida=BESLUTEN,
    ),
    Fakta(
        "beslutsrattelse",
        Del.BESLUT,
        plain("Beslut rättades"),
        lambda arende, _: Beslutsrattelse.objects.filter(beslut__arende=arende),
        nar="beslutad",
        vem="beslutad_av",
        sida=BESLUTEN,
    ),
    Fakta(
        "omprovning",
        Del.BESLUT,
        lambda kod, _: f"Beslut omprövades: {Omprovning.Utfall(kod).label.lower()}",
        lambda arende, _: Omprovning.objects.filter(arende=arende),
        nar="beslutad",
        vem="beslutad_av",
        kod="utfall",
        sida=BESLUTEN,
    ),
    Fakta(
        "overlamning",
        Del.BESLUT,
        plain("Placeringen lämnades över"),
        lambda arende, _: Placeringsoverlamning.objects.filter(beslut__arende=arende),
        nar="gjord",
        vem="gjord_av",
    ),
    Fakta(
        "utan_insats",
        Del.PLAN,
        lambda _, nummer: f"Uppföljning utan insats {nummer}",
        lambda arende, _: UppfoljningUtanInsats.objects.filter(arende=arende),
        nar="gjord",
        vem="gjord_av",
        nummer="runda",
    ),
)

FRISTERNA = (
    Fakta(
        "frist_uppfylld",
        Del.FRIST,
        lambda kod, _: f"Frist uppfylld: {FRISTNAMN[kod].lower()}",
        lambda arende, _: Frist.objects.filter(arende=arende, utgang=Frist.Utgang.UPPFYLLD),
        nar="stoppad",
        kod="slag",
        i_oversikten=False,
    ),
    Fakta(
        "frist_ute",
        Del.FRIST,
        lambda kod, _: f"Frist gick ut: {FRISTNAMN[kod].lower()}",
        lambda arende, _: Frist.objects.filter(
            Q(stoppad=None) | Q(stoppad__gt=F("senast")),
            arende=arende,
            senast__lt=timezone.now(),
        ),
        nar="senast",
        kod="slag",
        i_oversikten=False,
    ),
    Fakta(
        "fristforlangning",
        Del.FRIST,
        lambda kod, _: f"Frist förlängdes: {FRISTNAMN[kod].lower()}",
        lambda arende, _: Fristforlangning.objects.filter(frist__arende=arende),
        nar="beslutad",
        vem="beslutad_av",
        kod="frist__slag",
        sida="arenden:frist",
        sidans_id="frist_id",
        i_oversikten=False,
    ),
    Fakta(
        "fristvila",
        Del.FRIST,
        lambda kod, _: f"Frist började vila: {FRISTNAMN[kod].lower()}",
        lambda arende, _: Fristvila.objects.filter(frist__arende=arende),
        nar="fran",
        vem="beslutad_av",
        kod="frist__slag",
        sida="arenden:frist",
        sidans_id="frist_id",
        i_oversikten=False,
    ),
    Fakta(
        "fristflytt",
        Del.FRIST,
        lambda kod, _: f"Frist räknas från en annan tid: {FRISTNAMN[kod].lower()}",
        lambda arende, _: Fristflytt.objects.filter(frist__arende=arende),
        nar="beslutad",
        vem="beslutad_av",
        kod="frist__slag",
        sida="arenden:frist",
        sidans_id="frist_id",
        i_oversikten=False,
    ),
)

SLUTET = (
    Fakta(
        "avslutat",
        Del.AVSLUT,
        plain("Ärendet avslutades"),
        lambda arende, _: Arende.objects.filter(pk=arende.pk).exclude(avslutat=None),
        nar="avslutat",
        vem="avslut__avslutat_av",
        sida=EFTERAT,
    ),
    Fakta(
        "part_fick_veta",
        Del.AVSLUT,
        plain("En part fick veta att arbetet är avslutat"),
        lambda arende, _: Avslutsaterkoppling.objects.filter(arende=arende).exclude(lamnad=None),
        nar=morning("lamnad"),
        vem="lamnad_av",
        sida=EFTERAT,
    ),
    Fakta(
        "eftervard",
        Del.AVSLUT,
        lambda kod, _: f"Stöd efteråt: {Eftervard.Svar(kod).label.lower()}",
        lambda arende, _: Eftervard.objects.filter(arende=arende).exclude(svar=""),
        nar=morning("svarat"),
        kod="svar",
        sida=EFTERAT,
    ),
    Fakta(
        "utfall",
        Del.AVSLUT,
        lambda kod, nummer: f"{nummer} månader efter: {Utfallsuppfoljning.Lage(kod).label.lower()}",
        lambda arende, _: Utfallsuppfoljning.objects.filter(arende=arende).exclude(gjord=None),
        nar="gjord",
        vem="gjord_av",
        kod="lage",
        nummer="manad",
        sida=EFTERAT,
    ),
)
