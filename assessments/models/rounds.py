"""The round, who takes part in it, and what each body answered.

A participant carries the entity's name, kind and year end as they were in its round, so that a later rename does not
rewrite it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from framework_data.models import Edition, Question
from partnerships.models import Entity, Partnership, Person

LONGEST_NOTE = 10_000
"""Characters that a note, a reason, a rationale or a dissent may hold."""


class Assessment(models.Model):
    """One round: partnership, scope, period, framework edition, lead, participants."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a round", "Draft")
        OPEN = "open", pgettext_lazy("state of a round", "Open")
        CONSENSUS = "consensus", pgettext_lazy("state of a round", "Consensus")
        SIGNED_OFF = "signed_off", pgettext_lazy("state of a round", "Signed off")

    slug = models.SlugField(max_length=80, unique=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="assessments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    scope = models.CharField(max_length=500)
    scope_agreed_on = models.DateField(null=True, blank=True)
    scope_agreed_by = models.CharField(max_length=200, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    deadline = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    lead = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, related_name="+")
    entities = models.ManyToManyField(Entity, through="Participant", related_name="assessments")

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revealed_at = models.DateTimeField(null=True, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_on = models.DateField(null=True, blank=True)
    minute_reference = models.CharField(max_length=200, blank=True)
    # Since when viewers read the public edition; reopening the round ends it.
    published_at = models.DateTimeField(null=True, blank=True)
    # The partnership's name as it was at sign-off; empty while the round goes on.
    partnership_name = models.CharField(max_length=200, blank=True)
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_rounds")
    # The round on another edition of which this one began with the answers (docs/editions.md).
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Set where the round came in as a file: a signed-off state was then not verified on this server.
    imported_at = models.DateTimeField(null=True, blank=True)

    HIDDEN_STATES: ClassVar[tuple[str, ...]] = (State.DRAFT, State.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message=gettext_lazy("The period must not end before it starts."),
            ),
            models.CheckConstraint(
                name="only_a_draft_may_lack_lead_and_scope",
                condition=Q(state="draft") | (Q(lead__isnull=False, scope_agreed_on__isnull=False) & ~Q(scope="")),
            ),
            models.CheckConstraint(
                name="assessment_state_is_known",
                condition=Q(state__in=["draft", "open", "consensus", "signed_off"]),
            ),
            models.CheckConstraint(
                name="only_a_signed_off_round_is_published",
                condition=Q(published_at__isnull=True) | Q(state="signed_off"),
            ),
        ]
        indexes = [models.Index(fields=["partnership", "-period_start", "-id"], name="rounds_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def name_of_partnership(self) -> str:
        """As it was at sign-off, and as it is now while the round goes on."""
        return self.partnership_name or self.partnership.name

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_in_consensus(self) -> bool:
        return self.state == self.State.CONSENSUS

    @property
    def is_signed_off(self) -> bool:
        return self.state == self.State.SIGNED_OFF

    @property
    def is_published(self) -> bool:
        """Whether viewers may read its public edition."""
        return self.published_at is not None

    @property
    def is_revealed(self) -> bool:
        """Whether bodies may see each other's answers and the partnership's result."""
        return self.state not in self.HIDDEN_STATES


class Participant(models.Model):
    """An entity in one assessment, under the name and dates that it has in this round."""

    class Participation(models.TextChoices):
        PARTICIPATING = "participating", gettext_lazy("Taking part")
        INVITED = "invited", gettext_lazy("Invited")
        DECLINED = "declined", gettext_lazy("Declined")
        DID_NOT_TAKE_PART = "did_not_take_part", gettext_lazy("Did not take part")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="participants")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="participants")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Entity.Kind)
    in_area = models.BooleanField(default=True)
    year_end = models.CharField(max_length=5, blank=True)
    participation = models.CharField(max_length=20, choices=Participation, default=Participation.INVITED)
    reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "entity"], name="an_entity_takes_part_once"),
            models.UniqueConstraint(fields=["assessment", "order"], name="participants_have_an_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_part(self) -> bool:
        return self.participation == self.Participation.PARTICIPATING


class Answer(models.Model):
    """What one body says on one question: its own answer, or its view where another is addressed.

    `value` is empty while there is only a note. `revision` rises with every save, so that a save made on an
    older text is noticed.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=2, blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(gettext_lazy("reason why it is not applicable"), blank=True)
    evidence = models.TextField(gettext_lazy("links to evidence, one to a line"), blank=True)
    # When an approver last put it right after the reveal.
    corrected_at = models.DateTimeField(null=True, blank=True)
    # When it came over from a round on another edition; empty as soon as somebody saves it here.
    carried_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="a_body_answers_a_question_once"),
            models.CheckConstraint(
                name="answer_value_is_known", condition=Q(value__in=["", "F", "L", "P", "N", "NA", "Y", "X"])
            ),
            models.CheckConstraint(
                name="not_applicable_has_a_reason",
                condition=~Q(value="NA") | ~Q(reason=""),
                violation_error_message=gettext_lazy("Say why it is not applicable."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value or 'not answered yet'}"


class AnswerToConfirm(models.Model):
    """A body's answer to a question that changed on the way from another edition, until somebody there confirms it.

    Not an Answer, so that whatever counts, shows or seals answers cannot count, show or seal it by mistake.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="to_confirm")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=2, blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    # What differs, as in carrying.py: columns with blanks between them.
    why = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="a_body_confirms_a_question_once"),
            models.CheckConstraint(
                name="value_to_confirm_is_known", condition=Q(value__in=["", "F", "L", "P", "N", "NA", "Y", "X"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value} (to confirm)"
