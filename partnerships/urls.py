from django.urls import path

from partnerships.views.bodies import bodies, body_add, body_edit, body_leave, body_succession
from partnerships.views.demo_sign_in import demo_sign_in
from partnerships.views.invitation import invitation
from partnerships.views.invite import invite
from partnerships.views.new_partnership import partnership_new
from partnerships.views.people import people
from partnerships.views.withdraw import role_withdraw

PARTNERSHIP = "partnerships/<slug:slug>/"
BODIES = PARTNERSHIP + "bodies/"

urlpatterns = [
    path("demo/sign-in/", demo_sign_in, name="demo_sign_in"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("partnerships/new/", partnership_new, name="partnership_new"),
    path(PARTNERSHIP + "people/", people, name="people"),
    path(PARTNERSHIP + "people/invite/", invite, name="invite"),
    path(PARTNERSHIP + "people/roles/<slug:role>/withdraw/", role_withdraw, name="role_withdraw"),
    path(BODIES, bodies, name="bodies"),
    path(BODIES + "add/", body_add, name="body_add"),
    path(BODIES + "<slug:entity>/change/", body_edit, name="body_edit"),
    path(BODIES + "<slug:entity>/leave/", body_leave, name="body_leave"),
    path(BODIES + "<slug:entity>/taken-over/", body_succession, name="body_succession"),
]
