"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.work, name="work"),
    path("<int:pk>/", views.job_show, name="job_show"),
    path("<int:pk>/cancel/", views.job_cancel, name="job_cancel"),
    path("<int:pk>/retry/", views.job_retry, name="job_retry"),
    path("events/<int:pk>/retry/", views.event_retry, name="event_retry"),
    path("deliveries/<int:pk>/retry/", views.delivery_retry, name="delivery_retry"),
]
