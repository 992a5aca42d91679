"""What the board agreed, drafts of it, dissent, and the sessions it met in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from assessments.models.rounds import Assessment, Participant
from framework_data.models import Question
from partnerships.models import Person


class AgreedAnswer(models.Model):
    """What the board agreed on one question of one round."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreed_answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=2)
    rationale = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="a_question_is_agreed_once"),
            models.CheckConstraint(
                name="agreed_value_is_known", condition=Q(value__in=["F", "L", "P", "N", "NA", "Y", "X"])
            ),
            models.CheckConstraint(
                name="agreed_not_applicable_has_a_rationale", condition=~Q(value="NA") | ~Q(rationale="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value}"


class AgreedDraft(models.Model):
    """What the facilitator proposes that the board agree on one question. It counts nowhere."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreed_drafts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=2)
    rationale = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="a_question_has_one_draft"),
            models.CheckConstraint(
                name="drafted_value_is_known", condition=Q(value__in=["F", "L", "P", "N", "NA", "Y", "X"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value} (draft)"


class Dissent(models.Model):
    """A body that does not stand behind an agreed answer, with its note."""

    agreed_answer = models.ForeignKey(AgreedAnswer, on_delete=models.CASCADE, related_name="dissents")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreed_answer", "participant"], name="a_body_dissents_once"),
        ]

    def __str__(self) -> str:
        return f"Dissent of {self.participant_id}"


class ConsensusSession(models.Model):
    """One meeting of the board on a round: who came for which body, who apologised, which interests were declared."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "held_on"], name="one_session_a_day"),
        ]

    def __str__(self) -> str:
        return f"Session of {self.held_on}"


class Attendance(models.Model):
    """Somebody at a session for a body: a person who holds a role, or a post where the person has no account."""

    session = models.ForeignKey(ConsensusSession, on_delete=models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances")
    post = models.CharField(max_length=200, blank=True)
    has_apologised = models.BooleanField(gettext_lazy("sent apologies"), default=False)
    interest = models.TextField(gettext_lazy("declared interest"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(person__isnull=False), name="a_person_attends_once"
            ),
            models.CheckConstraint(
                name="attendance_is_of_a_person_or_a_post", condition=Q(person__isnull=False) | ~Q(post="")
            ),
        ]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"
