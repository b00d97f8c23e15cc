"""Row level security: the second wall, generated from the rules in `access.regel`.

Rows are kept: only a model that says `raderbar = True`, or a link table, lets the web delete what
it reaches. Whom a row belongs to never changes: its sealed values open under that akt or team
alone.

The web's role sees what the grants of `app.anvandare` reach, and nothing without that setting.
The worker's role sees every row; it never answers a request.
"""

from __future__ import annotations

from django.db import connection

from access.regel import policy, policy_for_new, protected_models

APP, ARBETARE = "insatser_app", "insatser_arbetare"
LOG_TABLES = "audit_"
LOG_POSITION = "audit_avloppslage"
"""Not part of the log: how far the worker has come in sending it elsewhere."""
WORKERS_ALONE = ("access_personaluppgift", "access_historicalpersonaluppgift")
KEYS, DESTROYED = "nycklar", "encryption_forstordnyckel"
INDEXES = "encryption_indexversion"
NOTED = "audit_sidoandring"
PRUNED, PRUNES = "audit_loggallring", "audit_gallra"
DELETABLE = (
    "axes_",
    "access_kodapp",
    "access_kodblad",
    "access_tjanstelegitimation",
    "django_otp_webauthn_",
)
WRITTEN_OUT = "riskbedomning_faktor"
"""A factor goes out of a draft of an instrument; a trigger keeps those of every other version."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION access_omfattning(vem uuid, slag text, minst integer) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT omfattning_id FROM access_tilltrade
    WHERE anvandare_id = vem AND omfattning = slag AND niva >= minst
      AND fran <= statement_timestamp() AND (till IS NULL OR till > statement_timestamp())
      AND EXISTS (SELECT 1 FROM access_anvandare WHERE id = vem AND is_active))
$$;
CREATE OR REPLACE FUNCTION access_omfattning(vem uuid, slag text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT access_omfattning(vem, slag, 0)
$$;
CREATE OR REPLACE FUNCTION access_jav(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT ARRAY(
    SELECT akt_id FROM access_jav
    WHERE anvandare_id = vem
      AND fran <= statement_timestamp() AND (till IS NULL OR till > statement_timestamp()))
$$;
CREATE OR REPLACE FUNCTION access_ar_extern(vem uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT 1 FROM access_anvandare WHERE id = vem AND organisation_id IS NOT NULL)
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

OWNER_COLUMNS = {
    "barn": "akt_id",
    "teambarn": "team_id",
    "jav": "akt_id",
    "fack": "akt_id",
    "namndfraga": "akt_id",
}


def apply_radskydd() -> list[str]:
    """Grant the two roles what they need and (re)create every policy. Idempotent.

    Runs as the owner of the tables. Returns the names of the protected tables.
    """
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS + OWNER_IS_KEPT)
        cursor.execute(
            f"GRANT USAGE ON SCHEMA public TO {APP}, {ARBETARE};"
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ARBETARE};"
            f"REVOKE DELETE ON ALL TABLES IN SCHEMA public FROM {APP};"
            f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {APP};"
            f"REVOKE INSERT, UPDATE ON {DESTROYED} FROM {APP};"
            f"REVOKE UPDATE, DELETE ON {DESTROYED} FROM {ARBETARE};"
            f"REVOKE INSERT, UPDATE ON {INDEXES} FROM {APP};"
            f"REVOKE INSERT ON {NOTED}, {PRUNED} FROM {APP}, {ARBETARE};"
            f"GRANT USAGE ON SCHEMA {KEYS} TO {APP}, {ARBETARE};"
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {KEYS} TO {APP};"
            f"GRANT INSERT ON {KEYS}.datanyckel TO {APP};"
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {KEYS} TO {ARBETARE};"
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {KEYS} TO {APP}, {ARBETARE};"
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}, {ARBETARE};"
            f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}, {ARBETARE};"
        )
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {PRUNES} FROM {APP}")
        for table in connection.introspection.table_names(cursor):
            if table.startswith(LOG_TABLES):
                cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {APP}, {ARBETARE}")
            if table == LOG_POSITION:
                cursor.execute(
                    f"REVOKE INSERT ON {table} FROM {APP}; GRANT UPDATE ON {table} TO {ARBETARE}"
                )
            if table in WORKERS_ALONE:
                cursor.execute(f"REVOKE ALL ON {table} FROM {APP}")
            if table.startswith(DELETABLE) or table == WRITTEN_OUT:
                cursor.execute(f"GRANT DELETE ON {table} TO {APP}")
        for model in protected_models():
            rule = policy(model)
            cursor.execute(_policies(model._meta.db_table, rule, policy_for_new(model)))
            if getattr(model, "raderbar", False) or model._meta.auto_created:
                cursor.execute(
                    f"GRANT DELETE ON {model._meta.db_table} TO {APP};"
                    f"CREATE POLICY tilltrade_bort ON {model._meta.db_table}"
                    f" FOR DELETE TO {APP} USING ({rule})"
                )
            base = getattr(model, "instance_type", model)
            if owner := OWNER_COLUMNS.get(getattr(base, "radskydd", "")):
                cursor.execute(_owner_guard(model._meta.db_table, owner))
    return [model._meta.db_table for model in protected_models()]


def _policies(table: str, rule: str, new: str) -> str:
    return f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS tilltrade_lasa ON {table};
    DROP POLICY IF EXISTS tilltrade_andra ON {table};
    DROP POLICY IF EXISTS tilltrade_ny ON {table};
    DROP POLICY IF EXISTS tilltrade_bort ON {table};
    DROP POLICY IF EXISTS arbetare ON {table};
    CREATE POLICY tilltrade_lasa ON {table} FOR SELECT TO {APP} USING ({rule});
    CREATE POLICY tilltrade_andra ON {table} FOR UPDATE TO {APP} USING ({rule});
    CREATE POLICY tilltrade_ny ON {table} FOR INSERT TO {APP} WITH CHECK ({new});
    CREATE POLICY arbetare ON {table} TO {ARBETARE} USING (true) WITH CHECK (true);
    """


def _owner_guard(table: str, owner: str) -> str:
    return f"""
    CREATE OR REPLACE TRIGGER agaren_bestar BEFORE UPDATE OF {owner} ON {table}
    FOR EACH ROW WHEN (OLD.{owner} IS NOT NULL AND NEW.{owner} IS DISTINCT FROM OLD.{owner})
    EXECUTE FUNCTION access_agaren_bestar();
    """
