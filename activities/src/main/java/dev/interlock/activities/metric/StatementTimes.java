// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.statement.Attribution;
import dev.interlock.activities.statement.StatementCosts;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.StatementState;
import dev.interlock.domain.guardrail.StatementSums;
import dev.interlock.domain.guardrail.StatementTimeJudge;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.plans.NewNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings kind {@code statement-time} together with what PostgreSQL counts of the application's statements. */
final class StatementTimes {

    private static final String MEMBERS = ClaimedTables.WITH_MEMBERS + """
            SELECT member.name, n.nspname, c.relname
            FROM member JOIN pg_class c ON c.oid = member.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            """;

    private static final String LAG = """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(reported_at)) * 1000, 0)::bigint FROM interlock.evaluator
            WHERE flag_key = ? AND goodbye_at IS NULL
              AND reported_at > (SELECT interlock.live_since(?, ? * interval '1 millisecond'))
            """;

    private final Connection transaction;
    private final Assignment assignment;
    private final LookBook book;
    private final GuardrailRule rule;
    private final StatementCosts costs;

    StatementTimes(Connection transaction, Assignment assignment, LookBook book, GuardrailRule rule) {
        this.transaction = transaction;
        this.assignment = assignment;
        this.book = book;
        this.rule = rule;
        this.costs = new StatementCosts(assignment.call().number(), assignment.flagKey());
    }

    /** The first reading of a process: what came before it is nobody's. */
    Judgement begin() throws SQLException {
        StatementState state = state(book.rampState(rule.name())).forTheNextWatch();
        Optional<String> absent = costs.absent(transaction);
        if (absent.isPresent()) {
            return Judgement.tooEarly(rule, absent.get(), state);
        }
        costs.sinceLast(transaction, this::attribution);
        return Judgement.beginning(rule, state);
    }

    /** @param calls of the evaluators in this window */
    Judgement judge(LookWindow window, Counts calls, boolean ready) throws SQLException {
        StatementState before = state(book.lastState(rule.name()));
        Optional<String> absent = costs.absent(transaction);
        if (absent.isPresent()) {
            return Judgement.tooEarly(rule, absent.get(), before);
        }
        StatementCosts.Grown grown = costs.sinceLast(transaction, this::attribution);
        StatementSums sums = calls.possible() ? sums(grown, calls, window) : StatementSums.NONE;
        return new StatementTimeJudge(rule, assignment.bar())
                .judge(
                        before,
                        new StatementTimeJudge.Window(assignment.percent(), assignment.nextStep(), sums, lag()),
                        ready);
    }

    private static StatementSums sums(StatementCosts.Grown grown, Counts calls, LookWindow window) {
        return new StatementSums(
                new StatementSums.Arm(grown.candidate(), calls.candidateEnded()),
                new StatementSums.Arm(grown.baseline(), calls.baselineEnded()),
                window.length().toMillis());
    }

    private Duration lag() throws SQLException {
        return Duration.ofMillis(Sql.number(
                transaction,
                LAG,
                assignment.flagKey(),
                assignment.flagKey(),
                assignment.plan().flag().evaluatorAge().toMillis()));
    }

    private Attribution attribution() throws SQLException {
        Map<TableName, Set<TableName>> members = members();
        List<TableParts> claimed = new ArrayList<>();
        members.values().forEach(names -> claimed.add(new TableParts(names, Set.of(), Set.of())));
        List<TableParts> made = NewNames.of(assignment.plan(), table -> members.getOrDefault(table, Set.of(table)));
        boolean later = !assignment.percent().isZero() && costs.isBegun(transaction);
        return new Attribution(made, claimed, later);
    }

    private Map<TableName, Set<TableName>> members() throws SQLException {
        Map<TableName, Set<TableName>> members = new HashMap<>();
        List<Map.Entry<TableName, TableName>> rows = Sql.list(
                transaction,
                MEMBERS,
                row -> Map.entry(TableName.of(row.getString(1)), new TableName(row.getString(2), row.getString(3))),
                assignment.tables());
        rows.forEach(row ->
                members.computeIfAbsent(row.getKey(), name -> new HashSet<>()).add(row.getValue()));
        return members;
    }

    private static StatementState state(Optional<LookState> kept) {
        return kept.flatMap(state -> Optional.ofNullable(state.statements())).orElse(StatementState.START);
    }
}
