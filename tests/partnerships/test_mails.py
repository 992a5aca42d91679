"""The language of the e-mails about people and roles. What they say stands with the acts that send them."""

from django.core import mail

from partnerships.actions.accepting import accept_invitation, confirm_person
from tests.partnerships.offers import absolute, invited, standing_of
from tests.people import a_person, seat
from tests.pseudo import in_brackets

NEW = "imogen.pike@example.org"


def test_e_mails_are_in_the_language_of_the_service_whatever_the_writer_reads(people, sent):
    person = a_person("Imogen Pike")
    seat(person, "respondent", "lead-council")
    with in_brackets(active=True), sent():
        invitation = invited(people.approver, NEW, "respondent", "borough")
        waiting = accept_invitation(person, invitation=invitation, absolute=absolute)
        confirm_person(standing_of(people.approver), invitation=waiting, absolute=absolute)

    assert {letter.subject.split()[1] for letter in mail.outbox} == {"Invitation", "Confirm", "Somebody", "Your"}
    assert [letter.body for letter in mail.outbox if "⟦" in letter.subject + letter.body] == []
