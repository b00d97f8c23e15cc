"""From the request to what is handed over, over HTTP."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from access.models import Namnskydd, Niva
from arenden.actions.skydd import set_skydd
from arenden.models import Person
from audit import log
from audit.models import Logghandelse
from audit.verb import Verb
from encryption.errors import SealError
from granskning.actions.utdrag.beslut import release_utdrag
from granskning.actions.utdrag.framtagning import build_utdrag, items_of
from granskning.actions.utdrag.provning import Dom, judge_poster, submit_utdrag, take_back_utdrag
from granskning.models import Utdrag, Utdragspost
from tests.builders import give_akt, make_anvandare
from tests.conftest import logga_in
from tests.granskning.utdrag.fall import (
    ANMALARE,
    PAPPAS_TELEFON,
    ROST,
    SYSKON,
    TELEFON,
    judge_as_proposed,
    make_fall,
    make_utdrag,
    released,
    to_decision,
)
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

Utfall = Utdragspost.Utfall


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def arende(stad):
    return make_fall(stad)


def make_other_stad():
    annan = vagen.make_stad()
    annan.namnd.stadsdelsomrade = "Farsta"
    annan.namnd.save()
    return annan


def som(anvandare):
    return logga_in(Client(), anvandare)


def sida(namn, arende, *args):
    return reverse(f"granskning:{namn}", args=[arende.pk, *args])


def fetched(client, utdrag, arende):
    svar = client.get(sida("hamta_utdrag", arende, utdrag.pk))
    assert svar.status_code == 200
    assert svar["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(svar.content))


def as_text(pdf: bytes) -> str:
    sidor = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(sida.extract_text() for sida in sidor).split())


def test_a_young_person_gets_to_know_who_has_read(stad, arende):
    client, chef = som(stad.handlaggare), som(stad.gruppledare)
    idag = timezone.localdate()
    svar = client.post(
        sida("nytt_utdrag", arende),
        {
            "slag": "loggutdrag",
            "begarare": "ung",
            "namn": "Elias Provsson",
            "identitet": "legitimation",
            "hotad": "nej",
            "inkom": idag,
            "fran": idag,
            "till": idag,
        },
    )
    assert svar.status_code == 303, svar.content.decode()
    utdrag = Utdrag.objects.get()
    assert svar["Location"] == sida("utdrag", arende, utdrag.pk)
    assert client.post(sida("ta_fram_utdrag", arende, utdrag.pk)).status_code == 303
    for n in range(1, 10):
        prova = f"{sida('prova_utdrag', arende, utdrag.pk, 'logg')}?sida={n}"
        form = client.get(prova).context["form"]
        data = {falt.html_name: falt.value() for falt in form}
        assert client.post(prova, data).status_code == 303
        if not client.get(prova).context["sida"].has_next():
            break
    assert client.post(sida("utdrag_for_beslut", arende, utdrag.pk)).status_code == 303
    assert chef.post(sida("lamna_ut_utdrag", arende, utdrag.pk)).status_code == 303

    filer = fetched(client, utdrag, arende)
    text = as_text(filer.read("utdrag.pdf"))
    assert "Så här läser du det här" in text
    assert f"{stad.handlaggare.namn}, Socialsekreterare" in text
    assert "Läste journal" in text
    assert "Sida 1 av" in text
    for hemligt in (ANMALARE, "Greta", SYSKON, str(arende.akt_id)):
        assert hemligt not in text
    utdrag.refresh_from_db()
    assert (utdrag.lamnad_av, utdrag.steg) == (stad.gruppledare, "Lämnas ut")
    assert set(
        Logghandelse.objects.filter(objekt_id=str(utdrag.pk)).values_list("verb", flat=True)
    ) == {
        Verb.UTDRAG_REQUEST,
        Verb.UTDRAG_BUILD,
        Verb.UTDRAG_SUBMIT,
        Verb.UTDRAG_RELEASE,
        Verb.UTDRAG_FETCH,
    }


def test_a_guardian_gets_the_register_with_masks(stad, arende):
    utdrag = make_utdrag(
        arende,
        stad.handlaggare,
        slag="registerutdrag",
        begarare="vardnadshavare",
        namn="Mona Provsson",
        hotad="ja",
    )
    released(utdrag, stad, ord_=[SYSKON])
    filer = fetched(som(stad.handlaggare), utdrag, arende)
    for innehall in (as_text(filer.read("utdrag.pdf")), filer.read("utdrag.json").decode()):
        for hemligt in (
            ANMALARE,
            "Grannström",
            TELEFON,
            SYSKON,
            PAPPAS_TELEFON,
            ROST,
            "Hemliga skolan",
            stad.enhet.namn,
        ):
            assert hemligt not in innehall
        for oppet in ("Elias är ute om nätterna", "OSL 26:5", "OSL 12:3", "GDPR art. 6.1 e", "IMY"):
            assert oppet in innehall
        assert "Familjebehandling i sex månader." in innehall


def test_the_young_person_gets_their_own_words_and_place(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare, slag="registerutdrag")
    released(utdrag, stad)
    text = as_text(fetched(som(stad.handlaggare), utdrag, arende).read("utdrag.pdf"))
    assert ROST in text
    assert "Hemliga skolan" in text
    assert "Grannström" not in text


def test_the_page_the_paper_and_the_file_say_the_same(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare, slag="registerutdrag")
    released(utdrag, stad)
    client = som(stad.handlaggare)
    filer = fetched(client, utdrag, arende)
    text, data = as_text(filer.read("utdrag.pdf")), json.loads(filer.read("utdrag.json"))
    page = " ".join(client.get(sida("las_utdrag", arende, utdrag.pk)).content.decode().split())
    varden = [
        v["varde"] for del_ in data["delar"] for post in del_["poster"] for v in post["varden"]
    ]
    assert len(varden) > 100
    for varde in varden:
        rad = varde.splitlines()[0][:40]
        assert rad.replace("\u2013", "–")[:30].strip() in text, rad
        assert rad.split("»")[0][:20].replace("&", "&amp;") in page or "'" in rad, rad


def test_the_file_for_machines_is_as_its_schema_says(stad, arende):
    for slag in ("loggutdrag", "registerutdrag"):
        utdrag = released(make_utdrag(arende, stad.handlaggare, slag=slag), stad)
        filer = fetched(som(stad.handlaggare), utdrag, arende)
        schema = json.loads(filer.read("utdrag.schema.json"))
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(json.loads(filer.read("utdrag.json")))


def test_an_entry_tells_nothing_about_others_or_other_akter(stad, arende):
    annan = make_fall(stad, berorda=[{"roll": "barn", "fornamn": "Noa"}])
    utdrag = released(make_utdrag(arende, stad.handlaggare, slag="registerutdrag"), stad)
    filer = fetched(som(stad.handlaggare), utdrag, arende)
    allt = b"".join(filer.read(namn) for namn in filer.namelist()).decode(errors="replace")
    egna = Logghandelse.objects.filter(akt_id=arende.akt_id)
    for kropp in egna.values_list("kropp", flat=True):
        ovrigt = json.loads(bytes(kropp))["ovrigt"]
        assert ovrigt["salt"] not in allt
        assert not ovrigt["session"] or ovrigt["session"] not in allt
    for hemligt in (annan.akt_id, annan.arendenummer, stad.handlaggare.pk, arende.akt_id):
        assert str(hemligt) not in allt
    data = json.loads(filer.read("utdrag.json"))
    blad = {
        rad["blad"]
        for del_ in data["delar"]
        for post in del_["poster"]
        for rad in post["handelser"]
    }
    assert blad
    assert blad <= {bytes(b).hex() for b in egna.values_list("blad", flat=True)}


def test_staff_whose_name_is_protected_are_told_by_role_and_unit(stad, arende):
    Namnskydd.objects.create(
        anvandare=stad.handlaggare, namnd=stad.namnd, skal="Hot.", given_av=stad.gruppledare
    )
    utdrag = make_utdrag(arende, stad.gruppledare, slag="registerutdrag")
    chef = make_anvandare("enhetschef", enhet=stad.enhet)
    give_akt(chef, arende.akt, Niva.BESLUTA)
    to_decision(utdrag, stad.gruppledare)
    release_utdrag(utdrag=utdrag, actor=chef)
    filer = fetched(som(stad.gruppledare), utdrag, arende)
    text = as_text(filer.read("utdrag.pdf"))
    assert f"namnet lämnas inte ut, Socialsekreterare, {stad.enhet.namn}" in text
    for innehall in (text, filer.read("utdrag.json").decode()):
        assert stad.handlaggare.namn not in innehall
        assert stad.mottagare.namn in innehall


def test_a_protected_identity_hides_where_staff_work(stad, arende):
    set_skydd(arende=arende, skyddsniva="skyddad_folkbokforing", actor=stad.gruppledare)
    give_akt(stad.handlaggare, arende.akt, Niva.BESLUTA)
    arende.refresh_from_db()
    utdrag = released(
        make_utdrag(arende, stad.handlaggare, begarare="vardnadshavare", slag="registerutdrag"),
        stad,
    )
    text = as_text(fetched(som(stad.handlaggare), utdrag, arende).read("utdrag.pdf"))
    for plats in (stad.enhet.namn, stad.mottagning.namn, "Hemliga skolan"):
        assert plats not in text


def test_whoever_prepared_it_does_not_decide(stad, arende):
    utdrag = to_decision(make_utdrag(arende, stad.gruppledare), stad.gruppledare)
    with pytest.raises(PermissionDenied, match="Någon annan måste besluta"):
        release_utdrag(utdrag=utdrag, actor=stad.gruppledare)
    svar = som(stad.handlaggare).post(sida("lamna_ut_utdrag", arende, utdrag.pk))
    assert svar.status_code == 422
    utdrag.refresh_from_db()
    assert utdrag.lamnad is None


def test_nothing_is_taken_out_before_the_decision(stad, arende):
    utdrag = to_decision(make_utdrag(arende, stad.handlaggare), stad.handlaggare)
    assert som(stad.handlaggare).get(sida("hamta_utdrag", arende, utdrag.pk)).status_code == 403


def test_an_item_nobody_has_weighed_stops_it(stad, arende):
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    with pytest.raises(ValidationError, match="kvar"):
        submit_utdrag(utdrag=utdrag, actor=stad.handlaggare)


def test_what_has_changed_in_the_akt_stops_the_release(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare, slag="registerutdrag")
    to_decision(utdrag, stad.handlaggare)
    person = Person.objects.get(akt=arende.akt)
    person.telefon = "070-1740603"
    log.save(person, actor=stad.handlaggare, verb=Verb.AKT_CHANGE)
    with pytest.raises(ValidationError, match="Akten har ändrats"):
        release_utdrag(utdrag=utdrag, actor=stad.gruppledare)

    take_back_utdrag(utdrag=utdrag, actor=stad.handlaggare)
    utdrag = build_utdrag(utdrag=utdrag, actor=stad.handlaggare)
    nya = [post for post in items_of(utdrag) if post.provad is None and post.avsnitt != "logg"]
    assert [dict(post.innehall).get("Telefon") for post in nya] == ["070-1740603"]


def test_a_name_protected_meanwhile_stops_the_release(stad, arende):
    utdrag = to_decision(make_utdrag(arende, stad.handlaggare), stad.handlaggare)
    Namnskydd.objects.create(
        anvandare=stad.mottagare, namnd=stad.namnd, skal="Hot.", given_av=stad.gruppledare
    )
    with pytest.raises(ValidationError, match="har skyddats"):
        release_utdrag(utdrag=utdrag, actor=stad.gruppledare)


def test_a_guardian_whose_child_has_come_of_age_meanwhile_gets_nothing(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare, begarare="vardnadshavare")
    person = Person.objects.get(akt=arende.akt)
    person.fodelsedatum = person.fodelsedatum.replace(year=person.fodelsedatum.year - 2)
    person.save()
    to_decision(utdrag, stad.handlaggare)
    with pytest.raises(ValidationError, match="myndig"):
        release_utdrag(utdrag=utdrag, actor=stad.gruppledare)
    with pytest.raises(ValidationError, match="myndig"):
        make_utdrag(arende, stad.handlaggare, begarare="vardnadshavare")


def test_a_verdict_is_for_what_was_shown(stad, arende):
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    build_utdrag(utdrag=utdrag, actor=stad.handlaggare)
    dom = Dom(1, Utfall.LAMNAS)
    with pytest.raises(ValidationError, match="på nytt"):
        judge_poster(utdrag=utdrag, omgang=1, domar=[dom], actor=stad.handlaggare)


@pytest.mark.parametrize(
    ("dom", "falt"),
    [
        (Dom(1, Utfall.MASKAS), "grund-1"),
        (Dom(1, Utfall.MASKAS, "26:1"), "motiv-1"),
        (Dom(1, Utfall.DELVIS, "26:1", (), "Rör syskon."), "struket-1"),
        (Dom(1, Utfall.DELVIS, "26:1", ("Finns inte",), "Rör syskon."), "struket-1"),
    ],
)
def test_a_mask_has_ground_words_and_reason(stad, arende, dom, falt):
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    with pytest.raises(ValidationError) as fel:
        judge_poster(utdrag=utdrag, omgang=1, domar=[dom], actor=stad.handlaggare)
    assert set(fel.value.message_dict) == {falt}


def test_a_row_of_the_log_may_be_held_back(stad, arende):
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    judge_as_proposed(utdrag, stad.handlaggare)
    post = next(p for p in items_of(utdrag) if stad.mottagare.namn in dict(p.innehall)["Vem"])
    dom = Dom(post.ordning, Utfall.MASKAS, "18:1", (), "Polisen utreder dataintrång.")
    judge_poster(utdrag=utdrag, omgang=1, domar=[dom], actor=stad.handlaggare)
    submit_utdrag(utdrag=utdrag, actor=stad.handlaggare)
    release_utdrag(utdrag=utdrag, actor=stad.gruppledare)
    filer = fetched(som(stad.handlaggare), utdrag, arende)
    assert stad.mottagare.namn not in as_text(filer.read("utdrag.pdf"))
    data = json.loads(filer.read("utdrag.json"))
    maskad = [p for p in data["delar"][0]["poster"] if p["maskat"]]
    assert [(p["varden"], p["handelser"]) for p in maskad] == [([], [])]


def test_a_refusal_says_why_and_a_stranger_sees_nothing(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare)
    skal = "Fullmakten gäller inte (OSL 26:1)."
    url = sida("avsla_utdrag", arende, utdrag.pk)
    assert som(stad.gruppledare).post(url, {"avslagsmotiv": skal}).status_code == 303
    page = som(stad.handlaggare).get(sida("utdrag", arende, utdrag.pk)).content.decode()
    assert skal in page
    annan = make_other_stad()
    assert som(annan.handlaggare).get(sida("utdrag", arende, utdrag.pk)).status_code == 404
    eget = make_fall(annan, stadsdelsomrade="Farsta")
    assert som(annan.handlaggare).get(sida("utdrag", eget, utdrag.pk)).status_code == 404


def test_the_time_is_extended_once(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare)
    url = sida("forlang_utdrag", arende, utdrag.pk)
    client = som(stad.handlaggare)
    forut = utdrag.senast
    assert client.post(url, {"skal": "Akten är mycket stor."}).status_code == 303
    utdrag.refresh_from_db()
    assert (utdrag.senast - forut).days > 55
    assert client.post(url, {"skal": "En gång till."}).status_code == 422


def test_how_it_was_handed_over_is_noted(stad, arende):
    utdrag = released(make_utdrag(arende, stad.handlaggare), stad)
    url = sida("leverera_utdrag", arende, utdrag.pk)
    data = {"leveranssatt": "hamtat", "levererad": timezone.localdate()}
    assert som(stad.handlaggare).post(url, data).status_code == 303
    utdrag.refresh_from_db()
    assert (utdrag.steg, utdrag.get_leveranssatt_display()) == (
        "Överlämnat",
        "Hämtat på plats mot legitimation",
    )


def test_a_half_typed_reason_is_kept(stad, arende):
    utdrag = build_utdrag(utdrag=make_utdrag(arende, stad.handlaggare), actor=stad.handlaggare)
    client, prova = som(stad.handlaggare), sida("prova_utdrag", arende, utdrag.pk, "logg")
    data = {falt.html_name: falt.value() for falt in client.get(prova).context["form"]}
    assert client.post(prova, data | {"motiv-1": "Jag väger", "gor": "utkast"}).status_code == 303
    assert client.get(prova).context["form"]["motiv-1"].value() == "Jag väger"


def test_a_package_that_is_not_as_it_was_tried_is_never_given(stad, arende):
    utdrag = released(make_utdrag(arende, stad.handlaggare), stad)
    paket = utdrag.paket.get()
    paket.fil = base64.b64encode(b"nagot annat").decode()
    paket.save()
    with pytest.raises(SealError):
        som(stad.handlaggare).get(sida("hamta_utdrag", arende, utdrag.pk))


def test_the_open_requests_are_listed_with_the_day_they_are_due(stad, arende):
    utdrag = make_utdrag(arende, stad.handlaggare)
    page = som(stad.handlaggare).get(reverse("granskning:utdrag_oppna")).content.decode()
    assert arende.arendenummer in page
    assert f"{utdrag.senast:%Y-%m-%d}" in page
    assert "Elias" not in page
    annan = vagen.make_stad()
    page = som(annan.handlaggare).get(reverse("granskning:utdrag_oppna")).content.decode()
    assert arende.arendenummer not in page


def test_the_schema_in_the_package_is_the_documented_one():
    data = Path(__file__).resolve().parents[3] / "granskning" / "data" / "utdrag.schema.json"
    assert Draft202012Validator.check_schema(json.loads(data.read_text())) is None
