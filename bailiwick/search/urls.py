"""The search room's addresses, all at the root of the site."""

from django.urls import path

from . import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.search_suggest, name="search_suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
