from django.db import migrations

GUARD = """
CREATE FUNCTION kitchen_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
CREATE TRIGGER kitchen_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kitchen_itemstep
    FOR EACH STATEMENT EXECUTE FUNCTION kitchen_refuse_change();
"""
UNGUARD = """
DROP TRIGGER kitchen_steps_append_only ON kitchen_itemstep;
DROP FUNCTION kitchen_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0003_ticket_times")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
