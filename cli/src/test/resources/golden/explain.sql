-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3: what is generated beside its own SQL.
-- Read offline: <type of c> stands for the type of column c, which the catalogue gives.
-- Read offline: every column is taken to be nullable, without a default and not generated.
-- Read offline: the table is taken not to be partitioned.
-- Read offline: 0 stands for the number that the ledger gives to the migration.

-- public.users: sync on, before the backfill; SHARE ROW EXCLUSIVE.
SET LOCAL bytea_output = 'hex';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL extra_float_digits = '1';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL search_path = "public", pg_temp;
SET LOCAL standard_conforming_strings = 'on';
SET LOCAL TimeZone = 'UTC';
DROP FUNCTION IF EXISTS interlock.agreement_0_1;
CREATE FUNCTION interlock.agreement_0_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS text
    LANGUAGE plpgsql STABLE
AS $interlock$
-- Keeps the old and the new side of public.users equal. Written by Interlock; do not edit.
-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3, migration 0.
#variable_conflict use_column
BEGIN
    IF pg_catalog.record_image_eq(ROW("first_name", "last_name"), ROW((split_part(full_name, ' ', 1))::<type of first_name>, (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>)) THEN
        RETURN 'forward';
    END IF;
    IF pg_catalog.record_image_eq(ROW("full_name"), ROW((first_name || coalesce(' ' || last_name, ''))::<type of full_name>)) THEN
        RETURN 'backward';
    END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    -- One of the two raised: each answers for itself.
    BEGIN
        IF pg_catalog.record_image_eq(ROW("first_name", "last_name"), ROW((split_part(full_name, ' ', 1))::<type of first_name>, (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>)) THEN
            RETURN 'forward';
        END IF;
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    BEGIN
        IF pg_catalog.record_image_eq(ROW("full_name"), ROW((first_name || coalesce(' ' || last_name, ''))::<type of full_name>)) THEN
            RETURN 'backward';
        END IF;
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    RETURN NULL;
END
$interlock$;
GRANT EXECUTE ON FUNCTION interlock.agreement_0_1 TO PUBLIC;
DROP FUNCTION IF EXISTS interlock.going_back_0_1;
CREATE FUNCTION interlock.going_back_0_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS text
    LANGUAGE plpgsql STABLE
AS $interlock$
-- Keeps the old and the new side of public.users equal. Written by Interlock; do not edit.
-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3, migration 0.
#variable_conflict use_column
BEGIN

    IF pg_catalog.record_image_eq(ROW("full_name"), ROW((first_name || coalesce(' ' || last_name, ''))::<type of full_name>)) THEN
        RETURN NULL;
    END IF;
    RETURN '';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END
$interlock$;
CREATE SEQUENCE IF NOT EXISTS interlock.refused_0_1;
DROP FUNCTION IF EXISTS interlock.is_forward_0_1;
DROP FUNCTION IF EXISTS interlock.is_backward_0_1;
DROP FUNCTION IF EXISTS interlock.old_changed_0_1;
DROP FUNCTION IF EXISTS interlock.new_changed_0_1;
DROP FUNCTION IF EXISTS interlock.forward_0_1_1;
DROP FUNCTION IF EXISTS interlock.forward_0_1_2;
DROP FUNCTION IF EXISTS interlock.backward_0_1_1;
CREATE FUNCTION interlock.is_forward_0_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS boolean
    LANGUAGE sql STABLE
    RETURN pg_catalog.record_image_eq(ROW("first_name", "last_name"), ROW((split_part(full_name, ' ', 1))::<type of first_name>, (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>));
GRANT EXECUTE ON FUNCTION interlock.is_forward_0_1 TO PUBLIC;
CREATE FUNCTION interlock.is_backward_0_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS boolean
    LANGUAGE sql STABLE
    RETURN pg_catalog.record_image_eq(ROW("full_name"), ROW((first_name || coalesce(' ' || last_name, ''))::<type of full_name>));
GRANT EXECUTE ON FUNCTION interlock.is_backward_0_1 TO PUBLIC;
CREATE FUNCTION interlock.old_changed_0_1(before_1 <type of full_name>, after_1 <type of full_name>)
    RETURNS boolean
    LANGUAGE sql STABLE
    RETURN pg_catalog.record_image_ne(ROW(before_1), ROW(after_1));
GRANT EXECUTE ON FUNCTION interlock.old_changed_0_1 TO PUBLIC;
CREATE FUNCTION interlock.new_changed_0_1(before_1 <type of first_name>, before_2 <type of last_name>, after_1 <type of first_name>, after_2 <type of last_name>)
    RETURNS boolean
    LANGUAGE sql STABLE
    RETURN pg_catalog.record_image_ne(ROW(before_1, before_2), ROW(after_1, after_2));
GRANT EXECUTE ON FUNCTION interlock.new_changed_0_1 TO PUBLIC;
CREATE FUNCTION interlock.forward_0_1_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS <type of first_name>
    LANGUAGE sql STABLE
    RETURN (split_part(full_name, ' ', 1))::<type of first_name>;
GRANT EXECUTE ON FUNCTION interlock.forward_0_1_1 TO PUBLIC;
CREATE FUNCTION interlock.forward_0_1_2("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS <type of last_name>
    LANGUAGE sql STABLE
    RETURN (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>;
GRANT EXECUTE ON FUNCTION interlock.forward_0_1_2 TO PUBLIC;
CREATE FUNCTION interlock.backward_0_1_1("full_name" <type of full_name>, "first_name" <type of first_name>, "last_name" <type of last_name>)
    RETURNS <type of full_name>
    LANGUAGE sql STABLE
    RETURN (first_name || coalesce(' ' || last_name, ''))::<type of full_name>;
GRANT EXECUTE ON FUNCTION interlock.backward_0_1_1 TO PUBLIC;
CREATE OR REPLACE FUNCTION interlock.long_way_0_1(interlock_operation text, old record, new record)
    RETURNS record
    LANGUAGE plpgsql
    SET bytea_output = 'hex'
    SET DateStyle = 'ISO, YMD'
    SET extra_float_digits = '1'
    SET IntervalStyle = 'postgres'
    SET search_path = "public", pg_temp
    SET standard_conforming_strings = 'on'
    SET TimeZone = 'UTC'
AS $interlock$
-- Keeps the old and the new side of public.users equal. Written by Interlock; do not edit.
-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3, migration 0.
#variable_conflict use_column
DECLARE
    -- The row, under the names that the plan's expressions use.
    "full_name" <type of full_name> := NEW."full_name";
    "first_name" <type of first_name> := NEW."first_name";
    "last_name" <type of last_name> := NEW."last_name";
    interlock_old boolean;
    interlock_new boolean;
    interlock_nothing boolean := false;
    interlock_lost jsonb;
    interlock_error text;
    interlock_row jsonb;
BEGIN
    -- Which side was written. Neither counts as the old path.
    IF interlock_operation = 'INSERT' THEN
        interlock_old := ("full_name" IS DISTINCT FROM NULL);
        interlock_new := ("first_name" IS DISTINCT FROM NULL) OR ("last_name" IS DISTINCT FROM NULL);
    ELSE
        interlock_old := pg_catalog.record_image_ne(ROW(OLD."full_name"), ROW(NEW."full_name"));
        interlock_new := pg_catalog.record_image_ne(ROW(OLD."first_name", OLD."last_name"), ROW(NEW."first_name", NEW."last_name"));
    END IF;

    -- The sides represent each other already, in either direction: nothing is touched.
    IF interlock.agreement_0_1("full_name", "first_name", "last_name") IS NOT NULL THEN
        RETURN NEW;
    END IF;

    -- Both, and they disagree.
    IF interlock_old AND interlock_new THEN
        BEGIN
            interlock_lost := pg_catalog.jsonb_build_object('full_name', "full_name");
        EXCEPTION WHEN OTHERS THEN
            interlock_lost := pg_catalog.jsonb_build_object('full_name', "full_name"::text);
        END;
    END IF;

    IF interlock_new THEN
        -- The row had nothing in its new side that stood for its old side: what goes unseen is kept.
        IF NOT interlock_old AND interlock_operation = 'UPDATE' AND OLD."first_name" IS NOT DISTINCT FROM NULL AND OLD."last_name" IS NOT DISTINCT FROM NULL THEN
            IF interlock.agreement_0_1(OLD."full_name", OLD."first_name", OLD."last_name") IS NULL THEN
                BEGIN
                    interlock_lost := pg_catalog.jsonb_build_object('full_name', "full_name");
                EXCEPTION WHEN OTHERS THEN
                    interlock_lost := pg_catalog.jsonb_build_object('full_name', "full_name"::text);
                END;
            END IF;
        END IF;
        BEGIN
            NEW."full_name" := (first_name || coalesce(' ' || last_name, ''))::<type of full_name>;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
            PERFORM interlock.count_refused(0, 1);
            RAISE EXCEPTION 'interlock: the old side cannot hold this value (public.users)'
                USING ERRCODE = 'check_violation', DETAIL = interlock_error, SCHEMA = 'public', TABLE = 'users';
        END;
    ELSE
        BEGIN
            NEW."first_name" := (split_part(full_name, ' ', 1))::<type of first_name>;
            NEW."last_name" := (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
            NEW."first_name" := NULL;
            NEW."last_name" := NULL;
            IF interlock_operation = 'UPDATE' THEN
                BEGIN
                    interlock_row := pg_catalog.to_jsonb(NEW);
                EXCEPTION WHEN OTHERS THEN
                    interlock_row := pg_catalog.jsonb_build_object('row', NEW::text);
                END;
                PERFORM interlock.keep_unsynced(0, 'public.users', interlock_error, interlock_row);
            ELSE
                -- Whether the row comes to be is not known yet: interlock.unsynced_0_1 tells.
                PERFORM pg_catalog.set_config('interlock.raised', 'true', true);
            END IF;
        END;
    END IF;

    IF interlock_lost IS NOT NULL THEN
        BEGIN
            interlock_row := pg_catalog.to_jsonb(NEW);
        EXCEPTION WHEN OTHERS THEN
            interlock_row := pg_catalog.jsonb_build_object('row', NEW::text);
        END;
        PERFORM interlock.keep_conflict(0, 'public.users',
            CASE WHEN interlock_new THEN 'new' ELSE 'old' END, interlock_lost, interlock_row);
    END IF;
    RETURN NEW;
END
$interlock$;
GRANT EXECUTE ON FUNCTION interlock.long_way_0_1 TO PUBLIC;
CREATE OR REPLACE FUNCTION interlock.sync_0_1()
    RETURNS trigger
    LANGUAGE plpgsql
    SET bytea_output = 'hex'
    SET DateStyle = 'ISO, YMD'
    SET extra_float_digits = '1'
    SET IntervalStyle = 'postgres'
    SET search_path = "public", pg_temp
    SET standard_conforming_strings = 'on'
    SET TimeZone = 'UTC'
AS $interlock$
-- Keeps the old and the new side of public.users equal. Written by Interlock; do not edit.
-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3, migration 0.
BEGIN
    IF TG_OP OPERATOR(pg_catalog.=) 'UPDATE' AND NOT interlock.new_changed_0_1(OLD."first_name", OLD."last_name", NEW."first_name", NEW."last_name") THEN
        BEGIN
            IF interlock.is_backward_0_1(NEW."full_name", NEW."first_name", NEW."last_name") THEN
                RETURN NEW;
            END IF;
            NEW."first_name" := interlock.forward_0_1_1(NEW."full_name", NEW."first_name", NEW."last_name");
            NEW."last_name" := interlock.forward_0_1_2(NEW."full_name", NEW."first_name", NEW."last_name");
            RETURN NEW;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        NEW."first_name" := OLD."first_name";
        NEW."last_name" := OLD."last_name";
    -- The new path had been shown something, so nothing goes unseen.
    ELSIF TG_OP OPERATOR(pg_catalog.=) 'UPDATE' AND NOT interlock.old_changed_0_1(OLD."full_name", NEW."full_name") AND (OLD."first_name" IS DISTINCT FROM NULL OR OLD."last_name" IS DISTINCT FROM NULL) THEN
        BEGIN
            IF interlock.is_forward_0_1(NEW."full_name", NEW."first_name", NEW."last_name") THEN
                RETURN NEW;
            END IF;
            NEW."full_name" := interlock.backward_0_1_1(NEW."full_name", NEW."first_name", NEW."last_name");
            RETURN NEW;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        NEW."full_name" := OLD."full_name";
    ELSIF TG_OP OPERATOR(pg_catalog.=) 'INSERT' AND NOT (NEW."first_name" IS DISTINCT FROM NULL OR NEW."last_name" IS DISTINCT FROM NULL) AND (NEW."full_name" IS DISTINCT FROM NULL) THEN
        BEGIN
            IF interlock.is_backward_0_1(NEW."full_name", NEW."first_name", NEW."last_name") THEN
                RETURN NEW;
            END IF;
            NEW."first_name" := interlock.forward_0_1_1(NEW."full_name", NEW."first_name", NEW."last_name");
            NEW."last_name" := interlock.forward_0_1_2(NEW."full_name", NEW."first_name", NEW."last_name");
            RETURN NEW;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        NEW."first_name" := NULL;
        NEW."last_name" := NULL;
    ELSIF TG_OP OPERATOR(pg_catalog.=) 'INSERT' AND NOT (NEW."full_name" IS DISTINCT FROM NULL) AND (NEW."first_name" IS DISTINCT FROM NULL OR NEW."last_name" IS DISTINCT FROM NULL) THEN
        BEGIN
            IF interlock.is_forward_0_1(NEW."full_name", NEW."first_name", NEW."last_name") THEN
                RETURN NEW;
            END IF;
            NEW."full_name" := interlock.backward_0_1_1(NEW."full_name", NEW."first_name", NEW."last_name");
            RETURN NEW;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        NEW."full_name" := NULL;
    END IF;

    NEW := interlock.long_way_0_1(TG_OP, OLD, NEW);
    RETURN NEW;
END
$interlock$;
DO $settings$
BEGIN
    -- No expression reads a setting: fixing them would only cost.
    IF NOT EXISTS (
            SELECT FROM pg_catalog.pg_proc f CROSS JOIN LATERAL (SELECT f.prosqlbody::text) AS b(body)
            WHERE f.oid IN ('interlock.is_forward_0_1'::pg_catalog.regproc, 'interlock.is_backward_0_1'::pg_catalog.regproc, 'interlock.old_changed_0_1'::pg_catalog.regproc, 'interlock.new_changed_0_1'::pg_catalog.regproc, 'interlock.backward_0_1_1'::pg_catalog.regproc, 'interlock.forward_0_1_1'::pg_catalog.regproc, 'interlock.forward_0_1_2'::pg_catalog.regproc) AND (
                EXISTS (
                    SELECT FROM pg_catalog.regexp_matches(b.body, '\{(\w+)', 'g') AS node(name)
                    WHERE node.name[1] NOT IN ('QUERY', 'FROMEXPR', 'TARGETENTRY', 'PARAM', 'CONST', 'FUNCEXPR',
                        'OPEXPR', 'DISTINCTEXPR', 'NULLIFEXPR', 'SCALARARRAYOPEXPR', 'BOOLEXPR', 'NULLTEST',
                        'BOOLEANTEST', 'RELABELTYPE', 'COLLATEEXPR', 'COERCEVIAIO', 'CASE', 'CASEEXPR', 'WHEN',
                        'CASEWHEN', 'CASETESTEXPR', 'COALESCE', 'COALESCEEXPR', 'ROW', 'ROWEXPR'))
                OR EXISTS (
                    SELECT FROM pg_catalog.regexp_matches(b.body, ':(?:op)?funcid (\d+)', 'g') AS called(id)
                    LEFT JOIN pg_catalog.pg_proc p ON p.oid = called.id[1]::oid
                    JOIN pg_catalog.pg_language l ON l.lanname = 'internal'
                    WHERE p.pronamespace IS DISTINCT FROM 'pg_catalog'::pg_catalog.regnamespace
                        OR p.prolang <> l.oid OR p.provolatile <> 'i'
                        OR 'pg_catalog.cstring'::pg_catalog.regtype = ANY (p.prorettype || p.proargtypes::oid[])
                        OR p.proname IN ('convert', 'convert_from', 'convert_to'))
                OR (b.body ~ '\{COERCEVIAIO ' AND EXISTS (
                    SELECT FROM pg_catalog.regexp_matches(b.body,
                        ':(?:(?:param|const|funcresult|opresult|result|case|coalesce)type|typeId|row_typeid) (\d+)',
                        'g') AS used(type)
                    WHERE used.type[1]::oid NOT IN ('pg_catalog.bool'::pg_catalog.regtype, 'pg_catalog.int2'::pg_catalog.regtype, 'pg_catalog.int4'::pg_catalog.regtype, 'pg_catalog.int8'::pg_catalog.regtype, 'pg_catalog.oid'::pg_catalog.regtype, 'pg_catalog.numeric'::pg_catalog.regtype, 'pg_catalog.text'::pg_catalog.regtype, 'pg_catalog.varchar'::pg_catalog.regtype, 'pg_catalog.bpchar'::pg_catalog.regtype, 'pg_catalog.uuid'::pg_catalog.regtype))))) THEN
        ALTER FUNCTION interlock.sync_0_1() RESET ALL;
    END IF;
END
$settings$;
CREATE OR REPLACE FUNCTION interlock.unsynced_0_1()
    RETURNS trigger
    LANGUAGE plpgsql
    SET bytea_output = 'hex'
    SET DateStyle = 'ISO, YMD'
    SET extra_float_digits = '1'
    SET IntervalStyle = 'postgres'
    SET search_path = "public", pg_temp
    SET standard_conforming_strings = 'on'
    SET TimeZone = 'UTC'
AS $interlock$
-- Keeps the old and the new side of public.users equal. Written by Interlock; do not edit.
-- Plan users-split-name, SHA-256 ccf6b58bfbbaa3d09c3d75c6c1c2e465f7b9a38a111de675083e41bc0673fca3, migration 0.
#variable_conflict use_column
DECLARE
    -- The row, under the names that the plan's expressions use.
    "full_name" <type of full_name> := NEW."full_name";
    "first_name" <type of first_name> := NEW."first_name";
    "last_name" <type of last_name> := NEW."last_name";
    interlock_error text;
    interlock_row jsonb;
BEGIN
    IF interlock.agreement_0_1("full_name", "first_name", "last_name") IS NULL THEN
        BEGIN
            NEW."first_name" := (split_part(full_name, ' ', 1))::<type of first_name>;
            NEW."last_name" := (CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END)::<type of last_name>;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
            NEW."first_name" := NULL;
            NEW."last_name" := NULL;
            BEGIN
                interlock_row := pg_catalog.to_jsonb(NEW);
            EXCEPTION WHEN OTHERS THEN
                interlock_row := pg_catalog.jsonb_build_object('row', NEW::text);
            END;
            PERFORM interlock.keep_unsynced(0, 'public.users', interlock_error, interlock_row);
        END;
    END IF;
    RETURN NULL;
END
$interlock$;
CREATE OR REPLACE TRIGGER "zzzz_interlock_0_insert"
    BEFORE INSERT ON "public"."users"
    FOR EACH ROW
    EXECUTE FUNCTION interlock.sync_0_1();
CREATE OR REPLACE TRIGGER "zzzz_interlock_0"
    BEFORE UPDATE ON "public"."users"
    FOR EACH ROW
    WHEN (pg_catalog.current_setting('interlock.filling', true) IS DISTINCT FROM '0'
        OR NOT pg_catalog.has_schema_privilege('interlock'::pg_catalog.regnamespace, 'CREATE'))
    EXECUTE FUNCTION interlock.sync_0_1();
CREATE OR REPLACE TRIGGER "zzzz_interlock_0_inserted"
    AFTER INSERT ON "public"."users"
    FOR EACH ROW
    WHEN (NEW."first_name" IS NOT DISTINCT FROM NULL AND NEW."last_name" IS NOT DISTINCT FROM NULL
        AND pg_catalog.current_setting('interlock.raised', true) IS NOT DISTINCT FROM 'true')
    EXECUTE FUNCTION interlock.unsynced_0_1();
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "zzzz_interlock_0_insert";
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "zzzz_interlock_0";
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "zzzz_interlock_0_inserted";

-- public.users: guard on, after the backfill; SHARE ROW EXCLUSIVE.
SET LOCAL search_path = pg_catalog, pg_temp;
CREATE OR REPLACE TRIGGER "zzzz_interlock_0"
    BEFORE UPDATE ON "public"."users"
    FOR EACH ROW
    WHEN (pg_catalog.record_image_ne(ROW(OLD."full_name", OLD."first_name", OLD."last_name"), ROW(NEW."full_name", NEW."first_name", NEW."last_name")))
    EXECUTE FUNCTION interlock.sync_0_1();
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "zzzz_interlock_0";

-- public.users: sync off, in the drop or the revert; ACCESS EXCLUSIVE.
DROP TRIGGER IF EXISTS "zzzz_interlock_0_insert" ON "public"."users";
DROP TRIGGER IF EXISTS "zzzz_interlock_0" ON "public"."users";
DROP TRIGGER IF EXISTS "zzzz_interlock_0_inserted" ON "public"."users";
DROP TRIGGER IF EXISTS "zzzz_interlock_0_updated" ON "public"."users";
DROP FUNCTION IF EXISTS interlock.sync_0_1;
DROP FUNCTION IF EXISTS interlock.long_way_0_1;
DROP FUNCTION IF EXISTS interlock.unsynced_0_1;
DROP FUNCTION IF EXISTS interlock.is_forward_0_1;
DROP FUNCTION IF EXISTS interlock.is_backward_0_1;
DROP FUNCTION IF EXISTS interlock.old_changed_0_1;
DROP FUNCTION IF EXISTS interlock.new_changed_0_1;
DROP FUNCTION IF EXISTS interlock.forward_0_1_1;
DROP FUNCTION IF EXISTS interlock.forward_0_1_2;
DROP FUNCTION IF EXISTS interlock.backward_0_1_1;
DROP FUNCTION IF EXISTS interlock.agreement_0_1;
DROP FUNCTION IF EXISTS interlock.going_back_0_1;
DROP SEQUENCE IF EXISTS interlock.refused_0_1;

-- The revert, derived from the expand.
ALTER TABLE public.users DROP COLUMN last_name;
ALTER TABLE public.users DROP COLUMN first_name;
