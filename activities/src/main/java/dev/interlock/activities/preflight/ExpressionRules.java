// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.ExpressionText;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The expressions of one sync rule: that they mean something, always the same, and on the rows that are there. */
final class ExpressionRules {

    private static final long SAMPLE = 10_000;

    /** Only whether to say "later" instead of "no" depends on it. */
    private static final Pattern MAKES_A_TYPE = Pattern.compile("(?i)\\bCREATE\\s+(TYPE|DOMAIN)\\b");

    private final Connection connection;
    private final TableFacts facts;
    private final SyncRule rule;
    private final Findings findings;
    private final ExpressionRows rows;
    private final Set<Long> called = new TreeSet<>();

    ExpressionRules(Connection connection, TableFacts facts, SyncRule rule, Findings findings) {
        this.connection = connection;
        this.facts = facts;
        this.rule = rule;
        this.findings = findings;
        this.rows = new ExpressionRows(facts, rule);
    }

    void check(MigrationPlan plan) throws SQLException {
        PlannedSync.enter(connection, rule);
        expressions(plan);
        new WriterRules(connection, facts, findings).check(rule, called);
    }

    private void expressions(MigrationPlan plan) throws SQLException {
        List<Expression> forward = expressions("forward", rule.forward());
        List<Expression> backward = expressions("backward", rule.backward());
        String sample = sample();
        boolean types = makesTypes(plan);
        Map<String, Probed> given = probe(forward, probed(sample, rows::forForward, true, types));
        if (!allSound(given)) {
            backwardAlone(forward, given, backward, types);
            return;
        }
        ProbedRows filled = probed(sample, from -> rows.forBackward(from, forward), true, types);
        if (!allSound(probe(backward, filled))) {
            return;
        }
        String sampled = rows.forForward(facts.table().quoted() + sample);
        if (!plan.acceptOldLossy()) {
            new LossCheck(connection, findings).check(facts, forward, backward, sampled);
        }
        // With a witness an empty new side speaks for nobody, so each of its rows is filled.
        if (rule.witness().isEmpty()) {
            new FillCheck(connection, findings).check(facts, forward, backward, sampled);
        }
    }

    /** Tried on what a broken forward gives it would only be reported twice; what it means can be told from the types. */
    private void backwardAlone(
            List<Expression> forward, Map<String, Probed> given, List<Expression> backward, boolean types)
            throws SQLException {
        Map<String, String> known = new TreeMap<>();
        for (Expression expression : forward) {
            expression
                    .target()
                    .map(column -> column.type().declared())
                    .or(() -> given.getOrDefault(expression.column(), Probed.UNREADABLE)
                            .type())
                    .ifPresent(type -> known.put(expression.column(), type));
        }
        if (known.size() == forward.size()) {
            probe(backward, probed("", from -> rows.forBackwardUntried(from, known), false, types));
        }
    }

    private ProbedRows probed(String sample, UnaryOperator<String> read, boolean areReal, boolean types) {
        return new ProbedRows(facts, sample, read, new FailingRow(connection, facts, sample), areReal, types);
    }

    private static boolean makesTypes(MigrationPlan plan) {
        return plan.scripts().expand().stream()
                .anyMatch(script -> MAKES_A_TYPE.matcher(script.sql()).find());
    }

    private Map<String, Probed> probe(List<Expression> expressions, ProbedRows rows) throws SQLException {
        Map<String, Probed> probed = new TreeMap<>();
        for (Expression expression : expressions) {
            Optional<String> text = ExpressionText.problem(expression.text());
            text.ifPresent(problem -> findings.refuse(expression.name() + " " + problem));
            Probed one = text.isPresent()
                    ? Probed.UNREADABLE
                    : new ExpressionProbe(connection, expression, rows, findings).check();
            called.addAll(one.called());
            probed.put(expression.column(), one);
        }
        return probed;
    }

    private static boolean allSound(Map<String, Probed> probed) {
        return probed.values().stream().allMatch(Probed::sound);
    }

    private List<Expression> expressions(String direction, SortedMap<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> expression(direction, entry))
                .toList();
    }

    private Expression expression(String direction, Map.Entry<String, String> entry) {
        String name = "sync: " + facts.table() + ": " + direction + "." + entry.getKey();
        return new Expression(name, entry.getKey(), entry.getValue(), facts.column(entry.getKey()));
    }

    /** Blocks from all over the table, about {@value #SAMPLE} rows of them, and every time the same. */
    private String sample() throws SQLException {
        double tuples = Sql.number(
                connection,
                "SELECT greatest(0, sum(c.reltuples))::bigint FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?)"
                        + " OR c.oid IN (SELECT t.relid FROM pg_catalog.pg_partition_tree(to_regclass(?)) t)",
                facts.table().quoted(),
                facts.table().quoted());
        double percent = tuples <= SAMPLE ? 100 : 100.0 * SAMPLE / tuples;
        return " TABLESAMPLE SYSTEM (" + percent + ") REPEATABLE (0) LIMIT " + 2 * SAMPLE;
    }
}
