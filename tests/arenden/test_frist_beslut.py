"""Rest, more time and another anchor: each decision is a row, and the days follow from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from arenden.actions.frister import (
    as_view,
    extend_frist,
    forlopp_of,
    move_ankare,
    rest_frist,
    resume_frist,
    start_frist,
    stop_all,
    stop_frist,
)
from arenden.models import Arende, Frist, Fristforlangning, Fristvila, Steg
from arenden.rules.fristforlopp import explain
from audit.models import Logghandelse
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen

STHLM = ZoneInfo("Europe/Stockholm")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STHLM)


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def klocka(stad, arende):
    """A clock of the ärende that began at some time in December 2026."""

    def start(slag: str, ankare: str = "2026-12-01 09:00", **falt) -> Frist:
        return start_frist(arende, slag, ankare=at(ankare), actor=stad.gruppledare, **falt)

    return start


def rest(frist: Frist, actor, grund: str = "inlagd") -> Fristvila:
    return rest_frist(frist=frist, grund=grund, motivering="Han ligger inne.", actor=actor)


def fresh(frist: Frist) -> Frist:
    return Frist.objects.get(pk=frist.pk)


def days(frist: Frist) -> str:
    return explain(forlopp_of(fresh(frist)))


def test_a_resting_clock_has_no_day_and_is_never_overdue(stad, klocka):
    frist = klocka("ssit_forsta_kontakt")
    with time_machine.travel(at("2026-12-02 09:00"), tick=False):
        vila = rest(frist, stad.gruppledare)
    frist = fresh(frist)
    assert (frist.mal, frist.senast, frist.nasta_steg, frist.gar_sedan) == (None,) * 4
    assert frist.forbrukat == timedelta(hours=24)
    assert vila.mal_fore == date(2026, 12, 3)
    langt_senare = at("2030-01-01 09:00")
    assert not frist.is_overdue(langt_senare)
    assert frist not in Frist.objects.due(langt_senare)
    assert as_view(frist, langt_senare)["text"] == "vilar"


def test_what_was_left_is_left_when_it_goes_on(stad, klocka):
    frist = klocka("ssit_forsta_kontakt")
    with time_machine.travel(at("2026-12-02 09:00"), tick=False):
        rest(frist, stad.gruppledare)
    with time_machine.travel(at("2026-12-10 13:30"), tick=False):
        resume_frist(frist=frist, motivering="Han är hemma.", actor=stad.gruppledare)
    frist = fresh(frist)
    assert timezone.localtime(frist.senast) == at("2026-12-11 13:30")
    assert frist.nasta_steg == frist.senast
    assert days(frist).endswith(
        "Den vilade från den 2 dec 2026 till den 10 dec 2026 (den unge vårdas på sjukhus, Stadens"
        " mål): 196 tim 30 min läggs till, och sista dagen är fredag 11 dec 2026 kl. 13:30."
    )


def test_a_day_that_somebody_set_rests_by_whole_days(stad, klocka):
    frist = klocka("uppfoljning", senast=date(2026, 12, 20))
    with time_machine.travel(at("2026-12-05 23:50"), tick=False):
        rest(frist, stad.gruppledare, "utomlands")
    with time_machine.travel(at("2026-12-09 00:10"), tick=False):
        resume_frist(frist=frist, actor=stad.gruppledare)
    assert fresh(frist).mal == date(2026, 12, 24)
    assert "4 dagar läggs till" in days(frist)


def test_the_nearest_clock_of_the_case_leaves_out_the_resting_one(stad, arende, klocka):
    frist = klocka("ssit_forsta_kontakt")
    with time_machine.travel(at("2026-12-01 10:00"), tick=False):
        rest(frist, stad.gruppledare)
    nara = vagen.fresh(arende).narmaste_frist
    assert nara == min(f.senast for f in arende.frister.running() if f.senast)


@pytest.mark.parametrize("slag", ["forhandsbedomning", "utredning", "avgorande_begart"])
def test_the_laws_time_never_rests(stad, klocka, slag):
    frist = klocka(slag)
    with pytest.raises(ValidationError, match="Lagen låter inte"):
        rest(frist, stad.gruppledare)
    assert not Fristvila.objects.exists()


def test_only_on_a_ground_for_the_kind(stad, klocka):
    frist = klocka("uppfoljning", senast=date(2026, 12, 20))
    with pytest.raises(ValidationError, match="en av grunderna"):
        rest(frist, stad.gruppledare, "identitet")


def test_rest_and_resume_are_the_leaders(stad, klocka):
    frist = klocka("ssit_forsta_kontakt")
    with pytest.raises(PermissionDenied):
        rest(frist, stad.handlaggare)
    rest(frist, stad.gruppledare)
    with pytest.raises(PermissionDenied):
        resume_frist(frist=frist, actor=stad.handlaggare)
    assert fresh(frist).vilar


def test_it_rests_once_at_a_time_and_nothing_else_is_decided_meanwhile(stad, klocka):
    frist = klocka("ssit_forsta_kontakt")
    rest(frist, stad.gruppledare)
    with pytest.raises(ValidationError, match="vilar redan"):
        rest(frist, stad.gruppledare)
    with pytest.raises(ValidationError, match="Fristen vilar"):
        move_ankare(
            frist=frist, ankare=at("2026-11-01 09:00"), motivering="x", actor=stad.gruppledare
        )
    resume_frist(frist=frist, actor=stad.gruppledare)
    with pytest.raises(ValidationError, match="vilar inte"):
        resume_frist(frist=frist, actor=stad.gruppledare)


def test_the_database_refuses_a_resting_clock_with_a_day(klocka):
    frist = klocka("ssit_forsta_kontakt")
    with pytest.raises(IntegrityError, match="frist_vilar_utan_dag"), transaction.atomic():
        Frist.objects.filter(pk=frist.pk).update(gar_sedan=None)
    with pytest.raises(IntegrityError, match="frist_stoppad_varnar_inte"), transaction.atomic():
        Frist.objects.filter(pk=frist.pk).update(stoppad=frist.ankare, utgang="uppfylld")


def test_more_time_several_times_keeps_each_day_from_before(stad, klocka):
    frist = klocka("utredning")
    for dag in (date(2027, 5, 1), date(2027, 6, 20)):
        extend_frist(frist=frist, till=dag, motivering="Tolk.", actor=stad.gruppledare)
    rader = list(Fristforlangning.objects.values_list("nummer", "tidigare", "till", "lagrum"))
    assert rader == [
        (1, date(2027, 4, 1), date(2027, 5, 1), "SoL 20:3"),
        (2, date(2027, 5, 1), date(2027, 6, 20), "SoL 20:3"),
    ]
    frist = fresh(frist)
    assert frist.mal == date(2027, 6, 20)
    assert timezone.localtime(frist.senast) == at("2027-06-20 23:59:59")
    idag = timezone.localdate()
    assert days(frist).count("beslutades om mer tid") == 2
    assert f"Den {idag.day} " in days(frist)
    assert "till lördag 1 maj 2027 (särskilda skäl, SoL 20:3)" in days(frist)


def test_the_law_of_the_day_the_clock_began_says_whether_it_is_extended(stad, klocka):
    frist = klocka("utredning", "2025-05-01 09:00")
    extend_frist(frist=frist, till=date(2099, 1, 1), motivering="x", actor=stad.gruppledare)
    assert Fristforlangning.objects.get().lagrum == "SoL (2001:453) 11:2"


def test_the_prosecutor_gives_more_time_and_whoever_works_notes_it(stad, klocka):
    frist = klocka("yttrande_lul", senast=date(2026, 12, 20))
    extend_frist(
        frist=frist, till=date(2027, 1, 10), motivering="Per telefon.", actor=stad.handlaggare
    )
    assert "den som begärt har gett mer tid, LUL 11–12 §§" in days(frist)


def test_rest_after_more_time_adds_to_the_decided_day(stad, klocka):
    frist = klocka("rattelse_begard")
    with time_machine.travel(at("2026-12-10 09:00"), tick=False):
        rest(frist, stad.gruppledare, "identitet")
    with time_machine.travel(at("2026-12-20 09:00"), tick=False):
        resume_frist(frist=frist, actor=stad.gruppledare)
    assert fresh(frist).mal == date(2027, 1, 11)


def test_another_anchor_is_another_clock_and_the_old_one_stays(stad, arende, klocka):
    frist = klocka("utredning", "2026-11-05 09:00")
    extend_frist(frist=frist, till=date(2027, 4, 10), motivering="Tolk.", actor=stad.gruppledare)
    fore = fresh(frist)
    ny = move_ankare(
        frist=frist,
        ankare=at("2026-11-04 16:00"),
        motivering="Den kom dagen före.",
        actor=stad.gruppledare,
    )
    gammal = fresh(frist)
    assert (gammal.ankare, gammal.mal, gammal.senast) == (fore.ankare, fore.mal, fore.senast)
    assert gammal.utgang == Frist.Utgang.ERSATT
    assert fresh(ny).ersatter == gammal
    assert fresh(ny).mal == date(2027, 4, 10)
    assert days(ny).startswith("Den ")
    assert "rättades tiden, från 5 nov 2026 kl. 09:00 till 4 nov 2026 kl. 16:00." in days(ny)
    assert gammal not in arende.frister.running()
    assert as_view(gammal)["text"] == "Ersatt av en rättad"


def test_an_anchor_may_move_past_a_rest(stad, klocka):
    frist = klocka("rattelse_begard", "2026-11-02 09:00")
    with time_machine.travel(at("2026-11-03 09:00"), tick=False):
        rest(frist, stad.gruppledare, "identitet")
    with time_machine.travel(at("2026-11-13 09:00"), tick=False):
        resume_frist(frist=frist, actor=stad.gruppledare)
        ny = move_ankare(
            frist=frist, ankare=at("2026-11-08 09:00"), motivering="x", actor=stad.gruppledare
        )
    assert fresh(ny).mal == date(2026, 12, 13)
    assert fresh(ny).forbrukat == timedelta(0)


@pytest.mark.parametrize(
    ("ankare", "skal"),
    [("2099-01-01 09:00", "framtiden"), ("2026-11-05 09:00", "redan"), ("1999-01-01", "fanns")],
)
def test_an_impossible_anchor_is_refused(stad, klocka, ankare, skal):
    frist = klocka("utredning", "2026-11-05 09:00")
    with pytest.raises(ValidationError, match=skal):
        move_ankare(frist=frist, ankare=at(ankare), motivering="x", actor=stad.gruppledare)
    assert fresh(frist).stoppad is None


def test_a_clock_that_stops_while_it_rests_ends_its_rest(stad, arende, klocka):
    frist = klocka("ssit_forsta_kontakt")
    rest(frist, stad.gruppledare)
    stop_frist(arende, "ssit_forsta_kontakt", actor=stad.handlaggare)
    assert fresh(frist).utgang == Frist.Utgang.UPPFYLLD
    assert Fristvila.objects.get().avslutad_av == stad.handlaggare
    assert as_view(fresh(frist))["dag"] is None


def test_a_closed_case_keeps_only_the_times_of_others(stad, arende, klocka):
    for slag in ("overklagande", "uppfoljning_utan_insats"):
        klocka(slag)
    stop_all(arende, actor=stad.gruppledare)
    gar = set(arende.frister.running().values_list("slag", flat=True))
    assert gar == {"aterkoppling", "overklagande"}


def test_every_decision_is_in_the_log(stad, klocka):
    frist = klocka("rattelse_begard", "2026-11-02 09:00")
    rest(frist, stad.gruppledare, "identitet")
    resume_frist(frist=frist, actor=stad.gruppledare)
    move_ankare(frist=frist, ankare=at("2026-11-01 09:00"), motivering="x", actor=stad.gruppledare)
    verb = set(Logghandelse.objects.values_list("verb", flat=True))
    assert {"frist.rest", "frist.resume", "frist.move"} <= verb


def page(namn: str, frist: Frist) -> str:
    return reverse(f"arenden:{namn}", args=[frist.arende_id, frist.pk])


def test_the_leader_lets_a_clock_rest_and_go_on_the_pages(stad, klocka):
    frist = klocka("ssit_forsta_kontakt", "2026-11-20 09:00")
    data = {"grund": "utomlands", "motivering": "Hos sin farmor i två veckor."}
    assert som(stad.handlaggare).get(page("fristvila", frist)).status_code == 403
    client = som(stad.gruppledare)
    assert "Den unge är utomlands" in text_of(client.get(page("fristvila", frist)))
    assert errors_at(client.post(page("fristvila", frist), {"grund": "utomlands"}), "motivering")
    assert client.post(page("fristvila", frist), data).status_code == 303
    sida = text_of(client.get(page("frist", frist)))
    assert "Den vilar sedan" in sida
    assert "Hos sin farmor i två veckor." in sida
    assert f"Beslutat av {stad.gruppledare}" in sida
    assert client.post(page("fristgar", frist), {"motivering": "Hemma."}).status_code == 303
    assert "Den vilade från" in text_of(som(stad.handlaggare).get(page("frist", frist)))
    assert client.get(page("fristgar", frist)).status_code == 403


def test_a_corrected_time_leads_from_the_old_clock_to_the_new(stad, klocka):
    frist = klocka("utredning", "2026-11-05 09:00")
    client = som(stad.gruppledare)
    assert "2026-11-05T09:00" in client.get(page("fristflytt", frist)).content.decode()
    data = {"ankare": "2026-11-04T22:10", "motivering": "Stämpeln visar kvällen före."}
    svar = client.post(page("fristflytt", frist), data)
    ny = Frist.objects.get(ersatter=frist)
    assert (svar.status_code, svar.url) == (303, page("frist", ny))
    assert "Stämpeln visar kvällen före." in text_of(client.get(page("frist", ny)))
    assert page("frist", ny) in client.get(page("frist", frist)).content.decode()


def test_the_history_tells_how_many_times_it_was_extended(stad, klocka):
    frist = klocka("utredning")
    client = som(stad.gruppledare)
    for dag in ("2027-05-01", "2027-06-20"):
        data = {"till": dag, "motivering": f"Tolk till {dag}."}
        assert client.post(page("forlangning", frist), data).status_code == 303
    sida = text_of(client.get(page("frist", frist)))
    assert "Fristen är förlängd 2 gånger." in sida
    assert "Tolk till 2027-05-01." in sida
