"""Mail that there are notices: to the right people, once, never lost, and saying nothing."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from access.actions.aviseringar import notify
from access.actions.mejl import (
    AMNE,
    MejlMisslyckades,
    choose_mejl,
    is_configured,
    mail_everybody,
    send_mejl,
)
from access.models import Avisering, Mejlval
from access.rules.mejl import is_due
from access.tasks import mejla_aviseringar
from arenden.actions.varningar import claim_varningar
from arenden.models import Frist
from audit.models import Logghandelse
from config.databas import ARBETARE, take_role
from tests.access.mottagare import Mottagare, make_certifikat, start
from tests.builders import make_anvandare, make_arende
from tests.insatser import vagen

MORGON = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)  # 07:05 in Stockholm
GENAST, DAGLIGEN, ALDRIG = Mejlval.Nar.GENAST, Mejlval.Nar.DAGLIGEN, Mejlval.Nar.ALDRIG


@pytest.fixture
def mottagare():
    return Mottagare()


@pytest.fixture
def server(mottagare, settings):
    """Our settings lead to a server that listens without encryption."""
    controller = start(mottagare)
    _lead_to(settings, controller.port)
    yield controller
    if controller.loop.is_running():
        controller.stop()


def _lead_to(settings, port, *, tls=False):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, False
    settings.DEFAULT_FROM_EMAIL = "insatser@kommunen.example"
    settings.WEBBADRESS = "https://insatser.kommunen.example"


def tell(person, antal=1):
    for _ in range(antal):
        arende = make_arende()
        notify(
            [person],
            Avisering.Slag.TILLDELAD,
            objekt_id=arende.pk,
            referens=arende.arendenummer,
            actor=None,
        )


def person_with(nar=GENAST, **falt):
    person = make_anvandare(**({"epost": "asa.oberg@kommunen.example"} | falt))
    choose_mejl(actor=person, nar=nar)
    return person


@pytest.mark.django_db
def test_a_mail_about_a_child_says_nothing_of_the_child(mottagare, server):
    stad = vagen.make_stad()
    arende = vagen.receive(stad)
    vagen.protect(stad, arende)
    vagen.open_(stad, arende)
    vagen.assign(stad, arende)
    arende.refresh_from_db()
    person = arende.handlaggare
    type(person).objects.filter(pk=person.pk).update(epost="handlaggaren@kommunen.example")
    choose_mejl(actor=person, nar=GENAST)
    sist = Frist.objects.filter(arende=arende).running().latest("senast").senast
    claim_varningar(nu=sist + timedelta(days=1))
    tell(person)
    antal = person.aviseringar.count()
    assert antal >= 1
    assert mail_everybody(nu=timezone.now()) >= 1
    (text,) = [text for text in mottagare.texter if "handlaggaren@" in text]
    barn = arende.akt.person
    hemligt = [
        *(barn.fornamn, barn.efternamn, arende.arendenummer, str(arende.pk), str(arende.akt_id)),
        *(i.nummer for i in arende.akt.identitetsbeteckning_set.all()),
        *(person.namn, person.anvandarnamn, arende.namnd.namn, arende.namnd.kod),
        *(slag.label for slag in Avisering.Slag),
        *(str(rad.pk) for rad in person.aviseringar.all()),
    ]
    hittat = [
        vad for vad in hemligt if vad and re.search(rf"\b{re.escape(vad)}\b", text, re.IGNORECASE)
    ]
    assert hittat == []
    assert f"Subject: {AMNE}" in text
    assert "https://insatser.kommunen.example/logga-in/" in text
    assert "1 ny avisering" in text if antal == 1 else f"{antal} nya aviseringar" in text


@pytest.mark.django_db
def test_one_mail_for_everything_and_none_for_the_same_again(mottagare, server):
    person = person_with()
    tell(person, 3)
    assert mail_everybody(nu=MORGON) == 1
    assert mail_everybody(nu=MORGON + timedelta(minutes=5)) == 0
    assert "3 nya aviseringar" in mottagare.texter[0]
    tell(person)
    assert mail_everybody(nu=MORGON + timedelta(minutes=10)) == 1
    assert set(person.aviseringar.values_list("mejlad", flat=True)) == {
        MORGON,
        MORGON + timedelta(minutes=10),
    }


@pytest.mark.django_db
def test_whoever_never_chose_gets_one_mail_a_day_in_the_morning(mottagare, server):
    person = make_anvandare(epost="asa.oberg@kommunen.example")
    tell(person)
    assert mail_everybody(nu=MORGON - timedelta(minutes=10)) == 0
    assert mail_everybody(nu=MORGON) == 1
    tell(person)
    assert mail_everybody(nu=MORGON + timedelta(hours=8)) == 0
    assert mail_everybody(nu=MORGON + timedelta(days=1)) == 1
    assert len(mottagare.brev) == 2


@pytest.mark.parametrize(
    ("nar", "senast", "nu", "svar"),
    [
        ("genast", "2026-11-23T02:00Z", "2026-11-23T02:05Z", True),
        ("aldrig", "", "2026-11-23T09:00Z", False),
        ("dagligen", "", "2026-11-23T05:59Z", False),
        ("dagligen", "", "2026-11-23T06:00Z", True),
        ("dagligen", "", "2026-07-23T05:00Z", True),  # seven o'clock in summer
        ("dagligen", "2026-11-22T23:30Z", "2026-11-23T06:00Z", False),
        ("dagligen", "2026-11-22T22:30Z", "2026-11-23T06:00Z", True),
    ],
)
def test_when_it_is_time(nar, senast, nu, svar):
    """A day begins at midnight in Stockholm."""
    sist = datetime.fromisoformat(senast) if senast else None
    assert is_due(nar, sist, datetime.fromisoformat(nu)) is svar


@pytest.mark.django_db
@pytest.mark.parametrize("hinder", ["aldrig", "stängt", "utan uppdrag", "utan adress", "undanlagd"])
def test_no_mail_to(hinder, mottagare, server):
    person = person_with(ALDRIG if hinder == "aldrig" else GENAST)
    tell(person)
    konto = type(person).objects.filter(pk=person.pk)
    if hinder == "stängt":
        konto.update(is_active=False)
    if hinder == "utan uppdrag":
        person.uppdrag.update(till=MORGON.date() - timedelta(days=1))
    if hinder == "utan adress":
        konto.update(epost="")
    if hinder == "undanlagd":
        person.aviseringar.update(last=MORGON)
    assert mail_everybody(nu=MORGON) == 0
    assert mottagare.brev == []


@pytest.mark.django_db
def test_what_the_server_refuses_waits_and_goes_the_next_time(mottagare, server):
    person = person_with()
    tell(person, 2)
    mottagare.svar = "451 försök senare"
    with pytest.raises(MejlMisslyckades) as fel:
        mail_everybody(nu=MORGON)
    assert "asa.oberg" not in str(fel.value)
    assert fel.value.__cause__ is None
    assert person.aviseringar.to_mail().count() == 2
    mottagare.svar = "250 OK"
    assert mail_everybody(nu=MORGON + timedelta(minutes=5)) == 1
    assert "2 nya aviseringar" in mottagare.texter[0]


@pytest.mark.django_db
def test_one_bad_address_keeps_nobody_else_waiting(mottagare, server):
    for adress in ("borta@kommunen.example", "kvar@kommunen.example"):
        tell(person_with(epost=adress))
    mottagare.nekar = {"borta@kommunen.example"}
    with pytest.raises(MejlMisslyckades):
        mail_everybody(nu=MORGON)
    assert [brev.rcpt_tos for brev in mottagare.brev] == [["kvar@kommunen.example"]]


@pytest.mark.django_db
def test_a_server_that_is_down_loses_nothing(mottagare, server):
    person = person_with()
    tell(person)
    server.stop()
    with pytest.raises(MejlMisslyckades):
        mail_everybody(nu=MORGON)
    assert person.aviseringar.to_mail().count() == 1


@pytest.mark.django_db
def test_the_same_mail_tried_again_has_the_same_identity(mottagare, server):
    person = person_with()
    tell(person)
    mail_everybody(nu=MORGON)
    person.aviseringar.update(mejlad=None)
    mail_everybody(nu=MORGON)
    forsta, andra = (re.findall("Message-ID: (.+)", text)[0] for text in mottagare.texter)
    assert forsta == andra
    assert forsta.endswith("@insatser.kommunen.example>")


@pytest.mark.django_db
def test_without_a_server_nothing_is_tried_and_the_page_says_so(client):
    from tests.conftest import logga_in

    person = person_with()
    tell(person)
    assert not is_configured()
    assert mail_everybody(nu=MORGON) == 0
    assert person.aviseringar.to_mail().count() == 1
    html = logga_in(client, person).get("/aviseringar/mejl/").content.decode()
    assert "har inte angett någon e-postserver" in html


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail(mottagare, server):
    """The one holds the notices; the other passes them by, also with a new one come in between."""
    person = person_with()
    tell(person, 2)
    skickade: list[bool] = []

    def the_other() -> None:
        close_old_connections()
        take_role(ARBETARE)
        tell(person)
        skickade.append(send_mejl(mottagare=person, nu=MORGON))
        connection.close()

    with transaction.atomic():
        assert send_mejl(mottagare=person, nu=MORGON)
        annan = threading.Thread(target=the_other)
        annan.start()
        annan.join(timeout=10)
    assert skickade == [False]
    assert len(mottagare.brev) == 1
    assert person.aviseringar.to_mail().count() == 1


@pytest.mark.django_db
def test_the_job_is_logged_and_says_nothing_when_there_was_nothing(mottagare, server):
    mejla_aviseringar(0)
    assert not Logghandelse.objects.filter(verb="jobb.run").exists()
    tell(person_with())
    mejla_aviseringar(0)
    assert Logghandelse.objects.filter(verb="jobb.run").count() == 1
    assert Logghandelse.objects.filter(verb="avisering.mail").count() == 1


@pytest.fixture
def certifikat(tmp_path: Path) -> Path:
    return make_certifikat(tmp_path / "server.pem")


@pytest.mark.django_db
def test_over_starttls_with_a_certificate_we_trust(mottagare, settings, certifikat, monkeypatch):
    controller = start(mottagare, certifikat)
    _lead_to(settings, controller.port, tls=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikat))
    tell(person_with())
    assert mail_everybody(nu=MORGON) == 1
    controller.stop()
    assert mottagare.krypterat == [True]


@pytest.mark.django_db
@pytest.mark.parametrize("tls", [True, False], ids=["okänt certifikat", "utan kryptering"])
def test_nothing_is_said_to_a_server_that_is_not_the_one(mottagare, settings, certifikat, tls):
    controller = start(mottagare, certifikat)
    _lead_to(settings, controller.port, tls=tls)
    person = person_with()
    tell(person)
    with pytest.raises(MejlMisslyckades):
        mail_everybody(nu=MORGON)
    controller.stop()
    assert mottagare.brev == []
    assert person.aviseringar.to_mail().count() == 1
