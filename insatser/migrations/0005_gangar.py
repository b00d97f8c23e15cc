"""The first version of the ärendeflödet moves to a module of its own; stored flows follow it."""

from django.db import migrations

FORE = "insatser/flows.arendeflode.ArendeflodeV1"
EFTER = "insatser/flows.arendeflode_v1.ArendeflodeV1"


def _move(tabell: str, kolumn: str, fran: str, till: str) -> str:
    satt = f"{kolumn} = replace({kolumn}, '{fran}', '{till}')"
    return f"UPDATE {tabell} SET {satt} WHERE starts_with({kolumn}, '{fran}')"  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("insatser", "0004_motor"), ("viewflow", "0015_task_scheduled")]

    operations = [
        migrations.RunSQL(
            _move(tabell, kolumn, FORE, EFTER), reverse_sql=_move(tabell, kolumn, EFTER, FORE)
        )
        for tabell, kolumn in (("viewflow_process", "flow_class"), ("viewflow_task", "flow_task"))
    ]
