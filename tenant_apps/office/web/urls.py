from django.urls import path

from tenant_apps.office.web import audit, home, imports, palette, team

app_name = "office_web"

urlpatterns = [
    path("", home.home, name="home"),
    path("checklist/dismissal/", home.dismiss_checklist, name="dismiss_checklist"),
    path("palette/", palette.found, name="palette"),
    path("team/", team.team, name="team"),
    path("team/invitations/", team.send_invitation, name="send_invitation"),
    path("team/invitations/<int:invitation_id>/withdrawal/", team.withdraw_invitation, name="withdraw_invitation"),
    path("team/<int:member_id>/", team.member, name="member"),
    path("team/<int:member_id>/active/", team.set_member_active, name="set_member_active"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/<slug:kind>/", imports.upload, name="import_upload"),
    path("imports/example/<slug:kind>/", imports.example, name="import_example"),
    path("imports/<uuid:job_id>/", imports.job_page, name="import_job"),
    path("imports/<uuid:job_id>/columns/", imports.columns, name="import_columns"),
    path("imports/<uuid:job_id>/run/", imports.run, name="import_run"),
    path("imports/<uuid:job_id>/problems/", imports.problems, name="import_problems"),
    path("audit/", audit.audit, name="audit"),
    path("audit/seal/", audit.audit_seal, name="audit_seal"),
]
