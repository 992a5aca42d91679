"""An editor's trial of an edition, which is no round."""

from django.db import models
from django.utils import timezone

from framework_data.models import Edition
from partnerships.models import Person


class Trial(models.Model):
    """What one editor answers for made-up bodies to try an edition: a document, and no part of any round."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="trials")
    editor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    document = models.JSONField("in the form alps-assessment/1")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "editor"], name="an_editor_has_one_trial_of_an_edition"),
        ]

    def __str__(self) -> str:
        return f"Trial of {self.edition_id}"
