"""The result of a trial as alps-result/1: the rule and the keys of a round, and a state that no round has."""

from typing import Any

from assessments.maturity import Profile, profiles
from assessments.result_file import RoundFacts, result_as_dict
from assessments.trying import papers
from framework_data.structure import Framework


def trial_facts(document: papers.Document) -> RoundFacts:
    """What a result says of the round, said of the trial."""

    def slugs(participation: str) -> tuple[str, ...]:
        return tuple(row["slug"] for row in document["entities"] if row["participation"] == participation)

    return RoundFacts(
        assessment=document["assessment"]["slug"],
        state=papers.TRIAL,
        participating=slugs(papers.PARTICIPATING),
        declined=slugs(papers.DECLINED),
        did_not_take_part=slugs(papers.DID_NOT_TAKE_PART),
    )


def trial_profiles(document: papers.Document, framework: Framework) -> tuple[Profile, ...]:
    """The partnership's profile, then one of each body in their order."""
    return profiles(papers.round_of(document, framework))


def trial_result(document: papers.Document, framework: Framework) -> dict[str, Any]:
    """The document's result by this framework, whatever edition the document names."""
    return result_as_dict(framework, trial_facts(document), trial_profiles(document, framework))
