from django.db import migrations

from comanda.kernel.append_only import only_added


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        only_added(function="audit_refuse_change", trigger="audit_entries_append_only", table="audit_auditentry")
    ]
