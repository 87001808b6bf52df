// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Registers releases that need the old path. Locks: the migration's row, waited for at most five seconds. */
public final class Releases {

    private static final String NO_DATA_FOUND = "P0002";
    private static final String TOO_LATE = "55000";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Jdbi jdbi;

    public Releases(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public ReleaseResult add(String id, String release, String actor, String reason) {
        return record("SELECT interlock.add_release(:id, :release, :actor, :reason)", id, release, actor, reason);
    }

    public ReleaseResult remove(String id, String release, String actor, String reason) {
        return record("SELECT interlock.remove_release(:id, :release, :actor, :reason)", id, release, actor, reason);
    }

    private ReleaseResult record(String sql, String id, String release, String actor, String reason) {
        try {
            return new ReleaseResult.Recorded(jdbi.inTransaction(handle -> {
                handle.execute("SET LOCAL lock_timeout = '5s'");
                return handle.createQuery(sql)
                        .bind("id", id)
                        .bind("release", release)
                        .bind("actor", actor)
                        .bind("reason", reason)
                        .mapTo(Boolean.class)
                        .one();
            }));
        } catch (UnableToExecuteStatementException refused) {
            return refusal(refused).orElseThrow(() -> refused);
        }
    }

    private static Optional<ReleaseResult> refusal(UnableToExecuteStatementException refused) {
        if (!(refused.getCause() instanceof SQLException cause)) {
            return Optional.empty();
        }
        return switch (String.valueOf(cause.getSQLState())) {
            case NO_DATA_FOUND -> Optional.of(new ReleaseResult.UnknownMigration());
            case TOO_LATE -> Optional.of(new ReleaseResult.TooLate());
            case LOCK_NOT_AVAILABLE -> Optional.of(new ReleaseResult.Waits());
            default -> Optional.empty();
        };
    }
}
