// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Durations;
import java.time.Duration;
import java.util.Optional;

/** The sentence that goes on record for an outcome, where it has one. */
final class Verdicts {

    private Verdicts() {}

    static Optional<String> sentence(Outcome outcome) {
        return Optional.ofNullable(text(outcome)).filter(text -> !text.isEmpty());
    }

    /** That the work is done, or is not, judges nothing. */
    static Note.Kind kind(Outcome outcome) {
        boolean work = outcome instanceof Outcome.Done
                || outcome instanceof Outcome.Dropped
                || outcome instanceof Outcome.NotDropped
                || outcome instanceof Outcome.KillProven;
        return work ? Note.Kind.RESULT : Note.Kind.VERDICT;
    }

    private static @org.jspecify.annotations.Nullable String text(Outcome outcome) {
        if (outcome instanceof Outcome.Passed passed) {
            return "PASS: " + passed.sentence();
        }
        if (outcome instanceof Outcome.Failed failed) {
            return "FAIL of " + failed.guardrail() + ": " + failed.sentence();
        }
        if (outcome instanceof Outcome.Inconclusive inconclusive) {
            return "INCONCLUSIVE: " + inconclusive.sentence();
        }
        if (outcome instanceof Outcome.NoData noData) {
            return "NO_DATA: " + noData.sentence();
        }
        if (outcome instanceof Outcome.Drifted drifted) {
            return "drift: " + String.join("; ", drifted.changes());
        }
        return other(outcome);
    }

    private static @org.jspecify.annotations.Nullable String other(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return "refused: " + String.join("; ", refused.reasons());
        }
        if (outcome instanceof Outcome.Claimed claimed) {
            return "refused: " + claimed.table() + " is claimed by " + claimed.holder();
        }
        if (outcome instanceof Outcome.GateClosed closed) {
            return "gate closed: " + String.join("; ", closed.reasons());
        }
        if (outcome instanceof Outcome.LateReader late) {
            return "late reader: " + late.who();
        }
        if (outcome instanceof Outcome.NotDropped notDropped) {
            return "not dropped: " + notDropped.reason();
        }
        return outcome instanceof Outcome.OutOfParity parity ? parity.sentence() : quiet(outcome);
    }

    private static @org.jspecify.annotations.Nullable String quiet(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.summary();
        }
        if (outcome instanceof Outcome.Dropped dropped) {
            return dropped.summary();
        }
        return outcome instanceof Outcome.KillProven proven
                        && proven.waitingFor().isEmpty()
                ? "0 % proven after " + Durations.text(Duration.ofMillis(proven.elapsedMillis()))
                : null;
    }
}
