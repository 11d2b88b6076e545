"""Under /api/v1/: what composes several rooms."""

from django.urls import URLPattern, URLResolver, path

from tenant_apps.office.rest import imports, team, trail

app_name = "office_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("audit/", trail.TrailView.as_view(), name="audit"),
    path("audit/seal/", trail.SealView.as_view(), name="audit_seal"),
    path("imports/", imports.ImportsView.as_view(), name="imports"),
    path("imports/kinds/", imports.KindsView.as_view(), name="import_kinds"),
    path("imports/kinds/<slug:kind>/example/", imports.ExampleView.as_view(), name="import_example"),
    path("imports/<uuid:job_id>/", imports.ImportView.as_view(), name="import"),
    path("imports/<uuid:job_id>/columns/", imports.ColumnsView.as_view(), name="import_columns"),
    path("imports/<uuid:job_id>/dry-run/", imports.DryRunView.as_view(), name="import_dry_run"),
    path("imports/<uuid:job_id>/run/", imports.RunView.as_view(), name="import_run"),
    path("imports/<uuid:job_id>/problems/", imports.ProblemsView.as_view(), name="import_problems"),
    path("team/", team.TeamView.as_view(), name="team"),
    path("team/invitations/", team.InvitationsView.as_view(), name="invitations"),
    path("team/invitations/<int:invitation_id>/withdrawal/", team.WithdrawalView.as_view(), name="withdrawal"),
    path("team/<int:member_id>/", team.MemberView.as_view(), name="member"),
    path("team/<int:member_id>/deactivation/", team.DeactivationView.as_view(), name="deactivation"),
    path("team/<int:member_id>/reactivation/", team.ReactivationView.as_view(), name="reactivation"),
]
