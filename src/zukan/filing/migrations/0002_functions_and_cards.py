"""PostgreSQL's names for what SQLite is taught on each connection."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BITS = "bit varying"
FUNCTIONS = f"""
create or replace function bits_both({BITS}, {BITS}) returns {BITS} language sql immutable parallel safe
  as 'select $1 & $2';
create or replace function bits_without({BITS}, {BITS}) returns {BITS} language sql immutable parallel safe
  as 'select $1 & ~$2';
create or replace function bits_either({BITS}, {BITS}) returns {BITS} language sql immutable strict parallel safe
  as 'select $1 | $2';
create or replace function bits_common({BITS}, {BITS}) returns bigint language sql immutable parallel safe
  as 'select bit_count($1 & $2)';
create or replace function bits_with({BITS}, integer, {BITS}) returns {BITS} language sql immutable parallel safe
  as 'select case when $2 < length($3) then set_bit(coalesce($1, $3 # $3), $2, 1) else coalesce($1, $3 # $3) end';
create or replace aggregate bits_any({BITS}) (sfunc = bits_either, stype = {BITS});
create or replace aggregate bits_at(integer, {BITS}) (sfunc = bits_with, stype = {BITS});
"""
NONE = f"""
drop aggregate if exists bits_at(integer, {BITS});
drop aggregate if exists bits_any({BITS});
drop function if exists bits_with({BITS}, integer, {BITS});
drop function if exists bits_common({BITS}, {BITS});
drop function if exists bits_either({BITS}, {BITS});
drop function if exists bits_without({BITS}, {BITS});
drop function if exists bits_both({BITS}, {BITS});
"""


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTIONS)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(NONE)


class Migration(migrations.Migration):
    dependencies = [("filing", "0001_initial")]
    operations = [
        migrations.RunPython(create, drop),
    ]
