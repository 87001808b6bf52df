// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.measure;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The migration's own database as a source for one look: every answer comes from a READ ONLY transaction of its own, and all of
 * them together have a limit of time. Not for several threads.
 *
 * <p>Locks: whatever a query reads, ACCESS SHARE, for its own time.
 */
public final class DatabaseSource implements MetricSource {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String LIMITS = "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '%1$dms';"
            + " SET LOCAL lock_timeout = '%1$dms'; SET LOCAL search_path = public, pg_catalog";

    /** What the expand makes is not there before it. */
    private static final Set<String> UNDEFINED = Set.of("42703", "42P01");

    /** Classes of SQLSTATE that are about the server, and not about what it was asked. */
    private static final Set<String> OF_THE_SERVER = Set.of("08", "40", "53", "54", "55", "57", "58", "XX");

    private final Connection connection;
    private final List<String> tables;
    private final long deadline;

    /**
     * @param connection on which no transaction is open
     * @param tables the claimed ones, {@code schema.table}
     */
    public DatabaseSource(Connection connection, List<String> tables) {
        this(connection, tables, LIMIT);
    }

    /** @param limit of the time of all answers, from here on */
    DatabaseSource(Connection connection, List<String> tables, Duration limit) {
        this.connection = connection;
        this.tables = List.copyOf(tables);
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public CompletableFuture<SourceReading> ask(Question question) {
        return CompletableFuture.completedFuture(read(question));
    }

    private SourceReading read(Question question) {
        GuardrailSource source = question.rule().source();
        if (source instanceof GuardrailSource.DatabaseMeasure measure) {
            String asked = Measures.name(measure.measure()) + " at " + question.at();
            return read(asked, transaction -> Measures.read(transaction, asked, measure.measure(), tables));
        }
        if (source instanceof GuardrailSource.DatabaseQuery query) {
            String asked = query.sql() + " at " + question.at();
            return read(asked, transaction -> one(asked, Sql.list(transaction, query.sql(), row -> row.getString(1))));
        }
        if (source instanceof GuardrailSource.DatabasePlan plan) {
            String asked = "the plan of " + plan.statement() + " at " + question.at();
            return read(asked, transaction -> QueryPlans.judge(transaction, asked, plan.statement(), tables));
        }
        throw new IllegalArgumentException(question.rule().name() + " does not ask the database");
    }

    /** What is read in one transaction. */
    @FunctionalInterface
    private interface Asking {
        SourceReading in(Connection transaction) throws SQLException;
    }

    private SourceReading read(String asked, Asking asking) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            return new SourceReading.Trouble(asked, "the questions before this one have taken all the time of a look");
        }
        try {
            return Sql.inTransaction(connection, transaction -> {
                Sql.run(transaction, LIMITS.formatted(left));
                return asking.in(transaction);
            });
        } catch (SQLException e) {
            return failed(asked, e);
        }
    }

    private static SourceReading failed(String asked, SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        String why = String.valueOf(e.getMessage());
        if (UNDEFINED.contains(state)) {
            return new SourceReading.Nothing(asked, why);
        }
        boolean server = state.length() < 2 || OF_THE_SERVER.contains(state.substring(0, 2));
        return server ? new SourceReading.Trouble(asked, why) : new SourceReading.Wrong(asked, why);
    }

    private static SourceReading one(String asked, List<String> rows) {
        if (rows.isEmpty()) {
            return new SourceReading.Nothing(asked, "the query has no row");
        }
        return rows.size() > 1
                ? new SourceReading.Wrong(asked, "the query has " + rows.size() + " rows, and one is wanted")
                : number(asked, Optional.ofNullable(rows.get(0)));
    }

    private static SourceReading number(String asked, Optional<String> answer) {
        if (answer.isEmpty()) {
            return new SourceReading.NotANumber(asked, "the answer is null");
        }
        try {
            double value = new BigDecimal(answer.get()).doubleValue();
            return Double.isFinite(value)
                    ? new SourceReading.Value(asked, value)
                    : new SourceReading.NotANumber(asked, "the answer is " + answer.get());
        } catch (NumberFormatException noNumber) {
            return new SourceReading.NotANumber(asked, "the answer is " + answer.get());
        }
    }
}
