// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan's own question, {@code contract.usage}: a query that must return 0. Runs in a READ ONLY transaction of at most 30 s.
 *
 * <p>Locks: whatever the query reads, ACCESS SHARE, for its own time.
 */
final class UsageCheck {

    private static final String NAME = "usage";
    private static final String LIMITS = "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '30s';"
            + " SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = public, pg_catalog";
    private static final Set<String> UNDEFINED = Set.of("42703", "42P01");

    private UsageCheck() {}

    /** @param hidden whether old names are hidden now, so that a query which names them has had its answer before */
    static Check ask(Connection connection, String query, boolean hidden) throws SQLException {
        try {
            List<Optional<String>> rows = Sql.inTransaction(connection, transaction -> {
                Sql.run(transaction, LIMITS);
                return Sql.list(transaction, query, row -> Optional.ofNullable(row.getString(1)));
            });
            return judge(rows);
        } catch (SQLException e) {
            if (connection.isClosed() || !connection.isValid(1)) {
                throw e;
            }
            return hidden && UNDEFINED.contains(String.valueOf(e.getSQLState()))
                    ? Check.holds(NAME, "contract.usage names what is hidden; it returned 0 before")
                    : Check.fails(NAME, "contract.usage has failed: " + e.getMessage());
        }
    }

    private static Check judge(List<Optional<String>> rows) {
        if (rows.size() != 1) {
            return Check.fails(NAME, "contract.usage returned " + rows.size() + " rows, and one with 0 is wanted");
        }
        String answer = rows.get(0).orElse("null");
        return isZero(answer)
                ? Check.holds(NAME, "contract.usage returned 0")
                : Check.fails(NAME, "contract.usage returned " + answer + ", and 0 is wanted");
    }

    private static boolean isZero(String answer) {
        try {
            return new BigDecimal(answer).signum() == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
