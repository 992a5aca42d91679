from django.urls import path

from assessments.views.carry_over import carried_over, carry_over
from assessments.views.consensus import consensus
from assessments.views.consensus_statement import consensus_live, consensus_statement
from assessments.views.history import history, history_csv, partnership_history, partnership_history_csv
from assessments.views.next_round import next_round
from assessments.views.partnership import partnership
from assessments.views.progress import progress
from assessments.views.questionnaire import questionnaire
from assessments.views.redact import redact
from assessments.views.remind import remind
from assessments.views.reply import reply
from assessments.views.retention import retention
from assessments.views.reveal import reveal
from assessments.views.round_check import round_check, round_discard
from assessments.views.round_new import round_new, round_set_up
from assessments.views.round_participants import round_decline, round_participants
from assessments.views.seal import seal, seal_document
from assessments.views.sessions import session, sessions
from assessments.views.sign_off import sign_off
from assessments.views.statement import statement, statement_level
from assessments.views.submit import submit
from assessments.views.trial import trial, trial_questionnaire, trial_statement
from assessments.views.workbook import workbook, workbook_file
from assessments.views.your_data import your_data, your_data_file
from assessments.views.your_work import your_work

ROUND = "assessments/<slug:slug>/"
BODY = ROUND + "entities/<slug:entity>/"
TRIAL = "editions/<slug:edition>/try/"

urlpatterns = [
    path("", your_work, name="your_work"),
    path("your-data/", your_data, name="your_data"),
    path("your-data/your-data.json", your_data_file, name="your_data_json"),
    path("partnerships/<slug:slug>/", partnership, name="partnership"),
    path("partnerships/<slug:slug>/rounds/new/", round_new, name="round_new"),
    path(ROUND + "set-up/", round_set_up, name="round_set_up"),
    path(ROUND + "participants/", round_participants, name="round_participants"),
    path(ROUND + "participants/<slug:entity>/declined/", round_decline, name="round_decline"),
    path(ROUND + "check/", round_check, name="round_check"),
    path(ROUND + "discard/", round_discard, name="round_discard"),
    path(ROUND + "remind/", remind, name="remind"),
    path(BODY + "reply/", reply, name="reply"),
    path(ROUND + "progress/", progress, name="progress"),
    path(ROUND + "reveal/", reveal, name="reveal"),
    path(ROUND + "next/", next_round, name="next_round"),
    path(ROUND + "carry-over/", carry_over, name="carry_over"),
    path(BODY + "carried-over/", carried_over, name="carried_over"),
    path(ROUND + "consensus/", consensus, name="consensus"),
    path(ROUND + "consensus/<str:statement>/", consensus_statement, name="consensus_statement"),
    path(ROUND + "consensus/<str:statement>/live/", consensus_live, name="consensus_live"),
    path(ROUND + "sessions/", sessions, name="sessions"),
    path(ROUND + "sessions/<str:day>/", session, name="session"),
    path(ROUND + "sign-off/", sign_off, name="sign_off"),
    path(ROUND + "seal/", seal, name="seal"),
    path(ROUND + "seal/<int:number>/seal.json", seal_document, name="seal_document"),
    path(BODY, questionnaire, name="questionnaire"),
    path(BODY + "statements/<str:statement>/", statement, name="statement"),
    path(BODY + "statements/<str:statement>/level/", statement_level, name="statement_level"),
    path(BODY + "submit/", submit, name="submit"),
    path(BODY + "workbook/", workbook, name="workbook"),
    path(BODY + "workbook.xlsx", workbook_file, name="workbook_xlsx"),
    path("partnerships/<slug:slug>/history/", partnership_history, name="partnership_history"),
    path("partnerships/<slug:slug>/history/export/", partnership_history_csv, name="partnership_history_csv"),
    path("partnerships/<slug:slug>/retention/", retention, name="retention"),
    path(ROUND + "history/", history, name="history"),
    path(ROUND + "history/export/", history_csv, name="history_csv"),
    path(ROUND + "redact/", redact, name="redact"),
    path(TRIAL, trial, name="trial"),
    path(TRIAL + "as/<slug:whose>/", trial_questionnaire, name="trial_questionnaire"),
    path(TRIAL + "as/<slug:whose>/statements/<str:statement>/", trial_statement, name="trial_statement"),
]
