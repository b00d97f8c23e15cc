"""An instrument's way: a draft by one, reviewed by another, published and frozen."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.models import Roll
from audit.models import Logghandelse
from riskbedomning import policy
from riskbedomning.actions import save_svar, start_bedomning
from riskbedomning.actions.instrument import (
    Riktning,
    add_faktor,
    change_faktor,
    change_version,
    copy_version,
    move_faktor,
    publish_version,
    remove_faktor,
    review_version,
    send_version,
)
from riskbedomning.actions.svar import Svarsuppgift
from riskbedomning.models import Faktor, Instrumentgranskning, Instrumentversion
from tests.builders import make_anvandare
from tests.riskbedomning.instrument import SVAR

pytestmark = pytest.mark.django_db

Status = Instrumentversion.Status
FAKTOR = {
    "kod": "ny_faktor",
    "niva": "social",
    "slag": "skydd",
    "rubrik": "En trygg granne",
    "vagledning": "Hur ofta? När? Vad ger det?",
    "bbic": "Familj och miljö: socialt nätverk och integrering",
    "kalla": "Egen formulering",
}


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def ines():
    return make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")


@pytest.fixture
def galler():
    return Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")


@pytest.fixture
def utkast(galler, tove):
    return copy_version(version=galler, anledning="Tydligare ord.", actor=tove)


@pytest.fixture
def granskas(utkast, tove):
    return send_version(version=utkast, actor=tove)


def review(version, actor, utfall="godkand"):
    return review_version(
        version=version, utfall=utfall, kommentar="Läst och jämfört.", actor=actor
    )


def publish(version, actor):
    return publish_version(version=version, actor=actor)


@pytest.fixture
def publicerad(granskas, tove, ines):
    return publish(review(granskas, ines), tove)


def current():
    return Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")


def test_a_draft_is_a_whole_copy_and_is_offered_to_nobody(utkast, galler):
    assert (utkast.nummer, utkast.status, utkast.bygger_pa) == (2, Status.UTKAST, galler)
    assert utkast.faktorer.count() == galler.faktorer.count() == 48
    assert current() == galler
    assessor = make_anvandare(Roll.SOCIALSEKRETERARE)
    assert utkast not in Instrumentversion.objects.visible_to(assessor)


def test_an_assessment_is_not_begun_in_a_version_that_is_not_published(utkast, arende, asa):
    with pytest.raises(ValidationError, match="inte publicerat"):
        start_bedomning(arende=arende, instrumentversion=utkast, actor=asa)


def test_from_draft_to_published_each_step_is_logged(publicerad, tove, ines):
    assert (publicerad.status, publicerad.granskad_av) == (Status.PUBLICERAD, ines)
    assert current() == publicerad
    said = Instrumentgranskning.objects.get()
    assert (said.granskare, said.kommentar) == (ines, "Läst och jämfört.")
    verbs = list(Logghandelse.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "instrument.write",
        "instrument.send",
        "instrument.review",
        "instrument.review",
        "instrument.publish",
    ]


def test_the_author_does_not_review_what_they_wrote(granskas, tove):
    with pytest.raises(PermissionDenied, match="En annan metodledare"):
        review(granskas, tove)
    assert not Instrumentgranskning.objects.exists()


def test_nobody_reviews_or_publishes_past_the_order(utkast, tove, ines):
    with pytest.raises(PermissionDenied, match="väntar inte"):
        review(utkast, ines)
    with pytest.raises(PermissionDenied, match="granskad"):
        publish(utkast, tove)


def test_the_database_too_wants_another_reviewer(granskas, tove):
    rows = Instrumentversion.objects.filter(pk=granskas.pk)
    for change in ({"granskad_av": tove}, {}):
        with (
            pytest.raises(IntegrityError, match="granskat_av_en_annan"),
            transaction.atomic(),
        ):
            rows.update(status=Status.GRANSKAD, **change)


def test_given_back_it_is_a_draft_again_and_the_words_are_kept(granskas, tove, ines):
    tillbaka = review(granskas, ines, utfall="aterlamnad")
    assert tillbaka.is_utkast
    assert policy.may_change_instrument(tove, tillbaka)
    review(send_version(version=tillbaka, actor=tove), ines)
    assert [rad.utfall for rad in tillbaka.granskningar.all()] == ["aterlamnad", "godkand"]


def test_what_a_reviewer_said_stands(publicerad):
    with pytest.raises(IntegrityError, match="stands"), transaction.atomic():
        Instrumentgranskning.objects.update(kommentar="Inget att anmärka.")


def test_only_the_author_changes_the_draft(utkast, ines):
    with pytest.raises(PermissionDenied, match="Tove Metodin"):
        add_faktor(version=utkast, actor=ines, **FAKTOR)
    assert utkast.faktorer.count() == 48


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.faktorer.update(rubrik="Ändrad"),
        lambda version: version.faktorer.first().delete(),
        lambda version: Instrumentversion.objects.filter(pk=version.pk).update(beskrivning="Ny"),
        lambda version: Faktor.objects.create(instrumentversion=version, ordning=99, **FAKTOR),
    ],
    ids=["factor changed", "factor removed", "version changed", "factor added"],
)
def test_what_is_sent_for_review_does_not_change_under_the_reader(granskas, change):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        change(granskas)


def test_unequal_numbers_hinder_review_and_publication_with_the_reason(utkast, tove):
    add_faktor(version=utkast, actor=tove, **FAKTOR)
    with pytest.raises(ValidationError) as refused:
        send_version(version=utkast, actor=tove)
    assert refused.value.message_dict["social"] == [
        "På social nivå finns 11 faktorer som kan öka risken men 12 som kan skydda."
        " De ska vara lika många."
    ]
    utkast.refresh_from_db()
    assert utkast.is_utkast


def test_a_factor_is_changed_moved_and_removed(utkast, tove):
    forsta, andra = utkast.faktorer.filter(niva="social", slag="risk")[:2]
    move_faktor(faktor=forsta, riktning=Riktning.UPP, actor=tove)
    move_faktor(faktor=forsta, riktning=Riktning.NER, actor=tove)
    assert list(utkast.faktorer.filter(niva="social", slag="risk")[:2]) == [andra, forsta]
    changed = change_faktor(faktor=andra, actor=tove, **FAKTOR | {"slag": "risk"})
    assert changed.rubrik == "En trygg granne"
    remove_faktor(faktor=changed, actor=tove)
    assert utkast.faktorer.count() == 47


def test_a_code_stands_once_in_a_version(utkast, tove):
    with pytest.raises(ValidationError, match="finns redan"):
        add_faktor(version=utkast, actor=tove, **FAKTOR | {"kod": "franvaro"})


def test_ages_in_the_wrong_order_are_refused_in_words(utkast, tove):
    with pytest.raises(ValidationError, match="högre åldern"):
        change_version(
            version=utkast,
            beskrivning="Ett stöd.",
            kalla="Egen formulering",
            alder_fran=17,
            alder_till=12,
            anledning="Ny ålder.",
            actor=tove,
        )


def test_a_draft_begun_before_another_was_published_does_not_overtake_it(
    galler, utkast, tove, ines
):
    annat = copy_version(version=galler, anledning="En annan ändring.", actor=ines)
    publish(review(send_version(version=annat, actor=ines), tove), ines)
    granskat = review(send_version(version=utkast, actor=tove), ines)
    with pytest.raises(ValidationError, match="Version 3 har publicerats"):
        publish(granskat, tove)


def test_an_ongoing_assessment_stays_in_its_version(galler, arende, asa, tove, ines):
    bedomning = start_bedomning(arende=arende, instrumentversion=galler, actor=asa)
    utkast = copy_version(version=galler, anledning="Nya ord.", actor=tove)
    faktor = utkast.faktorer.first()
    kvar = {falt: getattr(faktor, falt) for falt in FAKTOR}
    change_faktor(faktor=faktor, actor=tove, **kvar | {"rubrik": "Andra ord"})
    publish(review(send_version(version=utkast, actor=tove), ines), tove)
    uppgift = Svarsuppgift(galler.faktorer.first(), 0, SVAR)
    assert save_svar(bedomning=bedomning, uppgifter=[uppgift], actor=asa) == []
    bedomning.refresh_from_db()
    svar = bedomning.svar.get()
    assert bedomning.instrumentversion == galler
    assert svar.faktor.rubrik == kvar["rubrik"] != "Andra ord"
    assert current().faktorer.first().rubrik == "Andra ord"


def test_a_copy_is_made_of_what_is_published_only(utkast, ines):
    with pytest.raises(PermissionDenied, match="publicerad version"):
        copy_version(version=utkast, anledning="", actor=ines)


MATRIX = {
    "author": {"see", "change", "publish"},
    "colleague": {"see", "review", "publish"},
    "socialsekreterare": set(),
    "gruppledare": set(),
    "administrator": set(),
    "former": set(),
    "locked": set(),
}


@pytest.mark.parametrize("who", MATRIX)
def test_instrument_matrix(galler, tove, ines, who):
    """Each is asked of a draft, of what waits for review and of what is reviewed."""
    former = make_anvandare(Roll.METODLEDARE)
    former.uppdrag.update(till=timezone.localdate().replace(year=2025))
    locked = make_anvandare(Roll.METODLEDARE, is_active=False)
    people = {"author": tove, "colleague": ines, "former": former, "locked": locked}
    user = people.get(who) or make_anvandare(Roll(who))
    utkast = copy_version(version=galler, anledning="Nya ord.", actor=tove)
    answers = {
        "see": utkast in Instrumentversion.objects.visible_to(user),
        "change": policy.may_change_instrument(user, utkast),
    }
    granskas = send_version(version=utkast, actor=tove)
    answers["review"] = policy.may_review_instrument(user, granskas)
    answers["publish"] = policy.may_publish_instrument(user, review(granskas, ines))
    assert {may for may, answer in answers.items() if answer} == MATRIX[who]
