"""The assessment's way: begun blank, judged by its named assessor, completed when whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Niva, Roll
from arenden import fard
from arenden.actions.las import Konflikt
from arenden.models import Arende, Steg, Utredning
from audit.models import Logghandelse
from riskbedomning.actions import complete_bedomning, save_samlad, start_bedomning
from riskbedomning.models import Bedomning, Faktorsvar
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.riskbedomning.instrument import SAMLAD, answer_all

HINDER = "Riskbedömningen är inte färdig."


def judge(bedomning, actor, **ersatt):
    bedomning.refresh_from_db()
    save_samlad(bedomning=bedomning, version=bedomning.version, actor=actor, **(SAMLAD | ersatt))


def test_it_begins_blank_with_its_assessor(arende, asa, version):
    bedomning = start_bedomning(arende=arende, instrumentversion=version, actor=asa)
    assert (bedomning.bedomare, bedomning.status) == (asa, Bedomning.Status.UTKAST)
    assert Logghandelse.objects.get(verb="bedomning.open").akt_id == arende.akt_id


def test_nothing_is_copied_from_a_sibling_or_an_earlier_one(bedomning, arende, asa, version):
    answer_all(bedomning, actor=asa)
    judge(bedomning, asa)
    complete_bedomning(bedomning=bedomning, actor=asa)
    syskon = make_arende(akt=make_akt(enhet=arende.enhet))
    give_akt(asa, syskon.akt)
    for nasta in (arende, syskon):
        ny = start_bedomning(arende=nasta, instrumentversion=version, actor=asa)
        assert (ny.motiv, ny.svar.count()) == ("", 0)


def test_one_draft_per_assessor(bedomning, arende, asa, bjorn, version):
    with pytest.raises(ValidationError, match="redan en påbörjad"):
        start_bedomning(arende=arende, instrumentversion=version, actor=asa)
    start_bedomning(arende=arende, instrumentversion=version, actor=bjorn)


@pytest.mark.parametrize(
    ("roll", "niva", "reason"),
    [
        (Roll.SOCIALSEKRETERARE, Niva.LASA, "inte handläggare"),
        (Roll.SOCIALSEKRETERARE, None, "inte handläggare"),
        (Roll.GRUPPLEDARE, Niva.BESLUTA, "socialsekreterare"),
        (Roll.SAMORDNARE, Niva.ARBETA, "socialsekreterare"),
    ],
)
def test_who_may_not_begin(arende, version, roll, niva, reason):
    person = make_anvandare(roll, enhet=arende.enhet)
    if niva:
        give_akt(person, arende.akt, niva)
    with pytest.raises(PermissionDenied, match=reason):
        start_bedomning(arende=arende, instrumentversion=version, actor=person)
    assert not Bedomning.objects.exists()


def test_none_is_begun_in_a_closed_case(arende, asa, version):
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.AVSLUTAT, avslutat=timezone.now())
    with pytest.raises(PermissionDenied, match="avslutat"):
        start_bedomning(arende=arende, instrumentversion=version, actor=asa)


def test_only_the_named_assessor_judges_and_completes(bedomning, asa, bjorn):
    answer_all(bedomning, actor=bjorn)
    with pytest.raises(PermissionDenied, match="Åsa Öberg"):
        judge(bedomning, bjorn)
    judge(bedomning, asa)
    with pytest.raises(PermissionDenied, match="Åsa Öberg"):
        complete_bedomning(bedomning=bedomning, actor=bjorn)
    complete_bedomning(bedomning=bedomning, actor=asa)


def test_a_stale_judgement_is_refused(bedomning, asa):
    judge(bedomning, asa)
    with pytest.raises(Konflikt):
        save_samlad(bedomning=bedomning, version=1, actor=asa, **(SAMLAD | {"motiv": "Annat."}))
    bedomning.refresh_from_db()
    assert bedomning.motiv == SAMLAD["motiv"]


def test_completing_refuses_with_everything_that_is_missing(bedomning, asa):
    with pytest.raises(ValidationError) as refused:
        complete_bedomning(bedomning=bedomning, actor=asa)
    places = refused.value.message_dict
    factors = {faktor.kod for faktor in bedomning.instrumentversion.faktorer.all()}
    assert {"samlad", "motiv", "barnets_syn"} | factors <= set(places)
    bedomning.refresh_from_db()
    assert not bedomning.is_fardig


def test_completing_locks_and_opens_the_way(bedomning, arende, asa):
    Utredning.objects.create(akt=arende.akt, namnd=arende.namnd, arende=arende, inledd_av=asa)
    assert HINDER in fard.hinder_for(arende, Steg.UTREDNING)
    answer_all(bedomning, actor=asa)
    judge(bedomning, asa)
    complete_bedomning(bedomning=bedomning, actor=asa)
    bedomning.refresh_from_db()
    assert bedomning.is_fardig
    assert bedomning.fardig_at is not None
    assert HINDER not in fard.hinder_for(arende, Steg.UTREDNING)
    with pytest.raises(PermissionDenied, match="låst"):
        judge(bedomning, asa, motiv="Ändrat efteråt.")


def test_otillracklig_information_is_an_answer(bedomning, asa):
    answer_all(bedomning, actor=asa, svar="otillracklig_information")
    judge(bedomning, asa)
    complete_bedomning(bedomning=bedomning, actor=asa)
    assert Faktorsvar.objects.count() == bedomning.instrumentversion.faktorer.count()
