// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import dev.interlock.activities.contract.ContractAdapter;
import dev.interlock.activities.ddl.Attempts;
import dev.interlock.activities.ddl.Pulse;
import dev.interlock.activities.ddl.SchemaAdapter;
import dev.interlock.activities.flag.FlagAdapter;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.LedgerAdapter;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.plans.PlanReader;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One migration in one database, by the activities that a worker registers and the calls that a workflow makes. */
public final class Product {

    private static final String RUN = "bench";

    private final SchemaAdapter schema;
    private final FlagAdapter flags;
    private final ContractAdapter contract;
    private final Call call;
    private final AtomicBoolean wanted;

    private Product(Databases databases, Attempts attempts, Call call, AtomicBoolean wanted) {
        this.schema = new SchemaAdapter(attempts);
        this.flags = new FlagAdapter(databases);
        this.contract = new ContractAdapter(attempts);
        this.call = call;
        this.wanted = wanted;
    }

    /** Registers the plan and claims its tables. */
    public static Product claim(Database database, Plan plan) {
        Databases databases = new Databases(List.of(database));
        PlanStore plans = new PlanStore(databases, new PlanReader()::read);
        Entry entry = new Entry(databases);
        LedgerAdapter ledger = new LedgerAdapter(databases, plans, entry);
        Registered registered = ledger.register(
                new Registration(plan.files(database.name()), database.name(), Plan.ID, RUN, "bench", false));
        Call call = new Call(
                database.name(),
                Plan.ID,
                registered.number(),
                RUN,
                registered.epoch(),
                registered.round(),
                "QUEUED",
                List.of());
        ledger.claim(call);
        AtomicBoolean wanted = new AtomicBoolean(true);
        return new Product(
                databases,
                new Attempts(databases, plans, entry, MetricSources.NONE, () -> new Beat(wanted)),
                call,
                wanted);
    }

    public void expand() {
        done(schema.expand(in("EXPANDING")));
    }

    /** Until a pass over all rows has found none out of parity, and the guard is on. */
    public void backfill() {
        done(schema.backfill(in("BACKFILLING")));
    }

    /** The flag to 100 %. */
    public void raise() {
        flags.raise(in("RAMPING"), Percent.FULL);
    }

    /** Everything that the contract's gate looks at; the soak has just begun, so it stays closed. */
    public void gate() {
        contract.gate(in("SOAKING"), Instant.now());
    }

    /** Tries for as long as {@code locks.budget} allows, archiving first; false when it has given way. */
    public boolean drop() {
        return contract.drop(in("DROPPING")) instanceof Outcome.Dropped;
    }

    /** Ends work that is under way at its next heartbeat. */
    public void stop() {
        wanted.set(false);
    }

    /** Whether work ended because of {@link #stop} and nothing else. */
    public static boolean wasStopped(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Stopped) {
                return true;
            }
        }
        return false;
    }

    private Call in(String phase) {
        return new Call(
                call.database(),
                call.migration(),
                call.number(),
                call.runId(),
                call.epoch(),
                call.round(),
                phase,
                List.of());
    }

    private static void done(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException("not done: " + outcome);
        }
    }

    private record Beat(AtomicBoolean wanted) implements Pulse {

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void beat(Object details) {
            if (!wanted.get()) {
                throw new Stopped();
            }
        }
    }

    /** Nobody wants the work any more. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        Stopped() {
            super("the measurement has ended");
        }
    }
}
