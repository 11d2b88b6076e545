from django.db import migrations

GUARD = """
CREATE TRIGGER ordering_ledger_not_emptied BEFORE TRUNCATE ON ordering_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ordering_refuse_change();
"""
UNGUARD = "DROP TRIGGER ordering_ledger_not_emptied ON ordering_ledgerentry;"


class Migration(migrations.Migration):
    dependencies = [("ordering", "0002_ledger_append_only")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
