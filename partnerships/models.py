"""Who answers: people, partnerships, entities, who belongs to what, and who holds which role.

A person's name and e-mail stand in the person's row alone; everything else points at the row. Roles are held
in one partnership at a time. This app knows nothing of assessments beyond a slug in the history.
"""

import secrets
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def opaque_id() -> str:
    """A name for a person in histories and URLs that says nothing about the person."""
    return secrets.token_hex(8)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in by e-mail and password."""

    public_id = models.CharField(max_length=16, unique=True, default=opaque_id, editable=False)
    email = models.EmailField(gettext_lazy("e-mail address"), unique=True)
    name = models.CharField(max_length=300)
    is_staff = models.BooleanField(gettext_lazy("may use the admin"), default=False)
    is_active = models.BooleanField(gettext_lazy("may sign in"), default=True)
    may_set_up = models.BooleanField(gettext_lazy("may set up partnerships"), default=False)
    is_demo = models.BooleanField(gettext_lazy("made by the demo"), default=False, editable=False)
    # Raised to end every sign-in of this person at once.
    sign_in_round = models.PositiveIntegerField(default=0, editable=False)
    # From then on the name reads "a former respondent of ..." and there is no address.
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name_plural = gettext_lazy("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_is_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session must know to go on: it ends with a new password, and with a new round of sign-ins."""
        known = f"{super().get_session_auth_hash()}{self.sign_in_round}"
        return salted_hmac("partnerships.models.Person", known, algorithm="sha256").hexdigest()


class Partnership(models.Model):
    """What the framework calls the organisation: bodies that work together in one area."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    retention_years = models.PositiveSmallIntegerField(gettext_lazy("years to keep a round after sign-off"), default=7)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rounds_are_kept_a_year_at_least",
                condition=Q(retention_years__gte=1, retention_years__lte=100),
                violation_error_message=gettext_lazy("Keep rounds for 1 to 100 years."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Entity(models.Model):
    """One body that delivers services in the area, wherever it is based."""

    class Kind(models.TextChoices):
        UPPER_TIER_COUNCIL = "upper_tier_council", gettext_lazy("Upper-tier council")
        DISTRICT_COUNCIL = "district_council", gettext_lazy("District council")
        UNITARY_COUNCIL = "unitary_council", gettext_lazy("Unitary council")
        HEALTH_BODY = "health_body", gettext_lazy("Health body")
        EMERGENCY_SERVICE = "emergency_service", gettext_lazy("Emergency services")
        NATIONAL_AGENCY = "national_agency", gettext_lazy("National agency")
        HOUSING_ASSOCIATION = "housing_association", gettext_lazy("Housing association")
        CHARITY = "charity", gettext_lazy("Charity")
        COMPANY = "company", gettext_lazy("Company")
        OTHER = "other", gettext_lazy("Other")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    in_area = models.BooleanField(gettext_lazy("based in the area"), default=True)
    year_end = models.CharField(gettext_lazy("year end, as MM-DD"), max_length=5, blank=True)
    partnerships = models.ManyToManyField(Partnership, through="Membership", related_name="entities")

    class Meta:
        verbose_name_plural = gettext_lazy("entities")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An entity's belonging to a partnership, from a date, until a date where it has ended."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="memberships")
    order = models.PositiveSmallIntegerField(default=0)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "entity"], condition=Q(left_on__isnull=True), name="an_entity_is_a_member_once"
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return _("%(body)s in %(partnership)s") % {"body": self.entity, "partnership": self.partnership}


class Succession(models.Model):
    """One body took over from another on a day: a merger has several predecessors, a split several successors."""

    predecessor = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="precessions")
    took_over_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="a_body_succeeds_another_once"),
            models.CheckConstraint(
                name="a_body_does_not_succeed_itself",
                condition=~Q(predecessor=models.F("successor")),
                violation_error_message=gettext_lazy("A body cannot take over from itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.successor} took over from {self.predecessor} on {self.took_over_on}"


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self, today: date | None = None) -> "RoleQuerySet":
        """Roles that are neither withdrawn nor past their last day."""
        today = today or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), withdrawn_at__isnull=True)


class Role(models.Model):
    """What one person may do in one partnership, for one body where the role is a body's."""

    class Kind(models.TextChoices):
        FACILITATOR = "facilitator", gettext_lazy("Facilitator")
        RESPONDENT = "respondent", gettext_lazy("Respondent")
        APPROVER = "approver", gettext_lazy("Approver")
        BOARD_MEMBER = "board_member", gettext_lazy("Board member")
        FINANCE_LEAD = "finance_lead", gettext_lazy("Finance lead")
        AUDITOR = "auditor", gettext_lazy("Auditor")
        VIEWER = "viewer", gettext_lazy("Viewer")

    class Office(models.TextChoices):
        CHAIR = "chair", gettext_lazy("Chair")
        DEPUTY_CHAIR = "deputy_chair", gettext_lazy("Deputy chair")

    OF_A_BODY = (Kind.FACILITATOR, Kind.RESPONDENT, Kind.APPROVER, Kind.BOARD_MEMBER, Kind.FINANCE_LEAD)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="roles")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind)
    office = models.CharField(max_length=16, choices=Office, blank=True)
    until = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_role_of_a_body_names_the_body",
                condition=Q(kind__in=["auditor", "viewer"], entity__isnull=True)
                | (~Q(kind__in=["auditor", "viewer"]) & Q(entity__isnull=False)),
                violation_error_message=gettext_lazy("Name the body for this role; auditors and viewers have none."),
            ),
            models.CheckConstraint(
                name="only_board_members_hold_an_office",
                condition=Q(office="") | Q(kind="board_member"),
                violation_error_message=gettext_lazy("Only a board member can be chair or deputy chair."),
            ),
            models.CheckConstraint(
                name="an_auditor_reads_until_a_date",
                condition=~Q(kind="auditor") | Q(until__isnull=False),
                violation_error_message=gettext_lazy("Give the auditor's last day."),
            ),
            models.UniqueConstraint(
                fields=["person", "partnership", "entity", "kind"],
                condition=Q(withdrawn_at__isnull=True, entity__isnull=False),
                name="a_role_of_a_body_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "partnership", "kind"],
                condition=Q(withdrawn_at__isnull=True, entity__isnull=True),
                name="a_role_of_no_body_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["partnership", "office"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(office=""),
                name="one_chair_and_one_deputy",
            ),
        ]

    def __str__(self) -> str:
        label = self.get_office_display() if self.office else self.get_kind_display()
        return f"{label}, {self.entity}" if self.entity else label


class Invitation(models.Model):
    """An offer of a role to an address. The address goes once the invitation has been answered or has ended."""

    class State(models.TextChoices):
        SENT = "sent", gettext_lazy("Invited, not yet accepted")
        TO_CONFIRM = "to_confirm", gettext_lazy("Accepted, waits for the body's approver")
        ACCEPTED = "accepted", gettext_lazy("Accepted")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
        REFUSED = "refused", gettext_lazy("Refused")

    WAITING = (State.SENT, State.TO_CONFIRM)

    public_id = models.CharField(max_length=16, unique=True, default=opaque_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=Role.Kind)
    office = models.CharField(max_length=16, choices=Role.Office, blank=True)
    until = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    # Raised by each sending: only the newest link counts.
    sending = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="invitations")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_invitation_that_waits_has_an_address",
                condition=Q(state="sent") & ~Q(email="") | ~Q(state="sent"),
            ),
            models.CheckConstraint(
                name="an_ended_invitation_keeps_no_address",
                condition=Q(state="sent") | Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.public_id}"


class Event(models.Model):
    """One act in the history: who, when, what, before and after. The database refuses to change or delete a row.

    People stand here by the key of their row alone, and what people typed by its hash alone: the text is in EventText,
    from which it can be erased.
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="events")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="events")
    assessment = models.CharField("slug of the assessment", max_length=80, blank=True)
    entity = models.CharField("slug of the body concerned", max_length=80, blank=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["partnership", "assessment", "at"], name="event_history")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}".rstrip()


class EventText(models.Model):
    """A text that an event names by its hash: `sha256` is that of salt and text (texts.py). Erased: both are empty."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="texts")
    sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="event_text_by_hash")]

    def __str__(self) -> str:
        return f"Text {self.sha256[:12]}"
