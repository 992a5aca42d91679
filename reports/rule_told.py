"""The rule of an edition in words: how a level is worked out, how to read a report's tables, what its seal stands for.

Pure, as sentences.py is.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework_data.content import Content
from framework_data.structure import VALUE
from reports import sentences


def rule(content: Content) -> str:
    """The thresholds of the edition in one sentence."""
    policy = content.framework.policy
    return _(
        "A level needs each of its statements %(reach)s and those of lower levels %(build_on)s. Ratings change above "
        "%(part)s, %(large)s and %(full)s per cent."
    ) % {
        "reach": sentences.at_least(content, policy.reach),
        "build_on": sentences.at_least(content, policy.build_on),
        "part": policy.band_p,
        "large": policy.band_l,
        "full": policy.band_f,
    }


def method(content: Content, *, of_a_body: bool, is_blind: bool) -> tuple[str, ...]:
    """The rule in plain words, with this edition's numbers."""
    started = (_("Getting Started is rated and belongs to no level."),) if content.getting_started else ()
    return (
        _values(content),
        _(
            "Some questions are put to the lead entity, some to each entity, some to the partnership as a whole. Where "
            "each entity is asked, the weakest answer counts, because the statement speaks of each body; the board may "
            "agree another."
        ),
        *_whose_answers(of_a_body=of_a_body, is_blind=is_blind),
        *_thresholds(content),
        " ".join((*started, _("There is no overall level, no average and no ranking."))),
    )


def _values(content: Content) -> str:
    words = {code: sentences.lower(sentences.rating_word(content, code)) for code in VALUE}
    values = ", ".join(f"{words[code]} {VALUE[code]}" for code in reversed(VALUE))
    told = _(
        "Each answer has a value: %(values)s. What is not applicable is left out. Where a first step is %(none)s, "
        "the questions that build on it are %(none)s too."
    ) % {"values": values, "none": words["N"]}
    signals = sum(question.is_signal for question in content.framework.questions)
    if not signals:
        return told
    unrated = ngettext(
        "%(num)s question only asks whether problems came to light and is not rated.",
        "%(num)s questions only ask whether problems came to light and are not rated.",
        signals,
    )
    return f"{told} {unrated % {'num': f'{signals:,}'}}"


def _thresholds(content: Content) -> tuple[str, ...]:
    policy = content.framework.policy
    full, large, part, none = (sentences.lower(sentences.rating_word(content, code)) for code in reversed(VALUE))
    least = sentences.lower(sentences.rating_word(content, policy.full_needs))
    bands = {"band_f": policy.band_f, "band_l": policy.band_l, "band_p": policy.band_p}
    return (
        _(
            "A statement adds up the values of its questions. Above %(band_f)s per cent of the most possible it is "
            "%(full)s, if no answer is below %(least)s; above %(band_l)s per cent %(large)s; above %(band_p)s per "
            "cent %(part)s; else %(none)s."
        )
        % {"full": full, "large": large, "part": part, "none": none, "least": least, **bands},
        _(
            "A level is reached when each of its statements is %(reach)s and each statement of every lower level is "
            "%(build_on)s. Statements that do not apply are left out. Before the first level, the dimension is “not "
            "yet at %(level)s”, a stage on the way."
        )
        % {
            "reach": sentences.at_least(content, policy.reach),
            "build_on": sentences.at_least(content, policy.build_on),
            "level": content.level_name(1),
        },
        _(
            "Everything is worked out twice: once with each missing answer as %(none)s, once as %(full)s. Where the "
            "two differ, the report says “at least …, up to …”."
        )
        % {"none": none, "full": full},
    )


def _whose_answers(*, of_a_body: bool, is_blind: bool) -> tuple[str, ...]:
    if is_blind:
        say = _("Until the reveal an entity's result rests on its own answers and views alone; all else is missing.")
        return (say,)
    if of_a_body:
        say = _(
            "An entity's own result takes its own answers and views, and for everything else what counts for the lead "
            "entity and the partnership."
        )
        return (say,)
    return ()


def how_to_read(audience: str, *, of_a_body: bool, is_blind: bool) -> str:
    """What the tables of questions hold in this edition."""
    if is_blind:
        return _("Of each question: what counts for this entity, and what it answered and noted.")
    if of_a_body:
        return _(
            "Of each question: what counts for this entity, what counts for the partnership, and what this entity "
            "answered and noted."
        )
    if audience == "public":
        return _("Of each statement: its rating, and the answers that the board agreed.")
    if audience == "entity":
        return _("Of each question: what counts for the partnership, and what your own entity answered and noted.")
    return _(
        "Of each question: what counts for the partnership, who answered what, what they noted, and what the board "
        "agreed and why."
    )


def how_to_read_strips() -> str:
    return _(
        "Where bodies differ, a strip of marks shows where each stands: a disc is an answer, a square a view, a broken "
        "outline follows from another answer, and a cross stands for an answer that is missing. Beside it the bodies "
        "are named."
    )


# --- The seal -----------------------------------------------------------------------------------------------------


def seal(number: int, on: date, minute_reference: str, by: str) -> tuple[str, ...]:
    """What the hash beside these sentences stands for, and what it can and cannot prove."""
    return (
        _(
            "%(office)s signed this round off on %(day)s, minute %(minute)s. Seal %(number)s is the SHA-256 of a "
            "document that holds its answers, wording, rule, bodies and result. It names bodies and roles, never "
            "people."
        )
        % {"office": sentences.capital(by), "day": date_format(on), "minute": minute_reference, "number": number},
        _(
            "The seal's page on the site, and the command verifyseal, work the hash out again and say whether the "
            "round still stands as it was sealed. That alone does not prove that nobody has replaced document and hash "
            "together: to know that, compare the hash there with this one, or with the minutes."
        ),
    )
