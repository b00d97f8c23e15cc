"""The demo town: the same every time, lawful in every case, and with numbers that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from access.models import (
    Anvandare,
    Delegation,
    Enhet,
    Franvaro,
    Jav,
    Jourpass,
    Nodoppning,
    Omfattning,
    Organisation,
    Roll,
    Tilltrade,
    Uppdrag,
)
from arenden.models import (
    Aktualitetsforfragan,
    Arende,
    Frist,
    Gallringsforslag,
    Handling,
    Identitetsbeteckning,
    Person,
    Personakt,
    SkyddadAdress,
    Sokrad,
    Vardnadshavare,
)
from arenden.models.akt import Skyddsniva
from arenden.rules.alder import age_on
from arenden.rules.identitet import Nummer, is_testnummer
from audit.databas import compare_database
from audit.models import Loggblad, Logghandelse
from audit.verify import verify_log
from config.demo import handelser
from config.demo.bygge import STADEN_FANNS, write_all
from config.demo.gang import Gang
from config.demo.logg import last_months
from config.demo.oden import ELEVER, FORR
from config.demo.stad import FULL_BEMANNING, build_stad
from granskning.models import Atkomst, Loggranskning
from insatser.models import Utlamnandekopia
from riskbedomning.kallor import mellan
from riskbedomning.models import Bedomning
from samverkansteam.models import (
    Bidrag,
    Delaktighet,
    Delgivning,
    Effektsignal,
    GemensamAtgard,
    Gymnasiebehorighet,
    Lagrumsandring,
    Markering,
    Motespunkt,
    Motesrad,
    Orsakshypotes,
    Part,
    Samtycke,
    Teamtypversion,
)
from samverkansteam.rules.effekt import MINST_ELEVER
from tests.audit.conftest import seal
from tests.conftest import empty_database, logga_in
from tests.demostaden import SLAGEN, assert_the_team_has_lived, facts_of_a_town, pages

AKTER, IMPORTERADE = 16, 11
I_TEAMEN = len(ELEVER) + 1
"""The other pupils of the skolsocialt team, and one more person in Trefas."""
IMPORTERAD_LUL = datetime(2026, 11, 19, tzinfo=UTC)
"""From then on the one of the imported reports, which nobody has answered."""
NU = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LOSENORD = "ovning-i-provstaden"


@pytest.fixture(scope="module")
def utskrift(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A small town, built once for the module by the command; gives what the command said."""
    ut = StringIO()
    with django_db_blocker.unblock(), override_settings(DEMO=True, DEMO_LOSENORD=LOSENORD):
        try:
            call_command("demo", akter=AKTER, stdout=ut)
            yield ut.getvalue()
        finally:
            empty_database()


def test_as_many_akter_as_asked_for_and_those_of_the_reports(utskrift):
    assert Personakt.objects.count() == AKTER + I_TEAMEN + len(FORR) + IMPORTERADE
    assert "inte mottagen" not in utskrift


def test_flows_and_facts_agree(utskrift):
    ut = StringIO()
    call_command("check_flows", stdout=ut)
    assert f"Alla {Arende.objects.count()} ärenden stämmer." in ut.getvalue()


def test_the_log_is_whole(utskrift):
    seal(Logghandelse.objects.count() - Loggblad.objects.count())
    funnet = verify_log()
    assert funnet.brott == []
    assert funnet.handelser == Logghandelse.objects.count()
    assert compare_database() == []


def test_no_number_belongs_to_a_person(utskrift):
    rader = [*Identitetsbeteckning.objects.all(), *Vardnadshavare.objects.all()]
    nummer = {Nummer(rad.nummer.replace("-", "")) for rad in rader if rad.nummer}
    assert len(nummer) > AKTER
    assert [ett for ett in nummer if not is_testnummer(ett)] == []


def test_every_role_has_an_account(utskrift):
    assert set(Uppdrag.objects.values_list("roll", flat=True)) == set(Roll)
    for kod in FULL_BEMANNING:
        enheter = Enhet.objects.filter(namnd__kod=kod, uppdrag__isnull=False).distinct()
        assert {enhet.slag for enhet in enheter} == {"mottagning", "utredning", "oppenvard"}


def test_every_person_can_log_in_and_the_system_cannot(utskrift):
    for anvandare in Anvandare.objects.prefetch_related("kodapp_set"):
        is_person = anvandare.anvandarnamn != "systemet"
        assert anvandare.check_password(LOSENORD) is is_person
        assert bool(anvandare.kodapp_set.all()) is is_person


def test_something_of_every_kind_has_happened(utskrift):
    nu, idag = timezone.now(), timezone.localdate()
    assert Franvaro.objects.unended(idag).exists()
    assert Jourpass.objects.live(nu).exists()
    assert Delegation.objects.in_force(idag).exists()
    assert Jav.objects.filter(slag=Jav.Slag.ANMALD, till=None).exists()
    granskade = [hasattr(en, "granskning") for en in Nodoppning.objects.opened()]
    assert sorted(granskade) == [False, True]
    besvarade = Aktualitetsforfragan.objects.exclude(besvarad=None)
    assert besvarade.exists()
    assert Aktualitetsforfragan.objects.waiting().exists()
    assert Handling.objects.exists()


def test_a_child_is_assessed_anew_with_directions_and_insatser_in_between(utskrift):
    ny = next(rad for rad in Bedomning.objects.completed() if rad.earlier().exists())
    forra = ny.earlier().first()
    rad_av = [rad for rad in ny.svar.all() if rad.riktning]
    assert {rad.riktning for rad in rad_av} >= {"battre", "oforandrat"}
    assert all(rad.riktning_varfor for rad in rad_av)
    dagar = (timezone.localdate(nar) for nar in (forra.fardig_at, ny.fardig_at))
    assert mellan(ny.arende, *dagar, ny.bedomare)


def test_a_protected_akt_has_its_address_apart_and_names_who_may(utskrift):
    skyddade = Personakt.objects.exclude(skyddsniva=Skyddsniva.INGEN)
    assert {akt.skyddsniva for akt in skyddade} == {"sekretessmarkering", "skyddad_folkbokforing"}
    assert not any(person.adress for person in Person.objects.filter(akt__in=skyddade))
    med_fack = Tilltrade.objects.live().filter(omfattning=Omfattning.FACK)
    assert SkyddadAdress.objects.filter(fack_id__in=med_fack.values("omfattning_id")).exists()


def test_what_is_old_is_proposed_for_destruction_and_nothing_else(utskrift):
    forslag = Gallringsforslag.objects.all()
    assert len(forslag) == len(FORR)
    assert {rad.omfattning for rad in forslag} == {Gallringsforslag.Omfattning.AKT}
    assert all(rad.forfaller <= timezone.localdate() for rad in forslag)


def test_everyone_is_found_by_search(utskrift):
    personer = set(Person.objects.values_list("akt_id", flat=True))
    assert set(Sokrad.objects.values_list("akt_id", flat=True)) == personer


def test_no_yttrande_is_late(utskrift):
    spelade = Frist.objects.running().filter(slag="yttrande_lul", ankare__lt=IMPORTERAD_LUL)
    assert not spelade.filter(senast__lt=timezone.now()).exists()


def test_neither_log_nor_command_names_anyone(utskrift):
    hemligt = {str(rad.nummer) for rad in Identitetsbeteckning.objects.all()}
    hemligt |= {nummer.replace("-", "") for nummer in hemligt}
    hemligt |= set(Arende.objects.values_list("arendenummer", flat=True))
    loggat = "\n".join(str(rad.kropp) for rad in Logghandelse.objects.all())
    assert [ett for ett in hemligt if ett in loggat or ett in utskrift] == []


def test_a_database_in_use_is_left_alone(utskrift):
    with pytest.raises(CommandError, match="redan användare"):
        call_command("demo")


@override_settings(DEMO=False)
def test_only_in_the_demo_environment():
    with pytest.raises(CommandError, match="övningsmiljön"):
        call_command("demo")


@pytest.mark.django_db
def test_the_same_moment_gives_the_same_town():
    assert facts_of_a_town(NU) == facts_of_a_town(NU)


@pytest.mark.django_db
def test_on_no_day_does_anything_happen_in_a_case_before_it_came_in():
    with time_machine.travel(NU - STADEN_FANNS, tick=False):
        stad = build_stad(LOSENORD)
    for dag in range(60):
        nu = NU + timedelta(days=dag, hours=dag % 24)
        planerat = [
            (handelse.nar, gang)
            for handelse in write_all(stad, nu=nu, antal=AKTER)
            if isinstance(handelse.gor, partial)
            and handelse.gor.func.__module__ == handelser.__name__
            for gang in handelse.gor.args
            if isinstance(gang, Gang)
        ]
        assert len(planerat) > AKTER / 2
        assert [nar for nar, gang in planerat if nar < gang.mottaget] == []


def test_two_months_of_the_log_are_drawn_and_what_stands_out_shows(utskrift):
    manader = set(Loggranskning.objects.values_list("manad", flat=True))
    assert manader == set(last_months(timezone.localdate()))
    signaler = {signal for rad in Atkomst.objects.all() for signal in rad.signaler}
    assert {"samma_efternamn", "samma_adress", "sokning_utan_oppning"} <= signaler
    assert {rad.orsak for rad in Atkomst.objects.all()} >= {"tilldelning", "uppdrag"}


@pytest.mark.parametrize("slag", SLAGEN)
def test_a_team_of_each_kind_asks_meets_promises_and_tells(utskrift, slag):
    assert_the_team_has_lived(slag)


def test_a_consent_rests_at_an_age_one_is_taken_back_and_one_was_explained_in_another_language(
    utskrift,
):
    levande = list(Samtycke.objects.live())
    assert any("-årsdagen och vilar" in skal for rad in levande for skal in rad.hinder())
    taget = [rad.senaste_svar() for rad in Samtycke.objects.exclude(aterkallat=None)]
    assert any(svar.svar == "nej" and svar.sade for alla in taget for svar in alla)
    (tolkat,) = [rad for rad in levande if rad.tolk]
    assert tolkat.sprak != "svenska"
    assert {svar.vem for svar in tolkat.svar.all() if svar.sade} == {"barnet", "vardnadshavare"}


def test_parties_bring_their_own_and_something_is_told_aloud(utskrift):
    muntligt = Delgivning.objects.filter(form=Delgivning.Form.SAMTAL)
    assert {rad.teamarende.team.teamtyp_id for rad in muntligt} == {"ssit", "sig", "trefas"}
    for slag in (Organisation.Slag.POLIS, Organisation.Slag.KOMMUNAL_SKOLA):
        egna = Bidrag.objects.filter(part__organisation__slag=slag)
        lagen = {(rad.delat is not None, rad.tagen is not None) for rad in egna}
        assert lagen == {(False, False), (True, False), (True, True)}


def test_trefas_takes_up_one_under_and_one_over_21_with_a_jurist_there(utskrift):
    punkter = Motespunkt.objects.filter(team__teamtyp="trefas")
    assert all(punkt.jurist and punkt.jurist.is_jurist for punkt in punkter)
    idag = timezone.localdate()
    fodda = [punkt.teamarende.akt.person.fodelsedatum for punkt in punkter]
    assert sorted(age_on(fodd, idag) < 21 for fodd in fodda) == [False, True]
    for punkt in punkter:
        rader = Motesrad.objects.filter(punkt=punkt).select_related("lagrum")
        assert sorted(rad.lagrum.kod for rad in rader) == ["G", "G", "P15"]
        markeringar = Markering.objects.live().filter(teamarende=punkt.teamarende)
        assert "rod" in {rad.farg for rad in markeringar}


def test_the_skolsocialt_team_has_enough_pupils_to_say_how_it_goes(utskrift):
    signal = Effektsignal.objects.get()
    assert signal.elever >= MINST_ELEVER
    assert signal.efter < signal.fore
    assert set(Orsakshypotes.objects.values_list("lage", flat=True)) == set(Orsakshypotes.Lage)
    for vad in (Delaktighet, Gymnasiebehorighet, GemensamAtgard):
        assert vad.objects.filter(teamarende__team=signal.team).exists()


def test_every_kind_of_party_that_the_teams_need_takes_part(utskrift):
    parter = Part.objects.external().select_related("organisation")
    saknas = set(Organisation.Slag) - {part.slag for part in parter}
    assert saknas == {Organisation.Slag.AKLAGARE}
    assert "BUP" in {part.enhet for part in parter}
    assert all(o.skolform for o in Organisation.objects.filter(slag__endswith="skola"))


def test_a_kind_of_team_of_the_city_s_own_a_change_of_law_and_copies_that_go_out(utskrift):
    versioner = Teamtypversion.objects.filter(kod="tidigt_stod")
    assert {rad.nummer for rad in versioner} == {1, 2}
    assert all(rad.provad_av_id not in {None, rad.foreslagen_av_id} for rad in versioner)
    assert Lagrumsandring.objects.filter(status=Lagrumsandring.Status.FORSLAG).count() == 1
    kopior = Utlamnandekopia.objects.all()
    assert sorted(rad.fryst is None for rad in kopior) == [False, True]


def test_each_of_those_pages_opens_for_whoever_it_is_for(utskrift):
    webb: dict[Anvandare, Client] = {}
    svar = {}
    for namn, vem, adress in pages():
        if vem not in webb:
            webb[vem] = logga_in(Client(), vem)
        svar[namn] = webb[vem].get(adress).status_code
    assert {namn: kod for namn, kod in svar.items() if kod != HTTPStatus.OK} == {}
