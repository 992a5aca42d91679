"""Early help 2026/27, open: every body is somewhere on the way.

The Carers' Alliance has answered all but DEL1. What it has said on Delivery otherwise is enough for its own
second level, so that answering DEL1 lifts its Delivery step by step.
"""

from datetime import date

from assessments.demo.bodies import AGENCY, BOROUGH, CARERS, COUNCIL, POLICE, TRUST
from assessments.demo.documents import DemoRound

# Columns: council, borough, trust, police and fire, national agency, carers | agreed by the board
TABLE = """
GS1.1    F  .  .  .  .  L
GS1.2    L  .  .  .  .  L
GS1.3    P  .  .  .  .  .
GS1.4    L  .  .  .  .  .
GS2.1    F  .  .  .  .  .
GS2.2    P  .  .  .  .  .
GS2.3    L  .  .  .  .  .
S1.1     L  L  .  .  .  F
S1.2     F  F  .  .  .  F
S1.3     F  .  .  .  .  L
S2.1     F  F  F  F  .  F
S2.2     F  L  F  L  .  F
S2.3     F  F  L  L  .  F
S2.4     L  F  F  P  .  F
S3.1     L  .  .  .  .  L
S3.2     .  L  .  .  .  L
S3.3     F  L  F  L  .  F
S4.1     F  F  F  F  .  F
S4.2     F  L  F  P  .  F
S4.3     L  L  F  L  .  L
S4.4     L  P  F  L  .  F
S4.5     F  L  L  P  .  F
S5.1     L  .  .  .  .  L
S5.2     .  P  .  .  .  P
S5.3     .  .  .  .  .  .
S5.4     .  .  .  .  .  .
S6.1     .  L  .  .  .  L
S6.2     L  P  .  .  .  P
S6.3     .  .  .  .  .  .
S6.4     .  L  .  .  .  L
S6.5     .  .  .  .  .  .
S6.6     .  .  .  .  .  .
S6.7     .  .  .  .  .  .
S6.8     .  .  .  .  .  .
S6.9     .  .  .  .  .  .
S6.10    .  N  .  .  .  P
S6.11    .  .  .  .  .  .
DEL1.1   F  F  F  F  .  .
DEL1.2   F  F  F  L  .  .
DEL1.3   F  L  L  .  .  .
DEL1.4   L  L  F  .  .  .
DEL2.1   F  L  .  .  .  F
DEL2.2   F  F  L  .  .  F
DEL2.3   F  L  L  .  .  F
DEL2.4   L  F  L  .  .  F
DEL3.1   F  L  F  .  .  F
DEL3.2   F  F  F  .  .  F
DEL3.3   F  P  .  .  .  F
DEL3.4   L  L  .  .  .  F
DEL3.5   F  L  .  .  .  L
DEL3.6   L  P  .  .  .  L
DEL4.1   F  L  .  .  .  F
DEL4.2   F  N  .  .  .  L
DEL4.3   F  P  .  .  .  F
DEL4.4   F  .  .  .  .  F
DEL4.5   L  .  .  .  .  F
DEL4.6   Y  .  .  .  .  Y
DEL4.7   L  .  .  .  .  L
DEL4.8   .  .  .  .  .  L
DEL5.1   L  .  .  .  .  F
DEL5.2   F  .  .  .  .  L
DEL5.3   .  .  .  .  .  L
DEL5.4   .  .  .  .  .  L
DEL5.5   .  .  .  .  .  P
DEL5.6   .  .  .  .  .  .
DEL5.7   .  .  .  .  .  .
DEL5.8   .  L  .  .  .  L
DEL5.9   .  .  .  .  .  .
DEL5.10  .  .  .  .  .  .
DEL5.11  .  .  .  .  .  .
DEL6.1   .  .  .  .  .  L
DEL6.2   .  .  .  .  .  P
DEL6.3   .  .  .  .  .  .
DEL6.4   .  L  .  .  .  L
DEL6.5   .  .  .  .  .  .
DEL6.6   .  .  .  .  .  L
DEL6.7   .  .  .  .  .  .
DEL6.8   .  .  .  .  .  .
DEL7.1   .  .  .  .  .  L
DEL7.2   .  .  .  .  .  P
DEL7.3   .  .  .  .  .  .
DEL7.4   .  .  .  .  .  .
DEL7.5   .  .  .  .  .  .
DEL7.6   .  .  .  .  .  .
DEL7.7   .  .  .  .  .  Y
DEL7.8   .  .  .  .  .  L
DEL7.9   .  .  .  .  .  .
DAT1.1   F  L  .  .  .  NA
DAT2.1   P  .  .  .  .  .
DAT2.2   .  .  .  .  .  .
DAT3.1   L  P  .  .  .  L
DAT3.2   F  L  .  .  .  F
DAT3.3   .  P  .  .  .  L
DAT3.4   .  L  .  .  .  L
DAT4.1   .  F  .  .  .  F
DAT4.2   .  F  .  .  .  F
DAT4.3   .  L  .  .  .  F
DAT4.4   .  L  .  .  .  F
DAT5.1   .  .  .  .  .  .
DAT5.2   .  .  .  .  .  .
DAT5.3   .  .  .  .  .  .
DAT5.4   .  .  .  .  .  .
DAT6.1   .  .  .  .  .  .
DAT6.2   .  .  .  .  .  .
DAT6.3   .  .  .  .  .  .
DAT6.4   .  .  .  .  .  .
DAT6.5   .  .  .  .  .  .
DAT6.6   .  .  .  .  .  .
DAT6.7   .  .  .  .  .  .
DAT7.1   .  .  .  .  .  .
DAT7.2   .  .  .  .  .  .
DAT7.3   .  .  .  .  .  .
DAT7.4   .  .  .  .  .  .
DAT7.5   .  .  .  .  .  .
DAT8.1   .  .  .  .  .  .
DAT8.2   .  .  .  .  .  .
DAT8.3   .  .  .  .  .  .
DAT8.4   .  P  .  .  .  L
DAT8.5   .  P  .  .  .  F
"""

NOTES = {
    COUNCIL: {
        "GS1.3": "For schools and GP practices we've nothing on paper yet. The diocese has been asked as well.",
        "S1.2": "Early help summit, 9 September 2026, with 58 people from 17 schools and all partners.",
        "DEL4.6": "The summer figures showed families waiting up to 11 weeks for a first visit.",
        "DAT2.1": "Early help sits in four budgets, together about £7.3m. Splitting two of them is still guesswork.",
    },
    BOROUGH: {
        "S2.3": "Our housing strategy quotes the county's early help offer on pages 4, 9 and 22.",
        "DEL4.2": "No register for this programme. One is promised for the January meeting.",
        "DAT3.3": "We can show it for the family hub in the old café at Fennick Cross, not for outreach.",
    },
    TRUST: {
        "S2.3": "Read closely with the council's. The police plan for young people came too late for us.",
        "DEL1.3": "Two targets for health visitors were dropped. A third should have been.",
    },
    POLICE: {
        "S2.4": "One paragraph on schools. Early help as such isn't in the plan.",
        "S4.2": "So far sent to the council alone; nobody else has asked us.",
    },
    CARERS: {
        "S2.1": "'Young and caring', our plan to 2029. Trustees adopted it on 3 March 2026.",
        "S4.2": "To all five partners, the agency included, which now replies within the week.",
        "DEL2.2": "The June appraisal suits us well: our year ends on the 30th.",
        "DEL3.5": "Easier here than with older people's services, as schools pay half of our grant (£42,500).",
        "DEL4.3": "The young carers' workers go through the list each fortnight.",
        "DAT3.1": "Spending is shown for four of five outcomes. 'Feeling heard' has no budget line.",
        "DAT4.1": "Done within five weeks of 30 June by our volunteer treasurer, with a ledger and a sharp pencil.",
    },
}

REASONS = {
    CARERS: {
        "DAT1.1": "Receipts and payments accounts only, examined once a year. A style of financial management for "
        "bodies with a finance department doesn't fit nine people.",
    },
}

ROUND = DemoRound(
    slug="early-help-2026",
    title="Early help 2026/27",
    scope="Early help: children, young people and their families before they need social care, whole county",
    scope_agreed_on="2026-09-14",
    scope_agreed_by="Partnership board",
    period=("2026-04-01", "2027-03-31"),
    deadline="2027-05-28",
    state="open",
    table=TABLE,
    answered_on=date(2026, 10, 20),
    submitted_on={BOROUGH: date(2026, 11, 3)},
    not_taking_part={AGENCY: ("invited", "")},
    notes=NOTES,
    reasons=REASONS,
)
