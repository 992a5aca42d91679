"""Two people who act on roles at the same moment, on a database where they truly meet: PostgreSQL.

SQLite takes one writer at a time by itself; tests/conftest.py says at the end of a run that PostgreSQL was left out.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from partnerships.actions.accepting import accept_invitation
from partnerships.actions.withdrawing import withdraw_role
from partnerships.invitations import InvitationEnded
from partnerships.models import Event, Invitation, Role
from tests.assessments.test_at_once import at_once
from tests.partnerships.offers import absolute, invited, standing_of
from tests.people import a_person, seat

MOMENTS = range(5)
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def facilitators(transactional_db, people):
    second = a_person("Second Facilitator")
    seat(second, "facilitator", "lead-council")
    return people.facilitator, second


if connection.vendor == "postgresql":

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_of_two_facilitators_at_once_one_names_the_first_approver(facilitators, moment):
        found = at_once(
            *(lambda by=by: invited(by, f"{by.public_id}@example.org", "approver", "trust") for by in facilitators)
        )
        assert {type(each) for each in found} == {Invitation, PermissionDenied}
        assert Invitation.objects.count() == 1

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_two_facilitators_do_not_end_each_other_and_leave_none(facilitators, moment):
        roles = {role.person_id: role for role in Role.objects.filter(kind="facilitator").select_related("partnership")}
        one, two = facilitators
        standings = {one: standing_of(one), two: standing_of(two)}
        at_once(
            lambda: withdraw_role(standings[one], role=roles[two.pk]),
            lambda: withdraw_role(standings[two], role=roles[one.pk]),
        )
        assert Role.objects.current().filter(kind="facilitator").count() == 1

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_link_opened_twice_at_once_gives_one_role(people, moment):
        invitation = invited(people.approver, people.stranger.email, "respondent", "borough")
        found = at_once(*[lambda: accept_invitation(people.stranger, invitation=invitation, absolute=absolute)] * 2)
        assert {type(each) for each in found} == {Invitation, InvitationEnded}
        assert Role.objects.filter(person=people.stranger).count() == 1
        assert Event.objects.filter(verb="role_given").count() == 1
