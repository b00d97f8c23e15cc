"""Every step over HTTP: done, refused at its field, refused to the wrong person, whole or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Roll, Tilltrade
from arenden.models import (
    Aterkoppling,
    Beslut,
    Forhandsbedomning,
    Frist,
    Skyddsbedomning,
    Steg,
    Utredning,
)
from audit.models import Logghandelse
from insatser.flows.check import disagreements
from insatser.models import Avslut, Insats, Mal, Plan, Tillfalle, Uppfoljning
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare
from tests.insatser import vagen

SKYDD = {"omedelbart_behov": "nej", "bedomning": "Trygg hos sin mamma.", "atgarder": ""}
FORHAND = {"inleds": "ja", "motivering": "Frånvaron är stor och orsaken okänd."}
FORSLAG = {
    "slag": "insats",
    "lagrum": "SoL 11:1",
    "text": "Familjebehandling i sex månader.",
    "motivering": "Familjen behöver stöd.",
    "barnkonsekvens": "Elias får en egen vuxen att tala med.",
}


def days(antal):
    return f"{timezone.localdate() + timedelta(days=antal):%Y-%m-%d}"


PLAN = {"behov": "Skolan", "barnets_syn": "Rimligt.", "uppfoljning_senast": days(60)}
MAL = {
    "niva": "social",
    "sikt": "kort",
    "specifikt": "I skolan varje förmiddag.",
    "matbart": "Närvarolistan.",
    "baslinje": "Två av tio.",
    "accepterat": "Elias och mamma.",
    "realistiskt": "Bor nära.",
    "tidsatt": days(60),
}
AVSLUT = {
    "orsak": "planerat",
    "resultat": "uppnatt",
    "barnets_rost": "Jag klarar mig nu.",
    "sammanfattning": "Elias går i skolan.",
    "utfall": "ingen",
}


def page(sida, arende, *args):
    return reverse(sida, args=[arende.pk, *args])


def agree(arende):
    return list(disagreements(vagen.fresh(arende))) == []


def skydd_page(arende):
    return page("arenden:skyddsbedomning", arende, arende.anmalningar.get().pk)


def test_a_protection_assessment_moves_the_case_on(stad):
    arende = vagen.receive(stad)
    client = som(stad.mottagare)
    response = client.post(skydd_page(arende), SKYDD)
    assert (response.status_code, response.url) == (303, page("insatser:arende", arende))
    bedomning = Skyddsbedomning.objects.get()
    assert (bedomning.omedelbart_behov, bedomning.bedomd_av) == (False, stad.mottagare)
    assert bedomning.bedomning == "Trygg hos sin mamma."
    assert vagen.fresh(arende).steg == Steg.FORHANDSBEDOMNING
    assert Frist.objects.get(slag="skyddsbedomning").utgang == "uppfylld"
    assert agree(arende)
    assert "Skyddsbedömningen är sparad." in text_of(client.get(response.url))


@pytest.mark.parametrize(
    ("andrat", "falt"),
    [
        ({"omedelbart_behov": "ja"}, "atgarder"),
        ({"omedelbart_behov": ""}, "omedelbart_behov"),
        ({"bedomning": ""}, "bedomning"),
        ({"bedomning": "x" * 20_001}, "bedomning"),
        ({"bedomning": "   "}, "bedomning"),
    ],
)
def test_a_protection_assessment_is_refused_at_its_field(stad, andrat, falt):
    arende = vagen.receive(stad)
    entries = Logghandelse.objects.filter(verb="skyddsbedomning.decide").count()
    response = som(stad.mottagare).post(skydd_page(arende), SKYDD | andrat)
    assert errors_at(response, falt)
    assert not Skyddsbedomning.objects.exists()
    assert vagen.fresh(arende).steg == Steg.SKYDDSBEDOMNING
    assert Frist.objects.get(slag="skyddsbedomning").stoppad is None
    assert Logghandelse.objects.filter(verb="skyddsbedomning.decide").count() == entries


def test_an_immediate_need_with_what_is_done_is_saved(stad):
    arende = vagen.receive(stad)
    data = SKYDD | {"omedelbart_behov": "ja", "atgarder": "Jouren hämtar honom nu."}
    assert som(stad.mottagare).post(skydd_page(arende), data).status_code == 303
    assert Skyddsbedomning.objects.get().omedelbart_behov is True


def test_a_step_sent_twice_is_refused_in_words(stad):
    arende = vagen.receive(stad)
    client = som(stad.mottagare)
    client.post(skydd_page(arende), SKYDD)
    assert errors_at(client.post(skydd_page(arende), SKYDD), "__all__") == [
        "Skyddsbedömningen är redan gjord."
    ]
    assert client.get(skydd_page(arende)).status_code == 403
    assert Skyddsbedomning.objects.count() == 1
    forhand = page("arenden:forhandsbedomning", arende)
    assert client.post(forhand, FORHAND).status_code == 303
    assert errors_at(client.post(forhand, FORHAND), "__all__") == [
        "Steget «Förhandsbedömning» är inte öppet i ärendet."
    ]
    assert Forhandsbedomning.objects.count() == Utredning.objects.count() == 1


def test_opening_an_utredning_starts_its_clock_and_the_reporters_week(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    som(stad.mottagare).post(page("arenden:forhandsbedomning", arende), FORHAND)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.UNDERRATTELSE
    assert {frist.slag for frist in arende.frister.running()} == {
        "utredning",
        "underrattelse_inledd",
        "aterkoppling",
    }
    assert agree(arende)


def test_not_opening_closes_and_the_reporter_is_still_told(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    client = som(stad.mottagare)
    client.post(page("arenden:forhandsbedomning", arende), FORHAND | {"inleds": "nej"})
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT
    anmalan = arende.anmalningar.get()
    svar = page("arenden:aterkoppling", arende, anmalan.pk)
    assert "Återkoppla till anmälaren" in text_of(client.get(page("insatser:arende", arende)))
    assert "Bara en av de tre uppgifterna" in text_of(client.get(svar))
    assert errors_at(client.post(svar, {"uppgift": "olamplig"}), "motivering")
    assert not Aterkoppling.objects.exists()
    assert client.post(svar, {"uppgift": "inte_inledd"}).status_code == 303
    assert Frist.objects.get(slag="aterkoppling").utgang == "uppfylld"
    assert errors_at(client.post(svar, {"uppgift": "inte_inledd"}), "__all__") == [
        "Återkopplingen är redan lämnad."
    ]


def test_assigning_opens_the_akt_for_one_and_closes_it_for_the_other(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    ny = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    tilldela = page("arenden:tilldelning", arende)
    data = {"enhet": stad.enhet.pk, "handlaggare": ny.pk}
    assert som(stad.handlaggare).post(tilldela, data).status_code == 403
    assert som(stad.gruppledare).post(tilldela, data).status_code == 303
    assert vagen.fresh(arende).handlaggare == ny
    former, present = som(stad.handlaggare), som(ny)
    assert former.get(page("insatser:arende", arende)).status_code == 404
    assert former.post(page("arenden:utredning", arende), {"hord": "samtal"}).status_code == 404
    assert present.get(page("arenden:utredning", arende)).status_code == 200
    assert not Tilltrade.objects.filter(anvandare=stad.handlaggare).live().exists()


def test_assigning_to_someone_outside_the_namnd_is_refused_at_the_field(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    annan = make_anvandare(Roll.SOCIALSEKRETERARE)
    data = {"enhet": stad.enhet.pk, "handlaggare": annan.pk}
    response = som(stad.gruppledare).post(page("arenden:tilldelning", arende), data)
    assert errors_at(response, "handlaggare")
    assert vagen.fresh(arende).handlaggare == stad.handlaggare


def test_an_utredning_is_saved_checked_and_closed(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    client, klar = som(stad.handlaggare), page("arenden:utredning_klar", arende)
    refused = errors_at(client.post(klar), "__all__")
    assert "Barnets egna ord saknas." in refused
    assert vagen.fresh(arende).utredning.avslutad is None
    vagen.assess(stad, arende)
    data = {
        "version": arende.utredning.version,
        "hord": "samtal",
        "barnets_rost": "Jag vill tillbaka.",
        "barnets_basta": "Skolan.",
        "sammanfattning": "Frånvaro efter ett bråk.",
    }
    assert client.post(page("arenden:utredning", arende), data).status_code == 303
    assert Utredning.objects.get().barnets_rost == "Jag vill tillbaka."
    assert "Allt som krävs finns." in text_of(client.get(klar))
    assert client.post(klar).status_code == 303
    assert vagen.fresh(arende).steg == Steg.BESLUTSFORSLAG
    assert errors_at(client.post(page("arenden:utredning", arende), data), "__all__") == [
        "Utredningen är avslutad och kan inte ändras."
    ]
    assert errors_at(client.post(klar), "__all__")
    assert agree(arende)


def test_a_decision_takes_two(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    sekreterare, ledare = som(stad.handlaggare), som(stad.gruppledare)
    nytt = page("arenden:beslutsforslag", arende)
    assert errors_at(sekreterare.post(nytt, FORSLAG | {"motivering": ""}), "motivering")
    assert errors_at(sekreterare.post(nytt, FORSLAG | {"slag": "gissning"}), "slag")
    assert not Beslut.objects.exists()
    assert sekreterare.post(nytt, FORSLAG).status_code == 303
    beslut = Beslut.objects.get()
    avgor = page("arenden:beslut", arende, beslut.pk)
    data = {"utfall": "beslutat", "version": beslut.version}
    assert sekreterare.get(avgor).status_code == 403
    assert errors_at(sekreterare.post(avgor, data), "__all__") == [
        "Du har själv föreslagit beslutet. Någon annan måste fatta det."
    ]
    lista = page("arenden:beslut_lista", arende)
    assert "Gå till beslutet" not in text_of(sekreterare.get(lista))
    assert "Gå till beslutet" in text_of(ledare.get(lista))
    assert "Besluta i" in text_of(ledare.get(reverse("insatser:min_dag")))
    refused = ledare.post(avgor, data | {"utfall": "aterremiss", "kommentar": ""})
    assert errors_at(refused, "kommentar")
    assert Beslut.objects.get().utfall == ""
    assert ledare.post(avgor, data).status_code == 303
    beslut.refresh_from_db()
    assert (beslut.utfall, beslut.beslutad_av) == ("beslutat", stad.gruppledare)
    assert errors_at(ledare.post(avgor, data), "__all__") == ["Förslaget är redan avgjort."]
    assert vagen.fresh(arende).steg == Steg.PLAN
    assert agree(arende)


def test_a_proposal_handed_back_is_the_start_of_the_next(stad):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    vagen.decide(stad, arende, Beslut.Utfall.ATERREMISS)
    client = som(stad.handlaggare)
    start = client.get(page("arenden:beslutsforslag", arende)).content.decode()
    assert "Familjebehandling i sex månader." in start
    lista = text_of(client.get(page("arenden:beslut_lista", arende)))
    assert "Komplettera med skolans syn." in lista


def test_a_plan_needs_goals_before_it_is_in_force(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    client = som(stad.handlaggare)
    assert errors_at(
        client.post(page("insatser:ny_plan", arende), PLAN | {"uppfoljning_senast": days(0)}),
        "uppfoljning_senast",
    )
    assert errors_at(
        client.post(page("insatser:ny_plan", arende), PLAN | {"team_valt": "on"}), "teamtyp"
    )
    assert not Plan.objects.exists()
    assert client.post(page("insatser:ny_plan", arende), PLAN).status_code == 303
    assert errors_at(client.post(page("insatser:ny_plan", arende), PLAN), "__all__")
    plan = Plan.objects.get()
    faststall = page("insatser:faststall_plan", arende)
    response = client.post(faststall, {"version": plan.version})
    assert errors_at(response, "__all__") == ["Planen behöver minst ett mål."]
    for sikt in ("lang", "kort"):
        data = MAL | {"sikt": sikt}
        assert client.post(page("insatser:nytt_mal", arende), data).status_code == 303
    assert errors_at(
        client.post(page("insatser:nytt_mal", arende), MAL | {"matbart": ""}), "matbart"
    )
    assert errors_at(
        client.post(page("insatser:nytt_mal", arende), MAL | {"accepterat": "x" * 501}),
        "accepterat",
    )
    bort = Mal.objects.get(sikt="lang")
    ta_bort = page("insatser:ta_bort_mal", arende, bort.pk)
    assert "I skolan varje förmiddag." in text_of(client.get(ta_bort))
    assert client.post(ta_bort).status_code == 303
    assert [mal.sikt for mal in plan.mal_set.all()] == ["kort"]
    andra = PLAN | {"behov": "Skolan och fritiden", "version": plan.version}
    assert client.post(page("insatser:andra_plan", arende), andra).status_code == 303
    plan.refresh_from_db()
    assert plan.behov == "Skolan och fritiden"
    assert client.post(faststall, {"version": plan.version}).status_code == 303
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.INSATS
    assert [frist.slag for frist in arende.frister.running()].count("uppfoljning") == 1
    assert errors_at(client.post(faststall, {"version": plan.version}), "__all__") == [
        "Planen är fastställd. Gör en ny version vid uppföljningen."
    ]
    assert agree(arende)


def test_a_plan_waits_for_a_handlaggare(stad):
    arende = vagen.receive(stad, slag="ansokan")
    assert vagen.fresh(arende).steg == Steg.UNDERRATTELSE
    assert som(stad.mottagare).get(page("insatser:ny_plan", arende)).status_code == 403


def test_an_insats_starts_and_its_sessions_are_logged(stad):
    arende = vagen.arende_at(stad, Steg.INSATS)
    client, ny = som(stad.handlaggare), page("insatser:ny_insats", arende)
    mal = Mal.objects.get()
    data = {"insatstyp": vagen.make_insatstyp().pk, "mal": [mal.pk], "startdatum": days(0)}
    assert errors_at(client.post(ny, data | {"mal": []}), "mal")
    assert errors_at(client.post(ny, data | {"insatstyp": "okänd"}), "insatstyp")
    assert errors_at(client.post(ny, data | {"startdatum": "snart"}), "startdatum")
    assert "SoL 21:1" in " ".join(errors_at(client.post(ny, data), "samtycke"))
    assert errors_at(client.post(ny, data | {"samtycke": ["vardnadshavare"]}), "samtycke_dag")
    assert not Insats.objects.exists()
    data |= {
        "samtycke": ["vardnadshavare"],
        "samtycke_namn": "Elias mamma",
        "samtycke_dag": days(0),
        "samtycke_satt": "muntligt",
    }
    assert client.post(ny, data).status_code == 303
    insats = Insats.objects.get()
    assert list(insats.mal.all()) == [mal]
    assert vagen.fresh(arende).steg == Steg.UPPFOLJNING
    logga = page("insatser:nytt_tillfalle", arende, insats.pk)
    nar = timezone.localtime()
    tillfalle = {"nar": f"{nar:%Y-%m-%dT%H:%M}", "minuter": 45, "utfall": "genomfort"}
    senare = f"{nar + timedelta(hours=2):%Y-%m-%dT%H:%M}"
    assert errors_at(client.post(logga, tillfalle | {"nar": senare}), "nar")
    assert errors_at(client.post(logga, tillfalle | {"anteckning": "x" * 5_001}), "anteckning")
    assert not Tillfalle.objects.exists()
    assert client.post(logga, tillfalle | {"anteckning": "Elias kom."}).status_code == 303
    assert "45 min: Genomfört. Elias kom." in text_of(client.get(page("insatser:plan", arende)))
    assert agree(arende)


def round_of(arende, **andrat):
    """The round of a case with one goal; what runs of its insatser goes on, or ends with it."""
    mal = Mal.objects.get()
    val = "avsluta" if andrat.get("beslut") == "avsluta" else "fortsatt"
    insatser = {
        namn: varde
        for insats in arende.insatser.filter(status="pagaende")
        for namn, varde in ((f"insats-{insats.pk}", val), (f"skal-{insats.pk}", "Den hjälper."))
    }
    return (
        insatser
        | {
            f"grad-{mal.pk}": "1",
            f"kommentar-{mal.pk}": "Fyra dagar av fem.",
            "barnets_rost": "Det är bättre nu.",
            "sammanfattning": "Det går framåt.",
            "beslut": "fortsatt",
            "skal": "Alla är överens.",
            "nasta_senast": days(60),
        }
        | andrat
    )


def test_following_up_goes_in_rounds_and_ends_with_the_closing(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    client, folj = som(stad.handlaggare), page("insatser:uppfoljning", arende)
    mal = Mal.objects.get()
    assert errors_at(client.post(folj, round_of(arende, nasta_senast="")), "nasta_senast")
    assert errors_at(client.post(folj, round_of(arende, nasta_senast=days(-1))), "nasta_senast")
    assert errors_at(client.post(folj, round_of(arende, barnets_rost="")), "barnets_rost")
    refused = client.post(folj, round_of(arende) | {f"grad-{mal.pk}": ""})
    assert errors_at(refused, f"grad-{mal.pk}")
    assert not Uppfoljning.objects.exists()
    assert client.post(folj, round_of(arende)).status_code == 303
    assert client.get(page("insatser:avslut", arende)).status_code == 403
    assert client.post(folj, round_of(arende, beslut="avsluta")).status_code == 303
    assert errors_at(client.post(folj, round_of(arende)), "__all__") == [
        "Steget «Uppföljning» är inte öppet i ärendet."
    ]
    plan = text_of(client.get(page("insatser:plan", arende)))
    assert "Bättre än väntat . Fyra dagar av fem." in plan
    assert plan.index("Uppföljning 2,") < plan.index("Uppföljning 1,")
    avslut = page("insatser:avslut", arende)
    hur = f"hur-{Insats.objects.get().pk}"
    svar = AVSLUT | {hur: "enligt_plan"}
    assert errors_at(client.post(avslut, svar | {"resultat": ""}), "resultat")
    assert errors_at(client.post(avslut, svar | {"erbjudande": "x" * 5_001}), "erbjudande")
    assert errors_at(client.post(avslut, svar | {hur: ""}), hur)
    assert not Avslut.objects.exists()
    assert client.post(avslut, svar).status_code == 303
    arende = vagen.fresh(arende)
    assert (arende.steg, arende.narmaste_frist is None) == (Steg.AVSLUTAT, False)
    assert Insats.objects.get().status == "avslutad"
    assert [frist.slag for frist in arende.frister.running()] == ["aterkoppling"]
    assert errors_at(client.post(avslut, AVSLUT), "__all__")
    assert agree(arende)


@pytest.mark.parametrize("sida", ["arenden:forhandsbedomning", "arenden:beslutsforslag"])
def test_a_reader_without_the_duty_to_work_is_refused_and_nothing_is_written(stad, sida):
    """The gruppledare of another unit reads nothing; one who may only read is refused in words."""
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    lasare = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    Tilltrade.objects.create(
        anvandare=lasare,
        omfattning="akt",
        omfattning_id=arende.akt_id,
        niva=10,
        skal="franvaro",
        kalla=arende.pk,
        given_av=stad.gruppledare,
    )
    client = som(lasare)
    assert client.get(page("insatser:arende", arende)).status_code == 200
    assert client.get(page(sida, arende)).status_code == 403
    refused = client.post(page(sida, arende), FORHAND | FORSLAG)
    assert errors_at(refused, "__all__") == ["Du är inte handläggare i ärendet."]
    assert not Forhandsbedomning.objects.exists()
    assert not Beslut.objects.exists()
