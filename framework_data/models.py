"""What is asked: editions of a framework, in tables that a fixture fills by natural keys.

A code (S2.1, DAT) is the key that people and files use; `order` is the framework's own order, never derived
from the code. Where an edition stands (draft, published, withdrawn) is in a row of its own, which no fixture touches;
the database refuses changes to an edition that has left the draft (frozen.py). This app knows nothing of answers.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

RATINGS = [("F", _("Fully")), ("L", _("Largely")), ("P", _("Partly"))]
ANSWERS = [*RATINGS, ("N", _("Not"))]


class EditionManager(models.Manager["Edition"]):
    def get_by_natural_key(self, slug: str) -> "Edition":
        return self.get(slug=slug)


class ByCode(models.Manager[Any]):
    """Finds a part of an edition by (edition slug, code), which is its natural key."""

    def get_by_natural_key(self, edition: str, code: str) -> Any:
        return self.get(edition__slug=edition, code=code)


class Edition(models.Model):
    """One frozen wording and policy of the framework."""

    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=12, default="en")
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.PositiveSmallIntegerField(_("year of publication"), null=True, blank=True)
    label = models.CharField(_("edition"), max_length=200)
    source_note = models.TextField(blank=True)

    band_p = models.PositiveSmallIntegerField(_("per cent above which a statement is partly in place"), default=15)
    band_l = models.PositiveSmallIntegerField(_("per cent above which it is largely in place"), default=50)
    band_f = models.PositiveSmallIntegerField(_("per cent above which it is fully in place"), default=85)
    full_needs = models.CharField(_("lowest answer in a full statement"), max_length=1, choices=ANSWERS, default="L")
    reach = models.CharField(_("rating that a level needs"), max_length=1, choices=RATINGS, default="L")
    build_on = models.CharField(_("rating that lower levels need"), max_length=1, choices=RATINGS, default="F")

    # Raised whenever a part of the edition changes, so that what is held in memory is read again.
    revision = models.PositiveIntegerField(default=1)

    objects = EditionManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="edition_bands_rise",
                condition=Q(band_p__lt=F("band_l")) & Q(band_l__lt=F("band_f")) & Q(band_f__lt=100),
                violation_error_message=_("The bands must rise from partly to fully, below 100."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.label}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Part(models.Model):
    """What the parts of an edition share: the edition, a code that is unique in it, and a place in its order."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)ss")
    code = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()

    objects = ByCode()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="%(class)s_code_is_unique_in_edition"),
        ]

    def __str__(self) -> str:
        return self.code

    def natural_key(self) -> tuple[str, str]:
        return (self.edition.slug, self.code)


class Definition(Part):
    """A word that the framework uses in a sense of its own; the code is the term."""

    meaning = models.TextField()


class Level(Part):
    """A level of maturity; `order` 1 is the lowest."""

    name = models.CharField(max_length=100)
    summary = models.TextField(blank=True)


class Dimension(Part):
    name = models.CharField(max_length=100)
    summary = models.TextField(blank=True)


class Option(Part):
    """One answer that a kind of question knows; the code is kind and answer, `practice-F`."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        CONSEQUENCE = "consequence", _("Consequence")
        SIGNAL = "signal", _("Signal")

    kind = models.CharField(max_length=12, choices=Kind)
    answer = models.CharField(max_length=2)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    label = models.CharField(max_length=200)


class Statement(Part):
    """A statement of good practice; Getting Started statements have neither dimension nor level."""

    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    text = models.TextField(_("detailed wording"))
    summary_text = models.TextField(_("wording in the summary"))
    why_it_matters = models.TextField(blank=True)
    substance_note = models.TextField(_("note where summary and detail differ in substance"), blank=True)

    class Meta(Part.Meta):
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                name="statement_has_dimension_and_level_or_neither",
                condition=Q(dimension__isnull=True, level__isnull=True)
                | Q(dimension__isnull=False, level__isnull=False),
            ),
        ]


class Question(Part):
    class Respondent(models.TextChoices):
        LEAD_ENTITY = "lead_entity", _("Lead entity")
        ENTITY = "entity", _("Each participating entity")
        ORGANISATION = "organisation", _("The partnership as a whole")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="questions")
    respondent = models.CharField(max_length=12, choices=Respondent)
    kind = models.CharField(max_length=12, choices=Option.Kind, default=Option.Kind.PRACTICE)
    gate = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    text = models.TextField()
    guidance = models.TextField(blank=True)
    months_after_year_end = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Where a deadline runs from the body's year end.")
    )

    class Meta(Part.Meta):
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                name="signal_does_not_address_each_entity",
                condition=~Q(kind="signal", respondent="entity"),
                violation_error_message=_("A signal cannot address each entity."),
            ),
        ]


class Check(Part):
    """Advice on two answers that fit badly together; never a change."""

    class Moment(models.TextChoices):
        AT_SUBMIT = "at_submit", _("When a body submits")
        AT_REVEAL = "at_reveal", _("On the consensus page")

    class Kind(models.TextChoices):
        DIFFER = "differ", _("The two answers differ")
        OVER = "over", _("The first is largely or fully in place while the second is not in place")

    moment = models.CharField(max_length=12, choices=Moment)
    kind = models.CharField(max_length=8, choices=Kind)
    first = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    say = models.TextField()


class Erratum(Part):
    """A correction of guidance or a note in an edition that is published; the later one of two on a place counts."""

    class Field(models.TextChoices):
        GUIDANCE = "guidance", _("Guidance")
        WHY_IT_MATTERS = "why_it_matters", _("Why it matters")
        SUBSTANCE_NOTE = "substance_note", _("Note where summary and detail differ")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="errata")
    place = models.CharField(_("code of the statement or question"), max_length=40)
    field = models.CharField(_("what is corrected"), max_length=16, choices=Field)
    text = models.TextField(_("the text as it should be"), blank=True)
    why = models.TextField(_("why"))
    made_on = models.DateField()

    class Meta(Part.Meta):
        verbose_name_plural = _("errata")


class Life(models.Model):
    """Where an edition stands, and who brought it there. An edition without such a row is still being loaded."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="life")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    base = models.CharField(_("slug of the edition that it was made from"), max_length=80, blank=True)
    change_note = models.TextField(_("what is new in it"), blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Published without a second editor: loaded by an operator.
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = _("lives")
        constraints = [
            models.CheckConstraint(
                name="a_second_editor_publishes",
                condition=Q(published_by__isnull=True)
                | (Q(proposed_by__isnull=False) & ~Q(published_by=F("proposed_by"))),
                violation_error_message=_("Another editor than the one who proposed the edition has to publish it."),
            ),
            models.CheckConstraint(
                name="a_draft_is_neither_published_nor_withdrawn",
                condition=~Q(state="draft")
                | Q(
                    published_at__isnull=True,
                    published_by__isnull=True,
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.get_state_display()}"


class EditionEvent(models.Model):
    """One act on an edition: who, when, what. The database refuses to change or delete a row.

    The edition stands here by its slug, so that the record of a draft that was thrown away stays. People stand here by
    the key of their row alone.
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="edition_events")
    edition = models.CharField(_("slug of the edition"), max_length=80, db_index=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(_("the part concerned"), max_length=80, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.edition} {self.subject}".rstrip()
