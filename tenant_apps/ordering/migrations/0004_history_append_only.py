from django.db import migrations

GUARD = """
CREATE TRIGGER ordering_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ordering_stateentry
    FOR EACH STATEMENT EXECUTE FUNCTION ordering_refuse_change();
"""
UNGUARD = "DROP TRIGGER ordering_history_append_only ON ordering_stateentry;"


class Migration(migrations.Migration):
    dependencies = [("ordering", "0003_ledger_not_emptied")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
