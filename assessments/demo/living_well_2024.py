"""Living well at home 2024/25, signed off: the designed result that a test holds in full.

Strategy stands at the second level: S6 is only partly in place. Delivery stands at the first: DEL2 is only
largely in place, because one body's planning year does not fit. Data is not yet there: one body has no quarterly
accounts.
"""

from datetime import date

from assessments.demo.bodies import AGENCY, BOROUGH, CARERS, COUNCIL, POLICE, TRUST
from assessments.demo.documents import DemoRound

# Columns: council, borough, trust, police and fire, national agency, carers | agreed by the board
TABLE = """
GS1.1    F  .  L  .  .  F
GS1.2    F  L  .  .  .  L
GS1.3    L  .  L  .  P  .
GS1.4    L  .  P  .  .  L
GS2.1    F  L  .  .  .  .
GS2.2    L  .  .  L  .  .
GS2.3    F  .  F  .  .  L
S1.1     F  F  F  L  F  F  |  F
S1.2     F  F  F  F  L  F
S1.3     L  .  L  .  .  .
S2.1     F  F  F  F  F  F
S2.2     F  F  F  F  F  F
S2.3     F  F  F  F  L  F
S2.4     F  F  F  F  F  F
S3.1     F  L  F  .  .  F
S3.2     F  F  F  F  .  L  |  F
S3.3     F  L  F  F  F  L
S4.1     F  F  F  F  F  F
S4.2     F  F  F  L  F  F
S4.3     F  F  F  F  F  F
S4.4     F  L  F  F  NA F
S4.5     F  F  F  F  F  F
S5.1     F  .  F  .  .  L
S5.2     L  L  P  .  .  P  |  L
S5.3     L  L  L  .  P  .  |  L
S5.4     P  .  P  P  .  .  |  P
S6.1     L  .  L  L  .  P  |  L
S6.2     L  P  P  .  .  P  |  P
S6.3     L  L  .  L  .  F  |  L
S6.4     L  .  L  .  L  L  |  L
S6.5     P  .  P  .  .  N  |  P
S6.6     P  L  P  .  .  P  |  P
S6.7     L  L  F  L  .  .  |  L
S6.8     N  .  P  N  .  N  |  N
S6.9     P  .  P  .  .  P  |  P
S6.10    P  P  .  .  .  N  |  P
S6.11    N  N  .  .  P  N  |  N
DEL1.1   F  F  F  F  F  F
DEL1.2   F  F  F  F  F  F
DEL1.3   F  L  F  F  NA F
DEL1.4   F  F  F  F  F  F
DEL2.1   F  F  F  .  L  F
DEL2.2   F  F  F  P  F  F
DEL2.3   F  F  F  F  NA F
DEL2.4   F  F  F  F  F  F
DEL3.1   F  F  F  F  F  F
DEL3.2   F  F  F  F  F  F
DEL3.3   F  F  F  L  F  F
DEL3.4   F  F  F  F  F  F
DEL3.5   F  L  F  F  L  N
DEL3.6   F  F  F  F  NA F
DEL4.1   F  L  F  F  F  P
DEL4.2   F  L  F  F  F  P
DEL4.3   F  P  F  F  F  P
DEL4.4   F  L  L  F  F  L
DEL4.5   L  P  P  .  .  P  |  P
DEL4.6   X  X  X  X  .  X  |  X
DEL4.7   .  .  .  .  .  .
DEL4.8   .  .  .  .  .  .
DEL5.1   F  L  F  .  .  F
DEL5.2   L  .  .  .  .  L
DEL5.3   L  L  .  P  .  L  |  L
DEL5.4   F  F  F  .  .  .  |  F
DEL5.5   L  .  L  .  .  P  |  L
DEL5.6   P  .  P  P  .  .  |  P
DEL5.7   L  .  L  .  P  .  |  L
DEL5.8   F  L  F  .  .  P  |  F
DEL5.9   L  .  L  L  .  .  |  L
DEL5.10  L  L  .  .  .  .  |  L
DEL5.11  NA .  NA .  .  .  |  NA
DEL6.1   L  L  .  L  .  .  |  L
DEL6.2   P  .  L  P  .  P  |  P
DEL6.3   P  .  P  .  .  .  |  P
DEL6.4   L  L  L  .  .  L  |  L
DEL6.5   L  .  P  L  .  .  |  L
DEL6.6   P  P  P  .  .  P  |  P
DEL6.7   P  .  P  .  .  .  |  P
DEL6.8   N  .  P  N  .  .  |  N
DEL7.1   L  L  .  L  .  P  |  L
DEL7.2   P  .  P  L  .  P  |  P
DEL7.3   P  .  .  P  .  .  |  P
DEL7.4   P  P  .  P  .  .  |  P
DEL7.5   P  .  P  .  .  .  |  P
DEL7.6   N  .  N  P  .  .  |  N
DEL7.7   Y  Y  Y  .  .  Y  |  Y
DEL7.8   P  L  P  .  .  P  |  P
DEL7.9   P  .  .  P  .  .  |  P
DAT1.1   F  P  F  F  F  NA
DAT2.1   L  .  L  .  .  .
DAT2.2   F  .  L  .  .  L
DAT3.1   F  L  F  P  L  L
DAT3.2   F  L  F  L  F  F
DAT3.3   L  P  L  P  L  L
DAT3.4   F  L  F  L  F  L
DAT4.1   F  L  F  F  F  F
DAT4.2   F  F  F  F  L  F
DAT4.3   F  L  L  F  F  F
DAT4.4   F  L  F  F  F  F
DAT5.1   N  N  .  N  .  .  |  N
DAT5.2   L  .  L  .  .  .
DAT5.3   N  .  .  .  .  .
DAT5.4   P  .  .  .  .  .
DAT6.1   L  L  .  L  .  .  |  L
DAT6.2   P  .  P  .  .  .  |  P
DAT6.3   P  .  P  P  .  .  |  P
DAT6.4   P  P  .  .  .  P  |  P
DAT6.5   L  .  L  .  .  .  |  L
DAT6.6   P  .  P  .  .  .  |  P
DAT6.7   N  N  .  N  .  .  |  N
DAT7.1   P  .  P  .  .  P  |  P
DAT7.2   P  .  .  P  .  .  |  P
DAT7.3   L  .  L  .  .  P  |  L
DAT7.4   N  .  N  .  .  .  |  N
DAT7.5   N  N  .  .  .  N  |  N
DAT8.1   L  L  .  .  .  .  |  L
DAT8.2   P  .  P  .  .  L  |  P
DAT8.3   N  .  N  .  .  .  |  N
DAT8.4   F  L  L  P  NA L
DAT8.5   L  L  P  P  NA L
"""

NOTES = {
    COUNCIL: {
        "GS1.4": "Corporate finance keeps one calendar of budget cycles. It leaves out the Carers' Alliance, whose "
        "year ends on 30 June, so we can't call it complete.",
        "S1.2": "Strategy day on 14 November 2024 at Skelby Town Hall: 41 people, all six bodies.",
        "S3.1": "Set agreed in March 2024: 12 outcome indicators and 31 output measures, each with one named owner.",
        "S6.8": "Nobody asked people what they would be ready to pay for. The council's budget survey doesn't "
        "mention this programme.",
        "S6.11": "No survey. There was a plan for one at £6,500; it fell out of the budget in July.",
        "DEL2.2": "Appraisal moved to September, so that it's ready for the medium-term financial plan.",
        "DEL3.5": "Challenge is a standing item on the agenda. Minutes for October and January show questions put "
        "to us as well as by us.",
        "DAT1.1": "Quarterly accounts reach Cabinet within 30 days. Internal audit gave its highest opinion in "
        "February 2025.",
        "DAT2.1": "The return covers £214.6m in nine programmes. Housing associations' spending is still our estimate.",
        "DAT5.3": "Never put to an auditor. The quotation we had was about £18,000 a year.",
        "DAT6.7": "Money is pulled together each quarter, activity each month. The two are never on one page.",
    },
    BOROUGH: {
        "S3.3": "Measures are in six of our seven service plans. Leisure still writes 'more people active' and "
        "leaves it there.",
        "S4.4": "Two of the four joint assessments changed something. The other two came after our committee had met.",
        "DEL1.3": "Mostly. The housing chapter was rewritten in the autumn; the one on parks has waited since June.",
        "DEL4.3": "Risks are looked at twice a year. The risk officer's post was vacant from June to December 2024.",
        "DAT1.1": "Management accounts come out for quarters 2 and 4 only, since finance went down to three "
        "people. Quarter 1 wasn't drawn up at all.",
        "DAT3.3": "Money and outputs sit in two systems. Only for the Café Hélène day club can we put the cost "
        "(£11.20 a visit) beside the visits.",
        "DAT4.3": "Auditors finished on 18 November, seven weeks late, with no changes of substance.",
    },
    TRUST: {
        "S2.3": "Annex C of our five-year plan sets our aims beside the council's care strategy and Fennick Vale's "
        "housing plan, line by line.",
        "S5.2": "Good for people who come to meetings. Those who can't leave home heard about it afterwards.",
        "DEL4.4": "The risk of falls after discharge went from 12 to 16 following January's appraisal. Two other "
        "risks are still to be re-scored.",
        "DEL6.6": "Monthly figures exist for discharge and home care. Nothing on carers' breaks.",
        "DAT4.3": "Audit closed on 4 October 2024, four days late, because a valuation of buildings was late.",
        "DAT8.5": "Our quality account is out in June. The money side follows in September, so three months isn't met.",
    },
    POLICE: {
        "S4.2": "Sent in three quarters out of four. The third went to a mailbox that nobody reads any more.",
        "DEL2.2": "We fix our plan in January. The appraisal comes in September, when it's too late for this "
        "year's plan and too early for the next one's.",
        "DEL3.3": "Partners get the fire side in full. The police pages are cut by half before they leave us.",
        "DAT3.1": "Spending is coded by station and watch, not by outcome. Home-safety visits (£86,400) are the "
        "one exception.",
        "DAT8.4": "There's a link to the partnership's page from our site, but not from the accounts themselves.",
    },
    AGENCY: {
        "S2.3": "The Midmark plan names Brackenshire's priorities. The national strategy above it was written "
        "before anybody had seen them.",
        "DEL3.5": "We can challenge, and be challenged, on what our local offices do. Rates and rules are settled "
        "nationally and we say so.",
        "DAT4.2": "Midmark has two pages in the national annual report, published in July. They're brief on this "
        "county.",
    },
    CARERS: {
        "S3.3": "Our plan has measures for sitting, advice and training. The befriending scheme, our newest, has "
        "none yet.",
        "S4.1": "Four reports of two pages. Our trustees call them the most useful paper they get.",
        "DEL3.5": "No. We run on a £310,000 grant from the council, and our staff don't feel free to question the "
        "body that pays them.",
        "DEL4.1": "Trustees talk about risks at each meeting, but what we'd do about them is mostly in people's heads.",
        "DEL4.2": "There's a first register in a spreadsheet. Three of its eleven risks have an owner.",
        "DEL5.5": "Carers helped to design the sitting service. Nobody asked them about its hours, and 9 to 5 is "
        "no use to somebody with a job.",
        "DEL5.8": "Clear to the finance people, no doubt. We only learn in March what we'll get in April.",
    },
}

REASONS = {
    COUNCIL: {"DEL5.11": "The partnership itself pays nobody. Contracts are let by each body in its own name."},
    TRUST: {"DEL5.11": "All payments to providers run through our own contracts or the council's."},
    AGENCY: {
        "S4.4": "Our strategy is national. A regional office can't change it, whatever a joint assessment finds.",
        "DEL1.3": "Changes of strategy are for our national board, so no regional review can lead to one.",
        "DEL2.3": "The only strategic plan we have runs for the whole country until 2027.",
        "DEL3.6": "As for our own reviews: there's no regional strategy that an appraisal could change.",
        "DAT8.4": "Our accounts come out nationally and name no partnership.",
        "DAT8.5": "There are no regional accounts, so nothing can be published beside them.",
    },
    CARERS: {
        "DAT1.1": "We're a charity with nine staff. Our accounts are receipts and payments, looked over once a "
        "year, and our funders ask for no more.",
    },
}

EVIDENCE = {
    COUNCIL: {
        "S1.2": "https://county.brackenshire.example/together/strategy-day-2024",
        "DAT2.1": "https://county.brackenshire.example/together/return-2024.pdf\n"
        "https://county.brackenshire.example/together/return-2024.csv",
    },
    TRUST: {"S2.3": "https://health.brackenshire.example/five-year-plan#annex-c"},
}

RATIONALES = {
    "S1.1": "The scope paper names who is to benefit, with numbers by district. The body that said 'largely' had "
    "seen only the draft.",
    "S6.2": "Four groups were asked in depth. Tenants of private landlords, younger carers and the Polish-speaking "
    "community weren't.",
    "S6.8": "Agreed without debate: no tax or charging question has been put to anybody.",
    "DEL4.6": "The quarterly appraisals in 2024/25 brought no delivery problems to light. The board notes that two "
    "of them were short.",
    "DEL5.8": "The funding agreement of April 2024 says who pays what until March 2027. That grants are confirmed "
    "late is a matter of timing, and it's on the action list.",
    "DEL5.11": "The partnership makes no payments to third parties: each body lets its own contracts.",
    "DEL6.8": "No month's figures have led to a change in how services are delivered.",
    "DAT5.1": "Six charts of accounts. Mapping them was costed at £42,000 and put off to 2025/26.",
}

DISSENT = {
    "DEL5.8": {
        CARERS: "For a small charity, funding that's confirmed two weeks before the year begins isn't stated clearly."
    },
}

ROUND = DemoRound(
    slug="living-well-2024",
    previous="living-well-2023",
    title="Living well at home 2024/25",
    scope="Living well at home: over-65s and their carers, whole county",
    scope_agreed_on="2024-05-13",
    scope_agreed_by="Partnership board",
    period=("2024-04-01", "2025-03-31"),
    deadline="2025-05-30",
    state="signed_off",
    table=TABLE,
    answered_on=date(2025, 5, 14),
    submitted_on={
        COUNCIL: date(2025, 5, 29),
        BOROUGH: date(2025, 5, 30),
        TRUST: date(2025, 5, 27),
        POLICE: date(2025, 5, 30),
        AGENCY: date(2025, 5, 22),
        CARERS: date(2025, 5, 19),
    },
    revealed_on=date(2025, 6, 3),
    agreed_on=date(2025, 6, 17),
    signed_off_on=date(2025, 7, 8),
    minute_reference="BT 2025/31",
    notes=NOTES,
    reasons=REASONS,
    evidence=EVIDENCE,
    rationales=RATIONALES,
    dissent=DISSENT,
)
