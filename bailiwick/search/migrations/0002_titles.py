"""The words of titles beside those of everything, so that a title can be asked for alone."""

from itertools import islice

from django.db import migrations, models

from bailiwick.search.words import words

SQLITE = """
DROP TABLE search_fts;
CREATE VIRTUAL TABLE search_fts USING fts5(
    title_tokens, tokens, content = 'search_document', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search_fts (search_fts) VALUES ('rebuild')
"""

SQLITE_BACK = """
DROP TABLE search_fts;
CREATE VIRTUAL TABLE search_fts USING fts5(
    tokens, content = 'search_document', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search_fts (search_fts) VALUES ('rebuild')
"""

POSTGRESQL = """
CREATE INDEX search_document_title ON search_document
    USING gin (to_tsvector('bailiwick'::regconfig, title_tokens)) WITH (gin_pending_list_limit = 512)
"""


def fill(apps, editor):
    """Each document's title, cut into words."""
    document = apps.get_model("search", "Document")
    pairs = document.objects.order_by("pk").values_list("pk", "title").iterator(2000)
    while some := list(islice(pairs, 2000)):
        changed = [document(pk=pk, title_tokens=" ".join(words(title))) for pk, title in some]
        document.objects.bulk_update(changed, ["title_tokens"], batch_size=500)


def forwards(apps, editor):
    run(editor, SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL)


def backwards(apps, editor):
    run(editor, SQLITE_BACK if editor.connection.vendor == "sqlite" else "DROP INDEX search_document_title")


def run(editor, statements):
    for statement in statements.split(";\n"):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField("document", "title_tokens", models.TextField(default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(forwards, backwards),
    ]
