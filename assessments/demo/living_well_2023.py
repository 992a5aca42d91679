"""Living well at home 2023/24, signed off: the first round, with five of the six bodies, a little weaker all over."""

from datetime import date

from assessments.demo.bodies import AGENCY, BOROUGH, CARERS, COUNCIL, POLICE, TRUST
from assessments.demo.documents import DemoRound

# Columns: council, borough, trust, police and fire, national agency, carers | agreed by the board
TABLE = """
GS1.1    L  .  .  .  .  L
GS1.2    L  .  .  .  .  .
GS1.3    P  .  .  .  .  .
GS1.4    P  .  .  .  .  .
GS2.1    L  .  P  .  .  .
GS2.2    P  .  .  .  .  .
GS2.3    L  .  .  .  .  .
S1.1     L  L  F  .  .  L  |  L
S1.2     F  F  F  .  .  F
S1.3     P  .  .  .  .  .
S2.1     F  F  F  F  .  F
S2.2     F  L  F  L  .  F
S2.3     F  L  L  P  .  L
S2.4     L  F  L  L  .  L
S3.1     P  .  P  .  .  .
S3.2     L  L  L  .  .  P  |  L
S3.3     F  P  L  L  .  P
S4.1     F  L  F  L  .  F
S4.2     L  P  L  N  .  L
S4.3     L  L  L  P  .  L
S4.4     P  P  L  N  .  L
S4.5     L  P  P  P  .  P
S5.1     L  .  L  .  .  .
S5.2     P  P  .  .  .  N  |  P
S5.3     P  .  P  .  .  .  |  P
S5.4     N  .  .  .  .  .  |  N
S6.1     P  .  L  .  .  P  |  P
S6.2     L  P  .  .  .  P  |  P
S6.3     L  L  .  .  .  L  |  L
S6.4     P  .  P  .  .  .  |  P
S6.5     N  .  .  N  .  .  |  N
S6.6     P  P  .  .  .  P  |  P
S6.7     L  .  L  .  .  .  |  L
S6.8     N  .  .  .  .  N  |  N
S6.9     N  .  P  .  .  .  |  N
S6.10    N  N  .  .  .  N  |  N
S6.11    N  .  .  .  .  N  |  N
DEL1.1   F  F  F  F  .  F
DEL1.2   F  L  F  F  .  F
DEL1.3   L  P  F  L  .  L
DEL1.4   L  L  F  L  .  F
DEL2.1   L  .  L  .  .  P
DEL2.2   F  L  L  N  .  L
DEL2.3   L  P  L  N  .  P
DEL2.4   L  L  L  P  .  L
DEL3.1   F  L  F  L  .  L
DEL3.2   F  L  F  L  .  L
DEL3.3   L  P  L  P  .  L
DEL3.4   L  L  L  P  .  P
DEL3.5   L  P  L  L  .  N
DEL3.6   L  P  L  P  .  P
DEL4.1   F  P  F  F  .  P
DEL4.2   F  P  F  F  .  N
DEL4.3   L  P  F  F  .  P
DEL4.4   L  P  L  L  .  .
DEL4.5   P  .  P  .  .  P  |  P
DEL4.6   Y  .  Y  .  .  Y  |  Y
DEL4.7   P  .  L  .  .  P  |  P
DEL4.8   N  .  P  .  .  N  |  N
DEL5.1   L  .  L  .  .  .
DEL5.2   L  .  .  .  .  P
DEL5.3   P  L  .  .  .  P  |  P
DEL5.4   L  .  L  .  .  .  |  L
DEL5.5   P  .  .  .  .  P  |  P
DEL5.6   N  .  P  .  .  .  |  N
DEL5.7   P  .  P  .  .  .  |  P
DEL5.8   L  L  .  .  .  P  |  L
DEL5.9   P  .  P  P  .  .  |  P
DEL5.10  P  .  .  .  .  .  |  P
DEL5.11  NA .  .  .  .  .  |  NA
DEL6.1   L  .  L  .  .  .  |  L
DEL6.2   P  .  P  .  .  .  |  P
DEL6.3   P  .  .  .  .  .  |  P
DEL6.4   P  L  .  .  .  .  |  P
DEL6.5   P  .  P  .  .  .  |  P
DEL6.6   N  .  N  .  .  N  |  N
DEL6.7   .  .  .  .  .  .
DEL6.8   .  .  .  .  .  .
DEL7.1   P  P  .  P  .  .  |  P
DEL7.2   N  .  P  N  .  .  |  N
DEL7.3   .  .  .  .  .  .
DEL7.4   P  .  P  .  .  .  |  P
DEL7.5   .  .  .  .  .  .
DEL7.6   N  .  .  N  .  .  |  N
DEL7.7   Y  .  Y  .  .  .  |  Y
DEL7.8   P  .  L  .  .  .  |  P
DEL7.9   N  .  .  .  .  .  |  N
DAT1.1   F  P  L  F  .  NA
DAT2.1   P  .  P  .  .  .
DAT2.2   P  .  .  .  .  .
DAT3.1   L  P  L  N  .  P
DAT3.2   F  P  L  P  .  L
DAT3.3   P  N  P  N  .  P
DAT3.4   L  P  L  P  .  P
DAT4.1   F  P  F  L  .  F
DAT4.2   F  L  F  L  .  F
DAT4.3   F  P  L  F  .  L
DAT4.4   F  P  L  F  .  L
DAT5.1   N  .  N  .  .  .  |  N
DAT5.2   P  .  .  .  .  .
DAT5.3   N  .  .  .  .  .
DAT5.4   N  .  .  .  .  .
DAT6.1   P  .  P  .  .  .  |  P
DAT6.2   P  .  .  .  .  .  |  P
DAT6.3   P  .  P  .  .  .  |  P
DAT6.4   N  .  P  .  .  .  |  N
DAT6.5   P  .  .  .  .  .  |  P
DAT6.6   P  .  P  .  .  .  |  P
DAT6.7   N  .  N  .  .  .  |  N
DAT7.1   P  .  .  .  .  N  |  P
DAT7.2   N  .  N  .  .  .  |  N
DAT7.3   P  .  P  .  .  .  |  P
DAT7.4   N  .  .  .  .  .  |  N
DAT7.5   N  .  .  .  .  N  |  N
DAT8.1   P  P  .  .  .  .  |  P
DAT8.2   P  .  P  .  .  .  |  P
DAT8.3   N  .  .  .  .  .  |  N
DAT8.4   L  P  P  N  .  P
DAT8.5   L  P  P  N  .  P
"""

NOTES = {
    COUNCIL: {
        "GS1.3": "We know how the health trust decides. For the police and fire authority we've only guessed so far.",
        "S1.3": "Notes were taken by hand and sent to those who asked for them. Two of the four sets can't be found.",
        "DEL2.1": "Held in February 2024. Fennick Vale and the trust came; the others sent apologies.",
        "DAT2.1": "A first return, for our own spending and the trust's: £131m out of something over £200m.",
    },
    BOROUGH: {
        "S4.2": "Sent when somebody rings up and asks for it.",
        "DEL4.1": "The corporate risks are written down. Those of this programme aren't.",
        "DAT1.1": "Budget holders see figures twice a year. There's no set of accounts behind them.",
    },
    TRUST: {
        "S2.3": "We used the council's strategy from 2019, since the new one wasn't ready in time.",
        "DEL3.4": "Joint with the council each quarter. The other bodies haven't been asked.",
    },
    POLICE: {
        "S2.3": "The authority's plan was written by the old police body alone, before the merger with fire.",
        "DEL2.2": "Nobody told us there was an annual appraisal until it had happened.",
        "DAT3.3": "The finance system can't do it. A new one (£1.2m) goes live in April 2025.",
    },
    CARERS: {
        "S3.3": "We count people helped. We'd like to measure how they're getting on, but don't know how.",
        "DEL3.5": "It has never come up. I can't picture our manager telling the county's director that her "
        "figures are late.",
        "DEL4.2": "We've no register. There's one sheet of paper on fire safety.",
    },
}

REASONS = {
    COUNCIL: {"DEL5.11": "No third party is paid by the partnership in 2023/24."},
    CARERS: {"DAT1.1": "As a charity of seven people we keep a cash book and have no management accounts."},
}

RATIONALES = {
    "S6.9": "The board could name no case in which such a clash was put to stakeholders.",
    "S6.2": "One meeting with pensioners' clubs, and a stall at the county show.",
    "DEL5.6": "New staff are trained by their own body; nothing is said about the partnership.",
    "DEL5.11": "The partnership holds no money of its own and pays nobody.",
    "DEL6.4": "The operational plans of two bodies were finished before the strategic plan.",
    "DEL7.2": "What one body showed the board was its own register, not a joint one.",
    "DAT6.4": "Indicators are looked at each quarter. Nobody does so each month.",
}

ROUND = DemoRound(
    slug="living-well-2023",
    title="Living well at home 2023/24",
    scope="Living well at home: over-65s and their carers, whole county",
    scope_agreed_on="2023-05-15",
    scope_agreed_by="Partnership board",
    period=("2023-04-01", "2024-03-31"),
    deadline="2024-05-31",
    state="signed_off",
    table=TABLE,
    answered_on=date(2024, 5, 20),
    submitted_on={
        COUNCIL: date(2024, 5, 30),
        BOROUGH: date(2024, 5, 31),
        TRUST: date(2024, 5, 29),
        POLICE: date(2024, 6, 3),
        CARERS: date(2024, 5, 24),
    },
    revealed_on=date(2024, 6, 6),
    agreed_on=date(2024, 6, 18),
    signed_off_on=date(2024, 7, 9),
    minute_reference="BT 2024/27",
    not_taking_part={
        AGENCY: (
            "declined",
            "Midmark was being reorganised in 2023/24 and had nobody who could answer for Brackenshire. The region "
            "hopes to join next year.",
        )
    },
    notes=NOTES,
    reasons=REASONS,
    rationales=RATIONALES,
)
