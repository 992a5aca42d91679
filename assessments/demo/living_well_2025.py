"""Living well at home 2025/26, in consensus: the answers are revealed, and the board is part of the way through.

Some questions are agreed, with rationale and dissent; several are disputed and wait to be settled. One body has
left one question without an answer.
"""

from datetime import date

from assessments.demo.bodies import AGENCY, BOROUGH, CARERS, COUNCIL, POLICE, TRUST
from assessments.demo.documents import DemoRound, DemoSeat

# Columns: council, borough, trust, police and fire, national agency, carers | agreed by the board
TABLE = """
GS1.1    F  L  F  .  .  F
GS1.2    F  .  L  .  L  .
GS1.3    F  .  L  .  .  .
GS1.4    L  .  L  .  .  F
GS2.1    F  .  F  .  .  L
GS2.2    F  L  .  .  .  .
GS2.3    F  .  L  .  L  F
S1.1     F  F  F  L  F  F  |  F
S1.2     F  F  F  F  F  F
S1.3     F  .  F  L  .  L
S2.1     F  F  F  F  F  F
S2.2     F  F  F  F  F  F
S2.3     F  F  F  F  L  F
S2.4     F  F  F  F  F  F
S3.1     F  F  L  .  .  F
S3.2     F  F  L  F  L  P  |  F
S3.3     F  L  F  F  F  F
S4.1     F  F  F  F  F  F
S4.2     F  F  F  L  F  P  |  L
S4.3     F  F  F  F  L  F
S4.4     F  F  F  F  NA F
S4.5     F  F  F  F  F  F
S5.1     F  L  F  .  L  .
S5.2     F  L  P  L  .  P  |  L
S5.3     L  L  L  .  L  P  |  L
S5.4     L  P  L  L  .  .
S6.1     L  L  F  .  L  L  |  L
S6.2     F  L  P  .  L  N
S6.3     L  L  .  L  L  F  |  L
S6.4     L  L  L  .  L  L  |  L
S6.5     L  .  P  P  .  P  |  P
S6.6     L  L  P  .  P  L  |  L
S6.7     F  L  F  L  L  .  |  F
S6.8     P  .  P  N  .  F
S6.9     L  P  P  L  .  P
S6.10    L  L  L  .  L  P
S6.11    P  N  .  .  P  P
DEL1.1   F  F  F  F  F  F
DEL1.2   F  F  F  F  F  F
DEL1.3   F  F  F  F  L  F
DEL1.4   F  F  F  F  F  F
DEL2.1   F  F  F  F  .  F
DEL2.2   F  F  F  L  F  F
DEL2.3   F  F  F  F  F  F
DEL2.4   F  F  F  F  F  F
DEL3.1   F  F  F  F  F  F
DEL3.2   F  F  F  F  F  F
DEL3.3   F  F  F  P  F  F
DEL3.4   F  F  F  F  L  F
DEL3.5   F  F  F  F  L  P
DEL3.6   F  F  L  F  L  F
DEL4.1   F  F  F  F  F  L
DEL4.2   F  L  F  F  F  L
DEL4.3   F  L  F  F  F  L
DEL4.4   F  L  F  F  L  L
DEL4.5   L  P  L  L  .  P
DEL4.6   Y  Y  X  Y  .  Y
DEL4.7   L  L  .  L  .  P
DEL4.8   L  P  .  .  .  .
DEL5.1   F  F  L  .  L  F
DEL5.2   F  .  L  .  .  L
DEL5.3   L  L  F  L  P  L
DEL5.4   F  F  F  .  F  .
DEL5.5   L  L  F  .  L  P
DEL5.6   L  P  L  P  .  .
DEL5.7   L  L  L  .  P  .
DEL5.8   F  F  F  L  F  P
DEL5.9   L  L  .  L  .  .
DEL5.10  L  L  L  .  L  .
DEL5.11  NA .  NA .  L  .
DEL6.1   L  L  .  L  L  .
DEL6.2   L  L  L  P  .  P
DEL6.3   L  .  P  .  P  .
DEL6.4   F  L  L  .  L  L
DEL6.5   L  L  L  .  L  .
DEL6.6   L  P  L  P  .  P
DEL6.7   L  .  L  .  .  P
DEL6.8   P  .  L  .  .  N
DEL7.1   L  L  L  L  .  L
DEL7.2   L  L  P  L  L  P
DEL7.3   L  .  P  L  .  .
DEL7.4   L  P  .  L  .  .
DEL7.5   L  .  P  .  L  .
DEL7.6   P  .  P  P  .  .
DEL7.7   Y  Y  Y  Y  .  Y
DEL7.8   L  L  P  .  .  L
DEL7.9   L  .  P  .  .  P
DAT1.1   F  L  F  F  F  NA
DAT2.1   F  .  F  .  .  .
DAT2.2   F  F  .  .  .  L
DAT3.1   F  L  F  L  L  L
DAT3.2   F  F  F  L  F  F
DAT3.3   L  L  L  P  L  L
DAT3.4   F  L  F  L  F  L
DAT4.1   F  F  F  F  F  F
DAT4.2   F  F  F  F  L  F
DAT4.3   F  L  F  F  F  F
DAT4.4   F  L  .  F  F  F
DAT5.1   P  P  P  N  .  .
DAT5.2   F  .  L  .  .  .
DAT5.3   P  .  .  .  .  .
DAT5.4   L  .  .  .  .  .
DAT6.1   L  L  L  L  .  .
DAT6.2   L  .  P  L  .  .
DAT6.3   P  L  L  P  .  .
DAT6.4   L  P  L  .  P  P
DAT6.5   L  .  L  .  .  .
DAT6.6   L  .  P  .  L  .
DAT6.7   P  P  .  N  .  .
DAT7.1   L  .  L  .  .  P
DAT7.2   L  .  P  P  .  .
DAT7.3   L  L  L  .  .  L
DAT7.4   N  .  P  .  .  .
DAT7.5   P  N  .  .  .  F
DAT8.1   L  L  L  .  L  .
DAT8.2   L  .  P  .  .  L
DAT8.3   N  .  P  .  .  .
DAT8.4   F  F  L  L  NA L
DAT8.5   L  L  P  L  NA F
"""

NOTES = {
    COUNCIL: {
        "GS1.4": "The calendar now shows all six year ends. It doesn't yet show when the trust bids for capital.",
        "S4.2": "Goes to all five partners within 20 working days; the address list was checked in August.",
        "S6.2": "Six focus groups, 212 people, three languages. The write-up was public by Christmas.",
        "S6.8": "One question on charging was put to the citizens' panel. Tax wasn't mentioned.",
        "DEL4.6": "Yes: 38 missed home-care calls in the Skelby area came out in the October appraisal.",
        "DEL5.8": "Three-year agreement signed on 2 April 2025, £4.75m in all.",
        "DAT2.1": "£243.9m in nine programmes, with housing associations' own figures for the first time.",
        "DAT5.3": "Internal audit looked at how it's put together. Nobody independent has.",
        "DAT7.5": "Six of twelve were published. The rest waited for the communications team.",
    },
    BOROUGH: {
        "S6.11": "Not as far as we know. If there was a survey, it didn't reach Fennick Vale.",
        "DEL4.3": "Quarterly since the risk officer came back. The autumn review slipped by five weeks.",
        "DAT1.1": "All four quarters were drawn up this year. Quarter 1 was late, and commitments aren't in yet.",
        "DAT7.5": "We've looked for it on three web sites and found nothing.",
        "DAT4.4": "Accounts out on 30 September. The narrative report followed in the second week of November.",
    },
    TRUST: {
        "S5.2": "Still built around meetings on weekday mornings. Of our 60 housebound patients who were asked, "
        "two took part.",
        "S6.2": "We heard from people who are used to being asked. Those with dementia were represented by others.",
        "DEL4.6": "Our reading of the minutes: the missed calls were found by our district nurses, not by the "
        "appraisal.",
        "DEL5.5": "The discharge lounge and its café were redrawn with patients, who also chose the opening hours.",
        "DEL7.2": "It's a list of risks with colours. What would be done about them is left open for half of them.",
    },
    POLICE: {
        "S6.8": "None that we took part in.",
        "DEL2.2": "Better: the board let us have a draft in December, just before our plan was fixed.",
        "DEL3.3": "We've sent two of four since the new finance system came. Its export doesn't suit anybody else yet.",
        "DAT3.3": "Possible for fire. For policing the cost per outcome is still worked out by hand, once a year.",
    },
    AGENCY: {
        "DEL1.3": "New this year: Midmark may adjust a tenth of its plan. We've used that once.",
        "DEL3.5": "Candid on both sides at the January meeting. It depends on who is in the room.",
        "DEL5.3": "Who answers for referrals between us and the council has changed three times. Staff still ring "
        "both.",
        "DEL5.11": "Two job-coaching contracts named for this programme do pay by outcome, through us.",
    },
    CARERS: {
        "S3.2": "Money and health are covered. I can't find a single measure on the environment.",
        "S4.2": "We get the council's, and now and then the trust's. From the police, nothing since May. And ours "
        "goes to three bodies: we've no address for the others.",
        "S6.2": "Not one young carer was asked. We offered to bring eight of them.",
        "S6.8": "Our own members were asked twice, about charges and about council tax. We passed on 147 replies.",
        "DEL3.5": "We asked one hard question in the October session and got a fair answer. Once is a start.",
        "DEL4.2": "All eleven risks now have an owner. Dates for review are missing.",
        "DEL5.5": "Asked about colours and leaflets, yes. About how many hours there are to go round, no.",
        "DEL5.8": "Our agreement for 2025/26 came on 11 April: £325,000, eleven days into the year.",
        "DAT7.5": "On our web site each month, because we put it there ourselves.",
    },
}

REASONS = {
    COUNCIL: {"DEL5.11": "Still no payments by the partnership in its own name."},
    TRUST: {"DEL5.11": "We see no third party that the organisation pays."},
    AGENCY: {
        "S4.4": "The room we've gained at Midmark is for delivery. Strategy remains with the national board.",
        "DAT8.4": "One set of accounts for the whole country, in which no partnership appears.",
        "DAT8.5": "With nothing to publish alongside, the deadline has no meaning for us.",
    },
    CARERS: {
        "DAT1.1": "Nothing has changed: receipts and payments, one independent look a year, nine staff. Our "
        "funders don't want quarterly accounts and we couldn't afford them.",
    },
}

EVIDENCE = {
    COUNCIL: {
        "S6.2": "https://county.brackenshire.example/together/focus-groups-2025",
        "DEL5.8": "https://county.brackenshire.example/together/funding-agreement-2025.pdf",
    },
    CARERS: {"DAT7.5": "https://carers.brackenshire.example/monthly"},
}

RATIONALES = {
    "S3.2": "Measures on warm homes and on travel count as environmental. The board asks the council to label them "
    "as such.",
    "S4.2": "Four bodies share in full. The gaps lie in the address list and in one quarter's police report, and "
    "both were put right in June.",
    "S5.2": "There are several ways to take part and they're easy to find, but people who can't leave home are "
    "reached too late.",
    "S5.3": "Decisions are joint. Options were studied in depth in three of the four cases.",
    "S6.5": "The draft policy hasn't been adopted.",
    "S6.7": "Each aim names its outcome and a year. The bodies that said 'largely' agreed once they saw the final "
    "text.",
}

DISSENT = {
    "S3.2": {CARERS: "A relabelled measure isn't a measure of the environment."},
    "S4.2": {
        CARERS: "The report we're meant to get from police and fire reached us once in four quarters.",
        POLICE: "We'd have said 'partly' for ourselves, and told the board so.",
    },
}

DRAFTS = {
    "S6.2": (
        "P",
        "Six focus groups were held and written up. People with dementia and young carers weren't among them, so "
        "'every type of background' is claimed too soon.",
    ),
    "DAT1.1": (
        "L",
        "Five bodies draw up quarterly accounts; one was late once. For the alliance, with nine staff, they'd cost "
        "more than they tell.",
    ),
}

SESSIONS = {
    date(2026, 6, 16): (
        DemoSeat(COUNCIL, "Councillor Margaret Thistlewood"),
        DemoSeat(COUNCIL, post="Head of adult social care"),
        DemoSeat(BOROUGH, "Councillor Roy Tattershaw"),
        DemoSeat(TRUST, "Dr Anil Weerasinghe"),
        DemoSeat(POLICE, "Fiona Macrannoch"),
        DemoSeat(AGENCY, "Neville Crabtree", has_apologised=True),
        DemoSeat(
            CARERS,
            "Josiah Oyelaran",
            interest="The alliance is paid under the funding agreement that DEL5.8 asks about.",
        ),
    ),
}

ROUND = DemoRound(
    slug="living-well-2025",
    previous="living-well-2024",
    title="Living well at home 2025/26",
    scope="Living well at home: over-65s and their carers, whole county",
    scope_agreed_on="2025-05-12",
    scope_agreed_by="Partnership board",
    period=("2025-04-01", "2026-03-31"),
    deadline="2026-05-29",
    state="consensus",
    table=TABLE,
    answered_on=date(2026, 5, 18),
    submitted_on={
        COUNCIL: date(2026, 5, 28),
        BOROUGH: date(2026, 5, 29),
        TRUST: date(2026, 5, 29),
        POLICE: date(2026, 6, 1),
        AGENCY: date(2026, 5, 26),
        CARERS: date(2026, 5, 21),
    },
    revealed_on=date(2026, 6, 4),
    agreed_on=date(2026, 6, 16),
    notes=NOTES,
    reasons=REASONS,
    evidence=EVIDENCE,
    rationales=RATIONALES,
    dissent=DISSENT,
    drafts=DRAFTS,
    sessions=SESSIONS,
)
