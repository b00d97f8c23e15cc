"""What the city has decided by rows: changed by one person who proposes and another who tries."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare


class Lydelse(models.Model):
    """Something that is worded anew: the row in force and each proposal have the same columns.

    One abstract class for each subject derives from this and holds the columns. The row in force
    and the proposal derive from that one, and name it first among their bases.
    """

    class Meta:
        abstract = True

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns that a wording consists of."""
        subject = next(one for one in cls.__mro__ if Lydelse in one.__bases__)
        return tuple(falt.name for falt in subject._meta.local_fields)  # type: ignore[attr-defined]

    def innehall(self) -> dict[str, Any]:
        return {namn: getattr(self, namn) for namn in self.columns()}


class Forslag(Lydelse):
    """A wording that one person proposes and another tries. The database asks for both.

    A row of the status `grund` is nobody's proposal: it keeps what stood before the first change.
    """

    class Status(models.TextChoices):
        GRUND = "grund", "Ur stadens grunddata"
        FORSLAG = "forslag", "Förslag"
        GODKAND = "godkand", "Godkänd"
        AVBOJD = "avbojd", "Inte godkänd"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.FORSLAG)
    motiv = models.TextField("varför det ändras", max_length=2_000, blank=True)
    foreslagen_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="föreslagen av",
    )
    foreslagen = models.DateTimeField("föreslagen", default=timezone.now)
    provad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="prövad av",
    )
    provad = models.DateTimeField("prövad", null=True, blank=True)
    kommentar = models.TextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["kod"],
                condition=Q(status="forslag"),
                name="%(class)s_ett_forslag",
                violation_error_message="Det finns redan ett förslag som väntar på prövning.",
            ),
            models.CheckConstraint(
                name="%(class)s_provas_av_en_annan",
                condition=Q(provad_av__isnull=True) | ~Q(provad_av=F("foreslagen_av")),
                violation_error_message="Någon annan än den som föreslog prövar ändringen.",
            ),
            models.CheckConstraint(
                name="%(class)s_provad_har_tid",
                condition=Q(status="grund", provad_av__isnull=True, provad__isnull=True)
                | Q(
                    status="forslag",
                    foreslagen_av__isnull=False,
                    provad_av__isnull=True,
                    provad__isnull=True,
                )
                | Q(
                    status__in=["godkand", "avbojd"],
                    foreslagen_av__isnull=False,
                    provad_av__isnull=False,
                    provad__isnull=False,
                ),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.FORSLAG

    def judge(self, *, godkanns: bool, kommentar: str, actor: Anvandare) -> None:
        """Note what the one who tries it says; whoever calls saves. A no needs its reason."""
        if not godkanns and not kommentar.strip():
            raise ValidationError({"kommentar": "Skriv varför förslaget inte godkänns."})
        self.status = self.Status.GODKAND if godkanns else self.Status.AVBOJD
        self.provad, self.provad_av, self.kommentar = timezone.now(), actor, kommentar


class Version(Forslag):
    """A wording with a number of its own, of a row that is known by its code."""

    kod = models.CharField("kod", max_length=40)
    nummer = models.PositiveSmallIntegerField("version")

    class Meta(Forslag.Meta):
        abstract = True
        ordering = ["kod", "-nummer", "-foreslagen"]
