// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import static dev.interlock.plans.yaml.Key.derived;
import static dev.interlock.plans.yaml.Key.key;
import static dev.interlock.plans.yaml.Key.notYet;
import static dev.interlock.plans.yaml.Key.required;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.plans.yaml.Shape.Choice;
import dev.interlock.plans.yaml.Shape.Decimal;
import dev.interlock.plans.yaml.Shape.Flag;
import dev.interlock.plans.yaml.Shape.Items;
import dev.interlock.plans.yaml.Shape.Keys;
import dev.interlock.plans.yaml.Shape.Named;
import dev.interlock.plans.yaml.Shape.OneOrMore;
import dev.interlock.plans.yaml.Shape.OrWord;
import dev.interlock.plans.yaml.Shape.Scalar;
import dev.interlock.plans.yaml.Shape.Size;
import dev.interlock.plans.yaml.Shape.Span;
import dev.interlock.plans.yaml.Shape.Text;
import dev.interlock.plans.yaml.Shape.Whole;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Every key of {@code migration.yaml}, its default and its meaning. Nothing else knows them. */
final class PlanKeys {

    private static final Duration ZERO = Duration.ZERO;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Shape ANY_TEXT = new Text("[\\s\\S]*", PlanRule.BAD_VALUE, "text");
    /** Temporal finds migrations by their owner, and takes no longer values. */
    private static final Shape ONE_LINE =
            new Text("[^\\r\\n]{0,200}", PlanRule.BAD_VALUE, "one line of at most 200 characters");

    private static final Shape ID =
            new Text("[a-z0-9][a-z0-9-]{1,62}", PlanRule.BAD_ID, "2 to 63 lower-case letters, digits and hyphens");
    private static final Shape DATABASE =
            new Text("[a-z0-9][a-z0-9-]{0,62}", PlanRule.BAD_ID, "up to 63 lower-case letters, digits and hyphens");
    private static final Shape FLAG_KEY = new Text(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,126}", PlanRule.BAD_VALUE, "letters, digits, dots, hyphens and underscores");
    private static final Shape NAME = new Text(
            "[a-z0-9][a-z0-9_-]{0,62}", PlanRule.BAD_VALUE, "lower-case letters, digits, hyphens, underscores");
    private static final Shape TABLE = new Text(
            "([a-z_][a-z0-9_$]{0,62}\\.)?[a-z_][a-z0-9_$]{0,62}",
            PlanRule.BAD_TABLE,
            "table or schema.table, in lower case and without quotes");
    private static final Shape COLUMN = new Text("[^\"\\s]{1,63}", PlanRule.BAD_VALUE, "the name of a column");
    private static final Shape EXPRESSION =
            new Text("[\\s\\S]*\\S[\\s\\S]*", PlanRule.SYNC_EXPRESSION, "a SQL expression");

    private static final Shape QUERY = new Text("[\\s\\S]*\\S[\\s\\S]*", PlanRule.CONTRACT_USAGE, "one SELECT");

    private static final Shape QUERY_TEMPLATE = new Text("[\\s\\S]*\\S[\\s\\S]*", PlanRule.GUARDRAIL_SOURCE, "a query");

    private static final Keys FLAG = keys(
            key(
                    "provider",
                    new Choice(List.of("interlock"), List.of("flagd", "unleash", "launchdarkly")),
                    "interlock",
                    "Who keeps the flag"),
            derived("key", FLAG_KEY, "The flag's key; the id when left out"),
            key("minEvaluators", new Whole(1, 100_000), "1", "Live evaluators needed before the first step"),
            key("evaluatorAge", span(TICK), "15s", "An evaluator that has not reported for longer is silent"),
            key("evaluatorTtl", span(TICK), "24h", "A silent evaluator is forgotten after this long without a session"),
            notYet("maxListeners", "Direct LISTEN connections before evaluators are served by events"));

    private static final Choice SETTINGS =
            new Choice(List.of("TimeZone", "DateStyle", "IntervalStyle", "extra_float_digits"), List.of());

    private static final Keys SYNC = keys(
            required("table", TABLE, "The table whose old and new columns are kept equal"),
            required("forward", new Named(COLUMN, EXPRESSION), "New-side column to expression over the old side"),
            required("backward", new Named(COLUMN, EXPRESSION), "Old-side column to expression over the new side"),
            key(
                    "whenBothChange",
                    new Choice(List.of("new", "old", "reject"), List.of()),
                    "new",
                    "Which side is believed when one statement writes both and they disagree"),
            derived("witness", COLUMN, "A new-side column that the new path never leaves null"),
            key("session", new Named(SETTINGS, new Scalar()), "{}", "Settings fixed inside the generated functions"),
            notYet("newOnly", "New-side columns whose values only the new shape can hold"),
            notYet("crossTable", "Whether two tables are kept equal"));

    private static final Shape TRIGGER = new Text("[^\"\\r\\n]{1,63}", PlanRule.BAD_VALUE, "the name of a trigger");

    private static final Keys LIMITS = keys(
            key(
                    "rate",
                    new OrWord("max", new Whole(1, Rate.MOST)),
                    "max",
                    "Rows a second, until a `throttle` command says otherwise"),
            key(
                    "maxReplicaLag",
                    new OrWord("none", span(TICK)),
                    "5s",
                    "Stand still while a replica is further behind; without replicas there is nothing to wait for,"
                            + " with them the role needs pg_read_all_stats"),
            key(
                    "maxActiveSessions",
                    new OrWord("none", new Whole(1, 100_000)),
                    "none",
                    "Stand still while more sessions of the server run a statement; what is too many depends on the machine,"
                            + " and the role needs pg_read_all_stats"),
            key(
                    "maxCommitLatency",
                    new OrWord("none", span(TICK)),
                    "100ms",
                    "Stand still while a small commit of our own takes longer, synchronous replicas included"),
            key(
                    "maxWalRate",
                    new OrWord("none", new Size()),
                    "64MiB",
                    "Stand still while the server writes more WAL than this in a second, from whatever source"),
            key("yieldToAutovacuum", new Flag(), "true", "Stand still while autovacuum works on the table"));

    /** As it is where the plan names no table to fill. */
    static final Key THROTTLE =
            key("throttle", LIMITS, "{}", "Limits at which the backfill stands still; it fails closed");

    private static final Keys BACKFILL = keys(
            required("table", TABLE, "The table to fill; it has a sync"),
            THROTTLE,
            key("accept", new Items(TRIGGER), "[]", "UPDATE triggers of the team that may fire for each row filled"));

    private static final Keys STEP = keys(
            required(
                    "percent",
                    new Decimal(BigDecimal.ZERO, BigDecimal.valueOf(100), 3, PlanRule.BAD_PERCENT),
                    "Share of the population on the new path"),
            key("hold", span(ZERO), "0s", "The hold time; only a step at 100 % may leave it out"),
            key("minRequests", new Whole(1, 1_000_000_000), "300", "Ended calls needed in each arm"));

    private static final Shape HOURS = new Text(
            "[A-Za-z]+(-[A-Za-z]+)?(,[A-Za-z]+(-[A-Za-z]+)?)* +[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}",
            PlanRule.BAD_WINDOW, "days and times such as Mon-Thu 09:00-17:00");
    private static final Shape DAYS = new Text(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?",
            PlanRule.BAD_FREEZE,
            "a day such as 2026-12-24 in quotes, or the first and the last of some such as 2026-12-20/2027-01-03");

    private static final Keys WINDOWS = keys(
            key(
                    "allow",
                    new OneOrMore(HOURS, PlanRule.WINDOWS_NEVER_OPEN),
                    "\"Mon-Sun 00:00-24:00\"",
                    "The times of a week at which a step may be taken; one that ends before it begins goes on past midnight"),
            required("zone", ANY_TEXT, "Whose clock that is, such as Europe/Berlin"),
            key(
                    "freeze",
                    new Items(DAYS),
                    "[]",
                    "Days on which no step is taken, the last one of each entry included"));

    private static final Keys RAMP = keys(
            key(
                    "steps",
                    new Items(STEP),
                    "[{percent: 1, hold: 15m}, {percent: 5, hold: 30m}, {percent: 20, hold: 1h},"
                            + " {percent: 50, hold: 2h}, {percent: 100, hold: 0s}]",
                    "The percentages, rising to 100"),
            key("lookEvery", span(TICK), "10s", "Time between two looks of the guardrails"),
            key("maxHold", span(TICK), "24h", "Inconclusive for longer holds for a person"),
            key(
                    "calibrate",
                    span(ZERO),
                    "10m",
                    "How long 0 % is watched at least, with the users of each later step compared with all others; 0s: no longer"
                            + " than it takes to hear of an evaluator"),
            derived(
                    "windows",
                    WINDOWS,
                    "When the migration may go forward; at any time when left out, and back at any time"));

    private static final Keys GUARDRAIL = keys(
            required("name", NAME, "Free; one of a default guardrail replaces it"),
            required(
                    "kind",
                    new Choice(
                            List.of(
                                    "error-rate",
                                    "slow-share",
                                    "table-scans",
                                    "statement-time",
                                    "blocked-sessions",
                                    "parity",
                                    "zero-tolerance",
                                    "consistency",
                                    "threshold",
                                    "verdict"),
                            List.of()),
                    "What is measured"),
            key(
                    "tolerance",
                    new Decimal(BigDecimal.ONE, BigDecimal.valueOf(100), 3, PlanRule.BAD_VALUE),
                    "1.25",
                    "error-rate, slow-share, statement-time: the ratio candidate / baseline that is still fine"),
            key("onFail", new Choice(List.of("rollback", "hold", "record"), List.of()), "rollback", "What a FAIL does"),
            key(
                    "source",
                    new Choice(List.of("evaluators", "prometheus", "webhook", "postgresql"), List.of()),
                    "evaluators",
                    "error-rate, slow-share, threshold, verdict: where the numbers come from; the evaluators have none for threshold"
                            + " and verdict, Prometheus none for verdict, and PostgreSQL none to count"),
            derived("webhook", NAME, "The webhook to ask, by the name under which the worker knows it"),
            derived(
                    "errors",
                    QUERY_TEMPLATE,
                    "error-rate, slow-share from prometheus: the query for how many calls of $variant failed, or were slow,"
                            + " within $window"),
            derived(
                    "total",
                    QUERY_TEMPLATE,
                    "error-rate, slow-share from prometheus: the query for all calls of $variant within $window"),
            derived(
                    "query",
                    QUERY_TEMPLATE,
                    "threshold: the query for one value; in Prometheus' $window stands for the time since the last look"),
            derived(
                    "measure",
                    new Choice(List.of("oldest-transaction", "replica-lag", "dead-tuples", "connections"), List.of()),
                    "threshold from postgresql, instead of a query: seconds, seconds, and two shares from 0 to 1"),
            derived(
                    "statement",
                    QUERY_TEMPLATE,
                    "verdict from postgresql: a statement of the application with $1, $2, … for its values, whose plan may scan no"
                            + " large claimed table from end to end"),
            derived(
                    "max",
                    new Decimal(new BigDecimal("-1e15"), new BigDecimal("1e15"), 9, PlanRule.BAD_VALUE),
                    "threshold, blocked-sessions: the highest value that is still fine; consistency: the highest share of compared"
                            + " reads that may differ, 0 when left out"),
            key("longerThan", span(TICK), "2s", "blocked-sessions: only who has waited for longer counts as blocked"));

    private static final Keys SOAK = keys(
            key("duration", span(ZERO), "14d", "The time held at 100 % before the contract"),
            key("checkEvery", span(TICK), "10m", "Time between two looks"),
            key("pausedTimeCounts", new Flag(), "false", "Whether the clock runs on while paused"));

    private static final Keys CONTRACT = keys(
            key(
                    "approval",
                    new Choice(List.of("required", "none", "four-eyes"), List.of()),
                    "required",
                    "Whose word the contract needs: anybody's; nobody's, unless the gate cannot know something; or somebody's who did not start"
                            + " the migration"),
            key(
                    "hide",
                    span(ZERO),
                    "24h",
                    "How long what the contract drops is renamed out of the way before it is dropped: watched, and undone at once"
                            + " on trouble; 0s to skip, and where a publication sends it"),
            key(
                    "archive",
                    span(ZERO),
                    "30d",
                    "How long what the contract drops is kept in schema interlock_archive, from where it can be restored; 0s to keep"
                            + " nothing"),
            derived("usage", QUERY, "A query that must return 0 for the gate to open; read only, and at most 30 s"));

    private static final Keys LOCKS = keys(
            key("timeout", span(TICK), "500ms", "The longest that the application may stand behind a lock of ours"),
            key("budget", span(TICK), "30m", "How long attempts are repeated before the migration holds"),
            key("concurrentTimeout", span(TICK), "2h", "The longest that a CONCURRENTLY statement may run"),
            key(
                    "onBlocker",
                    new Choice(List.of("wait", "cancel", "terminate"), List.of()),
                    "wait",
                    "What happens to a session that has made a whole attempt at a lock fail"));

    /** The whole file. */
    static final Keys ROOT = keys(
            required("apiVersion", new Choice(List.of("interlock.dev/v1"), List.of()), "The version of this format"),
            required("id", ID, "Unique in its database; the workflow id is migration.<database>.<id>"),
            required("database", DATABASE, "A name that the worker knows, never an address"),
            key("description", ANY_TEXT, "\"\"", "For people"),
            key("owner", ONE_LINE, "\"\"", "Whom to ask"),
            derived(
                    "tables",
                    new Items(TABLE),
                    "The claimed tables; those that expand, sync and contract change when left out"),
            key("flag", FLAG, "{}", "The flag that the ramp moves"),
            key("sync", new Items(SYNC), "[]", "Tables whose old and new columns are kept equal by a trigger"),
            derived("backfill", new Items(BACKFILL), "The tables to fill, in order; those of sync when left out"),
            key("ramp", RAMP, "{}", "The way from 0 to 100 %"),
            key(
                    "guardrails",
                    new Items(GUARDRAIL),
                    "[{name: errors, kind: error-rate}, {name: slow, kind: slow-share}, {name: scans, kind: table-scans},"
                            + " {name: statements, kind: statement-time, tolerance: 1.5},"
                            + " {name: locks, kind: blocked-sessions, max: 5}, {name: parity, kind: parity},"
                            + " {name: sqlstates, kind: zero-tolerance}]",
                    "The metric rules; naming a default one replaces only that one, and parity is there where sync is"),
            key(
                    "alpha",
                    new Decimal(BigDecimal.ZERO, new BigDecimal("0.5"), 6, PlanRule.BAD_VALUE),
                    "0.05",
                    "Chance of a false rollback in the whole migration"),
            key("soak", SOAK, "{}", "The time between 100 % and the contract"),
            key("contract", CONTRACT, "{}", "How the destructive half is let through"),
            key("locks", LOCKS, "{}", "How long locks may be waited for"),
            key("queue", new Flag(), "false", "Whether to wait for a claimed table instead of being rejected"),
            key(
                    "accept",
                    new Items(new Choice(List.of("old-lossy"), List.of())),
                    "[]",
                    "Losses that the plan knows of and takes"),
            key(
                            "rehearse",
                            new Choice(List.of("never"), List.of("always", "reuse")),
                            "never",
                            "When the plan is rehearsed")
                    .listedAsOff(),
            key("rehearsal", keys(notYet("url", "A server to rehearse on")), "{}", "Where the plan is rehearsed"),
            key(
                    "parity",
                    keys(key(
                            "maxSnapshotAge",
                            span(TICK),
                            "2h",
                            "How long exact parity may hold its one snapshot, which keeps VACUUM from cleaning up behind"
                                    + " it; parity that takes longer holds")),
                    "{}",
                    "How parity is proven"),
            key(
                    "mustExclude",
                    new Decimal(new BigDecimal("1.5"), BigDecimal.valueOf(1000), 3, PlanRule.BAD_VALUE),
                    "5",
                    "A step passes when a path that fails, or is slow, so many times as often would have been seen with"
                            + " a chance of 80 %; until then it waits, up to ramp.maxHold"));

    private PlanKeys() {}

    private static Keys keys(Key... keys) {
        return new Keys(List.of(keys));
    }

    private static Span span(Duration least) {
        return new Span(least, LONGEST);
    }
}
