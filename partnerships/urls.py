from django.urls import path

from partnerships.views.demo_sign_in import demo_sign_in
from partnerships.views.invitation import invitation
from partnerships.views.invite import invite
from partnerships.views.people import people
from partnerships.views.withdraw import role_withdraw

PARTNERSHIP = "partnerships/<slug:slug>/"

urlpatterns = [
    path("demo/sign-in/", demo_sign_in, name="demo_sign_in"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path(PARTNERSHIP + "people/", people, name="people"),
    path(PARTNERSHIP + "people/invite/", invite, name="invite"),
    path(PARTNERSHIP + "people/roles/<slug:role>/withdraw/", role_withdraw, name="role_withdraw"),
]
