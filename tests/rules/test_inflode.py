"""Reports as they arrive."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arenden
from arenden.rules.identitet import published_testnummer
from arenden.rules.inflode import (
    OgiltigtInflode,
    Slag,
    fingerprint,
    inledning,
    parse_inflode,
    read_inflode,
)

IDAG = date(2026, 11, 21)
FALL = sorted((Path(arenden.__file__).parent / "data" / "fall").glob("*.json"))


def make_data(**override):
    data = {
        "slag": "orosanmalan",
        "inkom": "2026-11-20T22:40:00+01:00",
        "kanal": "telefon",
        "anmalare": {"kategori": "Polisen"},
        "berorda": [{"roll": "barn", "personnummer": "20120126-2399"}],
        "text": "En oro.",
    }
    return {k: v for k, v in (data | override).items() if v is not ...}


def platser(data):
    with pytest.raises(OgiltigtInflode) as fel:
        parse_inflode(data, idag=IDAG)
    return [f.plats for f in fel.value.fel]


@pytest.mark.parametrize("fil", FALL, ids=lambda fil: fil.stem)
def test_the_eight_reports_read_with_published_numbers_only(fil):
    inflode = read_inflode(fil.read_bytes(), idag=IDAG)
    personer = [*inflode.berorda, *inflode.vardnadshavare]
    assert {p.nummer.siffror for p in personer if p.nummer} <= published_testnummer()
    assert inflode.text == json.loads(fil.read_text())["text"]


def test_there_are_eight():
    assert len(FALL) == 8


@pytest.mark.parametrize(
    ("fil", "frister", "utredning"),
    [
        (0, ("skyddsbedomning", "forhandsbedomning"), False),
        (2, ("utredning",), True),
        (3, ("skyddsbedomning", "forhandsbedomning", "yttrande_lul"), False),
        (4, (), False),
        (5, ("trefas_markering",), False),
    ],
)
def test_the_kind_decides_what_starts(fil, frister, utredning):
    start = inledning(read_inflode(FALL[fil].read_bytes(), idag=IDAG))
    assert (start.frister, start.inleder_utredning) == (frister, utredning)


def test_every_kind_has_a_start():
    for slag in Slag:
        assert inledning(parse_inflode(make_data(slag=slag, jurist_narvarande=True), idag=IDAG))


def test_three_siblings_are_three_persons():
    inflode = read_inflode(FALL[1].read_bytes(), idag=IDAG)
    assert [berord.fornamn for berord in inflode.berorda] == ["Amina", "Yusuf", "Leyla"]


def test_an_unknown_person_needs_something_to_be_recognised_by():
    assert parse_inflode(
        make_data(berorda=[{"roll": "barn", "kannetecken": "röd jacka"}]), idag=IDAG
    )
    assert platser(make_data(berorda=[{"roll": "barn"}])) == ["berorda[0].personnummer"]


def test_all_faults_are_told_at_once():
    data = make_data(
        slag="gissning",
        inkom="igår",
        kanal=7,
        berorda=[{"roll": "barn", "personnummer": "201201262398", "arskurs": "åtta"}],
        vardnadshavare="mamma",
        hemligt="x",
    )
    assert sorted(platser(data)) == [
        "berorda[0].arskurs", "berorda[0].personnummer", "hemligt",
        "inkom", "kanal", "slag", "vardnadshavare",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("override", "plats"),
    [
        ({"text": ""}, "text"),
        ({"text": ...}, "text"),
        ({"anmalare": ...}, "anmalare"),
        ({"anmalare": {}}, "anmalare.kategori"),
        ({"anmalare": {"kategori": "Enskild", "anonym": True, "namn": "Bo"}}, "anmalare.namn"),
        ({"berorda": []}, "berorda"),
        ({"inkom": "2026-11-20T22:40:00"}, "inkom"),
        ({"inkom": "2026-11-23T22:40:00+01:00"}, "inkom"),
        ({"inkom": "0001-01-01T00:00:00+05:00"}, "inkom"),
        ({"markering": [{"personnummer": "201201262399", "niva": "röd",
                         "galler_till": "2026-12-03"}]}, "markering"),
        ({"slag": "trefas"}, "jurist_narvarande"),
        ({"yttrande": {"begart": True}}, "yttrande.senast"),
        ({"franvaro": [{"vecka": "2026-W60", "giltig": 1, "ogiltig": 1}]}, "franvaro[0].vecka"),
        ({"franvaro": [{"vecka": "2026-W46", "giltig": -1, "ogiltig": 1}]}, "franvaro[0].giltig"),
        ({"samtycke": {"givet_av": ["1"], "form": "muntligt", "datum": "2026-11-16"}},
         "samtycke.givet_av[0]"),
        ({"text": "halvt \ud800 tecken"}, "text"),
        ({"text": "å" * 100_001}, "text"),
        ({"berorda": [{"roll": "barn", "personnummer": "201201262399"}] * 2},
         "berorda[1].personnummer"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(override, plats):
    assert platser(make_data(**override)) == [plats]


def test_trefas_marks_only_those_it_is_about():
    markering = [{"personnummer": "201301012397", "niva": "gul", "galler_till": "2026-12-03"}]
    data = make_data(slag="trefas", jurist_narvarande=True, markering=markering)
    assert platser(data) == ["markering[0].personnummer"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a\x00b\x07\x1b[31m",
        "'; DROP TABLE --",
        "ord\u202eord",
        "å" * 10_000,
    ],
)
def test_hostile_text_is_kept_as_written(text):
    fil = json.dumps(make_data(text=text)).encode()
    assert read_inflode(fil, idag=IDAG).text == text


def test_raw_control_characters_in_a_text_are_kept():
    fil = json.dumps(make_data()).replace("En oro.", "rad\t\x01två").encode()
    assert read_inflode(fil, idag=IDAG).text == "rad\t\x01två"


@pytest.mark.parametrize(
    ("fil", "plats"),
    [
        (b'{"slag":\n "orosanmalan",\n "text" }', "rad 3, tecken 9"),
        (b"", "rad 1, tecken 1"),
        (b"\xff\xfe", "filen"),
        (b"[]", "filen"),
        (b'{"text": "a", "text": "b"}', "text"),
        (b'{"slag": ' + b"9" * 5000 + b"}", "filen"),
        (b"[" * 200_000, "filen"),
        (b" " * 1_000_001, "filen"),
    ],
)
def test_a_broken_file_says_where(fil, plats):
    with pytest.raises(OgiltigtInflode) as fel:
        read_inflode(fil, idag=IDAG)
    assert [f.plats for f in fel.value.fel] == [plats]


def test_an_unknown_key_with_control_characters_is_shown_harmless():
    assert platser(make_data(**{"a\x1b[2J": 1})) == ["a\\x1b[2J"]


def test_the_print_knows_the_same_report_however_it_is_written():
    data = make_data()
    andra = make_data(berorda=[{"personnummer": "1201262399", "roll": "barn", "skola": None}])
    andra["inkom"] = "2026-11-20T21:40:00+00:00"
    tryck = [fingerprint(parse_inflode(d, idag=IDAG)) for d in (data, andra)]
    assert tryck[0] == tryck[1]
    assert len(tryck[0]) == 32


def test_the_print_sees_a_changed_word():
    tryck = {fingerprint(parse_inflode(make_data(text=t), idag=IDAG)) for t in ("a", "b")}
    assert len(tryck) == 2


def test_the_eight_prints_stay_what_they_are():
    prints = [fingerprint(read_inflode(fil.read_bytes(), idag=IDAG)).hex()[:8] for fil in FALL]
    assert prints == [
        "1d638168", "262ce306", "eee2bee1", "0a45abfe",
        "640fae43", "934f9442", "2f34df6f", "24dcde63",
    ]  # fmt: skip


def test_receipt_is_kept_to_the_minute_with_its_zone():
    inkom = parse_inflode(make_data(), idag=IDAG).inkom
    assert inkom == datetime.fromisoformat("2026-11-20T22:40:00+01:00")


json_varden = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda del_: st.lists(del_, max_size=3) | st.dictionaries(st.text(max_size=8), del_),
    max_leaves=8,
)


def reasons(data):
    try:
        parse_inflode(data, idag=IDAG)
    except OgiltigtInflode as fel:
        return fel.fel
    return None


@given(st.dictionaries(st.sampled_from(sorted(make_data())), json_varden), json_varden)
def test_any_data_is_read_or_refused_with_reasons(override, ovrigt):
    for data in (make_data(**override), make_data(berorda=[override]), ovrigt):
        assert reasons(data) != []
