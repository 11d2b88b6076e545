"""Static files from our own server; uploads in a folder or in S3, always under the tenant's own prefix."""

from typing import Any

from comanda.config.settings.environment import ROOT, SRC, VAR, env

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [folder for folder in (SRC / "static", ROOT / "build" / "front") if folder.is_dir()]

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"

# A bucket's name switches uploads to S3; keys and regions come from boto's usual variables or the machine's role.
AWS_STORAGE_BUCKET_NAME = env("S3_BUCKET", default="")
AWS_S3_ENDPOINT_URL = env("S3_ENDPOINT_URL", default=None)
AWS_S3_REGION_NAME = env("S3_REGION", default=None)
AWS_QUERYSTRING_AUTH = True
AWS_QUERYSTRING_EXPIRE = 3600
AWS_DEFAULT_ACL = None
AWS_S3_FILE_OVERWRITE = False

STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "tenants.bucket.TenantS3Storage" if AWS_STORAGE_BUCKET_NAME else "tenants.storage.TenantFileStorage"
    },
    "staticfiles": {"BACKEND": "comanda.config.static_files.ProductFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
