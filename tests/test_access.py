"""Who may see and do what: every URL × every person × every state of a round, and a URL without a row fails.

A stranger gets 404 everywhere, as if the thing did not exist; a member who may not gets 403 with a sentence.
"""

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.models import ConsensusSession
from partnerships.models import Person
from reports.formats import FORMATS
from tests.people import CAST, PUBLISHED, a_round, cast, everything, rows_stored

STATES = ("draft", "open", "consensus", "signed_off", PUBLISHED)
SIGNED_OFF = ("signed_off", PUBLISHED)
ROUND = {"slug": "{state}-round"}
BODY = ROUND | {"entity": "borough"}

INSIDE = ("facilitator", "respondent", "approver", "lead_respondent", "chair", "board_member", "finance_lead")
OWN = ("respondent", "approver")
BOARD = ("facilitator", "chair", "board_member", "finance_lead")
OUTSIDE = ("withdrawn", "staff", "stranger")


def rule(*, ok=(), refused=(), everybody_else=404, nobody=302):
    """Statuses by person: 200 for `ok`, 403 for `refused`; without a sign-in, the way to it."""
    found = dict.fromkeys(CAST, everybody_else) | dict.fromkeys(refused, 403) | dict.fromkeys(ok, 200)
    return found | {"nobody": nobody}


FACILITATORS_OWN = {
    "draft": rule(ok=["facilitator"]),
    "open": rule(ok=["facilitator"], refused=INSIDE),
    "consensus": rule(ok=["facilitator"], refused=INSIDE),
    "signed_off": rule(ok=["facilitator"], refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(ok=["facilitator"], refused=(*INSIDE, "auditor", "viewer")),
}
REVEAL = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(ok=["facilitator"], refused=INSIDE),
    "consensus": rule(refused=INSIDE),
    "signed_off": rule(refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(refused=(*INSIDE, "auditor", "viewer")),
}
PARTNERSHIPS_RESULT = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(ok=INSIDE),
    "signed_off": rule(ok=(*INSIDE, "auditor")),
    PUBLISHED: rule(ok=(*INSIDE, "auditor", "viewer")),
}
PUBLIC_EDITION = PARTNERSHIPS_RESULT | {"consensus": rule(refused=INSIDE)}
BODYS_RESULT = {
    "draft": rule(),
    "open": rule(ok=OWN),
    "consensus": rule(ok=(*OWN, *BOARD)),
    "signed_off": rule(ok=(*OWN, *BOARD, "auditor")),
    PUBLISHED: rule(ok=(*OWN, *BOARD, "auditor")),
}
BODYS_ANSWERS = {
    "draft": rule(),
    "open": rule(ok=OWN),
    "consensus": rule(ok=OWN, refused=BOARD),
    "signed_off": rule(ok=OWN, refused=(*BOARD, "auditor")),
    PUBLISHED: rule(ok=OWN, refused=(*BOARD, "auditor")),
}
NOT_CARRIED = {
    "draft": rule(),
    "open": rule(),
    "consensus": rule(refused=BOARD),
    "signed_off": rule(refused=(*BOARD, "auditor")),
    PUBLISHED: rule(refused=(*BOARD, "auditor")),
}
# Questions without answers
BLANK = {
    "draft": rule(ok=["facilitator"]),
    "open": rule(ok=INSIDE),
    "consensus": rule(ok=INSIDE),
    "signed_off": rule(ok=INSIDE, refused=["auditor"]),
    PUBLISHED: rule(ok=INSIDE, refused=("auditor", "viewer")),
}
WORKBOOK = {
    "draft": rule(),
    "open": rule(ok=OWN),
    "consensus": rule(refused=(*OWN, *BOARD)),
    "signed_off": rule(refused=(*OWN, *BOARD, "auditor")),
    PUBLISHED: rule(refused=(*OWN, *BOARD, "auditor")),
}
THE_BOARDS = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(ok=BOARD, refused=INSIDE),
    "signed_off": rule(ok=(*BOARD, "auditor"), refused=INSIDE),
    PUBLISHED: rule(ok=(*BOARD, "auditor"), refused=(*INSIDE, "viewer")),
}
NEXT_ROUND = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(ok=["facilitator"], refused=INSIDE),
    "signed_off": rule(ok=["facilitator"], refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(ok=["facilitator"], refused=(*INSIDE, "auditor", "viewer")),
}
# History, redaction and retention
AGREEING = ("facilitator", "chair", "board_member")
HISTORY = {
    "draft": rule(ok=["facilitator"]),
    "open": rule(ok=AGREEING, refused=INSIDE),
    "consensus": rule(ok=AGREEING, refused=INSIDE),
    "signed_off": rule(ok=(*AGREEING, "auditor"), refused=INSIDE),
    PUBLISHED: rule(ok=(*AGREEING, "auditor"), refused=(*INSIDE, "viewer")),
}
THE_CHAIRS = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(ok=["chair"], refused=INSIDE),
    "signed_off": rule(ok=["chair"], refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(ok=["chair"], refused=(*INSIDE, "auditor", "viewer")),
}
HISTORY_OF_PARTNERSHIP = dict.fromkeys(STATES, rule(ok=AGREEING, refused=(*INSIDE, "auditor", "viewer")))
RETENTION = dict.fromkeys(STATES, rule(ok=INSIDE, refused=("auditor", "viewer")))

SIGN_OFF = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(refused=INSIDE, ok=["chair"]),
    "signed_off": rule(refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(refused=(*INSIDE, "auditor", "viewer")),
}
REOPEN = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(refused=INSIDE),
    "signed_off": rule(refused=(*INSIDE, "auditor"), ok=["chair"]),
    PUBLISHED: rule(refused=(*INSIDE, "auditor", "viewer"), ok=["chair"]),
}
NO_DOCUMENT = {
    "draft": rule(refused=["facilitator"]),
    "open": rule(refused=INSIDE),
    "consensus": rule(refused=set(INSIDE) - set(BOARD)),
    "signed_off": rule(refused=set(INSIDE) - set(BOARD)),
    PUBLISHED: rule(refused=(set(INSIDE) - set(BOARD)) | {"viewer"}),
}
SET_UP = {
    "draft": rule(ok=["facilitator"]),
    "open": rule(ok=["facilitator"], refused=INSIDE),
    "consensus": rule(refused=INSIDE),
    "signed_off": rule(refused=(*INSIDE, "auditor")),
    PUBLISHED: rule(refused=(*INSIDE, "auditor", "viewer")),
}
DRAFTS = SET_UP | {"open": rule(refused=INSIDE)}
FACILITATORS = dict.fromkeys(STATES, rule(ok=["facilitator"], refused=(*INSIDE, "auditor", "viewer")))
SIGNED_IN = dict.fromkeys(STATES, rule(ok=CAST))
PUBLIC = dict.fromkeys(STATES, rule(ok=CAST, nobody=200))
PARTNERSHIP = dict.fromkeys(STATES, rule(ok=(*INSIDE, "auditor", "viewer")))
STATEMENT = {"statement": "S2"}
SESSION = {"day": "2026-06-16"}
# Once the round is no longer in consensus, a browser that follows it is told to stop asking.
FOLLOWING = THE_BOARDS | {
    state: {who: 286 if status == 200 else status for who, status in THE_BOARDS[state].items()}
    for state in ("signed_off", PUBLISHED)
}
MARROWDALE = {"slug": "marrowdale"}
OF_MARROWDALE = MARROWDALE | {"entity": "borough"}
READERS = ("auditor", "viewer")
MEMBERS = dict.fromkeys(STATES, rule(ok=INSIDE, refused=READERS))
EDITION = {"edition": "alps-2014-plain"}
EDITORS = dict.fromkeys(STATES, rule(ok=["staff"]))
TRIAL_OF_BODY = EDITION | {"whose": "body-b"}

PAGES = {
    "your_work": ({}, SIGNED_IN),
    "partnership": ({"slug": "marrowdale"}, PARTNERSHIP),
    # Setting up
    "partnership_new": ({}, dict.fromkeys(STATES, rule(ok=["facilitator", "staff"], refused=CAST))),
    "bodies": (MARROWDALE, dict.fromkeys(STATES, rule(ok=INSIDE, refused=("auditor", "viewer")))),
    "body_add": (MARROWDALE, FACILITATORS),
    "body_edit": (OF_MARROWDALE, FACILITATORS),
    "body_leave": (OF_MARROWDALE, FACILITATORS),
    "body_succession": (OF_MARROWDALE, FACILITATORS),
    "round_new": (MARROWDALE, FACILITATORS),
    "round_set_up": (ROUND, SET_UP),
    "round_participants": (ROUND, SET_UP),
    "round_decline": (BODY, REVEAL),
    "round_check": (ROUND, DRAFTS),
    "round_discard": (ROUND, DRAFTS),
    "remind": (ROUND, REVEAL),
    "reply": (BODY, BODYS_ANSWERS),
    # Rounds
    "progress": (ROUND, FACILITATORS_OWN),
    "reveal": (ROUND, REVEAL),
    "next_round": (ROUND, NEXT_ROUND),
    "carry_over": (ROUND, FACILITATORS_OWN | {"draft": rule(refused=["facilitator"])}),
    # These rounds were not carried over, so for those who may read the page there is none:
    # tests/assessments/test_views_carrying_over.py reads one.
    "carried_over": (BODY, NOT_CARRIED),
    "consensus": (ROUND, THE_BOARDS),
    "consensus_statement": (ROUND | STATEMENT, THE_BOARDS),
    "consensus_live": (ROUND | STATEMENT, FOLLOWING),
    "sessions": (ROUND, THE_BOARDS),
    "session": (ROUND | SESSION, THE_BOARDS),
    "questionnaire": (BODY, BODYS_ANSWERS),
    "statement": (BODY | STATEMENT, BODYS_ANSWERS),
    "statement_level": (BODY | STATEMENT, BODYS_ANSWERS),
    "submit": (BODY, BODYS_ANSWERS),
    "workbook": (BODY, WORKBOOK),
    "workbook_xlsx": (BODY, WORKBOOK),
    "results": (ROUND, PARTNERSHIPS_RESULT),
    "report_pdf": (ROUND, PARTNERSHIPS_RESULT),
    "result_json": (ROUND, PARTNERSHIPS_RESULT),
    "report_making": (ROUND | {"form": "pdf"}, PARTNERSHIPS_RESULT),
    "entity_report_making": (BODY | {"form": "pdf"}, BODYS_RESULT),
    "public_edition": (ROUND, PUBLIC_EDITION),
    "public_report_making": (ROUND | {"form": "pdf"}, PUBLIC_EDITION),
    "report_docx": (ROUND, PARTNERSHIPS_RESULT),
    "result_xlsx": (ROUND, PARTNERSHIPS_RESULT),
    "result_csv": (ROUND, PARTNERSHIPS_RESULT),
    "columns_explained": ({}, SIGNED_IN),
    "entity_results": (BODY, BODYS_RESULT),
    "report_archive_pdf": (ROUND, PARTNERSHIPS_RESULT),
    "entity_report_pdf": (BODY, BODYS_RESULT),
    "entity_report_archive_pdf": (BODY, BODYS_RESULT),
    "blank_pdf": (ROUND, BLANK),
    "entity_blank_pdf": (BODY, BODYS_ANSWERS),
    "entity_result_json": (BODY, BODYS_RESULT),
    "entity_report_docx": (BODY, BODYS_RESULT),
    "entity_result_xlsx": (BODY, BODYS_RESULT),
    "entity_result_csv": (BODY, BODYS_RESULT),
    "history": (ROUND, HISTORY),
    "history_csv": (ROUND, HISTORY),
    "redact": (ROUND, THE_CHAIRS),
    "partnership_history": ({"slug": "marrowdale"}, HISTORY_OF_PARTNERSHIP),
    "partnership_history_csv": ({"slug": "marrowdale"}, HISTORY_OF_PARTNERSHIP),
    "retention": ({"slug": "marrowdale"}, RETENTION),
    "sign_off": (ROUND, SIGN_OFF),
    "seal": (ROUND, PARTNERSHIPS_RESULT),
    # These rounds have no seal, so there is nothing to take away: tests/assessments/test_views_signing_off.py and
    # tests/reports/test_reopen.py read documents and papers that are there.
    "seal_document": (ROUND | {"number": "1"}, NO_DOCUMENT),
    "sealed_paper": (ROUND | {"number": "1", "audience": "board"}, NO_DOCUMENT),
    "reopen": (ROUND, REOPEN),
    # People: an unknown link is dead for everybody, and the key of a role is not to be guessed here.
    "people": (MARROWDALE, MEMBERS),
    "invite": (MARROWDALE, dict.fromkeys(STATES, rule(ok=["facilitator", "approver"], refused=(*INSIDE, *READERS)))),
    "role_withdraw": (MARROWDALE | {"role": "0"}, dict.fromkeys(STATES, rule(refused=READERS))),
    "invitation": ({"token": "no-such-link"}, dict.fromkeys(STATES, rule(nobody=404))),
    "your_data": ({}, SIGNED_IN),
    "your_data_json": ({}, SIGNED_IN),
    # Editions of the framework
    "editions": ({}, EDITORS),
    "edition": (EDITION, EDITORS),
    "edition_fixture": (EDITION, EDITORS),
    "edition_workbook": (EDITION, EDITORS),
    "edition_compare": ({"before": "alps-2014-plain", "after": "alps-2014-plain"}, EDITORS),
    "trial": (EDITION, EDITORS),
    "trial_questionnaire": (TRIAL_OF_BODY, EDITORS),
    "trial_statement": (TRIAL_OF_BODY | STATEMENT, EDITORS),
    "trial_results": (EDITION, EDITORS),
    "trial_body_results": (TRIAL_OF_BODY, EDITORS),
    "trial_result_json": (EDITION, EDITORS),
    "privacy": ({}, PUBLIC),
    "cookies": ({}, PUBLIC),
    "accessibility": ({}, PUBLIC),
    "healthz": ({}, PUBLIC),
    "set_language": ({}, dict.fromkeys(STATES, rule(everybody_else=302))),
    "account_login": ({}, dict.fromkeys(STATES, rule(everybody_else=302, nobody=200))),
    "account_logout": ({}, dict.fromkeys(STATES, rule(ok=CAST, nobody=302))),
    "account_change_password": ({}, dict.fromkeys(STATES, rule(ok=CAST))),
    "admin:index": ({}, dict.fromkeys(STATES, rule(ok=["staff"], everybody_else=302))),
}
PAGES |= {f"public_{form.url_name}": (ROUND, PUBLIC_EDITION) for form in FORMATS.values()}
FILES = {whose: [f"{whose}{form.url_name}" for form in FORMATS.values()] for whose in ("", "entity_", "public_")}
"""The forms of a report: of the partnership, of a body, and of the public edition."""
BLANKS = ("blank_pdf", "entity_blank_pdf")
SLOW_PAGES = {*BLANKS, *(name for names in FILES.values() for name in names)}


@pytest.fixture
def people(db):
    for state in STATES:
        answers = {"lead-council": everything(but={"S2.1": "L"}), "borough": everything("P")}
        slug = f"{state.replace('_', '-')}-round"
        made = a_round(slug, state=state, answers=answers, submitted=state != "open")
        ConsensusSession.objects.create(assessment=made, held_on=SESSION["day"])
    return cast()


def sign_in(client, people, name):
    if name != "nobody":
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")


def path(name, arguments, state):
    slug = state.replace("_", "-")
    return reverse(name, kwargs={key: value.format(state=slug) for key, value in arguments.items()})


def rows(pages):
    found = []
    for name in pages:
        arguments, by_state = PAGES[name]
        for state in STATES if any("{state}" in str(value) for value in arguments.values()) else STATES[:1]:
            found.append(pytest.param(name, arguments, state, by_state[state], id=f"{name}-{state}"))
    return found


def statuses_are_as_the_table_says(client, people, name, arguments, state, expected):
    found = {}
    for person in expected:
        client.logout()
        sign_in(client, people, person)
        found[person] = client.get(path(name, arguments, state)).status_code
    assert found == expected


@pytest.mark.slow
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(("name", "arguments", "state", "expected"), rows([p for p in PAGES if p not in SLOW_PAGES]))
def test_each_page_is_open_to_whom_it_should_be(client, people, name, arguments, state, expected):
    statuses_are_as_the_table_says(client, people, name, arguments, state, expected)


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("whose", FILES)
def test_each_report_is_open_to_whom_it_should_be(client, people, whose, state, papers_unrendered):
    # Who may is settled before anything is rendered; what is rendered has tests of its own.
    expected = {(name, person): status for name in FILES[whose] for person, status in PAGES[name][1][state].items()}
    found = {}
    for person in PAGES[FILES[whose][0]][1][state]:
        client.logout()
        sign_in(client, people, person)
        for name in FILES[whose]:
            found[name, person] = client.get(path(name, PAGES[name][0], state)).status_code
    assert found == expected


@pytest.mark.slow
@pytest.mark.parametrize(("name", "arguments", "state", "expected"), rows(BLANKS))
def test_each_questionnaire_is_open_to_whom_it_should_be(
    client, people, name, arguments, state, expected, papers_unrendered
):
    statuses_are_as_the_table_says(client, people, name, arguments, state, expected)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, (arguments, _) in PAGES.items() if "slug" in arguments])
def test_unknown_rounds_bodies_and_statements_are_not_found(client, people, name):
    arguments, _ = PAGES[name]
    sign_in(client, people, "facilitator" if "entity" not in arguments else "approver")
    for key in arguments:
        wrong = {k: v.format(state="consensus") for k, v in arguments.items()} | {
            key: "7" if key == "number" else "no-such-thing"
        }
        assert client.get(reverse(name, kwargs=wrong)).status_code == 404


# --- Acts ------------------------------------------------------------------------------------------------------

ANSWER = {"question": "S2.3", "S2.3-value": "F", "S2.3-note": "", "S2.3-reason": "", "S2.3-revision": "1"}
AGREED = {"record": "S2.3", "S2-3-value": "F", "S2-3-rationale": "As discussed", "S2-3-revision": "0"}
HELD_ON = {"held_on_day": "17", "held_on_month": "6", "held_on_year": "2026"}
ATTENDED = {"revision": "1", "borough-post0-post": "Clerk", "borough-post0-came": "on"}
KEEPING = ["facilitator", "chair", "board_member"]
NEXT = {
    "title": "Round 2026/27",
    **{f"period_start_{part}": value for part, value in (("day", "1"), ("month", "4"), ("year", "2026"))},
    **{f"period_end_{part}": value for part, value in (("day", "31"), ("month", "3"), ("year", "2027"))},
}
INVITED = {"email": "new.person@example.org", "kind": "respondent", "body": "borough"}

ACTS = {
    # url name, what is posted, and by state who may do it
    "statement": (BODY | STATEMENT, ANSWER, {"open": OWN, "consensus": ["approver"]}),
    "submit": (BODY, {}, {"open": ["approver"]}),
    "workbook": (BODY, {"carried": "x"}, {"open": OWN}),
    "reveal": (ROUND, {}, {"open": ["facilitator"]}),
    "next_round": (ROUND, NEXT, dict.fromkeys(("consensus", *SIGNED_OFF), ("facilitator",))),
    "carry_over": (ROUND, {"title": "On another edition"}, dict.fromkeys(STATES[1:], ("facilitator",))),
    "consensus_statement": (ROUND | STATEMENT, AGREED, {"consensus": ["chair", "board_member"]}),
    "sessions": (ROUND, HELD_ON, {"consensus": KEEPING}),
    "session": (ROUND | SESSION, ATTENDED, {"consensus": KEEPING}),
    "redact": (
        ROUND,
        {"place": "bodies/charity/reason", "what": "all", "why": "It names somebody", "read": "0" * 16},
        dict.fromkeys(("consensus", *SIGNED_OFF), ("chair",)),
    ),
    "retention": ({"slug": "marrowdale"}, {"years": "9"}, dict.fromkeys(STATES, ("chair",))),
    "sign_off": (ROUND, {}, {"consensus": ["chair"]}),
    "reopen": (ROUND, {"reason": "S2.3 was misread"}, dict.fromkeys(SIGNED_OFF, ("chair",))),
    # A second time changes nothing and says so.
    "public_edition": (ROUND, {"publish": "yes"}, dict.fromkeys(SIGNED_OFF, ("chair",))),
    "public_report_making": (
        ROUND | {"form": "pdf"},
        {},
        {"signed_off": (*INSIDE, "auditor"), PUBLISHED: (*INSIDE, "auditor", "viewer")},
    ),
    # Whoever may read a report may ask for it.
    "report_making": (
        ROUND | {"form": "pdf"},
        {},
        {"consensus": INSIDE, "signed_off": (*INSIDE, "auditor"), PUBLISHED: (*INSIDE, "auditor", "viewer")},
    ),
    "entity_report_making": (
        BODY | {"form": "pdf"},
        {},
        {"open": OWN, "consensus": (*OWN, *BOARD)} | dict.fromkeys(SIGNED_OFF, (*OWN, *BOARD, "auditor")),
    ),
    "trial": (EDITION, {"act": "end"}, dict.fromkeys(STATES, ("staff",))),
    "trial_statement": (
        TRIAL_OF_BODY | STATEMENT,
        {"S2-1-value": "F", "S2-1-revision": "0", "S2-1-read": "", "revision": "1"},
        dict.fromkeys(STATES, ("staff",)),
    ),
    # tests/partnerships tries these on real invitations and roles.
    "people": (MARROWDALE, {"withdraw": "0" * 16}, {}),
    "invite": (MARROWDALE, INVITED, dict.fromkeys(STATES, ("facilitator", "approver"))),
    "role_withdraw": (MARROWDALE | {"role": "0"}, {}, {}),
    "invitation": ({"token": "no-such-link"}, {}, {}),
}
STORED = [
    model
    for room in ("partnerships", "assessments")
    for model in apps.get_app_config(room).get_models()
    if model is not Person  # signing in is written there
]
DAY = {"day": "1", "month": "4", "year": "2026"}
NEW_BODY = {"name": "Hollin", "kind": "charity", "in_area": "yes"} | {f"joined_on_{part}": DAY[part] for part in DAY}
NEW_ROUND = {"title": "Another"} | {f"period_{end}_{part}": DAY[part] for part in DAY for end in ("start", "end")}
ACTS |= {
    # Setting up
    "partnership_new": ({}, NEW_BODY | {"partnership": "Another"}, dict.fromkeys(STATES, ("facilitator", "staff"))),
    "body_add": (MARROWDALE, NEW_BODY, dict.fromkeys(STATES, ("facilitator",))),
    "body_edit": (OF_MARROWDALE, NEW_BODY, dict.fromkeys(STATES, ("facilitator",))),
    "body_leave": (
        OF_MARROWDALE,
        {f"left_on_{part}": DAY[part] for part in DAY},
        dict.fromkeys(STATES, ("facilitator",)),
    ),
    "body_succession": (OF_MARROWDALE, {"withdraw": "trust"}, dict.fromkeys(STATES, ("facilitator",))),
    "round_new": (MARROWDALE, NEW_ROUND, dict.fromkeys(STATES, ("facilitator",))),
    "round_set_up": (ROUND, NEW_ROUND, {state: ["facilitator"] for state in ("draft", "open")}),
    "round_participants": (
        ROUND,
        {"act": "off", "body": "trust", "bodies": ["trust"]},
        {state: ["facilitator"] for state in ("draft", "open")},
    ),
    "round_decline": (ROUND | {"entity": "trust"}, {"reason": "Busy"}, {"open": ["facilitator"]}),
    "round_check": (ROUND, {}, {"draft": ["facilitator"]}),
    "round_discard": (ROUND, {}, {"draft": ["facilitator"]}),
    "remind": (ROUND, {}, {"open": ["facilitator"]}),
    "reply": (BODY, {"decline": "1", "reason": "Busy"}, {"open": ["approver"], "consensus": ["approver"]}),
}
OWN_SCREENS = {"set_language", "account_login", "account_logout", "account_change_password", "demo_sign_in"}


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", ACTS)
def test_a_refused_post_changes_nothing(client, people, name, state):
    arguments, posted, allowed = ACTS[name]
    before = everything_stored()
    for person in ("nobody", *CAST):
        if person in allowed.get(state, ()):
            continue
        client.logout()
        sign_in(client, people, person)
        response = client.post(path(name, arguments, state), posted)
        # 409: the round has moved on since the page was opened, and what was typed is handed back.
        assert response.status_code in (302, 403, 404, 409), person
        assert response.status_code != 302 or person == "nobody", person
        assert everything_stored() == before, person


def everything_stored():
    """All that an act could change, as plain rows."""
    return rows_stored(*STORED)


@pytest.mark.parametrize("name", [name for name, (arguments, _) in PAGES.items() if "slug" in arguments])
def test_a_page_that_only_shows_refuses_a_post(client, people, name):
    if name in ACTS:
        return
    sign_in(client, people, "facilitator")
    arguments, _ = PAGES[name]
    before = everything_stored()
    assert client.post(path(name, arguments, "consensus"), {}).status_code in (403, 404, 405)
    assert everything_stored() == before


# --- Nothing is forgotten ----------------------------------------------------------------------------------------

WITHOUT_A_ROW = {
    # Screens of allauth that show a fixed sentence, or belong to whoever holds the key in the link.
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "account_inactive",
    "account_set_password",
    # POST only: tests/partnerships/test_demo_sign_in.py.
    "demo_sign_in",
}


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join(filter(None, [namespace, pattern.name]))


def test_every_url_has_a_row():
    known = PAGES.keys() | WITHOUT_A_ROW
    found = {name for name in names(get_resolver().url_patterns) if not name.startswith("admin:")}
    assert found - known == set()
    assert known - found - {"admin:index"} == set()


@pytest.mark.slow
@pytest.mark.ignore_template_errors
def test_the_admin_is_for_staff(client, people):
    of_admin = [name for name in names(get_resolver().url_patterns) if name.startswith("admin:")]
    lists = [name for name in of_admin if name.endswith(("_changelist", "_add"))]
    for person, expected in (("stranger", {302}), ("facilitator", {302}), ("staff", {200, 403})):
        sign_in(client, people, person)
        assert {client.get(reverse(name)).status_code for name in lists} <= expected
    assert not any("answer" in name or "event" in name for name in lists)
