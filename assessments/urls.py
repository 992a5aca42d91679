from django.urls import path

from assessments.views.consensus import consensus
from assessments.views.consensus_statement import consensus_live, consensus_statement
from assessments.views.next_round import next_round
from assessments.views.partnership import partnership
from assessments.views.progress import progress
from assessments.views.questionnaire import questionnaire
from assessments.views.reveal import reveal
from assessments.views.sessions import session, sessions
from assessments.views.statement import statement, statement_level
from assessments.views.submit import submit
from assessments.views.your_data import your_data, your_data_file
from assessments.views.your_work import your_work

ROUND = "assessments/<slug:slug>/"
BODY = ROUND + "entities/<slug:entity>/"

urlpatterns = [
    path("", your_work, name="your_work"),
    path("your-data/", your_data, name="your_data"),
    path("your-data/your-data.json", your_data_file, name="your_data_json"),
    path("partnerships/<slug:slug>/", partnership, name="partnership"),
    path(ROUND + "progress/", progress, name="progress"),
    path(ROUND + "reveal/", reveal, name="reveal"),
    path(ROUND + "next/", next_round, name="next_round"),
    path(ROUND + "consensus/", consensus, name="consensus"),
    path(ROUND + "consensus/<str:statement>/", consensus_statement, name="consensus_statement"),
    path(ROUND + "consensus/<str:statement>/live/", consensus_live, name="consensus_live"),
    path(ROUND + "sessions/", sessions, name="sessions"),
    path(ROUND + "sessions/<str:day>/", session, name="session"),
    path(BODY, questionnaire, name="questionnaire"),
    path(BODY + "statements/<str:statement>/", statement, name="statement"),
    path(BODY + "statements/<str:statement>/level/", statement_level, name="statement_level"),
    path(BODY + "submit/", submit, name="submit"),
]
