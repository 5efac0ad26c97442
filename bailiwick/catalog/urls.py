"""The catalog's addresses. A kind is one of the vocabulary's, so no kind hides another room's page."""

from __future__ import annotations

from django.urls import path, register_converter

from . import feeds
from .views import changes, claims, compare, entities, entity, home, lists, mine, people, review, timeline, year
from .vocabulary import KINDS


class KindConverter:
    """`service`, `data-centre`, …"""

    regex = "|".join(sorted(KINDS))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SlugConverter(KindConverter):
    """The second part of an entity's address."""

    regex = r"[\w][\w.@+-]{0,199}"


class NumberConverter:
    """An id that a database can hold."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(KindConverter, "kind")
register_converter(SlugConverter, "name")
register_converter(NumberConverter, "id")

ENTITY = "<kind:kind>/<name:slug>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("mine/", mine.mine, name="mine"),
    path("new/", entities.entity_create, name="entity_create"),
    path("things/", entities.things, name="things"),
    path("compare/", compare.catalog_compare, name="catalog_compare"),
    path("diff/", compare.former_address),
    path("timeline/", timeline.catalog_timeline, name="catalog_timeline"),
    path("year/", year.year_now),
    path("year/<id:year>/", year.year_show, name="year"),
    path("changes.atom", feeds.changes_feed, name="changes_feed"),
    path("changes/", changes.change_list, name="change_list"),
    path("changes/<id:pk>/", changes.change_show, name="change"),
    path("changes/<id:pk>/apply/", changes.change_apply, name="change_apply"),
    path("changes/<id:pk>/reject/", changes.change_reject, name="change_reject"),
    path("changes/<id:pk>/revert/", changes.change_revert, name="change_revert"),
    path("changes/<id:pk>/review/", review.change_review, name="change_review"),
    path("changes/<id:pk>/review/<id:origin>/", review.statement_reword, name="statement_reword"),
    path("changes/<id:pk>/review/lines/<id:line>/", review.line_say, name="line_say"),
    path("changes/<id:pk>/judge/", review.statement_judge, name="statement_judge"),
    path("changes/<id:pk>/apply-judged/", review.change_apply_judged, name="change_apply_judged"),
    path("<kind:kind>/", lists.entity_list, name="entity_list"),
    path(ENTITY, entity.entity_show, name="entity"),
    path(ENTITY + "changes.atom", feeds.entity_feed, name="entity_feed"),
    path(ENTITY + "history/", entity.entity_history, name="entity_history"),
    path(ENTITY + "compare/", compare.entity_compare, name="entity_compare"),
    path(ENTITY + "diff/", compare.former_address),
    path(ENTITY + "timeline/", timeline.entity_timeline, name="entity_timeline"),
    path(ENTITY + "incoming/<slug:predicate>/", entity.entity_incoming, name="entity_incoming"),
    path(ENTITY + "facts/add/", claims.claim_add, name="claim_add"),
    path(ENTITY + "facts/<id:origin>/", claims.claim_show, name="claim"),
    path(ENTITY + "facts/<id:origin>/end/", claims.claim_end, name="claim_end"),
    path(ENTITY + "facts/<id:origin>/correct/", claims.claim_correct, name="claim_correct"),
    path(ENTITY + "facts/<id:origin>/confirm/", claims.claim_confirm, name="claim_confirm"),
    path(ENTITY + "rename/", entities.entity_rename, name="entity_rename"),
    path(ENTITY + "names/add/", entities.entity_alias, name="entity_alias"),
    path(ENTITY + "merge/", entities.entity_merge, name="entity_merge"),
    path(ENTITY + "split/", entities.entity_split, name="entity_split"),
    path(ENTITY + "show/", entities.entity_visibility, name="entity_show_to"),
    path(ENTITY + "roles/", people.role_grant, name="role_grant"),
    path(ENTITY + "roles/<id:pk>/revoke/", people.role_revoke, name="role_revoke"),
    path(ENTITY + "account/", people.account_link, name="account_link_person"),
]
