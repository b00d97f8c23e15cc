"""Row level security: the second wall, generated from what the models say of themselves.

A model under the wall has the class attribute `radskydd`:
- "akt"   – the personakt itself: reached by a grant on the akt or on its unit;
- "barn"  – a row that belongs to an akt (`akt_id`): reached when the akt is;
- "team"  – the team itself, "teambarn" – a row that belongs to a team (`team_id`).

Rows are kept: only a model that says `raderbar = True` lets the web delete what it reaches.
Whom a row belongs to never changes: its sealed values open under that akt or team alone.

The web's role sees what the grants of `app.anvandare` reach, and nothing without that setting.
The worker's role sees every row; it never answers a request.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models

APP, ARBETARE = "insatser_app", "insatser_arbetare"
LOG_TABLES = "audit_"
KEYS = "encryption_datanyckel"
DELETABLE = ("django_session", "axes_", "otp_")

OMFATTNING = """
CREATE OR REPLACE FUNCTION access_omfattning(vem uuid, slag text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT omfattning_id FROM access_tilltrade
    WHERE anvandare_id = vem AND omfattning = slag
      AND fran <= statement_timestamp() AND (till IS NULL OR till > statement_timestamp()))
$$;
CREATE OR REPLACE FUNCTION app_anvandare() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.anvandare', true), '')::uuid
$$;
"""

OWNER_IS_KEPT = """
CREATE OR REPLACE FUNCTION access_agaren_bestar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the owner of a row in % never changes', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

OWNER_COLUMNS = {"barn": "akt_id", "teambarn": "team_id"}

MINE = "= ANY((SELECT access_omfattning((SELECT app_anvandare()), '{}'))::uuid[])"

RULES = {
    "akt": f"id {MINE.format('akt')} OR enhet_id {MINE.format('enhet')}",
    "akthistorik": "id IN (SELECT p.id FROM arenden_personakt p)",
    "barn": "EXISTS (SELECT 1 FROM arenden_personakt p WHERE p.id = akt_id)",
    "team": f"id {MINE.format('team')}",
    "teambarn": f"team_id {MINE.format('team')}",
}


def protected_models() -> list[type[models.Model]]:
    """Models under the wall, with the history tables of those that keep history."""
    return [model for model in apps.get_models() if _rule(model) is not None]


def apply_radskydd() -> list[str]:
    """Grant the two roles what they need and (re)create every policy. Idempotent.

    Runs as the owner of the tables. Returns the names of the protected tables.
    """
    with connection.cursor() as cursor:
        cursor.execute(OMFATTNING + OWNER_IS_KEPT)
        cursor.execute(
            f"GRANT USAGE ON SCHEMA public TO {APP}, {ARBETARE};"
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ARBETARE};"
            f"REVOKE DELETE ON ALL TABLES IN SCHEMA public FROM {APP};"
            f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {APP};"
            f"REVOKE UPDATE ON {KEYS} FROM {APP};"
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}, {ARBETARE};"
            f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}, {ARBETARE};"
        )
        for table in connection.introspection.table_names(cursor):
            if table.startswith(LOG_TABLES):
                cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {APP}, {ARBETARE}")
            if table.startswith(DELETABLE):
                cursor.execute(f"GRANT DELETE ON {table} TO {APP}")
        for link in _links():
            cursor.execute(f"GRANT DELETE ON {link} TO {APP}")
        for model in protected_models():
            rule = RULES[_rule(model) or ""]
            cursor.execute(_policy(model._meta.db_table, rule))
            if getattr(model, "raderbar", False):
                cursor.execute(
                    f"GRANT DELETE ON {model._meta.db_table} TO {APP};"
                    f"CREATE POLICY tilltrade_bort ON {model._meta.db_table}"
                    f" FOR DELETE TO {APP} USING ({rule})"
                )
            if owner := OWNER_COLUMNS.get(_rule(model) or ""):
                cursor.execute(_owner_guard(model._meta.db_table, owner))
    return [model._meta.db_table for model in protected_models()]


def _rule(model: type[models.Model]) -> str | None:
    """A model's own rule; a history table follows the row it is the history of."""
    if (base := getattr(model, "instance_type", None)) is not None:
        own = getattr(base, "radskydd", None)
        return "akthistorik" if own == "akt" else own
    return getattr(model, "radskydd", None)


def _links() -> list[str]:
    """Tables that Django makes for many-to-many fields of the models under the wall."""
    return [
        through._meta.db_table
        for model in protected_models()
        for field in model._meta.local_many_to_many
        if (through := field.remote_field.through) is not None
    ]


def _policy(table: str, rule: str) -> str:
    return f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS tilltrade_lasa ON {table};
    DROP POLICY IF EXISTS tilltrade_andra ON {table};
    DROP POLICY IF EXISTS tilltrade_ny ON {table};
    DROP POLICY IF EXISTS tilltrade_bort ON {table};
    DROP POLICY IF EXISTS arbetare ON {table};
    CREATE POLICY tilltrade_lasa ON {table} FOR SELECT TO {APP} USING ({rule});
    CREATE POLICY tilltrade_andra ON {table} FOR UPDATE TO {APP} USING ({rule});
    CREATE POLICY tilltrade_ny ON {table} FOR INSERT TO {APP} WITH CHECK ({rule});
    CREATE POLICY arbetare ON {table} TO {ARBETARE} USING (true) WITH CHECK (true);
    """


def _owner_guard(table: str, owner: str) -> str:
    return f"""
    CREATE OR REPLACE TRIGGER agaren_bestar BEFORE UPDATE OF {owner} ON {table}
    FOR EACH ROW WHEN (OLD.{owner} IS NOT NULL AND NEW.{owner} IS DISTINCT FROM OLD.{owner})
    EXECUTE FUNCTION access_agaren_bestar();
    """
