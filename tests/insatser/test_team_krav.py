"""What must be in place in the team forms: each demand stops the step and says what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Organisation
from arenden.rules.alder import birthday
from insatser.fard import gangvag
from insatser.flows.definition import graf_of
from insatser.flows.register import GANGAR
from insatser.models import Arbetsgang
from samverkansteam.models import (
    Atagande,
    Deltagare,
    Franvarovecka,
    Markering,
    Mote,
    Narvaro,
    Part,
    Samtycke,
    Teamarende,
    Teamtyp,
)
from tests.insatser import gangen, teamen
from tests.insatser.teamen import Lag
from tests.insatser.test_team_vagar import IN
from tests.samverkansteam.builders import yes_of_all

pytestmark = pytest.mark.django_db
IGAR = timedelta(days=1)


@dataclass(frozen=True)
class Fall:
    """`bryt` takes away what the demand asks for; `laga` puts it back."""

    flode: str
    steg: str
    kod: str
    bryt: Callable[[Lag], object]
    text: str
    laga: Callable[[Lag], object]


def nothing(lag: Lag) -> None:
    return None


def leave(lag: Lag) -> None:
    Teamarende.objects.update(till=timezone.localdate())


def come_back(lag: Lag) -> None:
    Teamarende.objects.update(till=None)


def withdraw_one(lag: Lag) -> None:
    lag.consent()
    Samtycke.objects.filter(mottagare=lag.parter[-1]).update(aterkallat=timezone.now())


def consent_until_yesterday(lag: Lag) -> None:
    idag = timezone.localdate()
    lag.consent(fran=idag - 30 * IGAR, till=idag - IGAR)


def consent_before_the_gate(lag: Lag) -> None:
    """Given the day before the person became fifteen, two months ago."""
    idag = timezone.localdate()
    fodd = date(idag.year - 15, idag.month, 1)
    person = lag.arende.akt.person
    person.fodelsedatum = fodd
    person.save()
    dagen_fore = birthday(fodd, 15) - IGAR
    svar = [replace(ett, nar=dagen_fore) for ett in yes_of_all(lag.arende.akt)]
    lag.consent(fran=dagen_fore, svar=svar)


def lose_jurist(lag: Lag) -> None:
    Deltagare.objects.filter(is_jurist=True).update(till=timezone.localdate())


def mark_that_ran_out(lag: Lag) -> None:
    lag.mark()
    idag = timezone.localdate()
    Markering.objects.update(satt=idag - 22 * IGAR, galler_till=idag - IGAR)


def only(slag: str) -> Callable[[Lag], object]:
    """Leave one kind of parties in the team."""

    def keep(lag: Lag) -> None:
        lag.parter = [part for part in lag.parter if part.slag == slag]
        borta = Part.objects.external().exclude(organisation__slag=slag)
        Deltagare.objects.filter(part__in=borta).delete()
        borta.delete()

    return keep


def gone(model: type) -> Callable[[Lag], object]:
    return lambda _: model.objects.all().delete()


def meet_without_jurist(lag: Lag) -> None:
    """The meeting itself asks for one; here somebody has put the attendance right afterwards."""
    mote = lag.meet()
    Narvaro.objects.filter(mote=mote, deltagare__is_jurist=True).update(narvarande=False)


def meet_without_next(lag: Lag) -> None:
    lag.meet()
    Mote.objects.filter(genomfort=None).delete()


FALL = [
    Fall("sspf", "samla_team", "", leave, "Bilda teamet under Team", come_back),
    Fall(
        "sspf",
        "samla_team",
        "",
        only("kommunal_skola"),
        "Fritid är inte med i teamet",
        lambda lag: lag.invite("fritid"),
    ),
    Fall(
        "social_insatsgrupp",
        "samla_team",
        "",
        lambda _: (
            Part.objects.update(kontaktpunkt=""),
            Organisation.objects.update(kontaktpunkt=""),
        ),
        "saknar kontaktpunkt",
        lambda _: Organisation.objects.update(kontaktpunkt="Växeln"),
    ),
    Fall("trefas", "samla_team", "", lose_jurist, "saknar jurist", Lag.invite_jurist),
    Fall("trefas", "prova_lagrum", "", leave, "arbetar inte längre med ärendet", come_back),
    Fall("avhopparverksamhet", "begaran", "", nothing, "Akten är inte skyddad", Lag.protect),
    Fall("sspf", "samtycke", "ja", nothing, "Inget samtycke gäller i dag till", Lag.consent),
    Fall("sspf", "samtycke", "ja", withdraw_one, "Inget samtycke gäller i dag till", Lag.consent),
    Fall("sspf", "samtycke", "ja", consent_until_yesterday, "Inget samtycke gäller", Lag.consent),
    Fall("sspf", "samtycke", "ja", consent_before_the_gate, "före 15-årsdagen", Lag.consent),
    Fall(
        "sspf",
        "samtycke",
        "ja",
        lambda lag: lag.consent(form=Samtycke.Form.MUNTLIGT),
        "är inte skriftligt",
        Lag.consent,
    ),
    Fall(
        "sspf",
        "samtycke",
        "ja",
        leave,
        "Utan team delas inget",
        lambda lag: (come_back(lag), lag.consent()),
    ),
    Fall("sspf", "atgardsplan", "klar", nothing, "Inga åtaganden väntar", Lag.meet),
    Fall("sspf", "mote", "hallet", nothing, "Inget möte är dokumenterat", Lag.meet),
    Fall(
        "avhopparverksamhet",
        "mote",
        "hallet",
        meet_without_next,
        "Nästa möte är inte planerat",
        Lag.meet,
    ),
    Fall(
        "trefas",
        "mote",
        "hallet",
        meet_without_jurist,
        "Ingen jurist var med",
        Lag.meet,
    ),
    Fall("trefas", "markera", "galler", nothing, "Ingen markering gäller", Lag.mark),
    Fall("trefas", "markera", "galler", mark_that_ran_out, "Ingen markering gäller", Lag.mark),
    Fall("trefas", "skydda", "", gone(Atagande), "Inga åtaganden väntar", Lag.meet),
    Fall("social_insatsgrupp", "stodets_form", "insats", Lag.plan, "beslutad", Lag.decide),
    Fall("social_insatsgrupp", "stodets_form", "insats", Lag.decide, "fastställd", Lag.plan),
    Fall("skolsocialt_team", "orsaker", "", nothing, "före starten", Lag.absent),
    Fall("skolsocialt_team", "plan", "klar", nothing, "Ingen plan är fastställd", Lag.plan),
    Fall("skolsocialt_team", "insats", "borjat", nothing, "pågår", Lag.start_insats),
    Fall(
        "skolsocialt_team",
        "folj_upp",
        "fortsatt",
        lambda _: Franvarovecka.objects.update(vecka="2020-W02"),
        "Frånvaron är inte registrerad från vecka",
        Lag.absent,
    ),
]


def arrive(lag: Lag, steg: str) -> Arbetsgang:
    """Walk the main way up to a step, and do nothing of what it asks for."""
    gang = lag.begin()
    hela = f"{IN[lag.flode]} mote:hallet markera:galler skydda ta_stallning folj_upp".split()
    for led in hela:
        namn, _, kod = led.partition(":")
        if namn == steg:
            break
        if namn in gangvag().graf(gang).noder:
            teamen.take(lag, gang, namn, kod)
    assert gangen.open_steps(gang) == [steg]
    return gang


@pytest.mark.parametrize("fall", FALL, ids=lambda f: f"{f.flode}-{f.steg}-{f.text[:20]}")
def test_a_demand_stops_and_lets_through(fall):
    lag = teamen.make_lag(fall.flode)
    gang = arrive(lag, fall.steg)
    fall.bryt(lag)
    with pytest.raises(ValidationError, match=fall.text):
        do(lag, gang, fall)
    assert gangen.open_steps(gang) == [fall.steg]
    fall.laga(lag)
    do(lag, gang, fall)
    assert fall.steg not in gangen.open_steps(gang)


def do(lag: Lag, gang: Arbetsgang, fall: Fall) -> None:
    svar = {"vardnadshavare": 1} if fall.steg == "samtycke" else {}
    gangen.do(gang, fall.steg, lag.handlaggare, fall.kod, **svar)


def test_no_other_demands_are_made():
    krav = {ett for kod in IN for nod in graf_of(GANGAR[kod]).steg() for ett in nod.krav}
    assert krav == {
        "har_team", "har_parter", "har_kontaktpunkter", "har_jurist", "teamet_arbetar",
        "akten_ar_skyddad", "markering_galler", "samtycken_galler", "samtycken_aterkallade",
        "mote_hallet", "jurist_var_med", "har_ataganden", "nasta_mote_planerat",
        "insats_beslutad", "plan_faststalld", "insats_pagar", "franvaro_baslinje",
        "franvaro_foljd",
    }  # fmt: skip


def test_the_free_school_stands_for_the_school():
    lag = teamen.make_lag("skolsocialt_team", med_team=False)
    lag.gather(["fristaende_skola"])
    gang = lag.begin()
    teamen.walk(lag, gang, "signal samla_team")
    assert gang.amne_id == lag.team.pk


def test_a_consent_that_stands_keeps_the_sharing_from_being_called_over():
    lag = teamen.make_lag("sspf")
    gang = lag.begin()
    teamen.walk(lag, gang, f"{IN['sspf']} mote:avslutas avsluta:samtycke")
    with pytest.raises(ValidationError, match="står kvar"):
        teamen.take(lag, gang, "stoppa_delning")
    Samtycke.objects.update(aterkallat=timezone.now())
    teamen.take(lag, gang, "stoppa_delning")
    assert gangen.open_steps(gang) == ["aterkoppla"]


GIVARE = [
    # flode, age, guardians, the child said yes, guardians who did, dangerous to ask, fault
    ("socialt_insatsteam", 16, 2, True, 2, None, ""),
    ("socialt_insatsteam", 16, 2, True, 1, None, "1 av 2 vårdnadshavare"),
    ("socialt_insatsteam", 16, 1, False, 1, None, "Den unge har inte samtyckt"),
    ("social_insatsgrupp", 12, 1, False, 1, None, "Den unge har inte samtyckt"),
    ("social_insatsgrupp", 18, 0, True, 0, None, ""),
    ("social_insatsgrupp", 18, 0, False, 0, None, "Den unge har inte samtyckt"),
    ("sspf", 11, 2, False, 2, None, ""),
    ("sspf", 14, 2, True, 0, None, "2 av 2 vårdnadshavare"),
    ("sspf", 15, 1, False, 1, None, "Den unge har inte samtyckt"),
    ("sspf", 18, 0, True, 0, None, ""),
    ("skolsocialt_team", 13, 2, True, 1, None, "1 av 2 vårdnadshavare"),
    ("skolsocialt_team", 13, 2, False, 2, None, ""),
    ("skolsocialt_team", 15, 1, True, 0, None, ""),
    ("skolsocialt_team", 13, 0, True, 0, None, "Ingen vårdnadshavare är känd"),
    ("avhopparverksamhet", 16, 1, True, 0, False, "1 av 1 vårdnadshavare"),
    ("avhopparverksamhet", 16, 1, True, 0, True, ""),
    ("avhopparverksamhet", 11, 1, True, 0, True, "1 av 1 vårdnadshavare"),
]


@pytest.mark.parametrize(("flode", "alder", "alla", "barnet", "ja", "farligt", "text"), GIVARE)
def test_who_must_have_said_yes(  # noqa: PLR0917 – a row of the table
    flode, alder, alla, barnet, ja, farligt, text
):
    fodd = birthday(timezone.localdate(), -alder)
    lag = teamen.make_lag(flode, fodd=fodd, vardnadshavare=alla)
    gang = start_at_consent(lag)
    lag.consent()
    svar = {"barnet": barnet, "vardnadshavare": ja}
    svar |= {"farligt": farligt} if farligt is not None else {}
    if text:
        with pytest.raises(ValidationError, match=text):
            gangen.do(gang, "samtycke", lag.handlaggare, "ja", **svar)
        return
    gangen.do(gang, "samtycke", lag.handlaggare, "ja", **svar)
    assert "samtycke" not in gangen.open_steps(gang)


def start_at_consent(lag: Lag) -> Arbetsgang:
    """As if the earlier steps had been taken when the person was of an age for the form."""
    person = lag.arende.akt.person
    fodd, person.fodelsedatum = person.fodelsedatum, timezone.localdate() - teamen.SEXTON
    person.save()
    gang = arrive(lag, "samtycke")
    person.fodelsedatum = fodd
    person.save()
    return gang


HINDRADE = [
    ("socialt_insatsteam", 11, None, "fyllt 12 år"),
    ("social_insatsgrupp", 30, None, "inte har fyllt 30 år"),
    ("sspf", 5, None, "fyllt 6 år"),
    ("sspf", 21, None, "inte har fyllt 21 år"),
    ("skolsocialt_team", 9, 3, "årskurs 4–9"),
    ("mumin", 21, None, "inte har fyllt 21 år"),
]


@pytest.mark.parametrize(("flode", "alder", "arskurs", "text"), HINDRADE)
def test_for_whom_it_is_not_meant(flode, alder, arskurs, text):
    lag = teamen.make_lag(flode, fodd=birthday(timezone.localdate(), -alder), med_team=False)
    person = lag.arende.akt.person
    person.arskurs = arskurs
    person.save()
    with pytest.raises(ValidationError, match=text):
        lag.begin()


@pytest.mark.parametrize(
    ("flode", "alder"), [("social_insatsgrupp", 12), ("social_insatsgrupp", 29), ("trefas", 45)]
)
def test_for_whom_it_is_meant(flode, alder):
    lag = teamen.make_lag(flode, fodd=birthday(timezone.localdate(), -alder), med_team=False)
    assert gangen.open_steps(lag.begin())


def test_a_kind_of_team_that_is_no_more_is_not_begun():
    lag = teamen.make_lag("sspf", med_team=False)
    Teamtyp.objects.filter(pk="sspf").update(giltig_till=timezone.localdate() - IGAR)
    with pytest.raises(ValidationError, match="ingen arbetsform som används i dag"):
        lag.begin()


@pytest.mark.parametrize("flode", ["socialt_insatsteam", "social_insatsgrupp", "sspf"])
def test_who_judged_does_not_review(flode):
    lag = teamen.make_lag(flode)
    gang = lag.begin()
    lag.handlaggare, egen = lag.gruppledare, lag.handlaggare
    teamen.walk(lag, gang, IN[flode].partition("bedom")[0] + "bedom_malgrupp")
    with pytest.raises(PermissionDenied, match="Du gjorde steget före själv"):
        teamen.take(lag, gang, "granska_malgrupp", "ingar")
    with pytest.raises(PermissionDenied):
        gangen.do(gang, "granska_malgrupp", egen, "ingar")


def test_who_proposed_does_not_decide_what_goes_into_the_akt():
    lag = teamen.make_lag("trefas")
    gang = lag.begin()
    teamen.walk(lag, gang, f"{IN['trefas']} mote:hallet markera:behovs_inte")
    gangen.do(gang, "ta_stallning", lag.gruppledare, "foreslas")
    with pytest.raises(PermissionDenied, match="Du gjorde steget före själv"):
        teamen.take(lag, gang, "besluta_om_akten")
