from django.urls import path

from tenant_apps.office.web import audit, home, team

app_name = "office_web"

urlpatterns = [
    path("", home.home, name="home"),
    path("checklist/dismissal/", home.dismiss_checklist, name="dismiss_checklist"),
    path("team/", team.team, name="team"),
    path("team/invitations/", team.send_invitation, name="send_invitation"),
    path("team/invitations/<int:invitation_id>/withdrawal/", team.withdraw_invitation, name="withdraw_invitation"),
    path("team/<int:member_id>/", team.member, name="member"),
    path("team/<int:member_id>/active/", team.set_member_active, name="set_member_active"),
    path("audit/", audit.audit, name="audit"),
    path("audit/seal/", audit.audit_seal, name="audit_seal"),
]
