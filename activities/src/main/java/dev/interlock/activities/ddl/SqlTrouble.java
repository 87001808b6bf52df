// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an error of PostgreSQL means for what to do next. */
public enum SqlTrouble {
    /** A lock was not had in time, or a deadlock was resolved against us: rolled back, try again. */
    LOCKED,
    /** The statement was cancelled: by us, by its own time limit, or by a person. */
    CANCELLED,
    /** The session or the server had trouble that may pass. */
    PASSING,
    /** PostgreSQL says no, and will say it again. */
    REJECTED;

    private static final Set<String> LOCK_STATES = Set.of("55P03", "40P01");

    /** The server ended a session that stood still in its transaction: idle_in_transaction_session_timeout, transaction_timeout. */
    private static final Set<String> STOOD_STILL = Set.of("25P03", "25P04");

    /** disk_full, configuration_limit_exceeded: only a person makes room, and a server that writes on may stop altogether. */
    private static final Set<String> FULL = Set.of("53100", "53400");

    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58");

    public static SqlTrouble of(SQLException error) {
        String state = error.getSQLState();
        if (state == null) {
            return PASSING;
        }
        if (LOCK_STATES.contains(state)) {
            return LOCKED;
        }
        if (state.equals("57014")) {
            return CANCELLED;
        }
        if (FULL.contains(state)) {
            return REJECTED;
        }
        boolean passing = PASSING_CLASSES.contains(state.substring(0, 2))
                || state.startsWith("40")
                || STOOD_STILL.contains(state);
        return passing ? PASSING : REJECTED;
    }

    /** PostgreSQL's own words: message, SQLSTATE, detail and hint. */
    public static String words(SQLException error) {
        ServerErrorMessage server = error instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (server == null) {
            return error.getMessage() + state(error);
        }
        return server.getSeverity() + ": " + server.getMessage() + state(error)
                + part("Detail", server.getDetail())
                + part("Hint", server.getHint())
                + part("Where", server.getWhere());
    }

    /** Where in a script Flyway met it. */
    static String place(Throwable thrown) {
        return Throwables.first(thrown, FlywaySqlScriptException.class)
                .map(script -> ", line " + script.getLineNumber())
                .orElse("");
    }

    private static String state(SQLException error) {
        return error.getSQLState() == null ? "" : " (SQLSTATE " + error.getSQLState() + ")";
    }

    private static String part(String name, @Nullable String text) {
        return text == null ? "" : ". " + name + ": " + text;
    }
}
