"""Sessions over HTTP: planned, noted, taken back; and a worry that waits for somebody's stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering
from arenden.models import Anmalan, Arende, Steg, Utkast
from insatser.actions.dos import agree_dos
from insatser.actions.insats import close_insats
from insatser.actions.oro import judge_oro
from insatser.actions.tillfalle import log_tillfalle, record_tillfalle, undo_tillfalle
from insatser.models import Orosmarkering, Tillfalle
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

TORSDAG = "2026-12-10"


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UPPFOLJNING)


@pytest.fixture
def insats(arende):
    return arende.insatser.get()


def page(sida, insats, *args):
    return reverse(f"insatser:{sida}", args=[insats.arende_id, insats.pk, *args])


def planned(insats, stad, nar=None):
    return Tillfalle.objects.create(
        akt=insats.akt,
        namnd=insats.namnd,
        insats=insats,
        nar=nar or timezone.now() - timedelta(hours=1),
        utfall="planerat",
        planerat_forst=True,
        loggad_av=stad.handlaggare,
    )


def log(insats, actor, **andrat):
    falt = {
        "nar": timezone.now(),
        "minuter": 45,
        "utfall": "genomfort",
        "anteckning": "Vi gick till skolan.",
    } | andrat
    return log_tillfalle(insats=insats, actor=actor, **falt)


@time_machine.travel("2026-12-07 08:00:00+01:00", tick=True)
def test_a_series_is_shown_with_its_rest_days_before_it_is_planned(stad, insats):
    client, url = som(stad.handlaggare), page("planera_tillfallen", insats)
    data = {"dag": TORSDAG, "klockan": "15:00", "minuter": 45, "antal": 4}
    shown = client.post(url, data)
    assert shown.status_code == 200
    assert "Hoppas över, röda dagar: 24 december 2026, 31 december 2026." in text_of(shown)
    assert not Tillfalle.objects.exists()
    sedd = shown.context["form"]["sedd"].value()
    assert client.post(url, data | {"sedd": sedd, "antal": 5}).status_code == 200
    assert not Tillfalle.objects.exists()
    assert client.post(url, data | {"sedd": sedd}).status_code == 303
    assert [
        f"{timezone.localtime(rad.nar):%m-%d %H:%M}" for rad in Tillfalle.objects.reverse()
    ] == [
        "12-10 15:00",
        "12-17 15:00",
        "01-07 15:00",
        "01-14 15:00",
    ]


@time_machine.travel("2026-12-07 08:00:00+01:00", tick=True)
def test_one_session_needs_no_preview_and_none_is_planned_in_the_past(stad, insats):
    client, url = som(stad.handlaggare), page("planera_tillfallen", insats)
    data = {"klockan": "07:00", "minuter": 45, "antal": 1, "sedd": ""}
    assert errors_at(client.post(url, data | {"dag": "2026-12-04"}), "dag")
    assert errors_at(client.post(url, data | {"dag": "2026-12-07"}), "dag")
    assert client.post(url, data | {"dag": TORSDAG}).status_code == 303
    assert Tillfalle.objects.get().is_planerat


def test_a_session_is_noted_with_what_is_asked_every_time(stad, arende, insats):
    """From the plan: open the form, choose, send."""
    client, url = som(stad.handlaggare), page("nytt_tillfalle", insats)
    agree_dos(
        insats=insats,
        version=insats.version,
        dos_per_vecka=2,
        dos_minuter=60,
        dos_veckor=10,
        actor=stad.handlaggare,
    )
    form = client.get(url).context["form"]
    assert next(iter(form.fields)) == "utfall"
    filled = {namn: form[namn].value() for namn in form.fields if form[namn].value()}
    filled["nar"] = f"{filled['nar']:%Y-%m-%dT%H:%M}"
    assert client.post(url, filled | {"utfall": "genomfort"}).status_code == 303
    assert Tillfalle.objects.get().minuter == 60
    plan = text_of(client.get(reverse("insatser:plan", args=[arende.pk])))
    assert "Överenskommet: 2 gånger i veckan, 60 minuter varje gång, i 10 veckor." in plan
    assert "1 tillfälle har blivit av." in plan


def test_what_did_not_come_about_says_why(stad, insats):
    client, url = som(stad.handlaggare), page("nytt_tillfalle", insats)
    data = {"nar": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "minuter": 45}
    assert errors_at(client.post(url, data | {"utfall": "uteblev"}), "orsak")
    assert errors_at(client.post(url, data | {"utfall": "avbokat"}), "avbokat_av")
    assert errors_at(client.post(url, data | {"utfall": "uteblev", "orsak": "annat"}), "orsak_ord")
    assert not Tillfalle.objects.exists()
    data |= {"utfall": "uteblev", "orsak": "annat", "orsak_ord": "Tåget stod.", "avbokat_av": ""}
    assert client.post(url, data).status_code == 303
    assert (Tillfalle.objects.get().orsak, Tillfalle.objects.get().orsak_ord) == (
        "annat",
        "Tåget stod.",
    )


def test_a_planned_session_is_noted_once(stad, insats):
    rad = planned(insats, stad)
    client, url = som(stad.handlaggare), page("tillfalle", insats, rad.pk)
    data = {
        "nar": f"{timezone.localtime(rad.nar):%Y-%m-%dT%H:%M}",
        "minuter": 30,
        "utfall": "genomfort",
        "version": rad.version,
    }
    assert client.post(url, data).status_code == 303
    rad.refresh_from_db()
    assert (rad.utfall, rad.minuter, rad.loggad is not None) == ("genomfort", 30, True)
    assert client.post(url, data).status_code == 409
    assert client.get(url).status_code == 403


def test_before_its_time_a_session_can_only_be_called_off(stad, insats):
    rad = planned(insats, stad, timezone.now() + timedelta(days=2))
    given = {"minuter": 45, "anteckning": "", "actor": stad.handlaggare}
    with pytest.raises(ValidationError, match="inte varit än"):
        record_tillfalle(tillfalle=rad, version=1, nar=rad.nar, utfall="genomfort", **given)
    record_tillfalle(
        tillfalle=rad, version=1, nar=rad.nar, utfall="avbokat", avbokat_av="barnet", **given
    )
    rad.refresh_from_db()
    assert (rad.utfall, rad.avbokat_av) == ("avbokat", "barnet")


def test_what_was_noted_is_taken_back_with_everything_typed(stad, insats):
    rad = log(insats, stad.handlaggare, oro="Han var blek.")
    client = som(stad.handlaggare)
    response = client.post(page("angra_tillfalle", insats, rad.pk))
    assert (response.status_code, response.url) == (303, page("nytt_tillfalle", insats))
    assert not Tillfalle.objects.exists()
    assert not Orosmarkering.objects.exists()
    form = client.get(response.url).context["form"]
    assert form["anteckning"].value() == "Vi gick till skolan."
    assert form["oro"].value() == "Han var blek."


def test_a_planned_session_is_planned_again(stad, insats):
    rad = planned(insats, stad)
    record_tillfalle(
        tillfalle=rad,
        version=1,
        nar=rad.nar,
        minuter=45,
        utfall="uteblev",
        orsak="sjuk",
        anteckning="Mamma ringde.",
        actor=stad.handlaggare,
    )
    undo_tillfalle(tillfalle=rad, actor=stad.handlaggare)
    rad.refresh_from_db()
    assert (rad.utfall, rad.orsak, rad.loggad, rad.anteckning) == ("planerat", None, None, "")
    form = som(stad.handlaggare).get(page("tillfalle", insats, rad.pk)).context["form"]
    assert form["orsak"].value() == "sjuk"


def test_after_ten_minutes_it_stands(stad, insats):
    rad = log(insats, stad.handlaggare)
    url = page("angra_tillfalle", insats, rad.pk)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert som(stad.handlaggare).get(url).status_code == 403
    assert Tillfalle.objects.exists()


def test_only_who_noted_it_or_a_leader_takes_it_back(stad, insats):
    rad = log(insats, stad.gruppledare)
    url = page("angra_tillfalle", insats, rad.pk)
    assert som(stad.handlaggare).get(url).status_code == 403
    assert som(stad.gruppledare).get(url).status_code == 200


def test_an_insats_that_ends_calls_off_what_was_planned(stad, insats):
    rad = planned(insats, stad, timezone.now() + timedelta(days=3))
    close_insats(
        insats=insats,
        slutdatum=timezone.localdate(),
        version=insats.version,
        actor=stad.handlaggare,
    )
    rad.refresh_from_db()
    assert (rad.utfall, rad.avbokat_av, rad.orsak_ord) == ("avbokat", "vi", "Insatsen avslutades.")


# a worry


def test_a_worry_is_told_waits_on_min_dag_and_registers_nothing(stad, arende, insats):
    log(insats, stad.gruppledare, oro="Han har inte sovit.")
    oro = Orosmarkering.objects.get()
    told = stad.handlaggare.aviseringar.get(slag=Avisering.Slag.ORO)
    assert (told.objekt_id, arende.arendenummer in told.referens) == (oro.pk, True)
    assert "sovit" not in told.referens
    client = som(stad.handlaggare)
    assert "Ta ställning till oro" in text_of(client.get(reverse("insatser:min_dag")))
    assert Anmalan.objects.filter(akt=arende.akt).count() == 1
    url = reverse("insatser:oro", args=[arende.pk, oro.pk])
    data = {"stallning": "samtal", "motivering": "Vi har talat.", "version": oro.version}
    assert errors_at(client.post(url, data | {"motivering": " "}), "motivering")
    assert client.post(url, data).status_code == 303
    told.refresh_from_db()
    assert told.last is not None
    assert "Ta ställning till oro" not in text_of(client.get(reverse("insatser:min_dag")))
    assert "Vi har talat." in text_of(client.get(url))
    assert errors_at(client.post(url, data), "__all__") == ["Någon har redan tagit ställning."]


def test_a_report_or_assessment_that_is_not_there_is_not_believed(stad, arende, insats):
    oro = log(insats, stad.handlaggare, oro="Ett blåmärke.").oro
    judged = {"oro": oro, "version": oro.version, "motivering": "Gjort.", "actor": stad.handlaggare}
    for stallning in ("anmalan", "skydd"):
        with pytest.raises(ValidationError) as fel:
            judge_oro(stallning=stallning, **judged)
        assert list(fel.value.message_dict) == ["stallning"]
    assert vagen.receive(stad).akt_id == arende.akt_id
    judge_oro(stallning="anmalan", **judged)
    oro.refresh_from_db()
    assert oro.anmalan.registrerad >= oro.markerad


def test_a_session_with_a_stand_taken_is_not_taken_back(stad, insats):
    rad = log(insats, stad.handlaggare, oro="Han var blek.")
    judge_oro(
        oro=rad.oro,
        version=rad.oro.version,
        stallning="inget_mer",
        motivering="Han hade varit sjuk.",
        actor=stad.handlaggare,
    )
    with pytest.raises(ValidationError, match="står kvar"):
        undo_tillfalle(tillfalle=rad, actor=stad.handlaggare)
    assert Tillfalle.objects.exists()
    assert not Utkast.objects.exists()


def test_a_case_is_not_closed_while_a_worry_waits(stad, arende, insats):
    log(insats, stad.handlaggare, oro="Han var blek.")
    vagen.follow_up(stad, arende, "avsluta")
    with pytest.raises(ValidationError, match="En oro från ett tillfälle väntar"):
        vagen.close(stad, arende)
    assert Arende.objects.get(pk=arende.pk).avslutat is None
