"""The row that the verbs are tried on, and what in it is secret."""

import datetime as dt

from tests.encryption.app.models import Akt, Anteckning

SECRET, NEW = "Mycket hemlig text", "Ännu hemligare text"
HEADING, FACT = "Hemlig rubrik", "hemligt faktum"
DAY = dt.date(2011, 2, 28)
SECRETS = [SECRET, NEW, HEADING, FACT, "2011-02-28", "samtal", "Kim Exempelsson"]
TABLES = [Akt, Anteckning, Anteckning.history.model]

rows = Anteckning.objects


def draft(row, **values):
    return Anteckning(**{"akt": row.akt, "text": NEW, **values})


def opened(instance):
    return (instance.text, instance.rubrik, instance.dag, instance.fakta, instance.sort)


def token(row):
    return rows.values_list("text", flat=True).get(pk=row.pk)


ALL = (SECRET, HEADING, DAY, {"a": FACT}, "samtal")
