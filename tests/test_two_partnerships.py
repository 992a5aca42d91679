"""One body in two partnerships, with two facilitators: what it answers in one is nowhere in the other.

Every page of the table in test_access.py that a person of the first partnership can open is read before and after the
body answers, submits and declines in the second one, and has to be the same to the byte.
"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.actions.participating import add_to_round, decline, remind
from assessments.actions.revealing import reveal
from assessments.models import Assessment, Participant
from partnerships.models import Entity, Membership, Partnership, Role
from tests.people import CAST, a_person, a_round, body_of, cast, everything
from tests.test_access import PAGES

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# Those of a body that is in both, one who leads here, and one who is nobody anywhere.
KNOW_BOTH = ("approver", "facilitator", "stranger")
HERE, THERE = "here-round", "there-round"
MOMENT = timezone.now()


@pytest.fixture(autouse=True)
def the_same_moment(monkeypatch, papers_unrendered):
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)


@pytest.fixture(params=["open", "consensus"])
def people(request):
    answers = {body: everything("P") for body in ("lead-council", "borough")}
    a_round(HERE, state=request.param, answers=answers, submitted=request.param != "open")
    people = cast()
    a_round(THERE)
    there = Partnership.objects.create(slug="elsewhere", name="Elsewhere Together")
    Assessment.objects.filter(slug=THERE).update(partnership=there, title="Secretive round")
    for order, entity in enumerate(Entity.objects.order_by("pk")):
        Membership.objects.create(partnership=there, entity=entity, order=order)
    for kind, body in (("facilitator", "lead-council"), ("approver", "borough"), ("approver", "trust")):
        person = a_person(f"Other {kind} {body}")
        Role.objects.create(person=person, partnership=there, entity=Entity.objects.get(slug=body), kind=kind)
    return people


def addresses(*, with_there):
    """Each page of the partnership and the round here, and of those there, for the body that both share."""
    fills = [{"slug": HERE, "entity": "borough", "statement": "S2"}, {"slug": "marrowdale", "entity": "borough"}]
    if with_there:
        fills += [{"slug": THERE, "entity": "borough", "statement": "S2"}, {"slug": "elsewhere", "entity": "borough"}]
    for name, (arguments, _) in PAGES.items():
        if name.startswith(("admin:", "account_")):
            continue
        for fill in fills if "slug" in arguments else ({},):
            if arguments.keys() <= fill.keys():
                yield reverse(name, kwargs={key: fill[key] for key in arguments})


def seen(client, people):
    found = {}
    # Who has ever signed in shows on the page of people, so all have before anybody looks.
    for name in CAST:
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
    for name in CAST:
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        for address in addresses(with_there=name in KNOW_BOTH):
            response = client.get(address)
            text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body_of(response).decode(errors="replace"))
            found[name, address] = f"{response.status_code} {text}"
    return found


def test_what_a_body_says_in_one_partnership_shows_nowhere_in_another(client, people):
    before = seen(client, people)
    by_name = {person.name: person for person in (role.person for role in Role.objects.select_related("person"))}
    facilitator, approver = by_name["Other facilitator lead-council"], by_name["Other approver borough"]
    theirs = visit_to_entity(approver, THERE, "borough")
    drafts = [Draft(code, "L", note="Quincunx", evidence="https://quincunx.example") for code in ("S2.1", "S2.3")]
    save_answers(theirs, drafts=drafts)
    submit_answers(visit_to_entity(approver, THERE, "borough"))
    remind(visit(facilitator, THERE), site="https://alps.example.org")
    Participant.objects.filter(assessment__slug=THERE, entity__slug="charity").delete()
    add_to_round(visit(facilitator, THERE), body="charity", site="https://alps.example.org")
    reveal(visit(facilitator, THERE))
    decline(visit_to_entity(approver, THERE, "borough"), reason="Quincunx reason")
    after = seen(client, people)

    assert [place for place, text in before.items() if after[place] != text] == []
    assert [place for place, text in after.items() if re.search("quincunx|elsewhere tog|secretive", text, re.I)] == []


def test_each_facilitator_finds_only_the_own_rounds(client, people):
    other = Role.objects.get(kind="facilitator", partnership__slug="elsewhere").person
    for person, mine, others in ((people.facilitator, HERE, THERE), (other, THERE, HERE)):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(reverse("progress", args=[mine])).status_code == 200
        for name in ("progress", "round_set_up", "round_participants", "remind", "results"):
            assert client.get(reverse(name, args=[others])).status_code == 404
