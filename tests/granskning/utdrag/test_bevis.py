"""Every entry that the person gets is proved to stand in the sealed log, by the tree alone."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from audit import merkle
from audit.models import Loggblad
from audit.sealing import seal_log
from granskning.actions.utdrag.framtagning import build_utdrag
from granskning.actions.utdrag.provning import submit_utdrag
from tests.granskning.utdrag.fall import judge_as_proposed, make_fall, make_utdrag
from tests.insatser import vagen

pytestmark = pytest.mark.django_db(transaction=True)


def read_proof(text):
    """The standard's text by hand: the leaf's place, the way up, the head's size and root."""
    upp, _, huvud = text.partition("\n\n")
    _, plats, *hashar = upp.splitlines()
    _, storlek, rot, *_ = huvud.splitlines()
    return (
        int(plats.removeprefix("index ")),
        [base64.b64decode(rad) for rad in hashar],
        int(storlek),
        base64.b64decode(rot),
    )


def test_each_entry_is_proved_and_the_newest_say_that_they_are_not_yet():
    stad = vagen.make_stad()
    arende = make_fall(stad)
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    judge_as_proposed(utdrag, stad.handlaggare)
    assert seal_log() > 0
    submit_utdrag(utdrag=utdrag, actor=stad.handlaggare)

    innehall = base64.b64decode(utdrag.paket.get().fil)
    filer = ZipFile(BytesIO(innehall))
    data = json.loads(filer.read("utdrag.json"))
    rader = [rad for post in data["delar"][0]["poster"] for rad in post["handelser"]]
    assert len(rader) > 10
    assert {rad["bevis"] for rad in rader} == {n for n in filer.namelist() if "bevis/" in n}
    for rad in rader:
        plats, hashar, storlek, rot = read_proof(filer.read(rad["bevis"]).decode())
        blad = bytes.fromhex(rad["blad"])
        assert merkle.is_included(blad, plats, storlek, hashar, rot)
        assert not merkle.is_included(bytes(32), plats, storlek, hashar, rot)
        assert bytes(Loggblad.objects.get(plats=plats).blad) == blad
