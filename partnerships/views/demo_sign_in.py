"""Signing in as one of the demo people. Everybody else signs in through allauth."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from partnerships.demo import demo_person


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    person = demo_person(request.POST.get("person", ""))
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    target = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if is_here else settings.LOGIN_REDIRECT_URL)
