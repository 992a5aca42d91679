"""Levels in words, as pages say them. Pure but for the content it reads from."""

from assessments.maturity import DimensionResult
from framework_data.content import Content


def level_in_words(content: Content, result: DimensionResult) -> str:
    """ "Supporting Performance", or "At least Securing Stewardship, up to Enabling Transformation"."""
    if result.is_confirmed:
        return content.level_name(result.floor)
    if result.floor == 0:
        return f"{content.level_name(0)}, up to {content.level_name(result.ceiling)}"
    return f"At least {content.level_name(result.floor)}, up to {content.level_name(result.ceiling)}"
