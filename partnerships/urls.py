from django.urls import path

from partnerships.views.bodies import bodies, body_add, body_edit, body_leave, body_succession
from partnerships.views.demo_sign_in import demo_sign_in
from partnerships.views.new_partnership import partnership_new

BODIES = "partnerships/<slug:slug>/bodies/"

urlpatterns = [
    path("demo/sign-in/", demo_sign_in, name="demo_sign_in"),
    path("partnerships/new/", partnership_new, name="partnership_new"),
    path(BODIES, bodies, name="bodies"),
    path(BODIES + "add/", body_add, name="body_add"),
    path(BODIES + "<slug:entity>/change/", body_edit, name="body_edit"),
    path(BODIES + "<slug:entity>/leave/", body_leave, name="body_leave"),
    path(BODIES + "<slug:entity>/taken-over/", body_succession, name="body_succession"),
]
