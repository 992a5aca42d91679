"""Reports that have been made, kept so long as their round does not change; and how far those in the making are."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import Assessment, Participant


class StoredReport(models.Model):
    """One form of one cut of a round's report (cut.py), made once for everybody who reads that cut.

    `stamp` and `mark` say what it was made from (freshness.py). `attempt` names the making that may write to the row:
    asking again gives another, so that what an older one still brings is left out. It names no person.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        RUNNING = "running", "Being made"
        DONE = "done", "Made"
        FAILED = "failed", "Could not be made"

    UNDER_WAY: ClassVar[tuple[str, ...]] = (Status.WAITING, Status.RUNNING)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="stored_reports")
    # The body whose own report it is: taken off the round, it takes its report with it.
    subject = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, related_name="+")
    form = models.CharField("key of the form", max_length=20)
    cut = models.TextField("what its readers may see, as JSON")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    attempt = models.CharField(max_length=32)
    step = models.CharField("what is being done", max_length=100, blank=True)
    pages = models.PositiveIntegerField("pages drawn so far", default=0)
    error = models.CharField("what went wrong, in a sentence", max_length=300, blank=True)
    stamp = models.CharField(max_length=64, blank=True)
    mark = models.BigIntegerField(default=0)
    name = models.CharField("file name", max_length=400, blank=True)
    content = models.BinaryField(default=b"")
    asked_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField("last sign of life", default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "form", "cut"], name="a_report_is_stored_once"),
            models.CheckConstraint(
                name="stored_report_status_is_known", condition=Q(status__in=["waiting", "running", "done", "failed"])
            ),
            models.CheckConstraint(
                name="a_made_report_says_what_it_was_made_from",
                condition=~Q(status="done") | ~(Q(stamp="") | Q(name="") | Q(done_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.assessment_id}: {self.status}"
