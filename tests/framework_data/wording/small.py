"""A small invented framework, and the wording that the documents of the tests give it.

The base edition says all of it in other words, so that nothing can be found by knowing it beforehand.
"""

from framework_data.wording.base import Base, BaseStatement

STATEMENTS = {
    "BEG1": "Somebody has looked at who lives in the valley.",
    "K1": "Neighbours greet one another and know who may need a hand.",
    "K2": "The valley keeps a well-known list of people who help at short notice.",
    "LRN1": "Every club teaches what it knows.",
    "LRN2": "Clubs learn from one another, and from Harrow Valley's mistakes of 2014.",
}
SUMMARIES = {
    "BEG1": "Somebody has looked at who lives here.",
    "K1": "Neighbours know one another.",
    "K2": "The valley keeps a list of helpers.",
    "LRN1": "Every club teaches what it knows.",
    "LRN2": "Clubs learn from one another.",
}
QUESTIONS = {
    "BEG1.1": "Is there a map of the households, with the date on which it was drawn?",
    "BEG1.2": "Does it show who lives alone?",
    "K1.1": "Do new neighbours get a visit within 14 days?",
    "K1.2": "Does anybody keep watch over those who live alone (see K2), day and night?",
    "K2.1": "Is the list short-term or for good, and who holds it?",
    "K2.2": "Has it been tried in the 12 months before this assessment?",
    "K2.3": "Does anything in the list change because of the trial?",
    "LRN1.1": "Can each club show that it teaches 'by doing'?",
    "LRN2.1": "Do the clubs meet at least twice a year, as K1 and K2 ask them to?",
    "LRN2.2": "Do they write down what went wrong? Is the record read out again?",
    "LRN2.3": "Does Harrow Valley Library keep the record, so that readers outside the clubs can find it?",
    "LRN2.4": "Does anything in the list change because of the trial?",
}
LEVELS, DIMENSIONS = ("First Steps", "In Stride"), ("Kindness", "Learning")


def _base() -> Base:
    return Base(
        statements=tuple(
            BaseStatement(
                code=code,
                text=f"What {code} says in the base.",
                summary_text=f"What {code} says there in short.",
                questions=tuple("Is it so in the base?" for key in QUESTIONS if key.split(".")[0] == code),
            )
            for code in STATEMENTS
        ),
        sections=(*LEVELS, *DIMENSIONS),
        titles=("The Good Valley Framework",),
    )


SMALL = _base()
