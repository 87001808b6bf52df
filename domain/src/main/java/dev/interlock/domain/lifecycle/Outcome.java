// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.Percent;
import java.util.List;

/**
 * What came of a {@link Task}. Trouble that was expected is an outcome; an activity that gives up is a
 * {@link MigrationEvent.Faulted}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Outcome.Unsure.class, name = "unsure"),
    @JsonSubTypes.Type(value = Outcome.OutOfParity.class, name = "outOfParity"),
    @JsonSubTypes.Type(value = Outcome.FlagSet.class, name = "flagSet"),
    @JsonSubTypes.Type(value = Outcome.FlagMoved.class, name = "flagMoved"),
    @JsonSubTypes.Type(value = Outcome.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Inconclusive.class, name = "inconclusive"),
    @JsonSubTypes.Type(value = Outcome.NoData.class, name = "noData"),
    @JsonSubTypes.Type(value = Outcome.DataBack.class, name = "dataBack"),
    @JsonSubTypes.Type(value = Outcome.Drifted.class, name = "drifted"),
    @JsonSubTypes.Type(value = Outcome.LateReader.class, name = "lateReader"),
    @JsonSubTypes.Type(value = Outcome.GateOpen.class, name = "gateOpen"),
    @JsonSubTypes.Type(value = Outcome.GateClosed.class, name = "gateClosed"),
    @JsonSubTypes.Type(value = Outcome.Dropped.class, name = "dropped"),
    @JsonSubTypes.Type(value = Outcome.NotDropped.class, name = "notDropped"),
    @JsonSubTypes.Type(value = Outcome.KillProven.class, name = "killProven"),
})
public sealed interface Outcome {

    /** The work is complete; {@code summary} is for people, with numbers. */
    record Done(String summary) implements Outcome {}

    /** Somebody else holds the claim on one of the tables. */
    record Claimed(String table, String holder) implements Outcome {}

    /** The answer is no: preflight, or a revert that would lose rows. One sentence each. */
    record Refused(List<String> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** Preflight could not find out. */
    record Unsure(List<String> reasons) implements Outcome {
        public Unsure {
            reasons = List.copyOf(reasons);
        }
    }

    /** Rows whose two sides do not represent each other; {@code sample} names some of them. */
    record OutOfParity(long rows, String sample) implements Outcome {
        public String sentence() {
            return Figures.counted(rows, "row") + " out of parity, such as " + sample;
        }
    }

    /** The flag now stands at {@code percent} under {@code epoch}. */
    record FlagSet(Percent percent, long epoch) implements Outcome {}

    /** Compare-and-set found another version: somebody moved the flag. */
    record FlagMoved(Percent percent, long epoch, String actor, String reason) implements Outcome {}

    /** Hold time over, enough requests, nothing at its threshold. */
    record Passed(String sentence) implements Outcome {}

    /** A guardrail is at its threshold. {@code rollback} is false for {@code onFail: hold}. */
    record Failed(String guardrail, String sentence, boolean rollback) implements Outcome {}

    /** {@code maxHold} is over and the test still could not have seen enough. */
    record Inconclusive(String sentence) implements Outcome {}

    /** No evaluator, no requests, or a source that does not answer. */
    record NoData(String sentence) implements Outcome {}

    /** After {@link NoData}: there is data again. */
    record DataBack(String sentence) implements Outcome {}

    /** Somebody has changed a claimed table; one sentence for each change. It stands until a person lets it pass. */
    record Drifted(List<String> changes) implements Outcome {
        public Drifted {
            changes = List.copyOf(changes);
        }
    }

    /** Somebody still needs an old name while it is hidden; {@code who} says who, and how that was seen. */
    record LateReader(String who) implements Outcome {}

    /**
     * Every check of the gate holds.
     *
     * @param objects what the contract removes, for the approval to name
     * @param unknown what could not be looked at; the evidence names all of it
     * @param more how many that are not in {@code unknown}
     */
    record GateOpen(
            List<String> objects,
            List<String> unknown,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int more) implements Outcome {

        /** More than a person would read, and every gate's answer is written into the history. */
        private static final int NAMED = 10;

        public GateOpen {
            objects = List.copyOf(objects);
            unknown = List.copyOf(unknown);
        }

        public GateOpen(List<String> objects, List<String> unknown) {
            this(objects, unknown, 0);
        }

        /** The first of what is not known by name, and the others by their number. */
        public static GateOpen naming(List<String> objects, List<String> unknown) {
            int named = Math.min(NAMED, unknown.size());
            return new GateOpen(objects, unknown.subList(0, named), unknown.size() - named);
        }
    }

    /** A doubt: the soak is extended. */
    record GateClosed(List<String> reasons) implements Outcome {
        public GateClosed {
            reasons = List.copyOf(reasons);
        }
    }

    /** The drop transaction has committed: the ledger row is there. */
    record Dropped(String summary) implements Outcome {}

    /** The drop transaction has certainly not committed. */
    record NotDropped(String reason) implements Outcome {}

    /**
     * 0 % is proven, except for evaluators that have not answered yet.
     *
     * @param waitingFor evaluators that have not answered; they keep revert, re-ramp and contract closed
     * @param elapsedMillis from the flag write to the last answer
     */
    record KillProven(List<String> waitingFor, long elapsedMillis) implements Outcome {
        public KillProven {
            waitingFor = List.copyOf(waitingFor);
        }
    }
}
