"""A social insatsgrupp whose consent is taken back while a release on it stands open elsewhere.

Elias is fourteen: both his guardians must have said yes, and his own no would stop it. They answer
one by one, so that what is asked for can be seen to be missing until the last of them has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db.models import Model
from django.utils import timezone

from access.models import Anvandare, Avisering, Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Arende
from audit.models import Logghandelse
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.models import Delgivning, Delgivningskopia, Kvittens, Part, Samtycke, Team
from tests.builders import make_anvandare
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_extern, make_organisation, make_team

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

BARNET, MAMMA, PAPPA = "Elias Almqvist", "Maria Almqvist", "Johan Almqvist"
SKOLAN = "Elias går på förmiddagarna. Rektor S. Lind och mentor Karin Ek möter honom vid porten."
HEMMET = "Mamma är orolig över pengarna hemma."
DELAT = "Elias går på förmiddagarna. [maskat] och mentor [maskat] möter honom vid porten."
PAPPAS_ORD = "Det är bra om alla vet samma sak."
MAMMAS_ORD = "Jag litar inte på polisen längre."
ANDRA_GANGEN = "Elias slutar klockan tre på torsdagar."
PA_ANNAN_GRUND = "Elias har setts med dem som drar in yngre."
UTAN_SAMTYCKE = "Det finns inget samtycke som gäller i dag."
UPPHORT = "Samtycke upphört"


@dataclass
class Gruppen:
    """The insatsgrupp: whom it is about, who leads it, and its two other parties."""

    arende: Arende
    team: Team
    kollega: Anvandare
    polis: Part
    skola: Part
    larare: Anvandare


@pytest.fixture
def gruppen(stad: Staden) -> Gruppen:
    barnet, *vuxna = (
        dict(zip(("fornamn", "efternamn"), namn.split(), strict=True))
        for namn in (BARNET, MAMMA, PAPPA)
    )
    barn = {"roll": "barn", "personnummer": "201201262399", **barnet}
    arende = vagen.receive(stad, berorda=[barn], vardnadshavare=vuxna)
    for steg in (vagen.protect, vagen.open_, vagen.tell, vagen.assign):
        steg(stad, vagen.fresh(arende))
    arende, ledare = vagen.fresh(arende), stad.handlaggare
    anteckning = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text=f"{SKOLAN}\n\n{HEMMET}",
        actor=ledare,
    )
    sign_anteckning(anteckning=anteckning, version=anteckning.version, actor=ledare)
    team = make_team(ledare=ledare, enhet=stad.enhet, teamtyp="sig", namn="Team Linden")
    connect_arende(team=team, arende=arende, actor=ledare)
    larare = make_extern(make_organisation(namn="Ekbacksskolan"))
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    var = Part.objects.get(team=team, organisation=None)
    polis, skola = (
        add_part(team=team, organisation=vem.organisation, kontaktpunkt="", actor=ledare)
        for vem in (stad.polis, larare)
    )
    for part, vem in ((var, kollega), (polis, stad.polis), (skola, larare)):
        add_deltagare(part=part, anvandare=vem, actor=ledare)
    return Gruppen(arende, team, kollega, polis, skola, larare)


def test_a_consent_taken_back_midway(stad: Staden, gruppen: Gruppen, oppna: Oppna) -> None:
    handlaggare, kollega, polis, larare = (
        oppna(vem) for vem in (stad.handlaggare, gruppen.kollega, stad.polis, gruppen.larare)
    )
    read_the_form(handlaggare, gruppen)
    consent_of_mother_and_child(handlaggare, gruppen)
    nothing_is_shared_yet(handlaggare, gruppen)
    consent_of_father(handlaggare, gruppen)
    sett = release_a_part(handlaggare, gruppen)
    open_and_acknowledge(polis, gruppen, sett)
    see_no_trace_of_it(larare, gruppen)
    begin_another(kollega, gruppen)
    take_back(handlaggare, gruppen)
    refused_with_the_reason(kollega)
    told_that_it_ended(polis, gruppen, har_fatt=sett)
    told_that_it_ended(larare, gruppen)
    what_was_released_stays(handlaggare, gruppen)
    no_more_on_consent(handlaggare, gruppen)
    release_on_another_ground(handlaggare, polis, gruppen)


def tab(gruppen: Gruppen) -> str:
    return f"/arenden/{gruppen.arende.pk}/team/"


def read_the_form(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    """To be gone through together: who signs at fourteen, and nothing chosen beforehand."""
    handlaggare.go(tab(gruppen))
    handlaggare.picture("sig-01-arendets-team")
    handlaggare.click("Blankett för samtycke")
    handlaggare.sees("Du får stöd även om du säger nej.")
    ord_ = handlaggare.words()
    assert all(namn in ord_ for namn in (BARNET, MAMMA, PAPPA))
    assert all(str(part) in ord_ for part in (gruppen.polis, gruppen.skola))
    assert "[x]" not in ord_.lower()
    assert handlaggare.download("Hämta som PDF").startswith(b"%PDF-")
    handlaggare.picture("sig-02-blankett")


def consent_of_mother_and_child(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    handlaggare.go(tab(gruppen))
    handlaggare.click("Registrera samtycke")
    handlaggare.sees("Vårdnadshavaren samtycker, tillsammans med barnet")
    handlaggare.choose(f"{MAMMA}: svar", "Ja")
    handlaggare.choose(f"{BARNET}: svar", "Ja")
    handlaggare.fill(f"{BARNET}: med egna ord", "Det är okej.")
    handlaggare.choose("Vem får ta del?", str(gruppen.polis), str(gruppen.skola))
    handlaggare.choose("Vad får delas?", "Skolgång och närvaro")
    handlaggare.choose("Hur gavs samtycket?", "Muntligt")
    handlaggare.fill("Så här förklarades det", "Vad som delas, och att det kan tas tillbaka.")
    handlaggare.fill("På vilket språk?", "somaliska")
    handlaggare.fill("Tolk", "Via telefon")
    handlaggare.fill("Gäller till och med", f"{timezone.localdate() + timedelta(days=60)}")
    handlaggare.picture("sig-03-registrera-samtycke")
    handlaggare.click("Registrera")
    handlaggare.sees("Samtycket är registrerat.")
    handlaggare.sees("1 av 2 vårdnadshavare har inte samtyckt.")
    handlaggare.picture("sig-04-vantar-pa-svar")


def nothing_is_shared_yet(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    choose_words(handlaggare, gruppen, ANDRA_GANGEN)
    assert offered(handlaggare, "Samtycke") == 0
    assert "1 av 2 vårdnadshavare har inte samtyckt." in why_not_consent(handlaggare)
    handlaggare.picture("sig-05-inget-samtycke-an")
    assert not Delgivning.objects.exists()


def consent_of_father(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    """His answer is noted on what each of the two parties has."""
    for part in (gruppen.polis, gruppen.skola):
        handlaggare.go(tab(gruppen))
        handlaggare.click(f"Nytt svar om samtycket till {part}")
        handlaggare.choose(f"{PAPPA}: svar", "Ja")
        handlaggare.fill(f"{PAPPA}: med egna ord", PAPPAS_ORD)
        handlaggare.click("Spara")
        handlaggare.sees("Svaret är antecknat.")
    assert "Delar inget" not in handlaggare.words()
    samtycke = Samtycke.objects.get(mottagare=gruppen.polis)
    assert [rad.svar for rad in samtycke.svar.all()] == ["ja"] * 3
    assert samtycke.hinder() == []


def release_a_part(handlaggare: Medarbetare, gruppen: Gruppen) -> str:
    """One paragraph of two, with two names masked; the words that stand in the last step."""
    handlaggare.go(tab(gruppen))
    handlaggare.click("Lämna ut uppgift")
    handlaggare.pick("Mottagare", str(gruppen.polis))
    handlaggare.sida.get_by_label("Journal: ").first.check()
    handlaggare.choose("Vad handlar det om?", "Skolgång och närvaro")
    handlaggare.click("Fortsätt")
    handlaggare.sees("Vilka delar ska med, och vad ska maskas?")
    handlaggare.sida.get_by_label(SKOLAN, exact=True).check()
    handlaggare.fill("Fler ord som ska maskas", "Karin Ek")
    handlaggare.picture("sig-06-delar-och-maskning")
    handlaggare.click("Fortsätt")
    pick_ground(handlaggare, "Samtycke")
    handlaggare.fill("Varför behöver mottagaren uppgiften?", "För att möta Elias på rätt tider.")
    handlaggare.choose("Omfattar samtycket just de här uppgifterna", "Ja")
    handlaggare.choose("Finns det uppgifter om andra personer", "Nej")
    handlaggare.click("Fortsätt")
    handlaggare.sees(f"Det här, och inget annat, ser {gruppen.polis}.")
    sett = shown(handlaggare)
    assert DELAT in sett
    assert not {ord_ for ord_ in ("Lind", "Karin", HEMMET) if ord_ in sett}
    handlaggare.picture("sig-07-exakt-sa-har")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.sees("Uppgiften är utlämnad.")
    delgivning = Delgivning.objects.get()
    assert delgivning.samtycke == Samtycke.objects.get(mottagare=gruppen.polis)
    assert delgivning.urval["delar"][0]["delar"] == [0]
    assert "Karin Ek" in delgivning.urval["maskat"]
    return sett


def open_and_acknowledge(polis: Medarbetare, gruppen: Gruppen, sett: str) -> None:
    """The receiver reads what the sender saw, to the letter, and says that it has been read."""
    polis.go("/aviseringar/")
    polis.click("Något är utlämnat till er")
    assert "porten" not in polis.words()
    polis.picture("sig-08-inte-oppnad")
    polis.click("Öppna")
    assert shown(polis) == sett
    polis.click("Vi har tagit del av det")
    polis.sees("Ni har kvitterat att ni tagit emot uppgiften.")
    polis.picture("sig-09-kvitterad")
    kvittens = Kvittens.objects.get()
    assert kvittens.oppnad_av.organisation == gruppen.polis.organisation
    assert kvittens.kvitterad_av == kvittens.oppnad_av
    assert acts("delgivning.open", kvittens) == acts("delgivning.acknowledge", kvittens) == 1
    polis.go(f"/team/{gruppen.team.pk}/")
    nobody_is_named(polis)


def see_no_trace_of_it(larare: Medarbetare, gruppen: Gruppen) -> None:
    """What the police were given does not exist for the school, though it has a consent too."""
    kopia = Delgivningskopia.objects.get()
    assert larare.go(f"/team/{gruppen.team.pk}/utlamnat/{kopia.pk}/") == 404
    larare.go(f"/team/{gruppen.team.pk}/")
    larare.sees("Inget är utlämnat.")
    nobody_is_named(larare)


def begin_another(kollega: Medarbetare, gruppen: Gruppen) -> None:
    """A colleague in the same team stands at the last step: it only remains to press the button."""
    choose_words(kollega, gruppen, ANDRA_GANGEN)
    pick_ground(kollega, "Samtycke")
    kollega.fill("Varför behöver mottagaren uppgiften?", "För att följa Elias hem.")
    kollega.choose("Omfattar samtycket just de här uppgifterna", "Ja")
    kollega.choose("Finns det uppgifter om andra personer", "Nej")
    kollega.click("Fortsätt")
    kollega.sees("Det här, och inget annat")
    assert ANDRA_GANGEN in shown(kollega)


def take_back(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    handlaggare.go(tab(gruppen))
    lankar = handlaggare.sida.get_by_role("link", name="Samtycket tas tillbaka")
    lankar.filter(has_text=str(gruppen.polis)).click()
    handlaggare.choose("Vem tar tillbaka samtycket?", MAMMA)
    handlaggare.fill("Med egna ord, om något sades", MAMMAS_ORD)
    handlaggare.picture("sig-10-tas-tillbaka")
    handlaggare.click("Registrera att samtycket tas tillbaka")
    handlaggare.sees("Samtycket är återkallat. Inget mer delas med stöd av det.")
    handlaggare.picture("sig-11-aterkallat")
    for samtycke in Samtycke.objects.all():
        assert samtycke.aterkallat
        assert acts("samtycke.withdraw", samtycke) == 1


def refused_with_the_reason(kollega: Medarbetare) -> None:
    """The button is pressed a moment too late: nothing leaves, and it is told why."""
    kollega.click("Lämna ut uppgift")
    kollega.sees("Lagrummet kan inte längre bära utlämnandet.")
    assert why_not_consent(kollega) == UTAN_SAMTYCKE
    kollega.picture("sig-12-for-sent")
    assert Delgivning.objects.count() == Delgivningskopia.objects.count() == 1
    assert Avisering.objects.filter(slag=Avisering.Slag.UTLAMNAT).count() == 1


def told_that_it_ended(part: Medarbetare, gruppen: Gruppen, har_fatt: str = "") -> None:
    """A party is told that it has ended: not by whom, not why, and not what it was about."""
    part.go("/aviseringar/")
    rad = part.sida.get_by_role("listitem").filter(has_text=UPPHORT)
    assert rad.count() == 1
    assert rad.locator("p").inner_text().split("\n")[1].startswith("Social insatsgrupp (SIG), P")
    part.picture(f"sig-13-upphort-{'polis' if har_fatt else 'skola'}")
    nobody_is_named(part)
    part.click(UPPHORT)
    nobody_is_named(part)
    if har_fatt:
        part.go(f"/team/{gruppen.team.pk}/utlamnat/{Delgivningskopia.objects.get().pk}/")
        assert shown(part) == har_fatt
        nobody_is_named(part, utom="Elias")


def what_was_released_stays(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    """With its receipt and its ground; the mother's own words stand beside her first answer."""
    handlaggare.go(tab(gruppen))
    handlaggare.sees("Återkallat")
    handlaggare.sees("Kvitterad")
    handlaggare.sida.get_by_role("link", name="Lämnad").first.click()
    handlaggare.sees(DELAT.partition(" [")[0])
    handlaggare.go(tab(gruppen))
    handlaggare.sida.locator("a", has_text=f"till {gruppen.polis}").first.click()
    handlaggare.sees(MAMMAS_ORD)
    handlaggare.sees(PAPPAS_ORD)
    handlaggare.picture("sig-14-vad-var-och-en-sagt")
    assert Avisering.objects.filter(slag=Avisering.Slag.UPPHORT).count() == 2


def no_more_on_consent(handlaggare: Medarbetare, gruppen: Gruppen) -> None:
    choose_words(handlaggare, gruppen, ANDRA_GANGEN)
    assert offered(handlaggare, "Samtycke") == 0
    assert why_not_consent(handlaggare) == UTAN_SAMTYCKE


def release_on_another_ground(
    handlaggare: Medarbetare, polis: Medarbetare, gruppen: Gruppen
) -> None:
    """The law opens what a consent no longer does, when its own questions have been answered."""
    choose_words(handlaggare, gruppen, PA_ANNAN_GRUND)
    pick_ground(handlaggare, "Förebygga brott av unga")
    handlaggare.fill("Varför behöver mottagaren uppgiften?", "För att hindra att han dras in.")
    handlaggare.choose("Finns det konkreta omständigheter", "Ja")
    handlaggare.choose("Är det olämpligt att lämna uppgiften", "Nej")
    handlaggare.choose("Gäller uppgiften misstanke om ett brott", "Nej")
    handlaggare.fill(
        "Avvägning: varför väger behovet tyngre än sekretessen?",
        "Risken är nära och gäller hans liv.",
    )
    handlaggare.click("Fortsätt")
    handlaggare.sees("Det här, och inget annat")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.sees("Uppgiften är utlämnad.")
    ny = Delgivning.objects.get(samtycke=None)
    assert (ny.lagrum.kod, ny.mottagare) == ("P18", gruppen.polis)
    assert acts("delgivning.release", ny) == 1
    polis.go(f"/team/{gruppen.team.pk}/utlamnat/{ny.kopia.pk}/")
    polis.click("Öppna")
    polis.sees(PA_ANNAN_GRUND)


def choose_words(person: Medarbetare, gruppen: Gruppen, text: str) -> None:
    """Words of one's own to the police, as far as the question of the ground."""
    person.go(tab(gruppen))
    person.click("Lämna ut uppgift")
    person.pick("Mottagare", str(gruppen.polis))
    person.fill("Egen text", text)
    person.choose("Vad handlar det om?", "Skolgång och närvaro")
    person.click("Fortsätt")
    person.sees("vad ska maskas?")
    person.click("Fortsätt")
    person.sees("Vilket lagrum?")


def offered(person: Medarbetare, namn: str) -> int:
    return int(grounds(person).get_by_label(namn).count())


def pick_ground(person: Medarbetare, namn: str) -> None:
    grounds(person).get_by_label(namn).check()
    person.click("Fortsätt")


def grounds(person: Medarbetare) -> object:
    return person.sida.get_by_role("group", name="Lagrum")


def why_not_consent(person: Medarbetare) -> str:
    """Why the ground of consent is not offered, as it stands among the refused."""
    lista = person.sida.locator("details", has_text="Kan inte användas, och varför")
    if lista.get_attribute("open") is None:
        lista.locator("summary").click()
    rad = lista.get_by_role("listitem").filter(has_text="Samtycke (OSL").inner_text()
    return str(rad).partition(": ")[2]


def shown(person: Medarbetare) -> str:
    """The words of a release as they stand on the page."""
    return str(person.sida.locator(".kort > p").first.inner_text())


def nobody_is_named(part: Medarbetare, utom: str = "") -> None:
    """Nothing on the page says who the person is, who said what, or why it ended."""
    ord_ = part.words()
    hemligt = {"Elias", "Almqvist", "Maria", "Johan", MAMMAS_ORD, PAPPAS_ORD, "tas tillbaka"}
    assert not {ett for ett in hemligt - {utom} if ett in ord_}


def acts(verb: str, rad: Model) -> int:
    """How many times the log says that this was done to just this row."""
    return Logghandelse.objects.filter(verb=verb, objekt_id=str(rad.pk)).count()
