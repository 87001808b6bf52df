// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Watches, over a session of its own, who keeps a working session waiting. Asked from the heartbeat thread. */
public final class LockObserver implements AutoCloseable {

    private final Connection observer;
    private final String step;

    // Guarded by this.
    private String doing = "starting";
    private int tries;
    private int pid;
    private List<Blocker> last = List.of();

    private LockObserver(Connection observer, String step) {
        this.observer = observer;
        this.step = step;
    }

    public static LockObserver open(ConnectionSource sessions, String step) throws SQLException {
        return new LockObserver(sessions.open("observe"), step);
    }

    public synchronized void begins(String what) {
        doing = what;
        tries = 0;
        pid = 0;
    }

    /** One more attempt, by this session. */
    public synchronized void tries(Connection working) throws SQLException {
        tries++;
        pid = working.unwrap(PGConnection.class).getBackendPID();
    }

    public synchronized int tries() {
        return tries;
    }

    /** For the heartbeat. */
    public synchronized Object progress() {
        List<Blocker> now = pid == 0 ? List.of() : look();
        if (!now.isEmpty()) {
            last = now;
        }
        return new SchemaProgress(step, doing, tries, now);
    }

    /** The last that were seen in the way, for the sentence that says why it was given up. */
    public synchronized String lastBlockers() {
        return last.isEmpty()
                ? "nobody was seen in the way"
                : "last blocked by " + last.stream().map(Blocker::sentence).collect(Collectors.joining("; "));
    }

    @Override
    public synchronized void close() throws SQLException {
        observer.close();
    }

    private List<Blocker> look() {
        try {
            return observer.isClosed() ? List.of() : Blockers.of(observer, pid);
        } catch (SQLException e) {
            return List.of(new Blocker(0, "", "", 0, "cannot be seen: " + e.getMessage()));
        }
    }
}
