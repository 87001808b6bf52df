// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Flag to 0 % in the database itself. Locks: the tables of what is hidden, for as long as the ledger says; the flag's row, waited
 * for at most five seconds.
 */
public final class KillSwitch {

    private static final String NO_DATA_FOUND = "P0002";
    private static final String PINNED = "55000";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String HIDDEN = "the old names are still hidden";

    private final Jdbi jdbi;

    public KillSwitch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public KillResult kill(String key, String actor, String reason) {
        try {
            return new KillResult.Killed(jdbi.inTransaction(handle -> {
                handle.execute("SET LOCAL lock_timeout = '5s'");
                return handle.createQuery("SELECT percent, version, epoch FROM interlock.kill(:key, :actor, :reason)")
                        .bind("key", key)
                        .bind("actor", actor)
                        .bind("reason", reason)
                        .mapTo(KillRow.class)
                        .one();
            }));
        } catch (UnableToExecuteStatementException refused) {
            return refusal(refused).orElseThrow(() -> refused);
        }
    }

    /** The server's own sentence when it is about what is hidden: it names who blocks. */
    private static KillResult locked(SQLException cause) {
        String words = String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^ERROR: ", "");
        return words.startsWith(HIDDEN) ? new KillResult.Hidden(words) : new KillResult.Waits(words);
    }

    private static Optional<KillResult> refusal(UnableToExecuteStatementException refused) {
        if (!(refused.getCause() instanceof SQLException cause)) {
            return Optional.empty();
        }
        return switch (String.valueOf(cause.getSQLState())) {
            case NO_DATA_FOUND -> Optional.of(new KillResult.UnknownFlag());
            case PINNED -> Optional.of(new KillResult.Pinned());
            case LOCK_NOT_AVAILABLE -> Optional.of(locked(cause));
            default -> Optional.empty();
        };
    }
}
