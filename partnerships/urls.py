from django.urls import path

from partnerships import views

urlpatterns = [path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in")]
