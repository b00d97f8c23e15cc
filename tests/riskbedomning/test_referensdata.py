"""The instrument is data: loaded once, versioned when it changes, frozen when published."""

import json

import pytest
from django.db import IntegrityError, transaction

from riskbedomning.models import Faktor, Instrumentversion
from riskbedomning.referensdata import DATA, load_referensdata

pytestmark = pytest.mark.django_db


def rows():
    return list(Instrumentversion.objects.values()), list(Faktor.objects.order_by("pk").values())


def test_loading_twice_changes_nothing():
    load_referensdata()
    before = rows()
    assert load_referensdata() == 0
    assert rows() == before


def test_a_changed_file_is_a_new_version(tmp_path):
    content = json.loads((DATA / "instrument_ssb_12_17.json").read_text(encoding="utf-8"))
    load_referensdata()
    old = Instrumentversion.objects.get(instrument__kod="ssb-12-17")
    old_words = list(old.faktorer.values_list("rubrik", flat=True))
    content["faktorer"][0]["rubrik"] = "En annan rubrik"
    (tmp_path / "instrument_ssb_12_17.json").write_text(json.dumps(content), encoding="utf-8")
    assert load_referensdata(tmp_path) == 1
    new = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
    assert (new.nummer, new.faktorer.first().rubrik) == (2, "En annan rubrik")
    assert list(old.faktorer.values_list("rubrik", flat=True)) == old_words


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.faktorer.update(rubrik="Ändrad"),
        lambda version: version.faktorer.first().delete(),
        lambda version: Instrumentversion.objects.filter(pk=version.pk).update(beskrivning="Ny"),
        lambda version: Faktor.objects.create(
            instrumentversion=version, kod="ny", niva="social", slag="risk", rubrik="Ny", ordning=99
        ),
    ],
    ids=["factor changed", "factor removed", "version changed", "factor added"],
)
def test_a_published_version_is_frozen(version, change):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        change(version)
