// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightCheckTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final String OLD_USERS = "CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL)";

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS users, cities CASCADE");
    }

    @Test
    void soundPlanPassesBeforeTheNewColumnsExist() throws Exception {
        LAB.run(OLD_USERS, "INSERT INTO users SELECT i, 'Anna  Berg' || i FROM generate_series(1, 100) i");

        assertThat(check(SyncLab.SPLIT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void soundPlanPassesWhenTheNewColumnsExist() throws Exception {
        LAB.run(SyncLab.USERS, "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        assertThat(check(SyncLab.SPLIT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void everyReasonIsGivenAtOnce() throws Exception {
        LAB.run("CREATE TABLE users (full_name text DEFAULT 'x', born date, first_name text DEFAULT 'y' NOT NULL)");

        List<String> reasons = refused(SyncRule.of(
                "users",
                Map.of("first_name", "full_name", "age", "born"),
                Map.of("full_name", "first_name", "nick", "age::text")));

        assertThat(reasons)
                .anyMatch(reason -> reason.contains("there is no column nick"))
                .anyMatch(reason -> reason.contains("old column full_name has a default: name a witness"))
                .anyMatch(reason -> reason.contains("new column first_name has a default"))
                .anyMatch(reason -> reason.contains("new column first_name is NOT NULL"));
    }

    @Test
    void missingTableIsNamed() throws Exception {
        assertThat(refused(SyncLab.SPLIT)).containsExactly("sync: there is no table public.users");
    }

    @Test
    void expressionIsTriedOnTheRowsThatAreThere() throws Exception {
        LAB.run(
                "CREATE TABLE users (id int PRIMARY KEY, born text)",
                "INSERT INTO users VALUES (1, '2000-01-01'), (2, 'yesteryear')");

        assertThat(refused(SyncRule.of("users", Map.of("birthday", "born::date"), Map.of("born", "birthday::text"))))
                .singleElement()
                .asString()
                .contains(
                        "forward.birthday",
                        "invalid input syntax for type date: \"yesteryear\"",
                        "the first such row is id=2");
    }

    @Test
    void expressionsThatAreNotTheSameTwiceAreRefused() throws Exception {
        LAB.run(OLD_USERS, "CREATE TABLE cities (name text)");

        assertThat(forwardRefused("full_name || random()")).contains("volatile");
        assertThat(forwardRefused("full_name || now()")).contains("depends on when");
        assertThat(forwardRefused("full_name || current_user")).contains("depends on when or by whom");
        assertThat(forwardRefused("(SELECT max(name) FROM cities WHERE name > full_name)"))
                .contains("reads other rows");
        assertThat(forwardRefused("max(full_name)")).contains("aggregating");
        assertThat(forwardRefused("regexp_split_to_table(full_name, ' ')")).contains("set-returning");
    }

    @Test
    void functionsThatAreNotImmutableAreNamed() throws Exception {
        LAB.run(
                OLD_USERS,
                "CREATE TABLE cities (name text)",
                "CREATE OR REPLACE FUNCTION city(text) RETURNS text LANGUAGE plpgsql STABLE AS"
                        + " 'BEGIN RETURN (SELECT max(name) FROM cities WHERE name > $1); END'");

        assertThat(forwardRefused("city(full_name)"))
                .contains("calls city(text), which is not immutable", "a function of yours must be IMMUTABLE");
        assertThat(forwardRefused("to_tsvector(full_name)::text"))
                .contains("calls to_tsvector(text), which is not immutable");
        assertThat(forwardRefused("full_name::regclass::text")).contains("regclass");
        assertThat(forwardRefused("full_name || gen_random_uuid()"))
                .contains("calls gen_random_uuid(), which is volatile", "from the columns of the other side alone");
        assertThat(forwardRefused("age(full_name::timestamptz)::text")).contains("calls age(timestamp");
    }

    @Test
    void functionsOfNothingButTheFixedSettingsAreTaken() throws Exception {
        LAB.run("CREATE TABLE users (id int PRIMARY KEY, full_name timestamptz NOT NULL, tags text)");

        assertThat(check(SyncRule.of(
                        "users",
                        Map.of("first_name", "to_char(full_name, 'YYYY-MM-DD HH24:MI:SS.USOF')"),
                        Map.of("full_name", "first_name::timestamptz"))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(check(SyncRule.of(
                        "users",
                        Map.of("fresh", "CASE WHEN tags::jsonb ? 'a' THEN tags::jsonb END"),
                        Map.of("tags", "fresh::text"))))
                .as("an operator that looks like a parameter")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void firstRowThatDoesNotComeBackIsNamedByItsKey() throws Exception {
        LAB.run(
                "CREATE TABLE users (region int, id int, born text, twice text GENERATED ALWAYS AS (born || born) STORED,"
                        + " PRIMARY KEY (region, id))",
                "INSERT INTO users (region, id, born) VALUES (1, 1, '1'), (1, 2, '0'), (1, 3, '0')");

        assertThat(refused(SyncRule.of(
                        "users",
                        Map.of("years", "born::int + length(twice) * 0"),
                        Map.of("born", "(1 / years)::text"))))
                .singleElement()
                .asString()
                .contains("backward.born", "division by zero", "the first such row is region=1 id=2");
    }

    @Test
    void tableThatSomebodyLocksIsNoReasonToRefuse() throws Exception {
        LAB.run(OLD_USERS);
        try (Connection other = LAB.connect()) {
            other.setAutoCommit(false);
            Sql.run(other, "LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            assertThat(check(SyncLab.SPLIT))
                    .isInstanceOfSatisfying(
                            Outcome.Unsure.class,
                            unsure -> assertThat(unsure.reasons())
                                    .hasSize(2)
                                    .allMatch(reason -> reason.contains("could not be tried in time")));
            other.rollback();
        }
    }

    @Test
    void typeThatTheExpandMakesIsTriedLater() throws Exception {
        LAB.run(OLD_USERS);
        SyncRule rule = SyncRule.of("users", Map.of("kind", "full_name::user_kind"), Map.of("full_name", "kind::text"));
        MigrationPlan plan = LAB.plan("CREATE TYPE user_kind AS ENUM ('a');", rule);

        assertThat(forwardRefused("full_name::user_kind")).contains("type \"user_kind\" does not exist");
        assertThat(new PreflightCheck(LAB.connections()).check(plan))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.summary())
                                .contains("not tried before the backfill", "forward.kind needs what the expand makes"));
    }

    @Test
    void columnsWithTheNamesOfTheTriggersOwnVariablesAreRefused() throws Exception {
        LAB.run("CREATE TABLE users (id int PRIMARY KEY, \"old\" text)");

        assertThat(refused(SyncRule.of("users", Map.of("new", "\"old\""), Map.of("old", "\"new\""))))
                .anyMatch(reason -> reason.contains("column old has a name that the sync's own function uses"))
                .anyMatch(reason -> reason.contains("column new has a name that the sync's own function uses"));
    }

    @Test
    void leavesAreLookedAtToo() throws Exception {
        LAB.run(
                "CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL) PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (1) TO (10)",
                "CREATE OR REPLACE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER zzzzz BEFORE UPDATE ON users_1 FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER early BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION noop()");

        assertThat(refused(LAB.plan(
                        List.of(new BackfillRule("users", ThrottlePolicy.NONE, List.of("zzzzz"))), SyncLab.SPLIT)))
                .singleElement()
                .asString()
                .contains("trigger zzzzz on public.users_1 would fire after sync");
    }

    @Test
    void expressionMayReadOnlyTheOtherSide() throws Exception {
        LAB.run(OLD_USERS);

        assertThat(forwardRefused("full_name || id")).contains("other side's columns only", "column \"id\"");
        assertThat(forwardRefused("users.full_name")).contains("by their bare names");
    }

    @Test
    void textThatReachesOutOfItsPlaceIsRefused() throws Exception {
        LAB.run(OLD_USERS);

        assertThat(forwardRefused("full_name) FROM users; DROP TABLE users; --"))
                .contains("one expression");
        assertThat(forwardRefused("full_name), (full_name")).contains("parenthesis");
    }

    @Test
    void valueThatCannotBeAssignedIsRefused() throws Exception {
        LAB.run("CREATE TABLE users (id int PRIMARY KEY, born text, birthday date)");

        assertThat(refused(SyncRule.of("users", Map.of("birthday", "born"), Map.of("born", "birthday::text"))))
                .singleElement()
                .asString()
                .contains("forward.birthday is of type text, which cannot be assigned to date");
    }

    @Test
    void rowsThatWouldNotComeBackAreRefused() throws Exception {
        LAB.run(OLD_USERS, "INSERT INTO users VALUES (1, 'ANNA'), (2, 'bo')");

        assertThat(refused(SyncRule.of(
                        "users", Map.of("first_name", "lower(full_name)"), Map.of("full_name", "first_name"))))
                .singleElement()
                .asString()
                .contains("differs from old in 1 rows");
    }

    @Test
    void rowsThatWouldNeverBeFilledAreRefused() throws Exception {
        LAB.run(
                "CREATE TABLE users (id int PRIMARY KEY, full_name text)",
                "INSERT INTO users VALUES (1, 'Anna'), (2, NULL)");
        Map<String, String> forward = Map.of("first_name", "coalesce(full_name, 'nobody')");

        assertThat(refused(SyncRule.of("users", forward, Map.of("full_name", "nullif(first_name, 'nobody')"))))
                .singleElement()
                .asString()
                .contains("1 rows of a sample would never be filled");
        assertThat(check(SyncRule.of(
                        "users", forward, Map.of("full_name", "nullif(coalesce(first_name, ''), 'nobody')"))))
                .isInstanceOf(Outcome.Done.class);

        LAB.run("UPDATE users SET full_name = 'x'");
        assertThat(check(SyncRule.of(
                        "users",
                        Map.of("size", "coalesce(length(full_name), 1)"),
                        Map.of("full_name", "repeat('x', 1 / coalesce(size, 0))"))))
                .as("backward raises for an empty new side")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void partitionKeyIsNotSynced() throws Exception {
        LAB.run("CREATE TABLE users (full_name text NOT NULL PRIMARY KEY) PARTITION BY HASH (full_name)");

        assertThat(refused(SyncLab.SPLIT))
                .anyMatch(reason -> reason.contains("column full_name is in the partition key"));
    }

    @Test
    void triggersThatSyncCannotLiveWithAreNamed() throws Exception {
        LAB.run(
                OLD_USERS,
                "CREATE OR REPLACE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER zzzzz BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER audit BEFORE UPDATE OF full_name ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER told BEFORE UPDATE ON users FOR EACH ROW"
                        + " WHEN (OLD.full_name IS DISTINCT FROM NEW.full_name) EXECUTE FUNCTION noop()",
                "CREATE TRIGGER lazy BEFORE UPDATE ON users FOR EACH ROW"
                        + " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "CREATE TRIGGER log AFTER UPDATE OF full_name ON users EXECUTE FUNCTION noop()",
                "CREATE TRIGGER harmless AFTER UPDATE ON users FOR EACH ROW"
                        + " WHEN (OLD.full_name IS DISTINCT FROM NEW.full_name) EXECUTE FUNCTION noop()",
                "CREATE TRIGGER fine BEFORE UPDATE OF id ON users FOR EACH ROW EXECUTE FUNCTION noop()");

        assertThat(refused(LAB.plan(
                        List.of(new BackfillRule(
                                "users", ThrottlePolicy.NONE, List.of("zzzzz", "told", "lazy", "harmless"))),
                        SyncLab.SPLIT)))
                .hasSize(5)
                .anyMatch(reason -> reason.contains("trigger told fires BEFORE, when an old column changes"))
                .anyMatch(reason -> reason.contains("trigger lazy skips updates that change nothing"))
                .anyMatch(reason -> reason.contains("trigger zzzzz would fire after sync"))
                .anyMatch(reason -> reason.contains("trigger audit fires on UPDATE OF an old column"));
    }

    @Test
    void triggersThatFillingWouldFireAreListedUnlessThePlanAcceptsThem() throws Exception {
        LAB.run(
                SyncLab.USERS.stripTrailing() + " PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (1000)",
                "CREATE OR REPLACE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER audit AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER leaf_audit AFTER UPDATE ON users_1 FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER of_new AFTER UPDATE OF first_name ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER of_email AFTER UPDATE OF email ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER on_insert AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE TRIGGER a_statement AFTER UPDATE ON users FOR EACH STATEMENT EXECUTE FUNCTION noop()",
                "CREATE TRIGGER switched_off AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION noop()",
                "ALTER TABLE users DISABLE TRIGGER switched_off");

        assertThat(refused(SyncLab.SPLIT))
                .hasSize(3)
                .anyMatch(reason -> reason.contains("trigger audit of public.users would fire for each row")
                        && reason.contains("accept: [audit]"))
                .anyMatch(reason -> reason.contains("trigger leaf_audit"))
                .anyMatch(reason -> reason.contains("trigger of_new"));
        assertThat(new PreflightCheck(LAB.connections())
                        .check(LAB.plan(
                                List.of(new BackfillRule(
                                        "users", ThrottlePolicy.NONE, List.of("audit", "leaf_audit", "of_new"))),
                                SyncLab.SPLIT)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void limitThatTheRoleCouldNotReadIsRefusedWithTheRightToGrant() throws Exception {
        LAB.role("guest");
        LAB.run(OLD_USERS, "GRANT SELECT ON users TO guest");
        ThrottlePolicy sessions = new ThrottlePolicy(
                Rate.MAX,
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(40L),
                Optional.empty(),
                Optional.empty(),
                true);

        Outcome outcome = new PreflightCheck(step -> LAB.connectAs("guest"))
                .check(LAB.plan(List.of(new BackfillRule("users", sessions, List.of())), SyncLab.SPLIT));

        assertThat(((Outcome.Refused) outcome).reasons())
                .contains("backfill: the role does not see other sessions, so maxActiveSessions could not be told:"
                        + " GRANT pg_read_all_stats TO guest, or maxActiveSessions: none")
                .noneMatch(reason -> reason.contains("maxReplicaLag"));
    }

    @Test
    void tableOfSomebodyElseIsRefused() throws Exception {
        LAB.role("guest");
        LAB.run(OLD_USERS, "GRANT SELECT ON users TO guest");

        assertThat(refusedAs("guest", SyncLab.SPLIT))
                .contains(
                        "the role does not own table public.users: ALTER TABLE public.users OWNER TO guest,"
                                + " or GRANT postgres TO guest",
                        "the role has no CREATE on schema public: GRANT CREATE ON SCHEMA public TO guest",
                        "the role has no CREATE on schema interlock: GRANT CREATE ON SCHEMA interlock TO guest");
    }

    /** A name in it cannot even be looked up, and everything else is still said. */
    @Test
    void schemaThatTheRoleMayNotUseIsRefusedWithTheGrant() throws Exception {
        LAB.role("guest");
        LAB.run(
                "DROP SCHEMA IF EXISTS closed CASCADE",
                "CREATE SCHEMA closed",
                "CREATE TABLE closed.users (id int PRIMARY KEY, full_name text)");

        assertThat(refusedAs(
                        "guest", SyncRule.of("closed.users", Map.of("name", "full_name"), Map.of("full_name", "name"))))
                .contains(
                        "the role has no USAGE on schema closed: GRANT USAGE ON SCHEMA closed TO guest",
                        "the role has no CREATE on schema closed: GRANT CREATE ON SCHEMA closed TO guest",
                        "the role does not own table closed.users: ALTER TABLE closed.users OWNER TO guest,"
                                + " or GRANT postgres TO guest");
    }

    @Test
    void ownersMemberWithEveryGrantIsNotRefused() throws Exception {
        LAB.role("owner_of_users");
        LAB.role("member");
        LAB.run(
                OLD_USERS,
                "ALTER TABLE users OWNER TO owner_of_users",
                "GRANT owner_of_users TO member",
                "GRANT USAGE, CREATE ON SCHEMA public, interlock TO member");

        assertThat(new PreflightCheck(step -> LAB.connectAs("member")).check(LAB.plan(SyncLab.SPLIT)))
                .isInstanceOf(Outcome.Done.class);
        LAB.run("REVOKE ALL ON SCHEMA public, interlock FROM member");
    }

    @Test
    void everyWriterMustBeAllowedWhatSyncDoesInHisName() throws Exception {
        withAFunctionOfTheirOwn();
        SyncRule rule =
                SyncRule.of("users", Map.of("name", "own.given(full_name)"), Map.of("full_name", "own.back(name)"));

        assertThat(refused(rule))
                .containsExactly(
                        "sync: public.users: role shop has no USAGE on schema own, from which sync names something as that role:"
                                + " GRANT USAGE ON SCHEMA own TO shop",
                        "sync: public.users: role shop may not call own.back(text), which sync calls as that role: GRANT EXECUTE"
                                + " ON FUNCTION own.back(text) TO shop",
                        "sync: public.users: role shop may not call own.given(text), which sync calls as that role: GRANT EXECUTE"
                                + " ON FUNCTION own.given(text) TO shop");

        LAB.run(
                "GRANT USAGE ON SCHEMA own TO shop",
                "GRANT EXECUTE ON FUNCTION own.given(text) TO shop",
                "GRANT EXECUTE ON FUNCTION own.back(text) TO shop");
        assertThat(check(rule)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoOnlyReadsNeedsNoneOfIt() throws Exception {
        withAFunctionOfTheirOwn();
        LAB.run("REVOKE INSERT (full_name) ON users FROM shop");

        assertThat(check(SyncRule.of(
                        "users", Map.of("name", "own.given(full_name)"), Map.of("full_name", "own.back(name)"))))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void typesOfTheColumnsAreNamedInTheWritersNameToo() throws Exception {
        withAFunctionOfTheirOwn();
        LAB.run(
                "CREATE TYPE own.mood AS ENUM ('glad')",
                "ALTER TABLE users ADD mood own.mood",
                "GRANT UPDATE (mood) ON users TO shop");

        assertThat(refused(SyncRule.of("users", Map.of("feeling", "mood::text"), Map.of("mood", "feeling::own.mood"))))
                .singleElement()
                .asString()
                .contains("GRANT USAGE ON SCHEMA own TO shop");
    }

    private static void withAFunctionOfTheirOwn() {
        LAB.role("shop");
        LAB.run(
                OLD_USERS,
                "GRANT SELECT, INSERT (full_name) ON users TO shop",
                "DROP SCHEMA IF EXISTS own CASCADE",
                "CREATE SCHEMA own",
                "CREATE FUNCTION own.given(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
                "CREATE FUNCTION own.back(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
                "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA own FROM PUBLIC");
    }

    /** One that is no table is told of once, and its columns are not looked at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW kinds.v AS SELECT 1 AS full_name|kinds.v|a view: sync the table that it reads",
                "CREATE MATERIALIZED VIEW kinds.v AS SELECT 1|kinds.v|a materialized view",
                "CREATE SEQUENCE kinds.v|kinds.v|a sequence",
                "CREATE INDEX v ON kinds.split (id)|kinds.v|an index: sync its table",
                "CREATE FOREIGN TABLE kinds.v (full_name text) SERVER elsewhere|kinds.v|a foreign table",
                "SELECT 1|pg_catalog.pg_class|a part of PostgreSQL itself",
                "SELECT 1|information_schema.tables|a part of PostgreSQL itself",
                "SELECT 1|interlock.flag|a part of the ledger",
                "CREATE TABLE kinds.v PARTITION OF kinds.split FOR VALUES FROM (1) TO (2)|kinds.v|a partition of kinds.split:"
                        + " sync that one"
            })
    void syncOnWhatIsNoTableOfItsOwnIsRefusedByWhatItIs(String made, String name, String what) throws Exception {
        LAB.run(
                "DROP SCHEMA IF EXISTS kinds CASCADE",
                "CREATE SCHEMA kinds",
                "DROP FOREIGN DATA WRAPPER IF EXISTS nowhere CASCADE",
                "CREATE FOREIGN DATA WRAPPER nowhere",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere",
                "CREATE TABLE kinds.split (id int, full_name text) PARTITION BY RANGE (id)",
                made);

        assertThat(refused(SyncRule.of(name, Map.of("name", "full_name"), Map.of("full_name", "name"))))
                .singleElement()
                .asString()
                .startsWith("sync: " + name + " is " + what);
    }

    @Test
    void temporaryTableIsRefusedAsOne() throws Exception {
        try (Connection session = LAB.connect()) {
            Sql.run(session, "CREATE TEMPORARY TABLE users (full_name text)");
            String schema = Sql.first(
                            session, "SELECT pg_my_temp_schema()::regnamespace::text", row -> row.getString(1))
                    .orElseThrow();

            assertThat(refused(
                            SyncRule.of(schema + ".users", Map.of("name", "full_name"), Map.of("full_name", "name"))))
                    .singleElement()
                    .asString()
                    .contains("is a temporary table, which no other session sees");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text DEFAULT 'x'|has a default: the old path's INSERT would look like the new path's; set it in contract.sql",
                "text NOT NULL|is NOT NULL: the old path's INSERT could fail; set it in contract.sql",
                "int GENERATED BY DEFAULT AS IDENTITY|takes its numbers from a sequence or an identity",
                "serial|takes its numbers from a sequence or an identity",
                "text GENERATED ALWAYS AS (lower(full_name)) STORED|is generated, so sync could not write it"
            })
    void newColumnThatSyncCouldNotServeIsRefusedWithWhatToWriteInstead(String type, String why) throws Exception {
        LAB.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, first_name " + type + ")");

        assertThat(refused(SyncRule.of("users", Map.of("first_name", "full_name"), Map.of("full_name", "first_name"))))
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("sync: public.users: new column first_name")
                        .contains(why));
    }

    @Test
    void publicationThatKeepsARowFromBeingUpdatedIsNamed() throws Exception {
        LAB.run(
                "CREATE TABLE users (full_name text) PARTITION BY LIST (full_name)",
                "CREATE TABLE users_1 PARTITION OF users DEFAULT",
                "CREATE TABLE cities (name text, town text)",
                "DROP PUBLICATION IF EXISTS changes",
                "CREATE PUBLICATION changes FOR TABLE users, cities WITH (publish_via_partition_root)");

        assertThat(refused(SyncRule.of("cities", Map.of("city", "name"), Map.of("name", "city"))))
                .singleElement()
                .asString()
                .contains("public.cities: publication changes publishes its updates", "REPLICA IDENTITY FULL");
        assertThat(refused(SyncLab.SPLIT)).anyMatch(reason -> reason.contains("publication changes publishes"));
        LAB.run("ALTER TABLE cities REPLICA IDENTITY FULL");
        assertThat(check(SyncRule.of("cities", Map.of("city", "name"), Map.of("name", "city"))))
                .isInstanceOf(Outcome.Done.class);
        LAB.run("DROP PUBLICATION changes");
    }

    /** What backward means can be told from the types, though there are no values to try it on. */
    @Test
    void bothDirectionsAreReadThoughTheFirstFailsOnARow() throws Exception {
        LAB.run(
                "CREATE TABLE users (id int PRIMARY KEY, born text, died text)",
                "INSERT INTO users VALUES (1, 'yesteryear', NULL)");

        assertThat(refused(SyncRule.of(
                        "users",
                        Map.of("birthday", "born::date", "deathday", "deid::date"),
                        Map.of("born", "birthday::text || random()", "died", "deathday"))))
                .anyMatch(reason -> reason.contains("forward.birthday") && reason.contains("yesteryear"))
                .anyMatch(reason -> reason.contains("forward.deathday") && reason.contains("\"deid\" does not exist"))
                .noneMatch(reason -> reason.contains("backward"));
        assertThat(refused(SyncRule.of(
                        "users",
                        Map.of("birthday", "born::date", "deathday", "died::date"),
                        Map.of("born", "birthday::text || random()", "died", "deathdya::text"))))
                .hasSize(3)
                .anyMatch(reason -> reason.contains("forward.birthday") && reason.contains("yesteryear"))
                .anyMatch(reason -> reason.contains("backward.born calls random(), which is volatile"))
                .anyMatch(reason -> reason.contains("backward.died") && reason.contains("\"deathdya\" does not exist"));
    }

    @Test
    void firstRowThatFailsIsNamedByItsPlaceWhereThereIsNoKey() throws Exception {
        LAB.run("CREATE TABLE users (born text)", "INSERT INTO users VALUES ('2000-01-01'), ('yesteryear')");

        assertThat(refused(SyncRule.of("users", Map.of("birthday", "born::date"), Map.of("born", "birthday::text"))))
                .singleElement()
                .asString()
                .contains("the first such row is ctid=(0,2)");
    }

    @Test
    void nothingIsWritten() throws Exception {
        LAB.run(
                OLD_USERS,
                "CREATE TABLE cities (name text)",
                "INSERT INTO users VALUES (1, 'Anna')",
                "CREATE OR REPLACE FUNCTION sneaky(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                        + " 'BEGIN INSERT INTO cities VALUES ($1); RETURN $1; END'");

        assertThat(forwardRefused("sneaky(full_name)")).contains("INSERT");
        assertThat(LAB.number("SELECT count(*) FROM cities")).isZero();
    }

    private static String forwardRefused(String expression) throws SQLException {
        return String.join(
                "\n",
                refused(SyncRule.of("users", Map.of("first_name", expression), Map.of("full_name", "first_name"))));
    }

    private static List<String> refusedAs(String user, SyncRule rule) throws SQLException {
        return ((Outcome.Refused) new PreflightCheck(step -> LAB.connectAs(user)).check(LAB.plan(rule))).reasons();
    }

    private static List<String> refused(SyncRule rule) throws SQLException {
        return ((Outcome.Refused) check(rule)).reasons();
    }

    private static List<String> refused(MigrationPlan plan) throws SQLException {
        return ((Outcome.Refused) new PreflightCheck(LAB.connections()).check(plan)).reasons();
    }

    private static Outcome check(SyncRule rule) throws SQLException {
        return new PreflightCheck(LAB.connections()).check(LAB.plan(rule));
    }
}
