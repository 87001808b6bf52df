// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.RateOrder;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger of one migration, in memory: what is registered, what is on record, how it ended. */
public final class FakeLedger implements LedgerActivities {

    /** The plan's SHA-256, as every registration answers it. */
    public static final String SHA256 = "f00d".repeat(16);

    private final Cues cues;
    private final TreeMap<Long, Note> notes = new TreeMap<>();
    private Registered registered;
    private @Nullable String refusal;
    private @Nullable RateOrder rate;
    private @Nullable String endedAs;
    private @Nullable String owner;

    FakeLedger(RunPolicy policy, Cues cues) {
        this.cues = cues;
        this.registered = new Registered(7, SHA256, policy, "QUEUED", 0, 1, false, false);
    }

    /** As if an earlier run of the same plan had got so far. */
    public synchronized void leftBehind(String phase, long epoch, boolean expanded, boolean backfilled) {
        registered = new Registered(7, SHA256, registered.policy(), phase, epoch, 1, expanded, backfilled);
    }

    /** Registering says no. */
    public synchronized void refuses(String words) {
        refusal = words;
    }

    @Override
    public Registered register(Registration registration) {
        cues.enter("register");
        own(registration.runId());
        return answer();
    }

    @Override
    public void takeOver(Call call, String runId) {
        cues.play("take-over", () -> new Outcome.Done(""));
        hand(call, runId);
    }

    private synchronized void hand(Call call, String runId) {
        if (!runId.equals(owner)) {
            write(call);
            owner = runId;
        }
    }

    private synchronized void own(String runId) {
        owner = runId;
    }

    private synchronized Registered answer() {
        if (refusal != null) {
            throw ApplicationFailure.newNonRetryableFailure(refusal, "invalid-plan");
        }
        return registered;
    }

    @Override
    public Outcome claim(Call call) {
        write(call);
        return cues.play("claim", () -> new Outcome.Done("claimed"));
    }

    @Override
    public Outcome awaitClaim(Call call) {
        write(call);
        return cues.play("await-claim", () -> new Outcome.Done("claimed"));
    }

    @Override
    public void record(Call call) {
        cues.enter("record");
        write(call);
    }

    @Override
    public Outcome close(Call call, String phase) {
        write(call);
        Outcome outcome = cues.play("close", () -> new Outcome.Done(""));
        end(phase);
        return outcome;
    }

    @Override
    public void throttle(Call call, RateOrder order) {
        cues.enter("throttle");
        write(call);
        order(order);
    }

    private synchronized void order(RateOrder order) {
        if (rate == null || rate.sequence() < order.sequence()) {
            rate = order;
        }
        notifyAll();
    }

    /** What a backfill would read. */
    public synchronized Optional<RateOrder> rate() {
        return Optional.ofNullable(rate);
    }

    /** Waits until a backfill would read this rate. */
    public synchronized void awaitRate(String wanted) {
        Patience.until(
                this,
                () -> rate().filter(order -> order.rate().equals(wanted)).isPresent(),
                () -> "the rate is " + rate() + " and not " + wanted);
    }

    /** Idempotent by the note's sequence, as the real one is, and only for the run that owns the migration. */
    synchronized void write(Call call) {
        if (!call.runId().equals(owner)) {
            throw ApplicationFailure.newNonRetryableFailure("the ledger belongs to run " + owner, "left-behind");
        }
        call.notes().forEach(note -> notes.put(note.sequence(), note));
    }

    /** What is on record, in order. */
    public synchronized List<Note> notes() {
        return List.copyOf(notes.values());
    }

    /** The phase that it was closed in, or null. */
    public synchronized @Nullable String endedAs() {
        return endedAs;
    }

    private synchronized void end(String phase) {
        endedAs = phase;
    }
}
