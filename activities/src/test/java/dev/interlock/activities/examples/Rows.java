// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the database has acknowledged, and whether it still says so. Not for several threads at once. */
final class Rows {

    private static final Pattern NAME = Pattern.compile("(?<!:):(id|n|touched)\\b");

    private final Shape shape;
    private final Map<Long, Long> acknowledged = new TreeMap<>();
    private final Set<Long> touched = new HashSet<>();
    private long last;
    private long lastSaid = 1_000;

    /** @param sampled so many rows are there before; each says its own key */
    Rows(Shape shape, int sampled) {
        this.shape = shape;
        this.last = sampled;
        for (long id = 1; id <= sampled; id++) {
            acknowledged.put(id, id);
        }
    }

    /** A row that nobody has ever written. */
    void insert(Connection connection, boolean byNewPath) throws SQLException {
        long id = ++last;
        write(connection, byNewPath, path(byNewPath).insert(), id);
    }

    void update(Connection connection, boolean byNewPath, long id) throws SQLException {
        write(connection, byNewPath, path(byNewPath).update(), id);
    }

    /** Every row says what was last acknowledged of it. */
    void assertReadable(Connection connection, boolean byNewPath) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<Long, Long> row : acknowledged.entrySet()) {
            List<Boolean> says = Sql.list(
                    connection,
                    positional(path(byNewPath).read()),
                    found -> found.getBoolean(1),
                    values(path(byNewPath).read(), row.getKey(), row.getValue()));
            if (!says.equals(List.of(true))) {
                lost.add("row " + row.getKey() + " does not say " + row.getValue());
            }
        }
        assertThat(lost).as("lost on the %s path", byNewPath ? "new" : "old").isEmpty();
    }

    long any(long random) {
        return 1 + Math.floorMod(random, last);
    }

    /** What the new path wrote beside what both paths know has been let go. */
    void forgetTouched() {
        touched.clear();
    }

    private void write(Connection connection, boolean byNewPath, String sql, long id) throws SQLException {
        long says = ++lastSaid;
        int changed = Sql.update(connection, positional(sql), values(sql, id, says));
        if (changed != 1) {
            throw new SQLException(sql + " changed " + changed + " rows of id " + id);
        }
        acknowledged.put(id, says);
        if (byNewPath) {
            touched.add(id);
        }
    }

    private Shape.Path path(boolean byNewPath) {
        return byNewPath ? shape.brandNew() : shape.old();
    }

    /** The type is said, since not every place tells it. */
    private static String positional(String sql) {
        return NAME.matcher(sql).replaceAll(name -> name.group(1).equals("touched") ? "?::boolean" : "?::bigint");
    }

    private Object[] values(String sql, long id, long says) {
        List<Object> values = new ArrayList<>();
        Matcher names = NAME.matcher(sql);
        while (names.find()) {
            values.add(
                    switch (names.group(1)) {
                        case "id" -> id;
                        case "n" -> says;
                        default -> touched.contains(id);
                    });
        }
        return values.toArray();
    }
}
