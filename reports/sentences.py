"""Sentences that the figures generate: levels, ratings, why a level is what it is, and what leads higher.

Pure functions of an edition's wording and a result; they know nothing of people, pages or files. Level 0 is a stage
on the way, a missing answer is never a fault, and no sentence ranks anybody.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.maturity import DimensionResult, Profile, Step
from assessments.wording import level_in_words, listed
from framework_data.content import Content
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, VALUE

NAMED_AT_MOST = 3
"""How many questions a summary names before it counts the rest."""


def capital(text: str) -> str:
    """The text with its first letter as a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


# --- Words for ratings and levels --------------------------------------------------------------------------------


def rating_word(content: Content, code: str) -> str:
    """A rating in words; the scale's own words are answers of one body ("not applicable to us")."""
    if code == "NA":
        return _("Not applicable")
    return next((option.label for option in content.scale if option.code == code), code)


def rating_words(content: Content, floor: str, ceiling: str) -> str:
    if floor == ceiling:
        return rating_word(content, floor)
    if ceiling == "NA":
        return _("%(rating)s, or not applicable") % {"rating": rating_word(content, floor)}
    highest = lower(rating_word(content, ceiling))
    if floor == "N":
        return _("Up to %(rating)s") % {"rating": highest}
    return _("At least %(lowest)s, up to %(highest)s") % {
        "lowest": lower(rating_word(content, floor)),
        "highest": highest,
    }


def level_sentence(content: Content, result: DimensionResult) -> str:
    """The level as the product says it: with the number of missing answers while it is not confirmed."""
    words = level_in_words(content, result)
    if result.is_confirmed:
        return words
    return ngettext("%(level)s, %(num)s answer missing", "%(level)s, %(num)s answers missing", result.missing) % {
        "level": words,
        "num": f"{result.missing:,}",
    }


def missing_sentence(result: DimensionResult) -> str:
    """What the missing answers of a dimension mean; empty where none is missing."""
    if not result.missing:
        return ""
    if result.is_confirmed:
        say = ngettext(
            "%(num)s answer missing, which does not change the level.",
            "%(num)s answers missing, which do not change the level.",
            result.missing,
        )
    else:
        say = ngettext("%(num)s answer missing.", "%(num)s answers missing.", result.missing)
    return say % {"num": f"{result.missing:,}"}


# --- Three sentences that say it all -------------------------------------------------------------------------------


def where_it_stands(content: Content, profile: Profile) -> str:
    """ "Strategy stands at Supporting Performance and Data is not yet at Securing Stewardship." """
    return listed([_stands(content, dimension) for dimension in profile.dimensions]) + "."


def _stands(content: Content, result: DimensionResult) -> str:
    if result.is_confirmed and result.floor:
        say = _("%(dimension)s stands at %(level)s")
    elif result.is_confirmed:
        say = _("%(dimension)s is not yet at %(level)s")
    elif result.floor:
        say = _("%(dimension)s stands at least at %(level)s (up to %(highest)s with the answers that are missing)")
    else:
        say = _("%(dimension)s is not yet at %(level)s (up to %(highest)s with the answers that are missing)")
    return say % {
        "dimension": content.dimension_name(result.code),
        "level": content.level_name(result.floor or 1),
        "highest": content.level_name(result.ceiling),
    }


def nearest_next_level(content: Content, profile: Profile, names: Mapping[str, str]) -> str:
    """The dimension with the fewest steps to its next level, and what they are; the first of equals."""
    candidates = [result for result in profile.dimensions if result.next_level is not None]
    if not candidates:
        return _("No dimension has a higher level that applies.")
    if not all(result.shortest_way_up for result in candidates):
        # The public edition leaves out a way up that would tell a single body's answer.
        return _("What leads to the next level is in the board's edition.")
    result = min(candidates, key=lambda each: step_count(each.shortest_way_up))
    steps = result.shortest_way_up
    return ngettext(
        "The next level is nearest in %(dimension)s: %(steps)s (%(questions)s) leads to %(level)s.",
        "The next level is nearest in %(dimension)s: %(steps)s (%(questions)s) lead to %(level)s.",
        step_count(steps),
    ) % {
        "dimension": content.dimension_name(result.code),
        "steps": _steps_on_questions(steps),
        "questions": _named_steps(steps, names),
        "level": content.level_name(result.next_level or 0),
    }


def _named_steps(steps: Sequence[Step], names: Mapping[str, str]) -> str:
    if len(steps) == 1 and 0 < len(steps[0].entities) <= NAMED_AT_MOST:
        bodies = listed([names[slug] for slug in steps[0].entities])
        return _("%(question)s, at %(bodies)s") % {"question": steps[0].question, "bodies": bodies}
    codes = [step.question for step in steps]
    if len(codes) <= NAMED_AT_MOST:
        return listed(codes)
    more = len(codes) - NAMED_AT_MOST
    say = ngettext("%(questions)s and %(num)s more", "%(questions)s and %(num)s more", more)
    return say % {"questions": ", ".join(codes[:NAMED_AT_MOST]), "num": more}


def basis(content: Content, profile: Profile, bodies: int, own_missing: int) -> str:
    """How many answers the result rests on, and how many questions were left out as not applicable.

    own_missing: how many of the missing ones the entity is asked for itself, in an entity's profile.
    """
    asked = len(content.framework.questions) if profile.entity else answers_asked(content, bodies)
    return _("It rests on %(answers)s, %(missing)s; %(left_out)s.") % {
        "answers": ngettext("%(num)s answer", "%(num)s answers", asked) % {"num": f"{asked:,}"},
        "missing": _missing_of_them(profile, own_missing),
        "left_out": _left_out_of_all(profile),
    }


def _missing_of_them(profile: Profile, own_missing: int) -> str:
    if not profile.missing:
        return _("none of them missing")
    missing = f"{profile.missing:,}"
    if not profile.entity:
        return _("%(num)s of them missing") % {"num": missing}
    if not own_missing:
        return _("%(num)s of them missing (none of those for this entity to give)") % {"num": missing}
    say = _("%(num)s of them missing (%(own)s of those for this entity to give)")
    return say % {"num": missing, "own": own_missing}


def _left_out_of_all(profile: Profile) -> str:
    left_out = sum(result.not_applicable for result in profile.dimensions)
    if not left_out:
        return _("no question is left out as not applicable")
    rated = sum(result.rated_questions for result in profile.dimensions)
    say = ngettext(
        "%(num)s of %(questions)s is not applicable", "%(num)s of %(questions)s are not applicable", left_out
    )
    return say % {"num": left_out, "questions": _rated_questions(rated)}


def _rated_questions(count: int) -> str:
    return ngettext("%(num)s rated question", "%(num)s rated questions", count) % {"num": f"{count:,}"}


def answers_asked(content: Content, bodies: int) -> int:
    """The lead's and the board's questions once, each body's once per body."""
    framework = content.framework
    once = len(framework.addressed_to(LEAD_ENTITY)) + len(framework.addressed_to(ORGANISATION))
    return once + bodies * len(framework.addressed_to(ENTITY))


# --- One dimension ---------------------------------------------------------------------------------------------------


def why_this_level(content: Content, profile: Profile, result: DimensionResult) -> str:
    """What the present level rests on, in the words of the edition's policy."""
    policy = content.framework.policy
    reach, build_on = at_least(content, policy.reach), at_least(content, policy.build_on)
    applying = _applicable_levels(content, profile, result.code)
    if not applying:
        return _("No statement of this dimension applies, so it has no level to reach.")
    below = [level for level in applying if level < result.floor]
    if not result.floor:
        say = _("%(level)s needs each of its statements to be %(reach)s; this is a stage on the way.")
    elif below:
        say = _("Every statement of %(level)s is %(reach)s, and every statement of %(lower)s is %(build_on)s.")
    else:
        say = _("Every statement of %(level)s is %(reach)s.")
    told = say % {
        "level": content.level_name(result.floor or result.next_level or 1),
        "lower": _level_names(content, below),
        "reach": reach,
        "build_on": build_on,
    }
    passed_over = [n for n in range(1, result.next_level or result.floor + 1) if n not in applying]
    if not passed_over:
        return told
    none_applies = _("No statement of %(levels)s applies.") % {"levels": _level_names(content, passed_over)}
    return f"{told} {none_applies}"


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


def at_least(content: Content, code: str) -> str:
    """ "fully in place", "largely or fully in place": all the ratings from this one up, in a row."""
    words = [lower(rating_word(content, each)) for each in VALUE if VALUE[each] >= VALUE[code]]
    firsts = [word.removesuffix(" in place") for word in words]
    # The words are the edition's, so this is its English and no other language's.
    if all(word.endswith(" in place") for word in words):
        return f"{either(firsts)} in place"
    return either(words)


def either(words: Sequence[str]) -> str:
    """ "A", "A or B", "A, B or C"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s or %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def nothing_higher(content: Content, result: DimensionResult) -> str:
    """Why nothing stands in the way; empty where a next level does."""
    if result.next_level is not None:
        return ""
    if result.floor == len(content.levels):
        return _("Nothing: %(level)s is the highest level.") % {"level": content.level_name(result.floor)}
    return _("No higher level applies.")


def way_up(content: Content, result: DimensionResult) -> str:
    """ "The shortest way to Supporting Performance: 1 step on 1 question." """
    if result.next_level is None or not result.shortest_way_up:
        return ""
    return _("The shortest way to %(level)s takes %(steps)s.") % {
        "level": content.level_name(result.next_level),
        "steps": _steps_on_questions(result.shortest_way_up),
    }


def _steps_on_questions(steps: Sequence[Step]) -> str:
    count, questions = step_count(steps), len(steps)
    return _("%(steps)s on %(questions)s") % {
        "steps": ngettext("%(num)s step", "%(num)s steps", count) % {"num": f"{count:,}"},
        "questions": ngettext("%(num)s question", "%(num)s questions", questions) % {"num": f"{questions:,}"},
    }


def step_count(steps: Sequence[Step]) -> int:
    """Single steps (N to P, P to L, L to F) of a way up."""
    return sum(VALUE[step.end] - VALUE[step.start] for step in steps)


def ahead_of_level(content: Content, profile: Profile, result: DimensionResult) -> str:
    """The practice that stands higher than the dimension's level; empty where there is none."""
    ratings = {statement.code: statement.floor for statement in profile.statements}
    named = [f"{code} ({lower(rating_word(content, ratings[code]))})" for code in result.ahead]
    if not named:
        return ""
    say = ngettext("%(statements)s is ahead of the level.", "%(statements)s are ahead of the level.", len(named))
    return say % {"statements": listed(named)}


def share_not_applicable(result: DimensionResult) -> str:
    """So that a level won by leaving questions out shows."""
    if not result.not_applicable:
        return ngettext(
            "None of the %(num)s rated question is left out as not applicable.",
            "None of the %(num)s rated questions is left out as not applicable.",
            result.rated_questions,
        ) % {"num": f"{result.rated_questions:,}"}
    share = result.not_applicable * 100 // result.rated_questions
    return ngettext(
        "%(num)s of %(questions)s (%(share)s) is left out as not applicable.",
        "%(num)s of %(questions)s (%(share)s) are left out as not applicable.",
        result.not_applicable,
    ) % {
        "num": result.not_applicable,
        "questions": _rated_questions(result.rated_questions),
        "share": _("%(num)s per cent") % {"num": share} if share else _("less than 1 per cent"),
    }


def picture_of(content: Content, result: DimensionResult) -> str:
    """What the stairs of a dimension show, for those who do not see them."""
    levels, possible = len(content.levels), result.ceiling - result.floor
    if possible:
        say = _(
            "%(dimension)s: %(reached)s of %(levels)s reached, "
            "%(more)s more possible with the answers that are missing."
        )
    else:
        say = _("%(dimension)s: %(reached)s of %(levels)s reached.")
    return say % {
        "dimension": content.dimension_name(result.code),
        "reached": result.floor,
        "levels": ngettext("%(num)s level", "%(num)s levels", levels) % {"num": levels},
        "more": possible,
    }


# --- Who took part ------------------------------------------------------------------------------------------------


def coverage(taking_part: int, absent: Sequence[tuple[str, str]]) -> str:
    """ "5 of 6 entities: without National Agency (declined)"; absent: name and how it came to be absent."""
    everybody = taking_part + len(absent)
    entities = ngettext("%(num)s entity", "%(num)s entities", everybody) % {"num": f"{everybody:,}"}
    if not absent:
        return _("%(num)s of %(entities)s") % {"num": taking_part, "entities": entities}
    without = "; ".join(f"{name} ({lower(how)})" for name, how in absent)
    say = _("%(num)s of %(entities)s: without %(absent)s")
    return say % {"num": taking_part, "entities": entities, "absent": without}


def period(first: date, last: date) -> str:
    """ "1 April 2025 to 31 March 2026"."""
    return _("%(first)s to %(last)s") % {"first": date_format(first), "last": date_format(last)}


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]
