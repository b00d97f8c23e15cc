"""The nämnd's refusal to give out, with how to appeal (OSL 6:3, 6:7)."""

from __future__ import annotations

from arenden.dokument.ram import day
from arenden.rules.innehall import Avsnitt, Innehall, Text, varden
from insatser.models import Arbetsgang, Utlamnandepost

TILL_KAMMARRATTEN = (
    "Du kan överklaga beslutet hos kammarrätten. Skriv vilket beslut du överklagar och vad du vill "
    "ha ut. Lämna överklagandet till nämnden, som måste ha fått det inom tre veckor från den dag "
    "då du fick del av beslutet."
)


def utlamnandebeslut_innehall(gang: Arbetsgang) -> Innehall | None:
    """None until it is taken.

    It names no child, and of what is refused only the law and its reasons: whoever asked reads it.
    """
    steg = {rad.steg: rad for rad in gang.utfall.in_force().select_related("gjort_av")}
    beslut = steg.get("besluta")
    if beslut is None or beslut.utfall != "star_fast":
        return None
    poster = Utlamnandepost.objects.filter(arbetsgang=gang).in_force()
    nekade = [post for post in poster if post.utfall != Utlamnandepost.Utfall.HELT]
    rader = [
        Text(f"{nr}. {post.get_slag_display()}: {post.get_utfall_display()} (OSL {post.lagrum}).")
        for nr, post in enumerate(nekade, start=1)
    ]
    huvud = varden(
        [
            ("Begäran", steg["registrera"].svar["vad"]),
            ("Beslutat", day(beslut.gjort)),
            ("Beslutsfattare", beslut.gjort_av),
        ]
    )
    return Innehall(
        titel="Beslut om utlämnande av allmän handling",
        arendenummer=gang.arende.arendenummer,
        namnd=str(gang.arende.namnd),
        nar=day(beslut.gjort),
        avsnitt=(
            Avsnitt("", (huvud,)),
            Avsnitt("Beslutet", tuple(rader)),
            Avsnitt("Skälen för beslutet", (Text(beslut.svar["skal"]),)),
            Avsnitt("Om du vill överklaga", (Text(TILL_KAMMARRATTEN),)),
        ),
    )
