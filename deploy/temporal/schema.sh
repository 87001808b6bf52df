#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Creates Temporal's two databases and brings their schemas up to date. Running it again changes nothing.
set -eu

# shellcheck disable=SC2153 # given by the compose file
endpoint="--plugin postgres12 --endpoint $TEMPORAL_DB_HOST --port 5432 --user temporal"
schema=/etc/temporal/schema/postgresql/v12

for database in temporal temporal_visibility; do
  case $database in
    temporal) folder=temporal ;;
    *) folder=visibility ;;
  esac
  # shellcheck disable=SC2086 # a list of options
  temporal-sql-tool $endpoint --database "$database" create || echo "$database is there already"
  # shellcheck disable=SC2086
  temporal-sql-tool $endpoint --database "$database" setup-schema -v 0.0 || echo "$database has a schema already"
  # shellcheck disable=SC2086
  temporal-sql-tool $endpoint --database "$database" update-schema -d "$schema/$folder/versioned"
done
