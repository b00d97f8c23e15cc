"""Extracts come from the worker alone; what was released never changes."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION lagesbild_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A release is never deleted.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (NEW.id, NEW.matt, NEW.period, NEW.plan_version, NEW.version, NEW.titel, NEW.metod,
        NEW.avser, NEW.innehall, NEW.sammanstalld_av_id, NEW.sammanstalld)
       IS DISTINCT FROM
       (OLD.id, OLD.matt, OLD.period, OLD.plan_version, OLD.version, OLD.titel, OLD.metod,
        OLD.avser, OLD.innehall, OLD.sammanstalld_av_id, OLD.sammanstalld)
    OR OLD.status <> 'forslag' AND
       (NEW.godkand_av_id, NEW.publicerad, NEW.lopnummer, NEW.foregaende, NEW.fingeravtryck)
       IS DISTINCT FROM
       (OLD.godkand_av_id, OLD.publicerad, OLD.lopnummer, OLD.foregaende, OLD.fingeravtryck)
    OR OLD.status = 'publicerad' AND NEW.status = 'forslag'
    OR OLD.status = 'tillbakadragen'
    THEN
        RAISE EXCEPTION 'A release is frozen as it was composed.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON lagesbild_publicering
    FOR EACH ROW EXECUTE FUNCTION lagesbild_frozen();
ALTER TABLE lagesbild_publicering ENABLE ALWAYS TRIGGER frozen
"""

NOT_FROZEN = """
DROP TRIGGER frozen ON lagesbild_publicering;
DROP FUNCTION lagesbild_frozen()
"""

NOT_FROM_THE_WEB = """
CREATE FUNCTION lagesbild_not_from_the_web() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'insatser_app' THEN
        RAISE EXCEPTION 'The web sees a part of the akter and must not write an extract.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_uttag
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_uttagsrad
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_steguttag
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_steguttagsrad
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_likvardighetsuttag
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_likvardighetsrad
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web()
"""

FROM_ANYWHERE = """
DROP TRIGGER not_from_the_web ON lagesbild_likvardighetsrad;
DROP TRIGGER not_from_the_web ON lagesbild_likvardighetsuttag;
DROP TRIGGER not_from_the_web ON lagesbild_steguttagsrad;
DROP TRIGGER not_from_the_web ON lagesbild_steguttag;
DROP TRIGGER not_from_the_web ON lagesbild_uttagsrad;
DROP TRIGGER not_from_the_web ON lagesbild_uttag;
DROP FUNCTION lagesbild_not_from_the_web()
"""


class Migration(migrations.Migration):
    dependencies = [("lagesbild", "0001_grund")]

    operations = [
        migrations.RunSQL(FROZEN, NOT_FROZEN),
        migrations.RunSQL(NOT_FROM_THE_WEB, FROM_ANYWHERE),
    ]
