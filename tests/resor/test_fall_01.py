"""Case 01 along the whole route: a knife on a Friday night, from the report to the closing.

Plan, insats and rounds are done through the actions; their forms are opened by test_ett_ar.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from arenden.models import Arende, Steg
from tests.insatser import vagen
from tests.resor.conftest import FALL, Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_rum

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

EGNA_ORD = "Elias berättar att kniven inte var hans."
UTLAMNAT = "Elias ska vara i skolan alla vardagar till klockan tre."
OM_TVA_MANADER = f"{timezone.localdate() + timedelta(days=60)}"


def test_from_the_report_to_the_closing(stad: Staden, oppna: Oppna) -> None:
    mottagare, gruppledare, handlaggare, polis = (
        oppna(person) for person in (stad.mottagare, stad.gruppledare, stad.handlaggare, stad.polis)
    )
    receive(mottagare)
    open_utredning(mottagare)
    give_aterkoppling(mottagare)
    arende = Arende.objects.get()
    assign(gruppledare, arende, stad)
    write_note(handlaggare, arende)
    assess(handlaggare)
    receive_another_report(mottagare, arende)
    complete_utredning(handlaggare, arende)
    propose(handlaggare)
    decide(gruppledare, arende)
    vagen.plan(stad, vagen.fresh(arende), teamtyp="sig")
    gather_team(handlaggare, arende, stad)
    consent(handlaggare, arende)
    meet(handlaggare, stad)
    release(handlaggare, arende)
    read_as_polis(polis, arende)
    vagen.start(stad, vagen.fresh(arende))
    for beslut in ("fortsatt", "avsluta"):
        vagen.follow_up(stad, vagen.fresh(arende), beslut)
    close(handlaggare, arende)


def receive(mottagare: Medarbetare) -> None:
    """Upload the file and assess at once whether the child needs protection."""
    mottagare.go("/")
    mottagare.click("Nytt inflöde")
    mottagare.click("Ta emot från fil")
    mottagare.field("Filer med anmälningar").set_input_files(
        FALL / "01-polis-kniv-fredag-kvall.json"
    )
    mottagare.click("Ta emot")
    mottagare.sees("Mottagen")
    mottagare.picture("01-mottagen-fil")
    mottagare.click(Arende.objects.get().arendenummer)
    mottagare.picture("02-arende-nytt")
    mottagare.click("Gå till skyddsbedömning")
    mottagare.sees("Vid visitation")
    mottagare.choose("Behöver barnet skydd genast?", "Nej")
    mottagare.fill("Bedömning", "Mamma har hämtat Elias. Han är trygg hemma i natt.")
    mottagare.picture("03-skyddsbedomning")
    mottagare.click("Spara skyddsbedömningen")
    mottagare.sees("Skyddsbedömningen är sparad.")


def open_utredning(mottagare: Medarbetare) -> None:
    mottagare.click("Gå till förhandsbedömning")
    mottagare.choose("Ska en utredning inledas?", "Ja")
    mottagare.fill("Motivering", "Kniv, äldre kamrater och skolfrånvaro tillsammans.")
    mottagare.click("Spara beslutet")
    mottagare.sees("Beslutet i förhandsbedömningen är sparat.")
    mottagare.click("Gå till underrättelse")
    mottagare.choose("Har de som berörs fått veta?", "Ja")
    mottagare.fill("Vilka har fått veta?", "Elias och hans mamma.")
    mottagare.choose("Hur fick de veta det?", "Muntligt")
    mottagare.click("Spara underrättelsen")
    mottagare.sees("Underrättelsen är sparad.")


def give_aterkoppling(mottagare: Medarbetare) -> None:
    """Tell the police the one thing that may be told."""
    mottagare.click("Återkoppla till anmälaren")
    mottagare.choose("Vad får anmälaren veta?", "Utredning har inletts")
    mottagare.click("Spara återkopplingen")
    mottagare.sees("Återkopplingen är sparad.")


def assign(gruppledare: Medarbetare, arende: Arende, stad: Staden) -> None:
    gruppledare.go("/")
    gruppledare.click("Ärenden")
    gruppledare.click("Otilldelade")
    gruppledare.picture("04-arendelista")
    gruppledare.click(arende.arendenummer)
    gruppledare.click("Tilldela ärendet")
    gruppledare.pick("Enhet", stad.enhet.namn)
    gruppledare.pick("Handläggare", stad.handlaggare.namn)
    gruppledare.click("Tilldela")
    gruppledare.sees("Ärendet är tilldelat.")


def write_note(handlaggare: Medarbetare, arende: Arende) -> None:
    """A note is kept while it is written, and stands for ever once signed."""
    handlaggare.go("/min-dag/")
    handlaggare.picture("05-min-dag")
    handlaggare.picture("05-min-dag-mork", dark=True)
    handlaggare.click(f"Utredning, {arende.arendenummer}")
    handlaggare.click("Journal")
    handlaggare.click("Ny anteckning")
    handlaggare.choose("Händelse", "Samtal")
    handlaggare.fill("Närvarande", "Elias och hans mamma")
    handlaggare.fill_and_wait("Text", EGNA_ORD)
    handlaggare.sees("Utkast sparat")
    handlaggare.sida.reload()
    handlaggare.sees("är ifyllt nedan")
    assert handlaggare.field("Text").input_value() == EGNA_ORD
    handlaggare.click("Spara arbetsanteckning")
    handlaggare.sees("Signera den när den är klar")
    handlaggare.sida.get_by_role("link", name="Signera anteckningen").click()
    handlaggare.click("Signera och lås")
    handlaggare.sees("Anteckningen är signerad och låst.")
    handlaggare.picture("06-journal")


def assess(handlaggare: Medarbetare) -> None:
    """Every factor of the real instrument, section by section, and a judgement in own words."""
    handlaggare.click("Bedömning")
    handlaggare.click("Ny bedömning")
    handlaggare.click("Påbörja bedömning")
    handlaggare.sees("0 av 48 besvarade")
    handlaggare.picture("07-riskbedomning-tom")
    for avsnitt in ("individuell nivå", "social nivå", "strukturell nivå"):
        form = handlaggare.sida.get_by_role("form", name=avsnitt.capitalize())
        for svar in form.get_by_label("Otillräcklig information", exact=True).all():
            svar.check()
        with handlaggare.sida.expect_navigation():
            handlaggare.click(f"Spara avsnittet: {avsnitt}")
        handlaggare.sees("Avsnittet är sparat")
    handlaggare.sees("48 av 48 besvarade")
    handlaggare.picture("08-riskbedomning-ifylld")
    handlaggare.click("Skriv samlad bedömning")
    handlaggare.fill("Barnets egen syn", "Elias tycker att det har gått för långt.")
    handlaggare.choose("Samlad bedömning", "Visst stöd behövs")
    handlaggare.fill("Motivering", "Risken finns i kamratkretsen; mamma och skolan skyddar.")
    handlaggare.picture("09-samlad-bedomning")
    handlaggare.click("Slutför och lås")
    handlaggare.sees("Bedömningen är färdig och låst.")


def receive_another_report(mottagare: Medarbetare, arende: Arende) -> None:
    """A report during an open utredning joins it and gets its own protection assessment."""
    mottagare.go("/inflode/nytt/")
    mottagare.choose("Vad är det som kommer in?", "Orosanmälan")
    mottagare.fill("Barnets personnummer eller samordningsnummer", "20120126-2399")
    mottagare.fill("Barnets förnamn", "Elias")
    mottagare.fill("Barnets efternamn", "Provsson")
    mottagare.pick("Vem anmäler?", "Skola")
    mottagare.fill("Anmälarens namn", "Kurator K. Berg")
    mottagare.fill("Vad berättar anmälaren?", "Elias har inte kommit till skolan på en vecka.")
    mottagare.picture("10-nytt-inflode")
    mottagare.click("Registrera")
    assert mottagare.sida.url.endswith(f"/arenden/{arende.pk}/")
    mottagare.picture("11-ny-anmalan-i-utredning")
    mottagare.click("Gå till skyddsbedömning")
    mottagare.choose("Behöver barnet skydd genast?", "Nej")
    mottagare.fill("Bedömning", "Elias är hemma hos mamma.")
    mottagare.click("Spara skyddsbedömningen")
    mottagare.sees("Skyddsbedömningen är sparad.")
    assert Arende.objects.count() == 1


def complete_utredning(handlaggare: Medarbetare, arende: Arende) -> None:
    """Not before the child's voice is there."""
    handlaggare.go(f"/arenden/{arende.pk}/")
    handlaggare.click("Utredning")
    handlaggare.click("Kontrollera och avsluta utredningen")
    handlaggare.sees("Det här saknas")
    handlaggare.picture("12-utredning-saknas")
    handlaggare.click("Till utredningen")
    handlaggare.choose("Hur hördes barnet?", "Eget samtal")
    handlaggare.fill("Barnets egna ord", "Jag vill att det slutar.")
    handlaggare.fill(
        "Bedömning av barnets bästa", "Att komma ur kamratkretsen och tillbaka till skolan."
    )
    handlaggare.fill("Sammanfattning och bedömning", "Elias behöver stöd i skolan och på fritiden.")
    handlaggare.picture("13-utredning")
    handlaggare.click("Spara")
    handlaggare.sees("Utredningen är sparad.")
    handlaggare.click("Kontrollera och avsluta utredningen")
    handlaggare.click("Avsluta utredningen")
    handlaggare.sees("Utredningen är avslutad.")


def propose(handlaggare: Medarbetare) -> None:
    """Whoever proposes is told that someone else decides."""
    handlaggare.click("Gå till förslag till beslut")
    handlaggare.choose("Förslag", "Bifall: insats")
    handlaggare.pick("Lagrum", "SoL 11:1")
    handlaggare.fill("Beslutet", "Stöd i sex månader.")
    handlaggare.fill("Motivering", "Elias och hans mamma behöver stöd.")
    handlaggare.fill("Så påverkas barnet", "Elias får en egen vuxen att tala med.")
    handlaggare.click("Lämna förslaget")
    handlaggare.sees("Förslaget är lämnat till beslut.")
    handlaggare.sees("Beslutet fattas av gruppledare, enhetschef eller den som har delegation.")
    handlaggare.picture("14-vantar-pa-beslut")


def decide(gruppledare: Medarbetare, arende: Arende) -> None:
    gruppledare.go("/")
    gruppledare.click(f"Besluta i {arende.arendenummer}")
    gruppledare.choose("Beslut", "Beslutat enligt förslaget")
    gruppledare.picture("15-beslut")
    gruppledare.click("Besluta")
    gruppledare.sees("Beslutet är sparat.")
    gruppledare.click("Beslut")
    assert gruppledare.download("Beslutet som PDF").startswith(b"%PDF-")


def gather_team(handlaggare: Medarbetare, arende: Arende, stad: Staden) -> None:
    """Form the team, bring in the police, connect the case."""
    handlaggare.go(f"/arenden/{arende.pk}/")
    handlaggare.click("Team", i=handlaggare.sida.get_by_role("navigation", name="Ärendets delar"))
    handlaggare.click("Nytt team")
    handlaggare.fill("Teamets namn", "Team Linden")
    handlaggare.pick("Sorts team", "Social insatsgrupp")
    handlaggare.click("Bilda team")
    handlaggare.sees("Teamet är bildat.")
    handlaggare.click("Lägg till part")
    handlaggare.pick("Organisation", "Polisen")
    handlaggare.click("Lägg till")
    handlaggare.sees("Parten är tillagd.")
    handlaggare.sida.get_by_role(
        "link", name=f"Lägg till deltagare från {stad.polis.organisation}"
    ).click()
    handlaggare.pick("Person", stad.polis.namn)
    handlaggare.click("Lägg till")
    handlaggare.sees("Deltagaren är tillagd.")
    handlaggare.click("Koppla ärende")
    handlaggare.pick("Ärende", Arende.objects.get().arendenummer)
    handlaggare.click("Koppla")
    handlaggare.sees("Ärendet är kopplat till teamet.")
    handlaggare.picture("17-teamrum")


def consent(handlaggare: Medarbetare, arende: Arende) -> None:
    handlaggare.go(f"/arenden/{arende.pk}/team/")
    handlaggare.click("Registrera samtycke")
    handlaggare.choose("Maria Provsson: svar", "Ja")
    handlaggare.choose("Elias Provsson: svar", "Ja")
    handlaggare.choose("Vem får ta del?", "Polisen, lokalpolisområde Järva")
    handlaggare.choose("Vad får delas?", "Skolgång och närvaro")
    handlaggare.choose("Hur gavs samtycket?", "Skriftligt")
    handlaggare.fill("Så här förklarades det", "Vad som delas, och att det kan tas tillbaka.")
    handlaggare.fill("Gäller till och med", OM_TVA_MANADER)
    handlaggare.picture("18-samtycke")
    handlaggare.click("Registrera")
    handlaggare.sees("Samtycket är registrerat.")


def meet(handlaggare: Medarbetare, stad: Staden) -> None:
    """A meeting with attendance, and a joint action from the quick log."""
    handlaggare.click("Team Linden")
    handlaggare.click("Planera möte")
    handlaggare.fill("När", f"{timezone.localtime() - timedelta(hours=1):%Y-%m-%d %H:%M}")
    handlaggare.fill("Plats", "Ekbacksskolan")
    handlaggare.click("Planera")
    handlaggare.sees("Mötet är planerat.")
    moten = handlaggare.sida.locator("section", has_text="Planera möte")
    moten.get_by_role("listitem").get_by_role("link").click()
    handlaggare.click("Dokumentera efteråt")
    for person in (
        handlaggare.sida.get_by_role("group", name="Vilka var med?").get_by_role("checkbox").all()
    ):
        person.check()
    handlaggare.fill("Gemensamma anteckningar", "Skolan möter Person 1 vid porten varje morgon.")
    handlaggare.click("Dokumentera och lås")
    handlaggare.picture("19-mote")
    handlaggare.click("Team Linden")
    handlaggare.click("Snabblogg")
    handlaggare.choose("Med vem?", "Person 1")
    handlaggare.choose("Vad?", "Samtal")
    handlaggare.click("Logga")
    handlaggare.sees("Loggat.")


def release(handlaggare: Medarbetare, arende: Arende) -> None:
    """One thing, to one party, on one legal ground, after seeing exactly what they will see."""
    handlaggare.go(f"/arenden/{arende.pk}/team/")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.pick("Mottagare", "Polisen")
    handlaggare.fill("Egen text", UTLAMNAT)
    handlaggare.choose("Vad handlar det om?", "Skolgång och närvaro")
    handlaggare.click("Fortsätt")
    handlaggare.sees("vad ska maskas?")
    handlaggare.click("Fortsätt")
    handlaggare.picture("20-lamna-ut-lagrum")
    handlaggare.sida.get_by_role("group", name="Lagrum").get_by_label("Samtycke").check()
    handlaggare.click("Fortsätt")
    handlaggare.fill("Varför behöver mottagaren uppgiften?", "För att veta när Elias rör sig ute.")
    handlaggare.choose("Omfattar samtycket just de här uppgifterna", "Ja")
    handlaggare.choose("Finns det uppgifter om andra personer", "Nej")
    handlaggare.click("Fortsätt")
    handlaggare.sees("Det här, och inget annat")
    handlaggare.picture("21-lamna-ut-visa")
    handlaggare.click("Lämna ut uppgift")
    handlaggare.sees("Uppgiften är utlämnad.")


def read_as_polis(polis: Medarbetare, arende: Arende) -> None:
    """Another party sees what was released to it; the rest of the house does not exist for it."""
    polis.go("/")
    polis.click("Team Linden")
    polis.picture("22-teamrum-polis")
    assert "Elias" not in polis.words()
    kopior = polis.sida.locator("section", has_text="Utlämnat till er").get_by_role("listitem")
    assert kopior.count() == 1
    kopior.get_by_role("link").click()
    polis.click("Öppna")
    polis.sees(UTLAMNAT)
    polis.picture("23-utlamnad-uppgift")
    assert EGNA_ORD not in polis.words()
    frammande = make_rum()
    for adress, status in (
        (f"/arenden/{arende.pk}/team/", 403),
        (f"/team/{frammande.team.pk}/", 404),
        (f"/team/{frammande.team.pk}/utlamnat/", 404),
    ):
        assert polis.go(adress) == status
        assert "Elias" not in polis.words()


def close(handlaggare: Medarbetare, arende: Arende) -> None:
    handlaggare.go(f"/arenden/{arende.pk}/avslut/")
    handlaggare.choose("Orsak", "Enligt plan")
    handlaggare.choose("Resultat", "Målen nåddes")
    handlaggare.fill("Barnets egna ord", "Jag klarar mig nu.")
    handlaggare.fill("Sammanfattning", "Elias går i skolan och har bytt umgänge.")
    handlaggare.choose("Så slutade", "Som planerat")
    handlaggare.choose("Vad får Polisen", "Att arbetet är avslutat")
    handlaggare.choose("Får vi fråga", "Nej, ingen uppföljning görs")
    handlaggare.click("Avsluta ärendet")
    handlaggare.sees("Ärendet är avslutat.")
    handlaggare.go(f"/arenden/{arende.pk}/")
    handlaggare.picture("26-avslutat")
    papper = handlaggare.sida.request.get(f"/arenden/{arende.pk}/sammanfattning.pdf")
    assert papper.body().startswith(b"%PDF-")
    assert Arende.objects.get(pk=arende.pk).steg == Steg.AVSLUTAT
