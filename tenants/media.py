"""`/media/<path>`: a tenant's files, served by that tenant's host alone.

The folder follows from the context, so there is no path that names another tenant's. Behind a web server, give the same
rule to it; with S3, addresses are presigned for the tenant's own prefix and this view redirects to them.
"""

import mimetypes
import posixpath
from pathlib import Path, PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

from tenants.storage import TenantFileStorage

PRIVATE = "private"
"""Files below a folder of this name are for the application alone: what people uploaded to be read, not shown."""

# What a browser may show as a page or run as a script would run with the tenant's own authority.
INLINE = frozenset({"image/png", "image/jpeg", "image/webp", "image/avif", "image/gif", "application/pdf"})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    if PRIVATE in PurePosixPath(posixpath.normpath(path)).parts:
        raise Http404
    try:
        storage = storages["default"]
        if not isinstance(storage, TenantFileStorage):
            return HttpResponseRedirect(storage.url(path))
        file = Path(storage.path(path))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    if not file.is_file():
        raise Http404
    stat = file.stat()
    if not was_modified_since(request.headers.get("if-modified-since"), stat.st_mtime):
        return HttpResponseNotModified()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response = FileResponse(file.open("rb"), as_attachment=kind not in INLINE, filename=file.name, content_type=kind)
    response["Last-Modified"] = http_date(stat.st_mtime)
    # Pictures are stored under names of their own and never written over; anything else may be removed and come again.
    is_picture = kind.startswith("image/")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_picture else "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
