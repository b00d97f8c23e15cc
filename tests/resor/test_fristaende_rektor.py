"""The rektor of a fristående school: one room, its copies and its own words, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from uuid6 import uuid7

from access.management.commands.engangskod import unused_code
from access.models import Kodapp, Organisation
from arenden.models import Handling, Journalanteckning
from audit.models import Logghandelse
from samverkansteam.actions.mote import NyttAtagande, hold_mote, plan_mote
from samverkansteam.actions.team import close_team
from samverkansteam.models import (
    Atagande,
    Bidrag,
    Bidragsfil,
    Bidragsintag,
    Delgivning,
    Deltagare,
    Kvittens,
    Lagrum,
)
from tests.arenden.filer import PDF
from tests.resor.conftest import Oppna
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import Rum, make_anteckning, make_rum, make_samtycke

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

LOSENORD = "korrekt häst batteri"
UTLAMNAT = "Senare start på tisdagar, klockan tio."
I_AKTEN = "Kim berättade om bråket hemma."
LOFTE = "Mentorn ringer hem varje fredag."
VART_LOFTE = "Vi talar med mamma på torsdag."
EGET = "Mentorn har ringt tre fredagar."
FORHASTAT = "Det här skrev vi för fort."
FIL = {"name": "narvaro.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def rum(db: None) -> Rum:
    """A team where a fristående school takes part, with consent and a promise of each."""
    rum = make_rum(slag=Organisation.Slag.FRISTAENDE_SKOLA)
    rum.extern.namn = "Rakel Rektor"
    rum.extern.set_password(LOSENORD)
    rum.extern.save()
    make_samtycke(rum)
    make_anteckning(rum, text=I_AKTEN)
    hold_meeting(rum)
    return rum


def hold_meeting(rum: Rum) -> None:
    mote = plan_mote(
        team=rum.team,
        planerat=timezone.now() - timedelta(hours=2),
        plats="Skolans bibliotek",
        dagordning="Närvaron sedan sist",
        actor=rum.ledare,
    )
    vi, de = (Deltagare.objects.get(anvandare=person) for person in (rum.ledare, rum.extern))
    om_en_vecka = timezone.localdate() + timedelta(days=7)
    hold_mote(
        mote=mote,
        narvarande=[vi, de],
        protokoll="Vi ses igen om en månad.",
        ataganden=[
            NyttAtagande(de, LOFTE, om_en_vecka),
            NyttAtagande(vi, VART_LOFTE, om_en_vecka),
        ],
        actor=rum.ledare,
    )


def test_a_rektor_of_a_fristaende_school(rum: Rum, oppna: Oppna) -> None:
    handlaggare, rektor = oppna(rum.ledare), oppna(None)
    log_in(rektor, rum)
    meet_the_room(rektor, rum)
    release(handlaggare, rum)
    receive(rektor, rum)
    see_receipt(handlaggare, rum)
    keep_promise(rektor, rum)
    write_and_take_back(rektor, handlaggare, rum)
    bidrag = write_and_share(rektor)
    take_in(handlaggare, rum, bidrag)
    cannot_take_back(rektor, rum, bidrag)
    try_the_address_bar(rektor, rum)
    end(rektor, rum)
    what_the_log_holds(rum)


def log_in(rektor: Medarbetare, rum: Rum) -> None:
    """A password alone opens nothing; the second factor leads straight to the team."""
    app = Kodapp.objects.create(user=rum.extern, name="app")
    rektor.go("/")
    rektor.fill("Användarnamn", rum.extern.anvandarnamn)
    rektor.fill("Lösenord", LOSENORD)
    rektor.click("Fortsätt")
    rektor.go(f"/team/{rum.team.pk}/")
    assert rektor.heading() == "Skriv engångskoden"
    rektor.fill("Engångskod", unused_code(app))
    rektor.click("Logga in")
    rektor.go("/")
    rektor.sees(rum.team.namn)


def meet_the_room(rektor: Medarbetare, rum: Rum) -> None:
    """The menu holds the team and what is one's own; there is nothing to search with."""
    meny = rektor.sida.get_by_role("navigation", name="Huvudmeny").get_by_role("link")
    assert meny.all_inner_texts() == ["Team", "Mina uppdrag", "Min logg"]
    assert rektor.sida.get_by_role("searchbox").count() == 0
    rektor.click(rum.team.namn)
    rektor.sees("Inget är utlämnat.")
    rektor.sees(LOFTE)
    rektor.picture("60-rektor-rum")
    hides_the_child(rektor, rum)
    assert VART_LOFTE not in rektor.words()


def release(handlaggare: Medarbetare, rum: Rum) -> None:
    """10:15a is refused with its reason, also to a hand that writes it in; consent carries."""
    handlaggare.go(f"/arenden/{rum.arende.pk}/team/")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.pick("Mottagare", str(rum.part))
    handlaggare.fill("Egen text", UTLAMNAT)
    handlaggare.choose("Vad handlar det om?", "Skolgång och närvaro")
    handlaggare.click("Fortsätt")
    handlaggare.click("Fortsätt")
    handlaggare.expand("Kan inte användas, och varför")
    femtonde = Lagrum.objects.in_force(timezone.localdate()).get(kod="P15")
    nekat = handlaggare.sida.locator("details li").filter(has_text="OSL 10:15a")
    assert "Mottagaren är ingen myndighet." in nekat.inner_text()
    val = handlaggare.sida.get_by_role("group", name="Lagrum")
    assert "10:15a" not in val.inner_text()
    assert "10:27" not in val.inner_text()
    handlaggare.picture("61-rektor-lagrum")
    samtycke = val.get_by_label("Samtycke")
    ratt = samtycke.get_attribute("value")
    samtycke.evaluate("(knapp, pk) => knapp.value = pk", str(femtonde.pk))
    samtycke.check()
    handlaggare.click("Fortsätt")
    handlaggare.sees("Något behöver rättas")
    assert handlaggare.sida.locator(f"input[name=lagrum][value='{femtonde.pk}']").count() == 0
    handlaggare.sida.locator(f"input[name=lagrum][value='{ratt}']").check()
    handlaggare.click("Fortsätt")
    handlaggare.fill("Varför behöver mottagaren uppgiften?", "Skolan lägger schemat.")
    handlaggare.choose("Omfattar samtycket just de här uppgifterna", "Ja")
    handlaggare.choose("Finns det uppgifter om andra personer", "Nej")
    handlaggare.click("Fortsätt")
    handlaggare.sees("Det här, och inget annat")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.sees("Uppgiften är utlämnad.")
    delgivning = Delgivning.objects.get()
    assert (delgivning.lagrum.kod, delgivning.kopia.innehall) == ("C", UTLAMNAT)


def receive(rektor: Medarbetare, rum: Rum) -> None:
    """It is told that opening is seen; the words are there only after it."""
    rektor.go(f"/team/{rum.team.pk}/")
    rektor.sees("Inte öppnad än")
    rektor.sida.locator("section", has_text="Utlämnat till er").get_by_role("link").first.click()
    rektor.sees("ser socialtjänsten i teamet vem som öppnade den")
    assert UTLAMNAT not in rektor.words()
    assert Kvittens.objects.get().oppnad is None, "looking changes nothing"
    rektor.picture("62-rektor-kopia-oppnas")
    rektor.click("Öppna")
    rektor.sees(UTLAMNAT)
    assert Kvittens.objects.get().oppnad_av == rum.extern
    rektor.click("Vi har tagit del av det")
    rektor.sees("Ni har kvitterat")
    rektor.picture("63-rektor-kopia")
    assert Kvittens.objects.get().kvitterad_av == rum.extern
    hides_the_child(rektor, rum)


def see_receipt(handlaggare: Medarbetare, rum: Rum) -> None:
    handlaggare.go(f"/arenden/{rum.arende.pk}/team/")
    handlaggare.sees("Kvitterad")
    handlaggare.sees(rum.extern.namn)


def keep_promise(rektor: Medarbetare, rum: Rum) -> None:
    """First not done and why, then done."""
    rektor.go(f"/team/{rum.team.pk}/")
    rektor.sida.get_by_role("link", name="Berätta hur det går").click()
    rektor.choose("Är det gjort?", "Nej, inte än")
    rektor.fill("Hur gick det?", "Mentorn är sjuk.")
    rektor.click("Spara")
    rektor.sees("Mentorn är sjuk.")
    assert not Atagande.objects.exclude(klart=None).exists()
    rektor.sida.get_by_role("button", name="Klart").click()
    rektor.sees("Inga åtaganden.")
    assert [rad.vad for rad in Atagande.objects.exclude(klart=None)] == [LOFTE]


def write_and_take_back(rektor: Medarbetare, handlaggare: Medarbetare, rum: Rum) -> None:
    """Unshared words do not exist for us; taken back they are gone, the file from the disk too."""
    write(rektor, "Utkast från skolan", FORHASTAT)
    rektor.sees("Bara ni ser det")
    bidrag, fil = Bidrag.objects.get(), Bidragsfil.objects.get()
    kropp = Path(settings.HANDLINGAR_DIR) / fil.lagrat_namn
    assert kropp.exists()
    assert handlaggare.go(f"/team/{rum.team.pk}/bidrag/{bidrag.pk}/") == 404
    handlaggare.go(f"/team/{rum.team.pk}/")
    assert "Utkast från skolan" not in handlaggare.words()
    rektor.click("Utkast från skolan")
    rektor.click("Ta tillbaka")
    rektor.sees("Texten och filerna försvinner ur rummet")
    rektor.picture("64-rektor-tar-tillbaka")
    rektor.click("Ta tillbaka")
    rektor.sees("Bidraget är borttaget.")
    assert not Bidrag.objects.exists()
    assert not kropp.exists()
    assert Logghandelse.objects.filter(verb="bidrag.take_back", objekt_id=bidrag.pk).exists()


def write(rektor: Medarbetare, rubrik: str, text: str, *, dela: bool = False) -> None:
    rektor.click("Skriv till teamet")
    rektor.fill("Rubrik", rubrik)
    rektor.pick("Gäller", "Person 1")
    rektor.fill("Text", text)
    rektor.field("Fil").set_input_files(FIL)
    assert "29 kap. 14 § skollagen" in rektor.field("Er egen sekretess").input_value()
    if dela:
        rektor.field("Dela med socialtjänsten i teamet").check()
    rektor.click("Spara")
    rektor.sees("Bidraget är sparat.")


def write_and_share(rektor: Medarbetare) -> Bidrag:
    write(rektor, "Fredagssamtalen", EGET, dela=True)
    rektor.sees("Delat")
    rektor.picture("65-rektor-rum-med-bidrag")
    return Bidrag.objects.get()


def take_in(handlaggare: Medarbetare, rum: Rum, bidrag: Bidrag) -> None:
    """A decision on a ground: a signed note with the words, and the file beside it."""
    handlaggare.go(f"/team/{rum.team.pk}/")
    handlaggare.click("Fredagssamtalen")
    handlaggare.sees(EGET)
    assert handlaggare.download("narvaro.pdf") == PDF
    handlaggare.picture("66-bidrag-hos-handlaggaren")
    handlaggare.sida.get_by_role("link", name="Person 1:").click()
    handlaggare.sida.get_by_label("Har betydelse för handläggningen").check()
    handlaggare.fill("Varför behövs det i akten?", "Skolan har själv sett vad som hjälper.")
    handlaggare.picture("67-for-in-i-akten")
    handlaggare.click("För in")
    handlaggare.sees("Bidraget är infört i akten som en anteckning.")
    intag = Bidragsintag.objects.get()
    assert (intag.bidrag, intag.grund, intag.beslutat_av) == (bidrag, "handlaggning", rum.ledare)
    anteckning = Journalanteckning.objects.get(pk=intag.anteckning_id)
    assert EGET in anteckning.text
    assert "29 kap. 14 § skollagen" in anteckning.text
    assert anteckning.signerad is not None
    assert Handling.objects.get().anteckning_id == anteckning.pk


def cannot_take_back(rektor: Medarbetare, rum: Rum, bidrag: Bidrag) -> None:
    rektor.go(f"/team/{rum.team.pk}/")
    rektor.click("Fredagssamtalen")
    rektor.sees("Socialtjänsten har fört in bidraget i en akt. Då går det inte att ändra.")
    rektor.picture("68-rektor-bidrag-infort")
    assert rektor.go(f"/team/{rum.team.pk}/bidrag/{bidrag.pk}/ta-tillbaka/") == 403
    assert Bidrag.objects.filter(pk=bidrag.pk).exists()


def try_the_address_bar(rektor: Medarbetare, rum: Rum) -> None:
    """An address of the akt answers as one of an akt that was never there; so does a search."""
    delgivning = Delgivning.objects.get()
    for mall in (
        "/arenden/{}/",
        "/arenden/{}/journal/",
        "/arenden/{}/plan/",
        "/arenden/{}/team/",
        f"/arenden/{{}}/team/{rum.team.pk}/skolgang/",
        f"/arenden/{{}}/team/{rum.team.pk}/lamna-ut/",
        f"/arenden/{{}}/team/delgivningar/{delgivning.pk}/",
    ):
        svar = [(rektor.go(mall.format(pk)), rektor.words()) for pk in (rum.arende.pk, uuid7())]
        assert svar[0] == svar[1], mall
        assert svar[0][0] in {403, 404}
        hides_the_child(rektor, rum)
    annat = make_rum()
    for adress in (
        f"/team/{annat.team.pk}/",
        f"/team/{annat.team.pk}/utlamnat/",
        f"/team/{annat.team.pk}/utlamnat/{delgivning.kopia.pk}/",
        f"/team/{annat.team.pk}/bidrag/nytt/",
        f"/team/{rum.team.pk}/utlamnat/{uuid7()}/",
        f"/team/{rum.team.pk}/bidrag/{uuid7()}/",
    ):
        assert rektor.go(adress) == 404, adress
    for adress in ("/sok/?q=Exempelsson", "/arenden/", "/team/oversikt/", "/lagrum/"):
        assert rektor.go(adress) == 403, adress
        hides_the_child(rektor, rum)


def end(rektor: Medarbetare, rum: Rum) -> None:
    """What was open in the browser when the team ended goes nowhere, and stands there still."""
    rektor.go(f"/team/{rum.team.pk}/")
    adresser = [
        rektor.sida.url,
        f"/team/{rum.team.pk}/utlamnat/",
        f"/team/{rum.team.pk}/utlamnat/{Kvittens.objects.get().kopia_id}/",
        f"/team/{rum.team.pk}/bidrag/{Bidrag.objects.get().pk}/",
    ]
    for adress in adresser:
        assert rektor.go(adress) == 200
    rektor.go(f"/team/{rum.team.pk}/bidrag/nytt/")
    rektor.fill("Rubrik", "För sent")
    rektor.fill("Text", "Skrivet när teamet slutade.")
    close_team(team=rum.team, actor=rum.ledare)
    rektor.sida.get_by_role("button", name="Spara").click()
    rektor.sida.get_by_text("Du når inte längre den här sidan").wait_for()
    assert rektor.field("Text").input_value() == "Skrivet när teamet slutade."
    assert all("/bidrag/nytt/" in fel for fel in rektor.fel), rektor.fel
    rektor.fel.clear()
    assert not Bidrag.objects.filter(delat=None).exists()
    for adress in adresser:
        assert rektor.go(adress) == 404, adress
    rektor.go("/team/")
    assert rum.team.namn not in rektor.words()
    rektor.picture("69-rektor-utan-team")


def what_the_log_holds(rum: Rum) -> None:
    """Each step of the rektor, and of the akt nothing but the copy that was given."""
    handelser = Logghandelse.objects.by_aktor(rum.extern.pk)
    assert {
        "delgivning.open",
        "delgivning.acknowledge",
        "atagande.complete",
        "bidrag.write",
        "bidrag.take_back",
        "bidrag.share",
        "access.denied",
    } <= set(handelser.values_list("verb", flat=True))
    i_akten = handelser.exclude(akt_id=None).exclude(utfall="nekad")
    assert {verb.partition(".")[0] for verb in i_akten.values_list("verb", flat=True)} == {
        "delgivning"
    }


def hides_the_child(rektor: Medarbetare, rum: Rum) -> None:
    """Neither name nor number of the case, nor a word of the akt."""
    person = rum.arende.akt.person
    hemligt = (person.fornamn, person.efternamn, rum.arende.arendenummer, I_AKTEN)
    assert not [ord_ for ord_ in hemligt if ord_ in rektor.words()]
