"""What the web's role may delete of assessments and instruments: factors of drafts, no more."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from access.middleware import row_level_security
from access.models import Roll
from access.radskydd import APP
from riskbedomning.actions.instrument import add_faktor, copy_version, send_version
from riskbedomning.models import Faktor, Faktorsvar, Instrumentversion
from tests.builders import make_anvandare
from tests.riskbedomning.instrument import answer_all
from tests.riskbedomning.test_instrument import FAKTOR

pytestmark = pytest.mark.django_db

RUMMET = "riskbedomning_%"
FAR_TAS_BORT = {
    "riskbedomning_faktor",  # of a draft of an instrument
    "riskbedomning_belagg",  # of a draft of an assessment, as the next three
    "riskbedomning_egensyn",
    "riskbedomning_partsbidrag",
    "riskbedomning_scenario",
}


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def utkast(tove):
    galler = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
    utkast = copy_version(version=galler, anledning="Tydligare ord.", actor=tove)
    add_faktor(version=utkast, actor=tove, **FAKTOR)
    return utkast


def delete_as_web(user, table, pk):
    """Past the pages: the statement itself, in the role that answers requests."""
    with transaction.atomic(), row_level_security(user.pk), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])
        return cursor.rowcount


def test_only_these_tables_of_the_room_grant_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE %s"
            " AND has_table_privilege(%s, oid, 'DELETE')",
            [RUMMET, APP],
        )
        assert {table for (table,) in cursor.fetchall()} == FAR_TAS_BORT


def test_a_factor_goes_out_of_a_draft(utkast, tove):
    assert delete_as_web(tove, "riskbedomning_faktor", utkast.faktorer.last().pk) == 1


def test_a_factor_of_what_is_published_stays(utkast, tove):
    publicerad = utkast.bygger_pa.faktorer.first()
    with pytest.raises(IntegrityError, match="frozen"):
        delete_as_web(tove, "riskbedomning_faktor", publicerad.pk)
    assert Faktor.objects.filter(pk=publicerad.pk).exists()


def test_a_factor_of_what_waits_for_review_stays(tove):
    galler = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
    skickad = send_version(
        version=copy_version(version=galler, anledning="Ord.", actor=tove), actor=tove
    )
    faktor = skickad.faktorer.first()
    with pytest.raises(IntegrityError, match="frozen"):
        delete_as_web(tove, "riskbedomning_faktor", faktor.pk)


def test_an_answer_stays_even_for_whoever_gave_it(bedomning, asa):
    answer_all(bedomning, actor=asa)
    svar = bedomning.svar.first()
    with pytest.raises(ProgrammingError, match="permission denied"):
        delete_as_web(asa, "riskbedomning_faktorsvar", svar.pk)
    assert Faktorsvar.objects.filter(pk=svar.pk).exists()
