"""What the plan is offered: what is there and matters now, out of the latest whole assessment."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskbedomning.actions import Svarsuppgift, complete_bedomning, save_samlad, save_svar
from riskbedomning.models import Faktor
from riskbedomning.underlag import faktorer_att_planera
from tests.riskbedomning.instrument import SAMLAD, SVAR, answer_all, read_along


def complete(bedomning, actor, lasare=None):
    bedomning.refresh_from_db()
    row = save_samlad(bedomning=bedomning, version=bedomning.version, actor=actor, **SAMLAD)
    if lasare is not None:
        read_along(row, lasare)
    complete_bedomning(bedomning=row, actor=actor)


def answer(bedomning, actor, slag, **varden):
    faktor = bedomning.instrumentversion.faktorer.filter(slag=slag).first()
    uppgift = Svarsuppgift(faktor, 1, SVAR | varden)
    assert save_svar(bedomning=bedomning, uppgifter=[uppgift], actor=actor) == []
    return faktor


def test_nothing_is_offered_before_an_assessment_is_whole(bedomning, arende, asa):
    answer_all(bedomning, actor=asa)
    assert faktorer_att_planera(arende) == []


def test_risk_that_no_longer_matters_is_left_out_but_not_protection(bedomning, arende, asa):
    answer_all(bedomning, actor=asa)
    risk = answer(bedomning, asa, Faktor.Slag.RISK, relevans_nu="tidigare")
    skydd = answer(bedomning, asa, Faktor.Slag.SKYDD, relevans_nu="", svar="delvis")
    complete(bedomning, asa)
    offered = {rad.faktor_id: rad for rad in faktorer_att_planera(arende)}
    assert risk.pk not in offered
    assert (offered[skydd.pk].svar, offered[skydd.pk].slag) == ("delvis", "skydd")
    assert len(offered) == 5
    assert {rad.bedomning_id for rad in offered.values()} == {bedomning.pk}


def test_what_is_not_there_or_not_known_is_not_planned_for(bedomning, arende, asa):
    answer_all(bedomning, actor=asa, svar="finns_inte")
    answer(bedomning, asa, Faktor.Slag.RISK, svar="otillracklig_information")
    complete(bedomning, asa)
    assert faktorer_att_planera(arende) == []


def test_the_critical_mark_follows_and_the_queries_are_two(bedomning, arende, asa, bjorn):
    answer_all(bedomning, actor=asa)
    kritisk = answer(bedomning, asa, Faktor.Slag.RISK, kritisk="ja")
    complete(bedomning, asa, bjorn)
    with CaptureQueriesContext(connection) as queries:
        offered = faktorer_att_planera(arende)
    assert [rad.faktor_id for rad in offered if rad.kritisk] == [kritisk.pk]
    assert len(queries) == 2
