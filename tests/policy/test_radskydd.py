"""The second wall: what the database itself shows, refuses and lets through for each role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from uuid6 import uuid7

from access.middleware import row_level_security
from access.models import Niva, Omfattning, Roll, Skal, Tilltrade
from access.radskydd import APP
from access.regel import protected_models
from arenden.actions.tilldelning import assign_arende
from arenden.models import Arende, Person, Personakt, Steg
from samverkansteam.models import Team
from tests.builders import give_akt, make_akt, make_anvandare, make_enhet
from tests.insatser.vagen import arende_at, make_stad, open_
from tests.policy.varld import Varld, make_varld

pytestmark = pytest.mark.django_db

TELLS_OF_A_PERSON = {"akt_id", "team_id", "arende_id", "teamarende_id", "agare_id"}
OUTSIDE_THE_WALL = {
    "arenden.Gallringsforslag": "ids, rules and numbers of what is to go, for its nämnd's deciders",
    "arenden.Gallringsprotokoll": "what is gone, in numbers; there is no akt left to reach",
    "access.Javuppgift": "found by whoever registers the number; number and relation are sealed",
    "access.Kodapp": "the sealed key of a person's own code app, asked for before anybody is in",
    "access.Personaluppgift": "the worker's role alone may read the table",
    "access.HistoricalPersonaluppgift": "as the row it is the history of",
    "access.Namnskydd": "about an employee, for whoever heads them; its reason is sealed",
    "access.Nodoppning": "reviewed by people without a grant on the akt; its reason is sealed",
    "granskning.Nodoppningsgranskning": "as the break-glass it judges",
    "granskning.Atkomst": "judged by people without a grant; names no child, signals are sealed",
    "granskning.Avvikelse": "investigated by people without a grant; its words are sealed",
    "granskning.Avvikelsesteg": "as the case it belongs to; its words are sealed",
    "granskning.Granskningsfraga": "as the access it asks about; its words are sealed",
    "audit.Logghandelse": "insert only; its reviewers see others' rows, never their content",
    "encryption.Datanyckel": "keys wrapped by a root key that the database does not hold",
    "encryption.Forstordnyckel": "owners whose keys no backup brings back",
    "granskning.Loggrad": "the log's own table, as its reviewers read it",
}


def tells_of_a_person(model: type[models.Model]) -> bool:
    columns = {field.attname for field in model._meta.concrete_fields}
    return bool(columns & TELLS_OF_A_PERSON) or any(
        type(field).__name__.startswith("Sealed") for field in model._meta.concrete_fields
    )


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("tests.") and model._meta.app_label != "provapp"
    ]


def tables_under_the_wall() -> list[str]:
    return sorted({model._meta.db_table for model in protected_models()})


def rows_per_table() -> dict[str, int]:
    counts = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {table}" for table in tables_under_the_wall()
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def as_web(user: Any) -> Any:
    return row_level_security(user.pk if user else uuid7())


@pytest.fixture
def varld() -> Varld:
    return make_varld("Järva")


def test_every_model_that_tells_of_a_person_is_under_the_wall():
    protected = set(protected_models())
    bare = {
        model._meta.label
        for model in our_models()
        if tells_of_a_person(model) and model not in protected
    }
    assert bare == set(OUTSIDE_THE_WALL)


def test_the_wall_stands_on_every_table_it_should():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        assert sorted(name for (name,) in cursor.fetchall()) == tables_under_the_wall()


def test_the_worker_sees_every_row(varld):
    rows = rows_per_table()
    assert {table for table, antal in rows.items() if antal == 0} <= NOT_IN_THE_WORLD
    for arende in varld.arenden:
        assert Arende.objects.filter(pk=arende.pk).exists()


NOT_IN_THE_WORLD = {
    "access_jav",
    "arenden_skyddadadress",
    "arenden_fristvarning",
    "arenden_utkast",
    "granskning_granskningsutkast",
    "arenden_formularutkast",
    "riskbedomning_vinjettsvar",
    *(
        f"{package}_{prefix}{name}"
        for package, names in {
            "arenden": (
                "aktuttag",
                "aterkoppling",
                "fristflytt",
                "fristforlangning",
                "kommunicering",
                "placeringsoverlamning",
                "sammanforing",
                "uppfoljningutaninsats",
                "identitetsbeteckning",
                "namngivning",
                "vardnadshavare",
            ),
            "riskbedomning": ("strategisktbrott", "medlasningsbegaran"),
            "samverkansteam": ("markering", "motespunkt", "motesrad", "effektsignal"),
            "insatser": (
                "avslut",
                "barnsvar",
                "beslutsrattelse",
                "flodesflytt",
                "fordelning",
                "malskala",
                "maluppfyllelse",
                "omprovning",
                "omtag",
                "overlamning",
                "partsinbjudan",
                "stegutfall",
                "uppehall",
                "uppfoljning",
                "utlamnandekopia",
                "utlamnandepost",
            ),
        }.items()
        for name in names
        for prefix in ("", "historical")
    ),
}


def test_without_anyone_set_the_web_sees_no_row(varld):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP}")
    assert set(rows_per_table().values()) == {0}


@pytest.mark.parametrize("value", ["", "01890000-0000-7000-8000-000000000000"])
def test_with_nobody_real_set_the_web_sees_no_row(varld, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP}; SELECT set_config('app.anvandare', '{value}', true)")
    assert set(rows_per_table().values()) == {0}


def test_one_grant_opens_the_rows_of_that_akt_and_of_no_other(varld):
    anvandare, egen = make_anvandare(), varld.arenden[-1]
    give_akt(anvandare, egen.akt)
    with as_web(anvandare):
        for model in protected_models():
            names = {field.attname for field in model._meta.concrete_fields}
            if "akt_id" in names and getattr(model, "radskydd", "barn") == "barn":
                assert set(model._default_manager.values_list("akt_id", flat=True)) <= {egen.akt_id}
        assert list(Personakt.objects.values_list("pk", flat=True)) == [egen.akt_id]
        assert set(Personakt.historik.values_list("id", flat=True)) == {egen.akt_id}
        assert Arende.objects.select_related("akt__person").get() == egen
        assert not Team.objects.exists()


def test_a_join_from_an_open_table_shows_no_hidden_row(varld):
    with as_web(make_anvandare()):
        assert not varld.stad.handlaggare.arenden.exists()
        assert not Personakt.objects.filter(namnd__kod=varld.stad.namnd.kod).exists()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(p.fornamn), count(a.id) FROM access_namnd n"
                " LEFT JOIN arenden_personakt k ON k.namnd_id = n.id"
                " LEFT JOIN arenden_person p ON p.akt_id = k.id"
                " LEFT JOIN arenden_arende a ON a.namnd_id = n.id"
            )
            assert cursor.fetchone() == (0, 0)


def test_a_grant_counts_from_its_first_moment_to_its_last():
    akt, nu = make_akt(), timezone.now()
    for fran, till, seen in (
        (nu - timedelta(days=2), nu - timedelta(seconds=1), False),
        (nu - timedelta(days=2), nu + timedelta(hours=1), True),
        (nu + timedelta(hours=1), None, False),
        (nu - timedelta(days=2), None, True),
    ):
        anvandare = make_anvandare()
        grant(anvandare, Omfattning.AKT, akt.pk, fran=fran, till=till)
        assert Personakt.objects.visible_to(anvandare).exists() is seen
        with as_web(anvandare):
            assert Personakt.objects.exists() is seen


def grant(anvandare: Any, slag: Omfattning, vad: Any, **falt: Any) -> Tilltrade:
    return Tilltrade.objects.create(
        anvandare=anvandare,
        omfattning=slag,
        omfattning_id=vad,
        niva=Niva.LASA,
        skal=Skal.TILLDELNING,
        kalla=uuid7(),
        given_av=anvandare,
        **falt,
    )


def test_the_history_of_an_akt_goes_with_the_akt_when_it_changes_unit():
    fore, efter = make_enhet(), make_enhet()
    akt = make_akt(enhet=fore)
    ledare = {enhet: make_anvandare(Roll.GRUPPLEDARE, enhet=enhet) for enhet in (fore, efter)}
    for enhet, anvandare in ledare.items():
        grant(anvandare, Omfattning.ENHET, enhet.pk)
    akt.enhet = efter
    akt.save()
    with as_web(ledare[fore]):
        assert Personakt.historik.count() == 0
    with as_web(ledare[efter]):
        assert Personakt.historik.count() == 2


def test_a_leader_hands_a_case_to_a_unit_of_the_namnd_that_somebody_else_leads():
    stad = make_stad()
    arende = arende_at(stad, Steg.FORHANDSBEDOMNING)
    open_(stad, arende)
    annan = make_enhet(namnd=stad.namnd)
    mottagare = make_anvandare(enhet=annan)
    with as_web(stad.gruppledare):
        assign_arende(arende=arende, handlaggare=mottagare, enhet=annan, actor=stad.gruppledare)
        assert not Arende.objects.exists()
    arende.refresh_from_db()
    assert arende.akt.enhet == annan
    assert arende in Arende.objects.visible_to(mottagare)


# Writing outside one's grants.


def test_an_unseen_row_is_neither_changed_nor_deleted(varld):
    egen, frammande = varld.arenden[0], varld.arenden[1]
    anvandare = make_anvandare()
    give_akt(anvandare, egen.akt)
    with as_web(anvandare):
        assert Arende.objects.filter(pk=frammande.pk).update(slag="ansokan") == 0
        assert Person.objects.filter(akt=frammande.akt_id).update(arskurs=9) == 0
        assert Arende.objects.filter(pk=egen.pk).update(slag="ansokan") == 1
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM insatser_mal")
            assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "sats",
    [
        "UPDATE arenden_arende SET akt_id = %(akt)s WHERE id = %(arende)s",
        "INSERT INTO arenden_fristvarning (frist_id, akt_id, dagar_fore, skapad)"
        " VALUES (gen_random_uuid(), %(akt)s, 1, now())",
        "INSERT INTO arenden_historicalfrist (akt_id) VALUES (%(akt)s)",
        "INSERT INTO samverkansteam_part (id, team_id, namnd_id, version, kontaktpunkt)"
        " VALUES (gen_random_uuid(), %(team)s, %(namnd)s, 1, '')",
    ],
)
def test_a_row_is_neither_moved_nor_written_into_what_is_unseen(varld, sats):
    egen, frammande = varld.arenden[0], varld.arenden[-1]
    anvandare = make_anvandare(enhet=varld.stad.enhet)
    give_akt(anvandare, egen.akt)
    ids = {
        "arende": egen.pk,
        "akt": frammande.akt_id,
        "team": varld.fall[Steg.UPPFOLJNING]["team"],
        "namnd": varld.stad.namnd.pk,
    }
    refused = pytest.raises(DatabaseError, match=r"row-level security|never changes")
    with refused, transaction.atomic(), as_web(anvandare), connection.cursor() as cursor:
        cursor.execute(sats, ids)


@pytest.mark.parametrize(
    "sats",
    [
        "TRUNCATE arenden_person",
        "TRUNCATE audit_logghandelse",
        "DROP TABLE arenden_person",
        "ALTER TABLE arenden_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE arenden_person ADD COLUMN namn text",
        "DROP POLICY tilltrade_lasa ON arenden_person",
        "CREATE POLICY alla ON arenden_person USING (true)",
        "CREATE TABLE kopia AS SELECT 1",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION access_omfattning(uuid, text) OWNER TO insatser_app",
        "GRANT insatser_arbetare TO insatser_app",
        "DELETE FROM arenden_person",
        "DELETE FROM access_tilltrade",
        "DELETE FROM nycklar.datanyckel",
        "UPDATE nycklar.datanyckel SET version = 2",
        "INSERT INTO nycklar.epok (nummer, generation) VALUES (2, 1)",
        "UPDATE encryption_indexversion SET version = 2",
        "INSERT INTO encryption_forstordnyckel VALUES (gen_random_uuid(), '\\x00', now())",
        "UPDATE audit_logghandelse SET roll = ''",
        "DELETE FROM audit_logghandelse",
        "ALTER TABLE audit_logghandelse DISABLE TRIGGER ALL",
        "COPY arenden_person TO PROGRAM 'cat'",
    ],
)
def test_the_webs_role_may_not(sats):
    refused = pytest.raises(DatabaseError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), as_web(make_anvandare()), connection.cursor() as cursor:
        cursor.execute(sats)


def test_the_two_roles_are_nothing_more_than_that():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb"
            " FROM pg_roles WHERE rolname IN ('insatser_app', 'insatser_arbetare') ORDER BY 1"
        )
        assert cursor.fetchall() == [
            ("insatser_app", False, False, False, False, False),
            ("insatser_arbetare", False, False, False, False, False),
        ]
        cursor.execute(
            "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
            " JOIN pg_roles a ON a.oid = m.member"
            " WHERE a.rolname IN ('insatser_app', 'insatser_arbetare')"
        )
        assert cursor.fetchall() == []


AKTUALITET = "TABLE(aktuell boolean, skyddad boolean, javig boolean)"
VANTAN = "TABLE(antal integer, dagar integer)"
SOKRADER = "TABLE(id uuid, akt_id uuid, nyckel uuid, namn bytea)"
TAGNA_PLATSER = "TABLE(insatstyp_id character varying, antal bigint)"
AKT_GENOM_TIDEN = (
    "TABLE(fran timestamp with time zone, enhet_id uuid, namnd_id uuid, skyddsniva text)"
)
JAV_I_AKT = "TABLE(anvandare_id uuid, fran timestamp with time zone, till timestamp with time zone)"


def test_what_runs_past_the_wall_tells_what_is_listed_here_only():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, pg_get_function_result(oid), proconfig::text FROM pg_proc"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1"
        )
        path = '{"search_path=pg_catalog, public"}'
        assert cursor.fetchall() == [
            ("access_jav", "uuid[]", path),
            ("arenden_akt_genom_tiden", AKT_GENOM_TIDEN, path),
            ("arenden_akt_i_arende", "uuid", path),
            ("arenden_akt_med", "uuid", path),
            ("arenden_akt_skyddad", "boolean", path),
            ("arenden_aktens_enhet", "uuid", path),
            ("arenden_aktualitet", AKTUALITET, path),
            ("arenden_anmalan_finns", "boolean", path),
            ("arenden_besvarar", "uuid[]", path),
            ("arenden_jav_i_akt", JAV_I_AKT, path),
            ("arenden_sokrader", SOKRADER, path),
            ("arenden_tom_adresshistorik", "void", path),
            ("audit_gallra", "bigint", path),
            ("audit_notera_sidoandring", "trigger", path),
            ("insatser_tagna_platser", TAGNA_PLATSER, path),
            ("samverkansteam_javiga_teamarenden", "uuid[]", path),
            ("samverkansteam_vantan", VANTAN, path),
        ]


def test_no_view_and_no_materialized_view_stands_beside_the_wall():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm')"
            " AND relnamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == []


def test_a_role_left_over_by_one_request_does_not_reach_the_next(client, varld):
    from tests.conftest import logga_in

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()
        logga_in(client, make_anvandare(Roll.SOCIALSEKRETERARE)).get("/arenden/")
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == before
