"""From values to the rating of a statement, and from ratings to the level of a dimension.

Pure. The numbers and thresholds are the edition's policy; all comparisons are made in whole numbers.
"""

from collections.abc import Mapping, Sequence

from framework_data.structure import VALUE, Policy, Statement


def rate(applicable: Sequence[int], policy: Policy) -> str:
    """The rating of a statement from the ordinal values (0 to 3) of its applicable questions, or "NA"."""
    if not applicable:
        return "NA"
    share, whole = 100 * sum(applicable), 3 * len(applicable)
    if share > policy.band_f * whole and min(applicable) >= VALUE[policy.full_needs]:
        return "F"
    if share > policy.band_l * whole:
        return "L"
    return "P" if share > policy.band_p * whole else "N"


def level_reached(policy: Policy, statements: Sequence[Statement], ratings: Mapping[str, str]) -> int:
    """The highest level whose statements are all at `reach` while all lower ones are at `build_on`; else 0."""
    highest = 0
    for level in applicable_levels(statements, ratings):
        needs = needs_of(statements, ratings, level, policy)
        if all(VALUE[ratings[code]] >= VALUE[need] for code, need in needs.items()):
            highest = level
    return highest


def applicable_levels(statements: Sequence[Statement], ratings: Mapping[str, str]) -> list[int]:
    """The levels that have a statement which is not NA, lowest first."""
    return sorted({s.level for s in statements if s.level is not None and ratings[s.code] != "NA"})


def needs_of(statements: Sequence[Statement], ratings: Mapping[str, str], level: int, policy: Policy) -> dict[str, str]:
    """Applicable statement -> the rating it needs for this level."""
    return {
        s.code: policy.reach if s.level == level else policy.build_on
        for s in statements
        if s.level is not None and s.level <= level and ratings[s.code] != "NA"
    }
