// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Looks again and again until a look concludes something. */
final class LookLoop {

    /** So many looks running that the database did not answer are no data. */
    private static final int UNANSWERED_LOOKS = 6;

    private final InstantSource clock;
    private final LookWaiter waiter;
    private final Pulse pulse;

    LookLoop(InstantSource clock, LookWaiter waiter, Pulse pulse) {
        this.clock = clock;
        this.waiter = waiter;
        this.pulse = pulse;
    }

    /** What is done at each turn. */
    interface Turn {

        /** The outcome, or empty to look again; {@code said} takes the line for the heartbeat. */
        Optional<Outcome> look(Connection connection, Instant now, Said said) throws SQLException;

        /** How long to wait before the next look. */
        Duration pause(Instant now);

        /** Whether a database that does not answer ends the watch; what only guards waits for it instead. */
        default boolean endsUnanswered() {
            return true;
        }
    }

    /** The line that people see in the heartbeat. */
    static final class Said {
        private String sentence = "";

        void say(String text) {
            sentence = text;
        }
    }

    Outcome run(ConnectionSource source, Turn turn) throws SQLException {
        Said said = new Said();
        int unanswered = 0;
        try (LookConnection connection = new LookConnection(source)) {
            for (int looks = 1; ; looks++) {
                Instant now = clock.instant();
                try {
                    Optional<Outcome> outcome = connection.with(open -> turn.look(open, now, said));
                    unanswered = 0;
                    if (outcome.isPresent()) {
                        return outcome.get();
                    }
                } catch (SQLException e) {
                    unanswered++;
                    said.say("the database does not answer: " + e.getMessage());
                    if (unanswered >= UNANSWERED_LOOKS && turn.endsUnanswered()) {
                        return new Outcome.NoData(
                                "no answer in " + Figures.counted(unanswered, "look") + " running: " + e.getMessage());
                    }
                }
                await(turn.pause(clock.instant()), new WatchProgress(looks, now, said.sentence));
            }
        }
    }

    private void await(Duration pause, WatchProgress progress) {
        try {
            waiter.await(pause, () -> pulse.beat(progress));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested("interrupted between two looks", e);
        }
    }
}
