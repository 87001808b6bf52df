-- SPDX-License-Identifier: Apache-2.0
-- One role for each part that somebody plays, and the shop's database. For psql 15 or later, as a superuser:
--   SHOP_OWNER_PASSWORD=… SHOP_APP_PASSWORD=… INTERLOCK_API_PASSWORD=… INTERLOCK_KILL_PASSWORD=… psql -f deploy/postgres/roles.sql
\set ON_ERROR_STOP on
\getenv owner_password SHOP_OWNER_PASSWORD
\getenv app_password SHOP_APP_PASSWORD
\getenv api_password INTERLOCK_API_PASSWORD
\getenv kill_password INTERLOCK_KILL_PASSWORD

-- Owns the tables; the worker's.
CREATE ROLE shop_owner LOGIN PASSWORD :'owner_password';
-- Sees replicas and other sessions: without it a backfill's maxReplicaLag and maxActiveSessions cannot be told.
GRANT pg_read_all_stats TO shop_owner;
-- The shop itself: no DDL.
CREATE ROLE shop_app LOGIN PASSWORD :'app_password';
-- Reads the ledger, may kill a flag and register releases.
CREATE ROLE interlock_api LOGIN PASSWORD :'api_password';
-- May kill a flag and nothing else.
CREATE ROLE interlock_kill LOGIN PASSWORD :'kill_password';

CREATE DATABASE shop OWNER shop_owner;
