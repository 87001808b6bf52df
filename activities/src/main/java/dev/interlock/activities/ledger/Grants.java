// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** The rights of the other processes, by {@link LedgerRoles}. */
final class Grants {

    private static final String USAGE = "GRANT USAGE ON SCHEMA interlock TO %I";
    private static final String READ_ALL = "GRANT SELECT ON ALL TABLES IN SCHEMA interlock TO %I";
    private static final String READ_FLAG = "GRANT SELECT ON interlock.flag TO %I";
    private static final String KILL = "GRANT EXECUTE ON FUNCTION interlock.kill(text, text, text) TO %I";
    private static final String RELEASES = "GRANT EXECUTE ON FUNCTION interlock.add_release(text, text, text, text),"
            + " interlock.remove_release(text, text, text, text),"
            + " interlock.order_archive(text, text, text, text, text, text) TO %I";
    private static final String LIVE =
            "GRANT EXECUTE ON FUNCTION interlock.live_since(text, interval), interlock.report_every(text) TO %I";
    private static final String REPORT =
            "GRANT EXECUTE ON FUNCTION interlock.report(text, text, uuid, bigint, bigint, bigint[], boolean) TO %I";

    private Grants() {}

    static void apply(Connection connection, LedgerRoles roles) throws SQLException {
        if (roles.api().isPresent()) {
            grant(connection, roles.api().get(), USAGE, READ_ALL, KILL, RELEASES, LIVE);
        }
        if (roles.kill().isPresent()) {
            grant(connection, roles.kill().get(), USAGE, KILL);
        }
        for (String application : roles.applications()) {
            grant(connection, application, USAGE, READ_FLAG, REPORT);
        }
    }

    private static void grant(Connection connection, String role, String... templates) throws SQLException {
        for (String template : templates) {
            String quoted = Sql.first(connection, "SELECT format(?, ?::text)", row -> row.getString(1), template, role)
                    .orElseThrow();
            Sql.run(connection, quoted);
        }
    }
}
