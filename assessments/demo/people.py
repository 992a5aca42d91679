"""The people of the demo, in the order in which the sign-in page offers them.

The first three tell the story by themselves: somebody answers, somebody submits, somebody reveals. Then comes one
person of each other role, then the rest, body by body.
"""

from dataclasses import dataclass

from assessments.demo.bodies import AGENCY, BOROUGH, CARERS, COUNCIL, POLICE, TRUST
from partnerships.models import Role

FACILITATOR, RESPONDENT, APPROVER = Role.Kind.FACILITATOR, Role.Kind.RESPONDENT, Role.Kind.APPROVER
BOARD_MEMBER, FINANCE_LEAD = Role.Kind.BOARD_MEMBER, Role.Kind.FINANCE_LEAD
AUDITOR, VIEWER = Role.Kind.AUDITOR, Role.Kind.VIEWER

Seat = tuple[Role.Kind, str | None, str]
"""Kind of role, slug of the body (None for an auditor or a viewer), office on the board or ""."""


@dataclass(frozen=True)
class DemoAccount:
    name: str
    address: str
    """What stands before the @ of the e-mail address."""
    seats: tuple[Seat, ...] = ()
    is_staff: bool = False
    is_editor: bool = False
    """Staff who look after the editions of the framework and nothing else."""

    @property
    def email(self) -> str:
        return f"{self.address}@brackenshire.example"


def _seat(kind: Role.Kind, body: str | None = None, office: str = "") -> Seat:
    return (kind, body, office)


PEOPLE = (
    DemoAccount("Rhiannon Achterberg", "rhiannon.achterberg", (_seat(RESPONDENT, CARERS),)),
    DemoAccount("Josiah Oyelaran", "josiah.oyelaran", (_seat(APPROVER, CARERS), _seat(BOARD_MEMBER, CARERS))),
    DemoAccount("Priya Nandakumar", "priya.nandakumar", (_seat(FACILITATOR, COUNCIL),)),
    DemoAccount(
        "Councillor Margaret Thistlewood",
        "margaret.thistlewood",
        (_seat(BOARD_MEMBER, COUNCIL, Role.Office.CHAIR),),
    ),
    DemoAccount("Dr Anil Weerasinghe", "anil.weerasinghe", (_seat(BOARD_MEMBER, TRUST, Role.Office.DEPUTY_CHAIR),)),
    DemoAccount("Gwilym Pascoe", "gwilym.pascoe", (_seat(FINANCE_LEAD, COUNCIL),)),
    DemoAccount("Beatrice Oduyale", "beatrice.oduyale", (_seat(AUDITOR),)),
    DemoAccount("Owen Llewellyn-Bright", "owen.llewellyn-bright", (_seat(VIEWER),)),
    DemoAccount("Alexandra Quillfeather", "alexandra.quillfeather", is_staff=True),
    DemoAccount("Ottoline Carswell", "ottoline.carswell", is_editor=True),
    DemoAccount("Kwabena Fairlie", "kwabena.fairlie", is_editor=True),
    DemoAccount("Helen Marchbanks", "helen.marchbanks", (_seat(RESPONDENT, COUNCIL),)),
    DemoAccount("Tomasz Zieliński", "tomasz.zielinski", (_seat(RESPONDENT, COUNCIL),)),
    DemoAccount("Deborah Larkham", "deborah.larkham", (_seat(APPROVER, COUNCIL),)),
    DemoAccount("Callum Ferreira", "callum.ferreira", (_seat(RESPONDENT, BOROUGH),)),
    DemoAccount("Ifeoma Brandreth", "ifeoma.brandreth", (_seat(APPROVER, BOROUGH),)),
    DemoAccount("Councillor Roy Tattershaw", "roy.tattershaw", (_seat(BOARD_MEMBER, BOROUGH),)),
    DemoAccount("Siân Ollerenby", "sian.ollerenby", (_seat(RESPONDENT, TRUST),)),
    DemoAccount("Marek Dvořák", "marek.dvorak", (_seat(RESPONDENT, TRUST),)),
    DemoAccount("Louise Kettlebrook", "louise.kettlebrook", (_seat(APPROVER, TRUST),)),
    DemoAccount("Imran Sadiqi", "imran.sadiqi", (_seat(RESPONDENT, POLICE),)),
    DemoAccount("Fiona Macrannoch", "fiona.macrannoch", (_seat(APPROVER, POLICE), _seat(BOARD_MEMBER, POLICE))),
    DemoAccount("Zoë Hartigan-Reyes", "zoe.hartigan-reyes", (_seat(RESPONDENT, AGENCY),)),
    DemoAccount("Neville Crabtree", "neville.crabtree", (_seat(APPROVER, AGENCY), _seat(BOARD_MEMBER, AGENCY))),
)
