// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.LockMode;
import dev.interlock.domain.ddl.LockNeed;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes every table lock that a transaction will need before it does anything else.
 *
 * <p>Order: partitioned parents before their partitions, else by oid, so that two of ours cannot deadlock. LOCK TABLE on a
 * parent goes on to its leaves, and {@code lock_timeout} counts for each of them anew; what bounds the sum is
 * {@code statement_timeout}, set before each statement to what is left of the attempt.
 */
public final class TableLocks {

    /** An index stands for its table; what is not there yet, or is no table, needs no lock. */
    private static final String TABLES = """
            SELECT t.oid::bigint, n.nspname, t.relname
            FROM to_regclass(?) AS named
            JOIN pg_class c ON c.oid = named LEFT JOIN pg_index i ON i.indexrelid = c.oid
            JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid) AND t.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = t.relnamespace
            """;

    private static final String ORDER = """
            SELECT o FROM unnest(?::text[]::bigint[]) AS o
            ORDER BY (SELECT count(*) FROM pg_partition_ancestors(o::oid::regclass)), o
            """;

    private TableLocks() {}

    /**
     * Locks held until the transaction ends.
     *
     * @param timeout for all of them together
     * @return the locks that were taken; the leaves of a parent are not listed
     * @throws SQLException 55P03 or 57014 when they are not had in time
     */
    public static List<LockNeed> take(Connection transaction, List<LockNeed> needs, Duration timeout)
            throws SQLException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<LockNeed> ordered = ordered(transaction, needs);
        for (LockNeed need : ordered) {
            long left =
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
            Sql.run(transaction, "SET LOCAL lock_timeout = " + left);
            Sql.run(transaction, "SET LOCAL statement_timeout = " + left);
            Sql.run(
                    transaction,
                    "LOCK TABLE " + need.relation().sql() + " IN " + need.mode().sql() + " MODE");
        }
        return ordered;
    }

    private static List<LockNeed> ordered(Connection transaction, List<LockNeed> needs) throws SQLException {
        Map<Long, LockNeed> byOid = new LinkedHashMap<>();
        for (LockNeed need : needs) {
            Optional<Found> found = Sql.first(
                    transaction,
                    TABLES,
                    row -> new Found(row.getLong(1), new TableName(row.getString(2), row.getString(3))),
                    need.relation().sql());
            found.ifPresent(
                    table -> byOid.merge(table.oid(), new LockNeed(table.name(), need.mode()), TableLocks::stronger));
        }
        if (byOid.size() < 2) {
            return List.copyOf(byOid.values());
        }
        List<LockNeed> ordered = new ArrayList<>();
        List<String> oids = byOid.keySet().stream().map(String::valueOf).toList();
        for (long oid : Sql.list(transaction, ORDER, row -> row.getLong(1), oids)) {
            Optional.ofNullable(byOid.get(oid)).ifPresent(ordered::add);
        }
        return ordered;
    }

    private static LockNeed stronger(LockNeed one, LockNeed other) {
        LockMode mode = one.mode().stronger(other.mode());
        return new LockNeed(one.relation(), mode);
    }

    private record Found(long oid, TableName name) {}
}
