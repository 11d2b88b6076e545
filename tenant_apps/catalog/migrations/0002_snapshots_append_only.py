from django.db import migrations

GUARD = """
CREATE FUNCTION catalog_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
CREATE TRIGGER catalog_snapshots_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_menusnapshot
    FOR EACH STATEMENT EXECUTE FUNCTION catalog_refuse_change();
"""
UNGUARD = """
DROP TRIGGER catalog_snapshots_append_only ON catalog_menusnapshot;
DROP FUNCTION catalog_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
