"""What stands under /account/. Of allauth's addresses only those named here exist."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.account, name="account"),
    path("tokens/", views.tokens, name="account_tokens"),
    path("tokens/<int:token_id>/revoke/", views.token_revoke, name="account_token_revoke"),
    path("sessions/end/", views.sessions_end, name="account_sessions_end"),
    path("data/", views.data, name="account_data"),
    path("erase/", views.erase, name="account_erase"),
    path("link/<str:secret>/", views.link, name="account_link"),
    # allauth's views, each with a template of ours
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("signup/", allauth.signup, name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("email/", allauth.email, name="account_email"),
    path("email/sent/", views.email_sent, name="account_email_verification_sent"),
    re_path(r"^email/confirm/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
