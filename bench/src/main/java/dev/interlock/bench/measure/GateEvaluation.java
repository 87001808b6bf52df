// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.lab.Items;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Samples;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How long the contract's gate takes to look at everything, in a large schema with much traffic. */
public final class GateEvaluation implements Measurement {

    private static final int TABLES = 300;
    private static final int STATEMENTS = 5_000;
    private static final int COLUMNS = 20;
    private static final double SECONDS = 5;

    private static final String SPREAD = "statements spread over all tables";
    private static final String ALL_ON_ONE = "every statement on the claimed table";

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String title() {
        return "The contract's gate";
    }

    @Override
    public String how() {
        return "A schema of " + TABLES + " tables of " + COLUMNS
                + " columns, and %,d different statements".formatted(STATEMENTS)
                + " that were called since the soak began: reads, joins and writes. One evaluation of the gate: flag,"
                + " evaluators, releases, drift, dependants, what the contract takes along, the statements, and exact parity"
                + " of a small table. In one database the statements are spread over all tables, in the other they are all"
                + " on the claimed one. The first samples include the parser's first statements.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "20000");
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        Product spread = soaking(ground.server(), "spread", TABLES);
        Product one = soaking(ground.server(), "one", 1);
        Samples samples = ground.inTurn()
                .add(SPREAD, () -> Timed.seconds(spread::gate))
                .add(ALL_ON_ONE, () -> Timed.seconds(one::gate))
                .times(ROUNDS);
        return List.of(row(SPREAD, samples), row(ALL_ON_ONE, samples));
    }

    private static Row row(String where, Samples samples) {
        return new Row.Measured(
                "gate evaluation, %,d statements, %d tables: %s".formatted(STATEMENTS, TABLES, where),
                "s",
                samples.of(where),
                new Side("%.0f s".formatted(SECONDS), List.of(SECONDS)),
                Optional.of(Bar.atMost(1)));
    }

    /** @param tables on which the statements are */
    private static Product soaking(Server server, String database, int tables) throws SQLException {
        server.createWithLedger(database);
        List<String> schema = new ArrayList<>(
                List.of(
                        "CREATE EXTENSION pg_stat_statements",
                        "CREATE TABLE items (id bigint PRIMARY KEY, name text NOT NULL, price_cents int NOT NULL"
                                + columns() + ")",
                        "INSERT INTO items (id, name, price_cents) SELECT i, 'item ' || i, i::int FROM generate_series(1, 1000) i"));
        for (int i = 1; i < TABLES; i++) {
            schema.add("CREATE TABLE items_" + i + " (id bigint PRIMARY KEY, name text, price_cents int" + columns()
                    + ")");
        }
        server.run(database, schema);
        Product product = Product.claim(server.database(database), Items.PLAN);
        product.expand();
        product.backfill();
        product.raise();
        server.run(
                database,
                List.of(
                        "SELECT interlock.report('widen', 'shop', gen_random_uuid(), 2, 0, array_fill(0::bigint, '{12}'), false)"));
        product.gate();
        call(server, database, tables);
        return product;
    }

    private static String columns() {
        StringBuilder columns = new StringBuilder();
        for (int i = 1; i <= COLUMNS - 3; i++) {
            columns.append(", c").append(i).append(" int");
        }
        return columns.toString();
    }

    private static void call(Server server, String database, int tables) throws SQLException {
        try (Connection connection = server.connect(database)) {
            for (int i = 0; i < STATEMENTS; i++) {
                int table = i % tables;
                Sql.run(connection, statement(table == 0 ? "items" : "items_" + table, i / tables));
            }
        }
    }

    /** One of many that differ in the columns that they name. */
    private static String statement(String table, int kind) {
        int width = COLUMNS - 3;
        String first = "c" + (1 + kind / 4 % width);
        String second = "c" + (1 + kind / (4 * width) % width);
        String third = "c" + (1 + kind / (4 * width * width) % width);
        return switch (kind % 4) {
            case 0 ->
                "SELECT t.id, t.name, t." + first + ", t." + second + " FROM " + table + " t WHERE t." + third
                        + " = 7 AND t.id > 12 ORDER BY t." + first + " DESC LIMIT 20";
            case 1 ->
                "SELECT a.id, count(*), max(b." + first + ") FROM " + table + " a JOIN " + table + " b ON b." + second
                        + " = a.id WHERE a." + third + " IN (1, 2, 3) GROUP BY a.id HAVING count(*) > 2";
            case 2 ->
                "UPDATE " + table + " SET " + first + " = 4, name = coalesce(name, 'x') WHERE " + second + " = 3 AND "
                        + third + " = 1 AND id = -5";
            default ->
                "INSERT INTO " + table + " (id, name, " + first + ") SELECT -1, 'x', " + second + " FROM " + table
                        + " WHERE " + third + " = -1 AND id < 0 ON CONFLICT (id) DO NOTHING";
        };
    }
}
