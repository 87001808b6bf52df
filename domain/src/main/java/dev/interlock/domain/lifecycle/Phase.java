// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a migration is. A phase holds only what it needs; pausing is not a phase but a {@link Hold}.
 *
 * <p>What can be rolled back, and what can be reverted, are types: there is no way to write either of {@link Dropped}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Queued.class, name = "QUEUED"),
    @JsonSubTypes.Type(value = Phase.Preflight.class, name = "PREFLIGHT"),
    @JsonSubTypes.Type(value = Phase.Expanding.class, name = "EXPANDING"),
    @JsonSubTypes.Type(value = Phase.Backfilling.class, name = "BACKFILLING"),
    @JsonSubTypes.Type(value = Phase.Ramping.class, name = "RAMPING"),
    @JsonSubTypes.Type(value = Phase.Soaking.class, name = "SOAKING"),
    @JsonSubTypes.Type(value = Phase.Hiding.class, name = "HIDING"),
    @JsonSubTypes.Type(value = Phase.Dropping.class, name = "DROPPING"),
    @JsonSubTypes.Type(value = Phase.Dropped.class, name = "DROPPED"),
    @JsonSubTypes.Type(value = Phase.RollingBack.class, name = "ROLLING_BACK"),
    @JsonSubTypes.Type(value = Phase.RolledBack.class, name = "ROLLED_BACK"),
    @JsonSubTypes.Type(value = Phase.Reverting.class, name = "REVERTING"),
    @JsonSubTypes.Type(value = Phase.Completed.class, name = "COMPLETED"),
    @JsonSubTypes.Type(value = Phase.Reverted.class, name = "REVERTED"),
    @JsonSubTypes.Type(value = Phase.Rejected.class, name = "REJECTED"),
})
public sealed interface Phase {

    PhaseName name();

    /** Everything until the drop has committed. */
    sealed interface BeforeDrop extends Phase {}

    /** Where the expand DDL may be undone. */
    sealed interface Revertible extends BeforeDrop {}

    /** Nothing follows; the ledger's closing line may still be under way. */
    sealed interface Ended extends Phase {

        /** Whether the ledger has it and the claim is given up. */
        boolean closed();

        Ended asClosed();
    }

    /** Waiting for the claim. */
    record Queued() implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.QUEUED;
        }
    }

    /** Looking before the first production lock. */
    record Preflight() implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.PREFLIGHT;
        }
    }

    /** Additive DDL and sync. */
    record Expanding() implements Revertible {
        @Override
        public PhaseName name() {
            return PhaseName.EXPANDING;
        }
    }

    /** Filling the rows that existed before. */
    record Backfilling() implements Revertible {
        @Override
        public PhaseName name() {
            return PhaseName.BACKFILLING;
        }
    }

    /** Moving users, step by step. */
    record Ramping(RampStage stage) implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.RAMPING;
        }
    }

    /** Holding at 100 %. */
    record Soaking(SoakStage stage) implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.SOAKING;
        }
    }

    /**
     * The reversible half of the contract.
     *
     * @param soakStarted for the gate, which is asked once more before the drop
     */
    record Hiding(Instant soakStarted, HideStage stage) implements BeforeDrop {

        Hiding at(HideStage next) {
            return new Hiding(soakStarted, next);
        }

        boolean unhides() {
            return stage instanceof HideStage.Unhiding;
        }

        @Override
        public PhaseName name() {
            return PhaseName.HIDING;
        }
    }

    /**
     * The drop transaction is being attempted.
     *
     * @param goingBack the rollback or kill that waits for the present attempt
     * @param asking whether an attempt ended without saying how, so that the ledger is asked
     */
    record Dropping(Instant soakStarted, Optional<Origin> goingBack, boolean asking) implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.DROPPING;
        }
    }

    /** The drop has committed. Nothing goes back. */
    record Dropped() implements Phase {
        @Override
        public PhaseName name() {
            return PhaseName.DROPPED;
        }
    }

    /**
     * The flag goes to 0 % and the evaluators are asked.
     *
     * @param from where it began
     * @param then what follows
     * @param zeroed whether the flag is written already
     */
    record RollingBack(PhaseName from, Then then, Origin origin, boolean zeroed) implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.ROLLING_BACK;
        }

        boolean fromSchemaWork() {
            return from == PhaseName.EXPANDING || from == PhaseName.BACKFILLING;
        }
    }

    /** What follows a proven 0 %. */
    enum Then {
        STAND,
        RESUME,
        REVERT
    }

    /**
     * At a proven 0 %, expanded schema and sync in place.
     *
     * @param except evaluators that have not answered
     * @param wanted what stands until they have
     */
    record RolledBack(List<String> except, Then wanted) implements Revertible {
        public RolledBack {
            except = List.copyOf(except);
        }

        /** Whether it climbs again once they have answered. */
        boolean goesOn() {
            return wanted == Then.RESUME;
        }

        RolledBack standing() {
            return new RolledBack(except, Then.STAND);
        }

        @Override
        public PhaseName name() {
            return PhaseName.ROLLED_BACK;
        }
    }

    /**
     * Undoing the expand DDL.
     *
     * @param approved whether a person has agreed to what would be taken away and only the new shape holds
     */
    record Reverting(boolean approved) implements BeforeDrop {
        @Override
        public PhaseName name() {
            return PhaseName.REVERTING;
        }
    }

    /** Contracted; the old path is gone. */
    record Completed(boolean closed) implements Ended {
        @Override
        public Ended asClosed() {
            return new Completed(true);
        }

        @Override
        public PhaseName name() {
            return PhaseName.COMPLETED;
        }
    }

    /** As if it had never been. */
    record Reverted(boolean closed) implements Ended {
        @Override
        public Ended asClosed() {
            return new Reverted(true);
        }

        @Override
        public PhaseName name() {
            return PhaseName.REVERTED;
        }
    }

    /** Preflight said no, or a table is claimed; nothing was touched. */
    record Rejected(boolean closed) implements Ended {
        @Override
        public Ended asClosed() {
            return new Rejected(true);
        }

        @Override
        public PhaseName name() {
            return PhaseName.REJECTED;
        }
    }
}
