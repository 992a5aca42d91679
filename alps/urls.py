"""Where each page stands. Every page asks for a sign-in unless its view says otherwise."""

from allauth.account import views as accounts
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.i18n import set_language


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the server answers; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """Staff sign in where everybody does, with its rate limits; whoever is signed in and not staff is told so."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("The administration is for staff."))
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


urlpatterns = [
    # Before the rounds, where any word stands for the partnership of that slug: "new" is no partnership.
    path("", include("partnerships.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("", include("framework_data.urls")),
    path("", include("govuk.urls")),
    path("accounts/login/", accounts.login, name="account_login"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/signup/", accounts.signup, name="account_signup"),
    path("accounts/inactive/", accounts.account_inactive, name="account_inactive"),
    path("accounts/password/change/", accounts.password_change, name="account_change_password"),
    path("accounts/password/set/", accounts.password_set, name="account_set_password"),
    path("accounts/password/reset/", accounts.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
    path("language/", login_not_required(set_language), name="set_language"),
]
