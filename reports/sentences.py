"""Sentences that the figures generate: levels, ratings, why a level is what it is, and what leads higher.

Pure functions of an edition's wording and a result; they know nothing of people, pages or files. Level 0 is a stage
on the way, a missing answer is never a fault, and no sentence ranks anybody.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format

from assessments.maturity import DimensionResult, Profile, Step
from assessments.wording import level_in_words, listed
from framework_data.content import Content
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, VALUE
from govuk.templatetags.govuk import plural

NAMED_AT_MOST = 3
"""How many questions a summary names before it counts the rest."""


def capital(text: str) -> str:
    """The text with its first letter as a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


# --- Words for ratings and levels --------------------------------------------------------------------------------


def rating_word(content: Content, code: str) -> str:
    """A rating in words; the scale's own words are answers of one body ("not applicable to us")."""
    if code == "NA":
        return "Not applicable"
    return next((option.label for option in content.scale if option.code == code), code)


def rating_words(content: Content, floor: str, ceiling: str) -> str:
    if floor == ceiling:
        return rating_word(content, floor)
    if ceiling == "NA":
        return f"{rating_word(content, floor)}, or not applicable"
    if floor == "N":
        return f"Up to {_lower(rating_word(content, ceiling))}"
    return f"At least {_lower(rating_word(content, floor))}, up to {_lower(rating_word(content, ceiling))}"


def level_sentence(content: Content, result: DimensionResult) -> str:
    """The level as the product says it: with the number of missing answers while it is not confirmed."""
    words = level_in_words(content, result)
    return words if result.is_confirmed else f"{words}, {plural(result.missing, 'answer')} missing"


def missing_sentence(result: DimensionResult) -> str:
    """What the missing answers of a dimension mean; empty where none is missing."""
    if not result.missing:
        return ""
    if result.is_confirmed:
        verb = "does" if result.missing == 1 else "do"
        return f"{plural(result.missing, 'answer')} missing, which {verb} not change the level."
    return f"{plural(result.missing, 'answer')} missing."


# --- Three sentences that say it all -------------------------------------------------------------------------------


def where_it_stands(content: Content, profile: Profile) -> str:
    """ "Strategy stands at Supporting Performance and Data is not yet at Securing Stewardship." """
    return listed([_stands(content, dimension) for dimension in profile.dimensions]) + "."


def _stands(content: Content, result: DimensionResult) -> str:
    name = content.dimension_name(result.code)
    at_least = "" if result.is_confirmed else "at least "
    start = (
        f"{name} stands {at_least}at {content.level_name(result.floor)}"
        if result.floor
        else f"{name} is not yet at {content.level_name(1)}"
    )
    if result.is_confirmed:
        return start
    return f"{start} (up to {content.level_name(result.ceiling)} with the answers that are missing)"


def nearest_next_level(content: Content, profile: Profile, names: Mapping[str, str]) -> str:
    """The dimension with the fewest steps to its next level, and what they are; the first of equals."""
    candidates = [result for result in profile.dimensions if result.next_level is not None]
    if not candidates:
        return "No dimension has a higher level that applies."
    if not all(result.shortest_way_up for result in candidates):
        # The public edition leaves out a way up that would tell a single body's answer.
        return "What leads to the next level is in the board's edition."
    result = min(candidates, key=lambda each: step_count(each.shortest_way_up))
    steps = result.shortest_way_up
    return (
        f"The next level is nearest in {content.dimension_name(result.code)}: {_steps_on_questions(steps)} "
        f"({_named_steps(steps, names)}) {'leads' if step_count(steps) == 1 else 'lead'} "
        f"to {content.level_name(result.next_level or 0)}."
    )


def _named_steps(steps: Sequence[Step], names: Mapping[str, str]) -> str:
    if len(steps) == 1 and 0 < len(steps[0].entities) <= NAMED_AT_MOST:
        return f"{steps[0].question}, at {listed([names[slug] for slug in steps[0].entities])}"
    codes = [step.question for step in steps]
    if len(codes) <= NAMED_AT_MOST:
        return listed(codes)
    return f"{', '.join(codes[:NAMED_AT_MOST])} and {len(codes) - NAMED_AT_MOST} more"


def basis(content: Content, profile: Profile, bodies: int, own_missing: int) -> str:
    """How many answers the result rests on, and how many questions were left out as not applicable.

    own_missing: how many of the missing ones the entity is asked for itself, in an entity's profile.
    """
    left_out = sum(result.not_applicable for result in profile.dimensions)
    rated = sum(result.rated_questions for result in profile.dimensions)
    share = f"{left_out} of {plural(rated, 'rated question')} {'is' if left_out == 1 else 'are'} not applicable"
    asked = len(content.framework.questions) if profile.entity else answers_asked(content, bodies)
    start = f"It rests on {plural(asked, 'answer')}{_missing_of_them(profile, own_missing)}"
    return f"{start}; {share if left_out else 'no question is left out as not applicable'}."


def _missing_of_them(profile: Profile, own_missing: int) -> str:
    if not profile.missing:
        return ", none of them missing"
    missing = f", {profile.missing:,} of them missing"
    return f"{missing} ({own_missing or 'none'} of those for this entity to give)" if profile.entity else missing


def answers_asked(content: Content, bodies: int) -> int:
    """The lead's and the board's questions once, each body's once per body."""
    framework = content.framework
    once = len(framework.addressed_to(LEAD_ENTITY)) + len(framework.addressed_to(ORGANISATION))
    return once + bodies * len(framework.addressed_to(ENTITY))


# --- One dimension ---------------------------------------------------------------------------------------------------


def why_this_level(content: Content, profile: Profile, result: DimensionResult) -> str:
    """What the present level rests on, in the words of the edition's policy."""
    policy = content.framework.policy
    reach, build_on = _at_least(content, policy.reach), _at_least(content, policy.build_on)
    applying = _applicable_levels(content, profile, result.code)
    if not applying:
        return "No statement of this dimension applies, so it has no level to reach."
    passed_over = [n for n in range(1, result.next_level or result.floor + 1) if n not in applying]
    none_applies = f" No statement of {_level_names(content, passed_over)} applies." if passed_over else ""
    if not result.floor:
        first = content.level_name(result.next_level or 1)
        return f"{first} needs each of its statements to be {reach}; this is a stage on the way.{none_applies}"
    below = [level for level in applying if level < result.floor]
    built_on = f", and every statement of {_level_names(content, below)} is {build_on}" if below else ""
    return f"Every statement of {content.level_name(result.floor)} is {reach}{built_on}.{none_applies}"


def _level_names(content: Content, levels: Sequence[int]) -> str:
    return listed([content.level_name(level) for level in levels])


def _applicable_levels(content: Content, profile: Profile, dimension: str) -> list[int]:
    """The levels of a dimension that have a statement which applies, lowest first."""
    ratings = {statement.code: statement.floor for statement in profile.statements}
    return [
        level.order
        for level in content.levels
        if any(ratings[statement.code] != "NA" for statement in content.cell(dimension, level.order))
    ]


def _at_least(content: Content, code: str) -> str:
    """ "fully in place", "largely or fully in place": all the ratings from this one up, in a row."""
    words = [_lower(rating_word(content, each)) for each in VALUE if VALUE[each] >= VALUE[code]]
    firsts = [word.removesuffix(" in place") for word in words]
    if all(word.endswith(" in place") for word in words):
        return f"{_either(firsts)} in place"
    return _either(words)


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def nothing_higher(content: Content, result: DimensionResult) -> str:
    """Why nothing stands in the way; empty where a next level does."""
    if result.next_level is not None:
        return ""
    if result.floor == len(content.levels):
        return f"Nothing: {content.level_name(result.floor)} is the highest level."
    return "No higher level applies."


def way_up(content: Content, result: DimensionResult) -> str:
    """ "The shortest way to Supporting Performance: 1 step on 1 question." """
    if result.next_level is None or not result.shortest_way_up:
        return ""
    return (
        f"The shortest way to {content.level_name(result.next_level)} takes "
        f"{_steps_on_questions(result.shortest_way_up)}."
    )


def _steps_on_questions(steps: Sequence[Step]) -> str:
    return f"{plural(step_count(steps), 'step')} on {plural(len(steps), 'question')}"


def step_count(steps: Sequence[Step]) -> int:
    """Single steps (N to P, P to L, L to F) of a way up."""
    return sum(VALUE[step.end] - VALUE[step.start] for step in steps)


def ahead_of_level(content: Content, profile: Profile, result: DimensionResult) -> str:
    """The practice that stands higher than the dimension's level; empty where there is none."""
    ratings = {statement.code: statement.floor for statement in profile.statements}
    named = [f"{code} ({_lower(rating_word(content, ratings[code]))})" for code in result.ahead]
    return f"{listed(named)} {'is' if len(named) == 1 else 'are'} ahead of the level." if named else ""


def share_not_applicable(result: DimensionResult) -> str:
    """So that a level won by leaving questions out shows."""
    rated = plural(result.rated_questions, "rated question")
    if not result.not_applicable:
        return f"None of the {rated} is left out as not applicable."
    share = result.not_applicable * 100 // result.rated_questions
    per_cent = f"{share} per cent" if share else "less than 1 per cent"
    verb = "is" if result.not_applicable == 1 else "are"
    return f"{result.not_applicable} of {rated} ({per_cent}) {verb} left out as not applicable."


def picture_of(content: Content, result: DimensionResult) -> str:
    """What the stairs of a dimension show, for those who do not see them."""
    name, levels = content.dimension_name(result.code), len(content.levels)
    reached = f"{name}: {result.floor} of {plural(levels, 'level')} reached"
    possible = result.ceiling - result.floor
    return f"{reached}, {possible} more possible with the answers that are missing." if possible else f"{reached}."


# --- How it is worked out -------------------------------------------------------------------------------------------


def rule(content: Content) -> str:
    """The thresholds of the edition in one sentence."""
    policy = content.framework.policy
    return (
        f"A level needs each of its statements {_at_least(content, policy.reach)} and those of lower levels "
        f"{_at_least(content, policy.build_on)}. Ratings change above {policy.band_p}, {policy.band_l} and "
        f"{policy.band_f} per cent."
    )


def method(content: Content, *, of_a_body: bool, is_blind: bool) -> tuple[str, ...]:
    """The rule in plain words, with this edition's numbers."""
    started = "Getting Started is rated and belongs to no level. " if content.getting_started else ""
    return (
        _values(content),
        "Some questions are put to the lead entity, some to each entity, some to the partnership as a whole. Where "
        "each entity is asked, the weakest answer counts, because the statement speaks of each body; the board may "
        "agree another.",
        *_whose_answers(of_a_body=of_a_body, is_blind=is_blind),
        *_thresholds(content),
        f"{started}There is no overall level, no average and no ranking.",
    )


def _values(content: Content) -> str:
    words = {code: _lower(rating_word(content, code)) for code in VALUE}
    values = ", ".join(f"{words[code]} {VALUE[code]}" for code in reversed(VALUE))
    signals = sum(question.is_signal for question in content.framework.questions)
    ask = f"{plural(signals, 'question')} only {'asks' if signals == 1 else 'ask'}"
    unrated = (
        f" {ask} whether problems came to light and {'is' if signals == 1 else 'are'} not rated." if signals else ""
    )
    return (
        f"Each answer has a value: {values}. What is not applicable is left out. Where a first step is {words['N']}, "
        f"the questions that build on it are {words['N']} too.{unrated if signals else ''}"
    )


def _thresholds(content: Content) -> tuple[str, ...]:
    policy = content.framework.policy
    full, large, part, none = (_lower(rating_word(content, code)) for code in reversed(VALUE))
    least = _lower(rating_word(content, policy.full_needs))
    return (
        f"A statement adds up the values of its questions. Above {policy.band_f} per cent of the most possible it is "
        f"{full}, if no answer is below {least}; above {policy.band_l} per cent {large}; above {policy.band_p} per "
        f"cent {part}; else {none}.",
        f"A level is reached when each of its statements is {_at_least(content, policy.reach)} and each statement of "
        f"every lower level is {_at_least(content, policy.build_on)}. Statements that do not apply are left out. "
        f"Before the first level, the dimension is “not yet at {content.level_name(1)}”, a stage on the way.",
        f"Everything is worked out twice: once with each missing answer as {none}, once as {full}. Where the two "
        "differ, the report says “at least …, up to …”.",
    )


def _whose_answers(*, of_a_body: bool, is_blind: bool) -> tuple[str, ...]:
    if is_blind:
        return ("Until the reveal an entity's result rests on its own answers and views alone; all else is missing.",)
    if of_a_body:
        return (
            "An entity's own result takes its own answers and views, and for everything else what counts for the lead "
            "entity and the partnership.",
        )
    return ()


def how_to_read(audience: str, *, of_a_body: bool, is_blind: bool) -> str:
    """What the tables of questions hold in this edition."""
    if is_blind:
        return "Of each question: what counts for this entity, and what it answered and noted."
    if of_a_body:
        return (
            "Of each question: what counts for this entity, what counts for the partnership, and what this entity "
            "answered and noted."
        )
    if audience == "public":
        return "Of each statement: its rating, and the answers that the board agreed."
    if audience == "entity":
        return "Of each question: what counts for the partnership, and what your own entity answered and noted."
    return (
        "Of each question: what counts for the partnership, who answered what, what they noted, and what the board "
        "agreed and why."
    )


STRIPS = (
    "Where bodies differ, a strip of marks shows where each stands: a disc is an answer, a square a view, a broken "
    "outline follows from another answer, and a cross stands for an answer that is missing. Beside it the bodies are "
    "named."
)


# --- The seal -----------------------------------------------------------------------------------------------------


def seal(number: int, on: date, minute_reference: str, by: str) -> tuple[str, ...]:
    """What the hash beside these sentences stands for, and what it can and cannot prove."""
    return (
        f"{_upper(by)} signed this round off on {date_format(on)}, minute {minute_reference}. Seal {number} is the "
        "SHA-256 of a document that holds its answers, wording, rule, bodies and result. It names bodies and roles, "
        "never people.",
        "The seal's page on the site, and the command verifyseal, work the hash out again and say whether the round "
        "still stands as it was sealed. That alone does not prove that nobody has replaced document and hash together: "
        "to know that, compare the hash there with this one, or with the minutes.",
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- Who took part ------------------------------------------------------------------------------------------------


def coverage(taking_part: int, absent: Sequence[tuple[str, str]]) -> str:
    """ "5 of 6 entities: without National Agency (declined)"; absent: name and how it came to be absent."""
    everybody = taking_part + len(absent)
    if not absent:
        return f"{taking_part} of {plural(everybody, 'entity,entities')}"
    without = "; ".join(f"{name} ({_lower(how)})" for name, how in absent)
    return f"{taking_part} of {plural(everybody, 'entity,entities')}: without {without}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
