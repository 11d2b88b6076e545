"""Under /api/v1/: what composes several rooms."""

from django.urls import URLPattern, URLResolver, path

from tenant_apps.office.rest import imports

app_name = "office_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("imports/", imports.ImportsView.as_view(), name="imports"),
    path("imports/kinds/", imports.KindsView.as_view(), name="import_kinds"),
    path("imports/kinds/<slug:kind>/example/", imports.ExampleView.as_view(), name="import_example"),
    path("imports/<uuid:job_id>/", imports.ImportView.as_view(), name="import"),
    path("imports/<uuid:job_id>/columns/", imports.ColumnsView.as_view(), name="import_columns"),
    path("imports/<uuid:job_id>/dry-run/", imports.DryRunView.as_view(), name="import_dry_run"),
    path("imports/<uuid:job_id>/run/", imports.RunView.as_view(), name="import_run"),
    path("imports/<uuid:job_id>/problems/", imports.ProblemsView.as_view(), name="import_problems"),
]
