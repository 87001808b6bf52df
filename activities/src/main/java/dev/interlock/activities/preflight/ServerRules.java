// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What the server must be. */
final class ServerRules {

    private static final int OLDEST = 140_000;

    private final Connection connection;
    private final Findings findings;

    ServerRules(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    void check() throws SQLException {
        long version = Sql.number(connection, "SELECT current_setting('server_version_num')::bigint");
        findings.refuseIf(version < OLDEST, "PostgreSQL 14 or newer is needed; this is version number " + version);
        findings.refuseIf(holds("SELECT pg_is_in_recovery()"), "this server is a standby: it cannot be written");
    }

    private boolean holds(String question) throws SQLException {
        return Sql.first(connection, question, row -> row.getBoolean(1)).orElse(false);
    }
}
