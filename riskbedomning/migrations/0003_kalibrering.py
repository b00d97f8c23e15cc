"""A vignette, an answer and an outcome stand as they were."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION riskbedomning_vinjett_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.publicerad IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
    OR (NEW.id, NEW.rubrik, NEW.text, NEW.alder, NEW.skriven_av_id, NEW.granskad_av_id,
        NEW.publicerad)
       IS DISTINCT FROM
       (OLD.id, OLD.rubrik, OLD.text, OLD.alder, OLD.skriven_av_id, OLD.granskad_av_id,
        OLD.publicerad)
    OR NEW.status NOT IN ('publicerad', 'tillbakadragen')
    OR OLD.status = 'tillbakadragen' AND NEW.status <> 'tillbakadragen'
    THEN
        RAISE EXCEPTION 'A published vignette is frozen.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fryst BEFORE UPDATE OR DELETE ON riskbedomning_vinjett
    FOR EACH ROW EXECUTE FUNCTION riskbedomning_vinjett_fryst();

CREATE FUNCTION riskbedomning_vinjettsvar_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.inlamnat IS NOT NULL
    OR (NEW.omgang_id, NEW.anvandare_id, NEW.enhet_id, NEW.namnd_id)
       IS DISTINCT FROM
       (OLD.omgang_id, OLD.anvandare_id, OLD.enhet_id, OLD.namnd_id)
    THEN
        RAISE EXCEPTION 'What was handed in is locked, and stays with whoever gave it.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fryst BEFORE UPDATE ON riskbedomning_vinjettsvar
    FOR EACH ROW EXECUTE FUNCTION riskbedomning_vinjettsvar_fryst();

CREATE FUNCTION riskbedomning_utfall_raknat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR current_user = 'insatser_app' THEN
        RAISE EXCEPTION 'What a round came to is counted once, by the worker.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER raknat BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_kalibreringsutfall
    FOR EACH STATEMENT EXECUTE FUNCTION riskbedomning_utfall_raknat();
CREATE TRIGGER raknat BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_kalibreringsfordelning
    FOR EACH STATEMENT EXECUTE FUNCTION riskbedomning_utfall_raknat()
"""

THAW = """
DROP TRIGGER raknat ON riskbedomning_kalibreringsfordelning;
DROP TRIGGER raknat ON riskbedomning_kalibreringsutfall;
DROP FUNCTION riskbedomning_utfall_raknat();
DROP TRIGGER fryst ON riskbedomning_vinjettsvar;
DROP FUNCTION riskbedomning_vinjettsvar_fryst();
DROP TRIGGER fryst ON riskbedomning_vinjett;
DROP FUNCTION riskbedomning_vinjett_fryst()
"""


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0002_fryst_instrument")]

    operations = [
        migrations.RunSQL(FREEZE, THAW),
    ]
