"""Files that a web form brings: the field, and what is done with them once the form is good.

A form that takes files has `uploads = FilesField()`, stands in a `<form enctype="multipart/form-data">` with
`{% include "tracker/_upload.html" %}`, and its view calls `attach_uploads(issue, form.cleaned_data["uploads"], by=…)`;
shown again, it says with `lost_files` and `wrong_files` which files have to be chosen once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.lib.filenames import clean_name

from .actions.files import attach_file
from .blobs import check_size
from .errors import Refused
from .models import Comment, File, Issue

#: At one time.
MOST = 10


class FilesInput(forms.ClearableFileInput):
    """Several files with one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, or none; each as large as a file may be."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(label=gettext_lazy("Files"), required=required, widget=FilesInput())

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The uploads that are there."""
        found = [each for each in (data if isinstance(data, (list, tuple)) else [data]) if each]
        if self.required and not found:
            raise ValidationError(_("Choose a file."), code="required")
        if len(found) > MOST:
            raise ValidationError(_("Attach %(n)s files at a time at most.") % {"n": MOST})
        for each in found:
            _check(each)
        return found


def _check(upload: Any) -> None:
    try:
        check_size(upload.size)
    except Refused as error:
        raise ValidationError(f"{upload.name}: {error}") from None
    if not upload.size:
        raise ValidationError(_("%(name)s is empty.") % {"name": upload.name})


class UploadForm(forms.Form):
    """Files alone."""

    uploads = FilesField(required=True)


def lost_files(request: HttpRequest) -> list[str]:
    """The names of files that came with a form that has to be sent again: nobody but their owner has them still."""
    return [clean_name(each.name or "") for each in request.FILES.getlist("uploads")]


def attach_uploads(
    issue: Issue, uploads: Sequence[Any], *, by: Any, comment: Comment | None = None, note: bool = False
) -> list[File]:
    """Hang these uploads on the issue, with the comment they came with."""
    return [attach_file(issue, each.chunks(), each.name, by=by, comment=comment, note=note) for each in uploads]
