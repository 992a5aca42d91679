"""Seals of signed-off rounds, the papers kept with them, and texts that had to go."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from assessments.models.rounds import Assessment
from partnerships.models import Person


class Seal(models.Model):
    """A signing off: the alps-seal/1 document and its SHA-256. One seal is current while the round is signed off.

    `document` is the canonical text that was hashed; typed texts stand in it by hash, and in `texts` as
    hash -> [salt, text], from where a redaction takes them.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="seals")
    number = models.PositiveSmallIntegerField()
    document = models.TextField()
    texts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)
    sealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reopen_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="seals_are_numbered"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(reopened_at__isnull=True), name="one_seal_is_current"
            ),
            models.CheckConstraint(
                name="reopening_has_a_reason", condition=Q(reopened_at__isnull=True) | ~Q(reopen_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"Seal {self.number}: {self.sha256[:12]}"


class SealedPaper(models.Model):
    """The PDF that a seal's round printed, kept when the round was reopened."""

    seal = models.ForeignKey(Seal, on_delete=models.CASCADE, related_name="papers")
    audience = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seal", "audience"], name="a_seal_keeps_each_paper_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Redaction(models.Model):
    """A text that had to go from a round: where it stood, its hashes in seals and history, and why."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="redactions")
    place = models.CharField(max_length=200)
    sha256 = models.CharField(gettext_lazy("hash in the current seal, where there is one"), max_length=64, blank=True)
    why = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"Redaction of {self.place}"
