-- The ledger: what was applied, flags, claims, evaluators, evidence and audit, in the target database itself,
-- so that schema state and flag state live under one transaction.

CREATE TABLE interlock.migration (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text        NOT NULL,
    plan_sha256 text        NOT NULL,
    files       jsonb       NOT NULL,          -- path -> content, as sent
    description text        NOT NULL,
    owner       text        NOT NULL,
    tables      text[]      NOT NULL,          -- schema.table, sorted
    flag_key    text        NOT NULL,
    switched_off text[]     NOT NULL DEFAULT '{}', -- what a default would ask for and is not built yet
    started_by  text        NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    run_id      text        NOT NULL,          -- the Temporal run that owns this row now
    continues_at text       NOT NULL DEFAULT 'QUEUED', -- the phase that the run before this one left behind
    phase       text        NOT NULL DEFAULT 'QUEUED',
    percent     integer     NOT NULL DEFAULT 0, -- thousandths of a percent
    hold        text,                          -- reason; null when nothing holds
    round       integer     NOT NULL DEFAULT 1,
    epoch       bigint      NOT NULL DEFAULT 0,
    last_sequence bigint    NOT NULL DEFAULT 0, -- of the run's notes: what phase, percent and hold were taken from
    expanded    boolean     NOT NULL DEFAULT false, -- every expand script of this round is applied
    backfilled  boolean     NOT NULL DEFAULT false, -- the final pass of this round found nothing
    dropped_at  timestamptz,                   -- written by the drop transaction itself: the point of no return
    ended_at    timestamptz,
    ended_as    text                           -- COMPLETED, REVERTED, REJECTED
);
CREATE UNIQUE INDEX migration_open ON interlock.migration (id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX migration_completed ON interlock.migration (id) WHERE ended_as = 'COMPLETED';

CREATE TABLE interlock.claim (
    table_name text PRIMARY KEY,               -- schema.table
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    taken_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who waits for a claim, in the order of their coming. Who has not asked for a while keeps its place, and others pass.
CREATE TABLE interlock.queue (
    migration bigint      PRIMARY KEY REFERENCES interlock.migration,
    place     bigint      GENERATED ALWAYS AS IDENTITY,
    since     timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    waits_for text        NOT NULL
);

CREATE TABLE interlock.script (
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    round      integer     NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('expand', 'contract', 'revert')),
    file       text        NOT NULL,
    sha256     text        NOT NULL,
    run_id     text        NOT NULL,           -- the fence, with epoch and attempt
    epoch      bigint      NOT NULL,
    attempt    bigint      NOT NULL,           -- counted here, not by Temporal: a later attempt fences off an earlier one
    rejected   boolean     NOT NULL DEFAULT false, -- PostgreSQL refused what this attempt ran alone: it has done nothing
    version    text        NOT NULL,           -- Flyway's: <round>.<1 expand|2 contract|3 revert>.<file>
    execution_ms integer,                      -- from Flyway's history table when the migration ends
    installed_by text,
    begun_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at    timestamptz,                    -- committed with the DDL itself where that can be
    PRIMARY KEY (migration, round, kind, file)
);

-- Counts whoever takes up the schema work of a migration: a session of an earlier one changes nothing any more.
CREATE TABLE interlock.attempt (
    migration bigint PRIMARY KEY,
    number    bigint NOT NULL
);

-- Whom the schema work of a migration waits for, now; and how often it has tried.
CREATE TABLE interlock.lock_wait (
    migration     bigint PRIMARY KEY,
    step          text        NOT NULL,        -- expand, sync, revert, contract, archive, hide, unhide, drop, restore
    doing         text        NOT NULL,        -- the file, or the table
    attempts      bigint      NOT NULL DEFAULT 0, -- in all steps so far
    failures      bigint      NOT NULL DEFAULT 0, -- of them, for want of a lock
    waiting_since timestamptz,                 -- null when nobody is in the way
    seen_at       timestamptz NOT NULL,        -- refreshed while somebody is
    blockers      jsonb       NOT NULL DEFAULT '[]' -- pid, user, application, transactionAgeMillis, query
);

CREATE TABLE interlock.backfill (
    migration    bigint  NOT NULL REFERENCES interlock.migration,
    round        integer NOT NULL,
    table_name   text    NOT NULL,
    leaf         text    NOT NULL,             -- the table itself, or one partition
    relfilenode  oid     NOT NULL,             -- changed: this leaf starts again
    blocks       bigint  NOT NULL,             -- fixed after the triggers have committed
    next_block   bigint  NOT NULL DEFAULT 0,   -- the cursor; moves in the batch's own transaction
    rows_written bigint  NOT NULL DEFAULT 0,
    rows_skipped bigint  NOT NULL DEFAULT 0,   -- locked by others, revisited by the final pass
    updated_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration, round, table_name, leaf)
);

-- The rate that a person has ordered. A running backfill reads it at each sample; without a row the plan's rate holds.
CREATE TABLE interlock.throttle (
    migration bigint PRIMARY KEY REFERENCES interlock.migration,
    rate      text        NOT NULL,            -- rows a second, or max
    actor     text        NOT NULL,
    reason    text        NOT NULL,
    run_id    text        NOT NULL,
    sequence  bigint      NOT NULL,            -- of the run's note: the highest counts, in whatever order they arrive
    at        timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- How a running backfill goes, written at each sample; that small commit is the one whose latency is measured.
CREATE TABLE interlock.backfill_pace (
    migration       bigint  NOT NULL REFERENCES interlock.migration,
    round           integer NOT NULL,
    table_name      text    NOT NULL,
    rows_per_second double precision NOT NULL,
    seconds_left    bigint,                    -- null while nothing moves
    rate            text    NOT NULL,          -- the one in force
    waits_for       text,                      -- null when no limit is reached
    sampled_at      timestamptz NOT NULL,
    PRIMARY KEY (migration, round, table_name)
) WITH (fillfactor = 40);

CREATE TABLE interlock.flag (
    key        text PRIMARY KEY,
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    percent    integer     NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100000), -- thousandths of a percent
    safe_side  text        NOT NULL DEFAULT 'old' CHECK (safe_side IN ('old', 'new')),
    version    bigint      NOT NULL DEFAULT 1, -- every change adds one
    epoch      bigint      NOT NULL DEFAULT 0, -- every going back adds one
    pinned     boolean     NOT NULL DEFAULT false, -- the old path is gone
    actor      text        NOT NULL,
    reason     text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    cohorts    integer[]   NOT NULL DEFAULT '{}' -- bounds of the bands of users that are told apart at 0 %, rising
);

-- Every version that a flag ever had: the contract's gate reads from here that it stood at 100 % for the whole soak.
CREATE TABLE interlock.flag_history (
    key        text        NOT NULL,
    version    bigint      NOT NULL,
    migration  bigint      NOT NULL,
    percent    integer     NOT NULL,
    safe_side  text        NOT NULL,
    epoch      bigint      NOT NULL,
    actor      text        NOT NULL,
    reason     text        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (key, migration, version)
);

CREATE FUNCTION interlock.flag_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO interlock.flag_history
    VALUES (NEW.key, NEW.version, NEW.migration, NEW.percent, NEW.safe_side, NEW.epoch, NEW.actor, NEW.reason, NEW.changed_at);
    PERFORM pg_notify('interlock_flag', NEW.key || ' ' || NEW.version);
    RETURN NULL;
END
$$;
CREATE TRIGGER flag_changed AFTER INSERT OR UPDATE ON interlock.flag
    FOR EACH ROW EXECUTE FUNCTION interlock.flag_changed();

-- The reversible half of the contract, while it lasts: a row from the transaction that hides to the one that un-hides or drops.
CREATE TABLE interlock.hiding (
    migration  bigint PRIMARY KEY REFERENCES interlock.migration,
    lock_ms    integer     NOT NULL,           -- how long an un-hide waits for all of its table locks together
    hidden_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    old_calls  jsonb       NOT NULL            -- instance and boot -> calls of the old path that it had begun by then
);

-- What is hidden: the names that the contract drops, and the sync functions as they were. Only the owner of the ledger writes
-- here, and an un-hide does nothing that is not written here.
CREATE TABLE interlock.hidden (
    migration   bigint  NOT NULL REFERENCES interlock.hiding ON DELETE CASCADE,
    position    integer NOT NULL,              -- un-hidden from the last to the first
    kind        text    NOT NULL CHECK (kind IN ('table', 'column', 'function')),
    relation    oid     NOT NULL,              -- the table, whatever it is called
    schema_name text    NOT NULL,
    table_name  text    NOT NULL,              -- as the plan calls it
    name        text    NOT NULL,
    hidden_name text,                          -- of a table or column; plain, and different from every other
    definition  text,                          -- of a function
    PRIMARY KEY (migration, position)
);

-- A text of the catalogue as it would read if nothing were hidden.
CREATE FUNCTION interlock.under_old_names(said text) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    place interlock.hidden;
BEGIN
    FOR place IN SELECT * FROM interlock.hidden h WHERE h.hidden_name IS NOT NULL LOOP
        said := replace(replace(said, '"' || place.hidden_name || '"', '"' || replace(place.name, '"', '""') || '"'),
                        place.hidden_name, quote_ident(place.name));
    END LOOP;
    RETURN said;
END
$$;
REVOKE ALL ON FUNCTION interlock.under_old_names(text) FROM PUBLIC;

-- Renames back what a migration has hidden and puts its sync functions back, or changes nothing and says who blocks.
-- Locks: ACCESS EXCLUSIVE on the tables, parents before their partitions, else by oid, within lock_ms for all of them together.
CREATE FUNCTION interlock.names_back(of_migration bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    before text := current_setting('lock_timeout');
    until timestamptz;
    part record;
    place record;
    blockers text;
BEGIN
    SELECT clock_timestamp() + h.lock_ms * interval '1 millisecond' INTO until
    FROM interlock.hiding h WHERE h.migration = of_migration;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    FOR part IN
        WITH RECURSIVE member(top, relation, level) AS (
            SELECT DISTINCT h.relation, h.relation, 0 FROM interlock.hidden h WHERE h.migration = of_migration
            UNION
            SELECT m.top, i.inhrelid, m.level + 1 FROM member m JOIN pg_inherits i ON i.inhparent = m.relation
        )
        SELECT c.oid FROM member m JOIN pg_class c ON c.oid = m.relation
        ORDER BY (SELECT count(*) FROM pg_partition_ancestors(m.top)), m.top, m.level, c.oid
    LOOP
        PERFORM set_config('lock_timeout',
            greatest(1, ceil(extract(epoch FROM until - clock_timestamp()) * 1000))::bigint || 'ms', true);
        BEGIN
            EXECUTE 'LOCK TABLE ONLY ' || part.oid::regclass || ' IN ACCESS EXCLUSIVE MODE';
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            SELECT string_agg(format('pid %s (user %s, application %s, transaction open for %s s): %s', b.pid,
                       coalesce(b.usename, '?'), coalesce(b.application_name, '?'),
                       coalesce(extract(epoch FROM clock_timestamp() - b.xact_start)::bigint::text, '?'),
                       left(regexp_replace(coalesce(b.query, ''), '\s+', ' ', 'g'), 200)), '; ')
            INTO blockers
            FROM (SELECT DISTINCT l.pid, a.usename, a.application_name, a.xact_start, a.query
                  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                  WHERE l.locktype = 'relation' AND l.granted AND l.relation = part.oid AND l.pid <> pg_backend_pid()
                    AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                  ORDER BY a.xact_start NULLS LAST LIMIT 5) b;
            RAISE EXCEPTION 'the old names are still hidden and nothing has changed: % is locked by %',
                interlock.under_old_names(part.oid::regclass::text),
                coalesce(blockers, 'a transaction that has ended meanwhile: try again')
                USING ERRCODE = 'lock_not_available';
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', before, true);
    -- Only now is it certain: another un-hide or the drop may have come first.
    PERFORM FROM interlock.hiding h WHERE h.migration = of_migration FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    FOR place IN
        SELECT h.kind, h.name, h.hidden_name, h.definition, n.nspname, c.relname
        FROM interlock.hidden h LEFT JOIN pg_class c ON c.oid = h.relation LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE h.migration = of_migration ORDER BY h.position DESC
    LOOP
        IF place.kind = 'function' THEN
            EXECUTE place.definition;
        ELSIF place.relname IS NOT NULL AND place.kind = 'table' THEN
            EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', place.nspname, place.relname, place.name);
        ELSIF place.relname IS NOT NULL THEN
            EXECUTE format('ALTER TABLE %I.%I RENAME COLUMN %I TO %I',
                           place.nspname, place.relname, place.hidden_name, place.name);
        END IF;
    END LOOP;
    DELETE FROM interlock.hiding h WHERE h.migration = of_migration;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION interlock.names_back(bigint) FROM PUBLIC;

-- The way back from HIDING, called by a rollback, a late reader's un-hide and interlock.kill alike: an attempt to hide or to drop
-- that began before changes nothing after it.
CREATE FUNCTION interlock.unhide(of_migration bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF NOT interlock.names_back(of_migration) THEN
        RETURN false;
    END IF;
    UPDATE interlock.attempt a SET number = a.number + 1 WHERE a.migration = of_migration;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION interlock.unhide(bigint) FROM PUBLIC;

-- At 0 % with hidden names every user would fail, so nobody gets there, by whatever way.
CREATE FUNCTION interlock.flag_stays_up() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF EXISTS (SELECT FROM interlock.hiding h WHERE h.migration = NEW.migration) THEN
        RAISE EXCEPTION 'flag % stays at 100 %% while old names are hidden: interlock.kill un-hides them', NEW.key
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stays_up BEFORE UPDATE ON interlock.flag
    FOR EACH ROW WHEN (NEW.percent < OLD.percent) EXECUTE FUNCTION interlock.flag_stays_up();

-- One row per running copy of the application that asks for a flag. Counters are cumulative since its boot.
CREATE TABLE interlock.evaluator (
    flag_key        text        NOT NULL,
    instance        text        NOT NULL,      -- what the application calls this copy
    boot_id         uuid        NOT NULL,      -- new with every start: counters begin at 0
    version         bigint      NOT NULL,      -- the flag version it evaluates with
    acknowledged_at timestamptz NOT NULL,      -- when it first reported that version
    reported_at     timestamptz NOT NULL,      -- stamped by the server
    evaluated_at    timestamptz,               -- its last evaluation
    old_started     bigint      NOT NULL,
    old_ended       bigint      NOT NULL,
    old_errors      bigint      NOT NULL,      -- at most 3 per user and window
    old_slow        bigint      NOT NULL,
    old_in_flight   integer     NOT NULL,
    old_oldest_ms   bigint      NOT NULL,      -- age of the oldest call in flight; 0 when none
    new_started     bigint      NOT NULL,
    new_ended       bigint      NOT NULL,
    new_errors      bigint      NOT NULL,
    new_slow        bigint      NOT NULL,
    new_in_flight   integer     NOT NULL,
    new_oldest_ms   bigint      NOT NULL,
    goodbye_at      timestamptz,               -- it said that it was leaving
    old_error_squares bigint    NOT NULL,      -- sum of the squares of the errors of one user in one window
    new_error_squares bigint    NOT NULL,
    old_users       bigint      NOT NULL,      -- different users since its version, of the first few thousand
    new_users       bigint      NOT NULL,
    old_faster      bigint[]    NOT NULL,      -- calls that ended within 1, 1.5, 2, 3, 4, 6, 8 … 12,288 ms
    old_slower      bigint[]    NOT NULL,      -- calls that took longer, also those in flight
    new_faster      bigint[]    NOT NULL,
    new_slower      bigint[]    NOT NULL,
    old_undefined   bigint      NOT NULL,      -- calls that threw 42703 or 42P01: no such column, no such table
    new_undefined   bigint      NOT NULL,
    old_violations  bigint      NOT NULL,      -- calls that threw class 23: a constraint would have been broken
    new_violations  bigint      NOT NULL,
    withheld        bigint      NOT NULL,      -- calls that it kept on the old path by itself and that returned
    overruled       boolean     NOT NULL,      -- it keeps its users on the old path by itself now
    overrulings     bigint      NOT NULL,      -- how often the new path was seen to fail while the old one returned
    compared        bigint      NOT NULL,      -- reads of the old path that it tried on the new one too
    differing       bigint      NOT NULL,      -- of these, those that the new path answered differently
    skipped         bigint      NOT NULL,      -- reads that were sampled for it and not tried
    cohorts         bigint[]    NOT NULL,      -- at 0 %, five for each band: users, ended, errors, their squares, slow
    reported_by     name        NOT NULL DEFAULT session_user, -- whose statements are the application's
    PRIMARY KEY (flag_key, instance, boot_id)
) WITH (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 50);

-- How many evaluators report a flag: counted every few seconds by whichever of them comes next. Each may write the more seldom
-- the more they are.
CREATE TABLE interlock.fleet (
    flag_key   text        PRIMARY KEY,
    evaluators integer     NOT NULL,
    counted_at timestamptz NOT NULL
) WITH (fillfactor = 40);

-- How long one evaluator may wait with a report, so that the whole fleet writes less than 20 times a second.
CREATE FUNCTION interlock.report_every(of_flag text) RETURNS interval
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$
SELECT coalesce((SELECT t.evaluators * interval '60 milliseconds' FROM interlock.fleet t WHERE t.flag_key = of_flag), interval '0')
$$;
REVOKE ALL ON FUNCTION interlock.report_every(text) FROM PUBLIC;

-- Who has reported since then is not silent: for that age, or for twice the time that so many evaluators may take.
CREATE FUNCTION interlock.live_since(of_flag text, age interval) RETURNS timestamptz
    LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS
$$
SELECT clock_timestamp() - greatest(age, 2 * interlock.report_every(of_flag))
$$;
REVOKE ALL ON FUNCTION interlock.live_since(text, interval) FROM PUBLIC;

-- Counts the fleet anew. Of those who come at once one does, and nobody waits for it.
CREATE FUNCTION interlock.count_fleet(of_flag text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF EXISTS (SELECT FROM interlock.fleet t
               WHERE t.flag_key = of_flag AND t.counted_at > clock_timestamp() - interval '2 seconds')
       OR NOT pg_try_advisory_xact_lock(hashtextextended('interlock.fleet ' || of_flag, 0)) THEN
        RETURN;
    END IF;
    INSERT INTO interlock.fleet AS t
    SELECT of_flag, count(*), clock_timestamp() FROM interlock.evaluator e
    WHERE e.flag_key = of_flag AND e.goodbye_at IS NULL
      AND e.reported_at > (SELECT interlock.live_since(of_flag, interval '30 seconds'))
    ON CONFLICT (flag_key) DO UPDATE SET evaluators = excluded.evaluators, counted_at = excluded.counted_at;
END
$$;
REVOKE ALL ON FUNCTION interlock.count_fleet(text) FROM PUBLIC;

CREATE TABLE interlock.look (
    migration    bigint      NOT NULL REFERENCES interlock.migration,
    guardrail    text        NOT NULL,
    window_end   timestamptz NOT NULL,
    window_start timestamptz NOT NULL,
    round        integer     NOT NULL,
    percent      integer     NOT NULL,
    new_errors   bigint,                       -- the four counts of this window; null where the kind has none
    old_errors   bigint,
    new_ended    bigint,
    old_ended    bigint,
    value        double precision,             -- E, or what the kind measures
    threshold    double precision,
    verdict      text        NOT NULL,         -- PASS, FAIL, INCONCLUSIVE, NO_DATA, ERROR
    sentence     text        NOT NULL,
    asked        text,                         -- what a source outside was asked, as it was sent; null where none was
    state        jsonb,                        -- small and constant in size
    PRIMARY KEY (migration, guardrail, window_end)
);
-- A watch that has taken no look yet would read all those of the others to find that out.
CREATE INDEX look_process ON interlock.look (migration, guardrail, (state ->> 'process'), window_end);
CREATE INDEX look_at_zero ON interlock.look (migration, guardrail, value) WHERE percent = 0;

-- What the old path did below 100 %, added up by quarters of an hour: the yardstick at 100 %, small enough to be read at each look.
CREATE TABLE interlock.baseline (
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    guardrail  text        NOT NULL,
    ramp       timestamptz NOT NULL,           -- when the flag was last put to 0 %
    quarter    timestamptz NOT NULL,           -- where it begins; -infinity: windows that belong to no hour
    old_errors bigint      NOT NULL,
    old_ended  bigint      NOT NULL,
    PRIMARY KEY (migration, guardrail, ramp, quarter)
);

CREATE TABLE interlock.evidence (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration bigint      NOT NULL REFERENCES interlock.migration,
    gate      text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    open      boolean     NOT NULL,
    facts     jsonb       NOT NULL             -- check -> {"holds": bool, "found": text, "unknown": [text]}
);
CREATE INDEX evidence_migration ON interlock.evidence (migration, id);

-- Since when pg_stat_statements has counted every statement without a gap, for a migration that soaks. What it keeps is lost
-- with a reset, an eviction or a restart of the server, and then this clock begins anew.
CREATE TABLE interlock.statement_clock (
    migration      bigint      PRIMARY KEY REFERENCES interlock.migration,
    since          timestamptz NOT NULL,
    sampled_at     timestamptz NOT NULL,
    stats_reset    timestamptz,                -- the three by which a gap is known
    dealloc        bigint      NOT NULL,
    server_started timestamptz NOT NULL,
    restarts       integer     NOT NULL DEFAULT 0,
    why            text                        -- the newest gap; null without one
);

-- How often each statement had been called when it was last counted.
CREATE TABLE interlock.statement_count (
    migration bigint      NOT NULL REFERENCES interlock.statement_clock ON DELETE CASCADE,
    role      oid         NOT NULL,
    query     bigint      NOT NULL,
    top_level boolean     NOT NULL,
    calls     bigint      NOT NULL,
    called_at timestamptz,                     -- by then it had been called again; null: not since the clock began
    PRIMARY KEY (migration, role, query, top_level)
);

-- Which path the statements on claimed tables belong to, and what they had cost when they were last counted.
CREATE TABLE interlock.statement_cost (
    migration bigint           NOT NULL REFERENCES interlock.migration,
    role      oid              NOT NULL,
    query     bigint           NOT NULL,
    arm       text             NOT NULL,       -- new, old; none: it is neither's
    calls     bigint           NOT NULL DEFAULT 0,
    millis    double precision NOT NULL DEFAULT 0,
    squares   double precision NOT NULL DEFAULT 0, -- the sum of the squares of the calls' execution times
    blocks    bigint           NOT NULL DEFAULT 0,
    PRIMARY KEY (migration, role, query)
);

-- One statement wrote both sides and they disagreed: the side that lost.
CREATE TABLE interlock.conflict (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration  bigint      NOT NULL,
    table_name text        NOT NULL,
    winner     text        NOT NULL,
    lost       jsonb       NOT NULL,
    kept_row   jsonb       NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX conflict_migration ON interlock.conflict (migration, id);

-- forward raised: the old path's write went through, the new side is null.
CREATE TABLE interlock.unsynced (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration  bigint      NOT NULL,
    table_name text        NOT NULL,
    error      text        NOT NULL,
    kept_row   jsonb       NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX unsynced_migration ON interlock.unsynced (migration, id);

-- Each exact parity that found every row in parity. The two counts were taken under its own snapshot: what commits later is
-- what comes on top of them, in whatever order it began.
CREATE TABLE interlock.parity (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    old_lossy  bigint      NOT NULL,           -- rows of which the drop would lose something
    new_lossy  bigint      NOT NULL,           -- rows that an edit by the old path would regroup
    unsynced   bigint      NOT NULL,
    conflicts  bigint      NOT NULL,
    refused    bigint      NOT NULL            -- writes of the new path that the old side could not hold
);
CREATE INDEX parity_migration ON interlock.parity (migration, id);

-- The claimed tables as they were found: what an exact parity, or the first look, took as it was, and each change by the team.
-- A change stands until a person resumes from the hold that names it.
CREATE TABLE interlock.fingerprint (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration   bigint      NOT NULL REFERENCES interlock.migration,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    facts       jsonb       NOT NULL,          -- object -> definition
    files       jsonb       NOT NULL,          -- relation -> relfilenode; for information only
    changes     text[]      NOT NULL,          -- empty: taken as it was
    after_event bigint      NOT NULL           -- the newest line of the audit then: what lets it pass comes later
);
CREATE INDEX fingerprint_migration ON interlock.fingerprint (migration, id);

-- What a sync trigger does outside its own row. The trigger runs as the writer, who may know nothing of this schema;
-- these run as their owner. Both rows commit or vanish with the write that they tell of.
CREATE FUNCTION interlock.keep_conflict(migration bigint, table_name text, winner text, lost jsonb, kept_row jsonb)
    RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
INSERT INTO interlock.conflict (migration, table_name, winner, lost, kept_row) VALUES ($1, $2, $3, $4, $5)
$$;

CREATE FUNCTION interlock.keep_unsynced(migration bigint, table_name text, error text, kept_row jsonb)
    RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
INSERT INTO interlock.unsynced (migration, table_name, error, kept_row) VALUES ($1, $2, $3, $4)
$$;

-- The write that this counts aborts, and a row would vanish with it: a sequence does not. After a crash of the server it may
-- count too many, though only where it had counted before.
CREATE FUNCTION interlock.count_refused(migration bigint, ordinal integer)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM nextval(format('interlock.refused_%s_%s', migration, ordinal)::regclass);
END
$$;

-- Every role that may write a synced table reaches the functions that its writes call, and no table.
GRANT USAGE ON SCHEMA interlock TO PUBLIC;
GRANT EXECUTE ON FUNCTION interlock.keep_conflict(bigint, text, text, jsonb, jsonb),
    interlock.keep_unsynced(bigint, text, text, jsonb), interlock.count_refused(bigint, integer) TO PUBLIC;

-- What a contract or a revert takes away is kept in a schema of its own, in tables that nobody but their owner may read. An
-- administrator who does not let the worker make schemas makes this one for it.
DO $schema$
BEGIN
    IF to_regnamespace('interlock_archive') IS NULL THEN
        CREATE SCHEMA interlock_archive;
    END IF;
END
$schema$;
COMMENT ON SCHEMA interlock_archive IS 'Kept by Interlock: what migrations dropped, until a date. See interlock.archive.';

-- One row for each table of which something is archived. Sealed by the transaction that drops; until then triggers keep it up.
CREATE TABLE interlock.archive (
    migration   bigint      NOT NULL REFERENCES interlock.migration,
    position    integer     NOT NULL,
    taken_by    text        NOT NULL CHECK (taken_by IN ('contract', 'revert')),
    relation    oid         NOT NULL,          -- what is archived, while it is there
    schema_name text        NOT NULL,
    table_name  text        NOT NULL,          -- as the plan calls it
    whole       boolean     NOT NULL,          -- the table, and not only columns of it
    stored_as   text        NOT NULL,          -- the table in interlock_archive
    definitions text[]      NOT NULL,          -- indexes, constraints and triggers that go along: to be read, not run
    made_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    proof       text,                          -- what the triggers and files were when it was equal under one snapshot
    row_count   bigint,                        -- under that snapshot
    bytes       bigint,
    checksum    text,                          -- of its values under that snapshot
    compared_at timestamptz,
    sealed_at   timestamptz,                   -- written by the drop transaction itself
    until       timestamptz,                   -- kept so long
    lock_ms     integer     NOT NULL,          -- the plan's locks.timeout: a restore keeps to it
    gone_at     timestamptz,                   -- its table has been dropped
    gone_why    text,
    PRIMARY KEY (migration, position)
);

-- The columns of an archive. The number is the column's in the archived table, so that it is found under whatever name.
CREATE TABLE interlock.archive_column (
    migration   bigint   NOT NULL,
    position    integer  NOT NULL,
    number      smallint NOT NULL,
    name        text     NOT NULL,             -- as the plan calls it, and as the archive does
    type        text     NOT NULL,
    collation_name text,                       -- where it is not the type's own
    is_key      boolean  NOT NULL,             -- tells the archive's rows apart
    finds       boolean  NOT NULL,             -- stays after the drop, and tells the table's rows apart
    goes        boolean  NOT NULL,             -- taken away
    as_text     boolean  NOT NULL,             -- of a type that may go as well
    stored      boolean  NOT NULL,             -- false: computed when it is read, so there is only its definition
    required    boolean  NOT NULL,             -- NOT NULL
    default_text   text,
    generated_text text,
    PRIMARY KEY (migration, position, number),
    FOREIGN KEY (migration, position) REFERENCES interlock.archive ON DELETE CASCADE
);

-- How far an archive is filled, leaf by leaf.
CREATE TABLE interlock.archive_fill (
    migration   bigint  NOT NULL,
    position    integer NOT NULL,
    leaf        oid     NOT NULL,
    relfilenode oid     NOT NULL,              -- changed: this leaf starts again
    blocks      bigint  NOT NULL,              -- fixed after the triggers have committed
    next_block  bigint  NOT NULL DEFAULT 0,    -- the cursor; moves in the batch's own transaction
    rows_written bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (migration, position, leaf),
    FOREIGN KEY (migration, position) REFERENCES interlock.archive ON DELETE CASCADE
);

-- What a person has ordered; a worker takes it up within seconds. Of the same thing one order is open at a time.
CREATE TABLE interlock.archive_order (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration   bigint      NOT NULL REFERENCES interlock.migration,
    kind        text        NOT NULL CHECK (kind IN ('restore', 'forget')),
    table_name  text        NOT NULL,          -- schema.table; empty: whatever was archived
    column_name text        NOT NULL,          -- empty: all of the table's
    actor       text        NOT NULL,
    reason      text        NOT NULL,
    ordered_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    state       text        NOT NULL DEFAULT 'ORDERED' CHECK (state IN ('ORDERED', 'DONE', 'REFUSED')),
    message     text        NOT NULL DEFAULT '', -- what came of it
    ended_at    timestamptz
);
CREATE UNIQUE INDEX archive_order_open ON interlock.archive_order (migration, kind, table_name, column_name)
    WHERE state = 'ORDERED';
CREATE INDEX archive_order_migration ON interlock.archive_order (migration, id);

-- What is being restored, or was: a column by its number, a table as 0. Written by the transaction that makes it.
CREATE TABLE interlock.archive_restore (
    migration     bigint      NOT NULL,
    position      integer     NOT NULL,
    number        smallint    NOT NULL,
    begun_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_block    bigint      NOT NULL DEFAULT 0, -- of the archive; moves in the batch's own transaction
    rows_restored bigint      NOT NULL DEFAULT 0,
    done_at       timestamptz,
    PRIMARY KEY (migration, position, number),
    FOREIGN KEY (migration, position) REFERENCES interlock.archive ON DELETE CASCADE
);

-- Takes away whatever anybody but its owner was given of a new table: default privileges may say otherwise.
CREATE FUNCTION interlock.close_relation(relation regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) g
        WHERE c.oid = relation AND g.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s CASCADE', relation, grantee);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION interlock.close_relation(regclass) FROM PUBLIC;

CREATE TABLE interlock.event (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration bigint,                          -- null when the flag is of no known migration
    run_id    text        NOT NULL,            -- 'database' for what happened without a workflow
    sequence  bigint      NOT NULL,
    at        timestamptz NOT NULL,
    kind      text        NOT NULL,
    actor     text        NOT NULL,
    verified  boolean     NOT NULL,
    text      text        NOT NULL,
    phase     text        NOT NULL,
    percent   integer     NOT NULL,
    hold      text,
    UNIQUE (migration, run_id, sequence)
);

CREATE INDEX event_owner ON interlock.event (run_id) WHERE sequence = 0; -- which runs have owned a migration

CREATE FUNCTION interlock.event_is_append_only() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    RAISE EXCEPTION 'interlock.event is append-only';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON interlock.event
    FOR EACH STATEMENT EXECUTE FUNCTION interlock.event_is_append_only();

-- Flag to 0 % with nothing else running. The caller needs EXECUTE on this function and nothing more. What is hidden is un-hidden
-- in the same transaction; where that cannot be, nothing changes and the error names who blocks.
-- Locks: the tables of what is hidden, then the flag's row.
CREATE FUNCTION interlock.kill(flag_key text, who text, why text)
    RETURNS TABLE (percent integer, version bigint, epoch bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    was interlock.flag;
    now_at interlock.flag;
    migration_phase text;
    unhidden boolean;
BEGIN
    IF coalesce(who, '') = '' OR coalesce(why, '') = '' THEN
        RAISE EXCEPTION 'say who kills the flag and why' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT interlock.unhide(f.migration) INTO unhidden FROM interlock.flag f WHERE f.key = flag_key AND NOT f.pinned;
    SELECT * INTO was FROM interlock.flag f WHERE f.key = flag_key FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no flag %', flag_key USING ERRCODE = 'no_data_found';
    END IF;
    IF was.pinned THEN
        RAISE EXCEPTION 'flag % is pinned: the old path is gone', flag_key
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- Hidden between those two: whoever hides holds the flag's row until its commit, so from here on nobody does.
    unhidden := interlock.unhide(was.migration) OR unhidden;
    UPDATE interlock.flag f
    SET percent = 0, safe_side = 'old', version = f.version + 1, epoch = f.epoch + 1,
        actor = who, reason = why, changed_at = clock_timestamp()
    WHERE f.key = flag_key
    RETURNING * INTO now_at;
    SELECT m.phase INTO migration_phase FROM interlock.migration m WHERE m.number = now_at.migration;
    INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
    VALUES (now_at.migration, 'database', now_at.version, clock_timestamp(), 'COMMAND', who, false,
            'kill: ' || why || ' (by database role ' || session_user || ', was at ' || trim_scale(was.percent / 1000.0) || ' %'
                || CASE WHEN unhidden THEN ', old names un-hidden' ELSE '' END || ')',
            coalesce(migration_phase, 'unknown'), 0, NULL);
    PERFORM pg_notify('interlock_kill', flag_key || ' ' || now_at.epoch);
    RETURN QUERY SELECT now_at.percent, now_at.version, now_at.epoch;
END
$$;
REVOKE ALL ON FUNCTION interlock.kill(text, text, text) FROM PUBLIC;

-- What a client reports, and what it is told: one round trip. counters has the twelve columns old_started … new_oldest_ms in
-- their order; then old_error_squares … new_users, then 28 figures each of old_faster … new_slower, then old_undefined …
-- withheld, compared … skipped; from the 137th on the cohorts, with NULLs where there are fewer than 40 figures of them; the 177th is 1
-- while it is overruled, and then overrulings. A client that does not count these leaves them out. Without counters at all nothing is
-- written, and it only asks. Returns no row when the flag does not exist; the report is kept all the same.
-- every_ms is how long the next report may wait, unless there is something to say at once. ramping says that the new columns and tables
-- are there and filled, and that the old path has not been left yet.
CREATE FUNCTION interlock.report(flag_key text, instance text, boot_id uuid, seen_version bigint,
                                 evaluated_ms_ago bigint, counters bigint[], leaving boolean)
    RETURNS TABLE (version bigint, percent integer, safe_side text, epoch bigint, pinned boolean, cohorts integer[], every_ms bigint,
                   ramping boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF counters IS NOT NULL THEN
        PERFORM interlock.keep_report(flag_key, instance, boot_id, seen_version, evaluated_ms_ago, counters, leaving);
        PERFORM interlock.count_fleet(flag_key);
    END IF;
    RETURN QUERY SELECT f.version, f.percent, f.safe_side, f.epoch, f.pinned, f.cohorts,
                        (extract(epoch FROM interlock.report_every(f.key)) * 1000)::bigint, m.phase = 'RAMPING'
                 FROM interlock.flag f JOIN interlock.migration m ON m.number = f.migration WHERE f.key = report.flag_key;
END
$$;
REVOKE ALL ON FUNCTION interlock.report(text, text, uuid, bigint, bigint, bigint[], boolean) FROM PUBLIC;

-- Locks: the reporting process's own row.
CREATE FUNCTION interlock.keep_report(flag_key text, instance text, boot_id uuid, seen_version bigint,
                                      evaluated_ms_ago bigint, counters bigint[], leaving boolean)
    RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO interlock.evaluator AS e
    VALUES (flag_key, instance, boot_id, seen_version, clock_timestamp(), clock_timestamp(),
            clock_timestamp() - evaluated_ms_ago * interval '1 millisecond',
            counters[1], counters[2], counters[3], counters[4], counters[5], counters[6],
            counters[7], counters[8], counters[9], counters[10], counters[11], counters[12],
            CASE WHEN leaving THEN clock_timestamp() END,
            coalesce(counters[13], 0), coalesce(counters[14], 0), coalesce(counters[15], 0), coalesce(counters[16], 0),
            counters[17:44], counters[45:72], counters[73:100], counters[101:128],
            coalesce(counters[129], 0), coalesce(counters[130], 0), coalesce(counters[131], 0), coalesce(counters[132], 0),
            coalesce(counters[133], 0), coalesce(counters[177], 0) > 0, coalesce(counters[178], 0),
            coalesce(counters[134], 0), coalesce(counters[135], 0), coalesce(counters[136], 0),
            array_remove(counters[137:176], NULL))
    ON CONFLICT ON CONSTRAINT evaluator_pkey DO UPDATE SET
        acknowledged_at = CASE WHEN e.version = excluded.version THEN e.acknowledged_at ELSE excluded.reported_at END,
        version = excluded.version, reported_at = excluded.reported_at, evaluated_at = excluded.evaluated_at,
        old_started = excluded.old_started, old_ended = excluded.old_ended, old_errors = excluded.old_errors,
        old_slow = excluded.old_slow, old_in_flight = excluded.old_in_flight, old_oldest_ms = excluded.old_oldest_ms,
        new_started = excluded.new_started, new_ended = excluded.new_ended, new_errors = excluded.new_errors,
        new_slow = excluded.new_slow, new_in_flight = excluded.new_in_flight, new_oldest_ms = excluded.new_oldest_ms,
        goodbye_at = excluded.goodbye_at,
        old_error_squares = excluded.old_error_squares, new_error_squares = excluded.new_error_squares,
        old_users = excluded.old_users, new_users = excluded.new_users,
        old_faster = excluded.old_faster, old_slower = excluded.old_slower,
        new_faster = excluded.new_faster, new_slower = excluded.new_slower,
        old_undefined = excluded.old_undefined, new_undefined = excluded.new_undefined,
        old_violations = excluded.old_violations, new_violations = excluded.new_violations,
        withheld = excluded.withheld,
        overruled = excluded.overruled, overrulings = excluded.overrulings,
        compared = excluded.compared, differing = excluded.differing, skipped = excluded.skipped,
        cohorts = excluded.cohorts;
END
$$;
REVOKE ALL ON FUNCTION interlock.keep_report(text, text, uuid, bigint, bigint, bigint[], boolean) FROM PUBLIC;

-- Releases that somebody has registered as needing the old path of a migration: the contract does not start beside one.
CREATE TABLE interlock.release (
    migration  bigint      NOT NULL REFERENCES interlock.migration,
    name       text        NOT NULL,
    actor      text        NOT NULL,
    reason     text        NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration, name)
);

-- The newest run of this id, locked so that a drop under way is waited for and seen. Nothing is added once it has dropped.
CREATE FUNCTION interlock.migration_with_releases(of_id text)
    RETURNS interlock.migration
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    found_one interlock.migration;
BEGIN
    SELECT * INTO found_one FROM interlock.migration m WHERE m.id = of_id ORDER BY m.number DESC LIMIT 1 FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no migration %', of_id USING ERRCODE = 'no_data_found';
    END IF;
    IF found_one.dropped_at IS NOT NULL OR found_one.ended_at IS NOT NULL THEN
        RAISE EXCEPTION '% is %: there is no old path that a release could need', of_id,
            coalesce(found_one.ended_as, found_one.phase) USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN found_one;
END
$$;
REVOKE ALL ON FUNCTION interlock.migration_with_releases(text) FROM PUBLIC;

-- False when it was registered already; the first reason stays. Locks: the migration's row.
CREATE FUNCTION interlock.add_release(of_id text, release_name text, who text, why text)
    RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    of_migration interlock.migration := interlock.migration_with_releases(of_id);
BEGIN
    INSERT INTO interlock.release (migration, name, actor, reason)
    VALUES (of_migration.number, release_name, who, why) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM interlock.record_release(of_migration, 'release ' || release_name || ' needs the old path: ' || why, who);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION interlock.add_release(text, text, text, text) FROM PUBLIC;

-- False when it is not registered. Locks: the migration's row.
CREATE FUNCTION interlock.remove_release(of_id text, release_name text, who text, why text)
    RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    of_migration interlock.migration := interlock.migration_with_releases(of_id);
BEGIN
    DELETE FROM interlock.release r WHERE r.migration = of_migration.number AND r.name = release_name;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM interlock.record_release(of_migration, 'release ' || release_name || ' needs the old path no more: ' || why, who);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION interlock.remove_release(text, text, text, text) FROM PUBLIC;

CREATE SEQUENCE interlock.release_note;

CREATE FUNCTION interlock.record_release(of_migration interlock.migration, what text, who text)
    RETURNS void
    LANGUAGE sql SET search_path = pg_catalog, pg_temp AS
$$
INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
VALUES (of_migration.number, 'release', nextval('interlock.release_note'), clock_timestamp(), 'COMMAND', who, false, what,
        of_migration.phase, of_migration.percent, of_migration.hold)
$$;
REVOKE ALL ON FUNCTION interlock.record_release(interlock.migration, text, text) FROM PUBLIC;

CREATE SEQUENCE interlock.archive_note;

-- A line of the audit for what happens to an archive, mostly when its migration has long ended.
CREATE FUNCTION interlock.record_archive(of_migration bigint, what_kind text, what text, who text)
    RETURNS void
    LANGUAGE sql SET search_path = pg_catalog, pg_temp AS
$$
INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
SELECT m.number, 'archive', nextval('interlock.archive_note'), clock_timestamp(), what_kind, who, false, what, m.phase, m.percent, m.hold
FROM interlock.migration m WHERE m.number = of_migration
$$;
REVOKE ALL ON FUNCTION interlock.record_archive(bigint, text, text, text) FROM PUBLIC;

-- Orders a restore or a forgetting, of the newest run of this id that has an archive. The same order again is the one that is open.
CREATE FUNCTION interlock.order_archive(what text, of_id text, of_table text, of_column text, who text, why text)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    of_migration bigint;
    order_id bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM interlock.migration m WHERE m.id = of_id) THEN
        RAISE EXCEPTION 'no migration %', of_id USING ERRCODE = 'no_data_found';
    END IF;
    SELECT max(a.migration) INTO of_migration
    FROM interlock.archive a JOIN interlock.migration m ON m.number = a.migration
    WHERE m.id = of_id AND a.sealed_at IS NOT NULL AND a.gone_at IS NULL;
    IF of_migration IS NULL THEN
        RAISE EXCEPTION '% has no archive: %', of_id, coalesce(
                (SELECT 'it was kept until ' || to_char(a.gone_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI"Z"') || ' (' || a.gone_why || ')'
                 FROM interlock.archive a JOIN interlock.migration m ON m.number = a.migration
                 WHERE m.id = of_id AND a.gone_at IS NOT NULL ORDER BY a.gone_at DESC LIMIT 1),
                'nothing has been dropped, or nothing was kept of it')
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF of_table <> '' AND NOT EXISTS (
            SELECT FROM interlock.archive a JOIN interlock.archive_column c ON c.migration = a.migration AND c.position = a.position
            WHERE a.migration = of_migration AND a.sealed_at IS NOT NULL AND a.gone_at IS NULL
              AND a.schema_name || '.' || a.table_name = of_table AND (of_column = '' OR (c.goes AND NOT a.whole AND c.name = of_column))) THEN
        RAISE EXCEPTION '% has no archive of % %', of_id, CASE of_column WHEN '' THEN 'table' ELSE 'column' END,
                        of_table || CASE of_column WHEN '' THEN '' ELSE '.' || of_column END
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    INSERT INTO interlock.archive_order (migration, kind, table_name, column_name, actor, reason)
    VALUES (of_migration, what, of_table, of_column, who, why)
    ON CONFLICT (migration, kind, table_name, column_name) WHERE state = 'ORDERED' DO NOTHING
    RETURNING id INTO order_id;
    IF order_id IS NULL THEN
        RETURN (SELECT o.id FROM interlock.archive_order o WHERE o.migration = of_migration AND o.kind = what
                AND o.table_name = of_table AND o.column_name = of_column AND o.state = 'ORDERED');
    END IF;
    PERFORM interlock.record_archive(of_migration, 'COMMAND', what || ' ordered'
        || CASE of_table WHEN '' THEN '' ELSE ' of ' || of_table || CASE of_column WHEN '' THEN '' ELSE '.' || of_column END END
        || ': ' || why, who);
    RETURN order_id;
END
$$;
REVOKE ALL ON FUNCTION interlock.order_archive(text, text, text, text, text, text) FROM PUBLIC;
