// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.plans.ReadPlan;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.RateOrder;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The ledger, in the target database. */
public final class LedgerAdapter implements LedgerActivities {

    private static final Duration BETWEEN_CLAIMS = Duration.ofSeconds(2);

    private final Databases databases;
    private final PlanStore plans;
    private final Entry entry;

    public LedgerAdapter(Databases databases, PlanStore plans, Entry entry) {
        this.databases = databases;
        this.plans = plans;
        this.entry = entry;
    }

    @Override
    public Registered register(Registration registration) {
        Database database = databases.named(registration.database());
        ReadPlan read = plans.read(registration.files());
        try (Connection connection = database.connect(SessionLabel.LEDGER)) {
            return Sql.inTransaction(connection, transaction -> Registrar.register(transaction, registration, read));
        } catch (SQLException e) {
            throw new DatabaseFailed("registering " + registration.migration(), e);
        }
    }

    @Override
    public void takeOver(Call call, String runId) {
        try (Connection connection = databases.named(call.database()).connect(SessionLabel.LEDGER)) {
            Sql.inTransaction(connection, transaction -> Handover.take(transaction, call, runId));
        } catch (SQLException e) {
            throw new DatabaseFailed("taking over " + call.migration(), e);
        }
    }

    @Override
    public Outcome claim(Call call) {
        return entry.enter(call, (row, transaction) -> Claims.take(transaction, row, plans));
    }

    /** "Not yet" is a failure that nobody needs to look at: it costs no event and is asked again. */
    @Override
    public Outcome awaitClaim(Call call) {
        Outcome outcome = entry.enter(call, (row, transaction) -> Claims.takeOrQueue(transaction, row, plans));
        if (outcome instanceof Outcome.Claimed claimed) {
            throw ApplicationFailure.newBuilder()
                    .setMessage(claimed.table() + " is claimed by " + claimed.holder())
                    .setType("claimed")
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .setNextRetryDelay(BETWEEN_CLAIMS)
                    .build();
        }
        return outcome;
    }

    @Override
    public void record(Call call) {
        entry.note(call);
    }

    /** Whatever phase the ledger has seen meanwhile: a rate that nobody reads any more does no harm. */
    @Override
    public void throttle(Call call, RateOrder order) {
        entry.note(call, (row, transaction) -> {
            RateOrders.put(transaction, call, order);
            return row;
        });
    }

    @Override
    public Outcome close(Call call, String endedAs) {
        try (Connection connection = databases.named(call.database()).connect(SessionLabel.LEDGER)) {
            return Sql.inTransaction(connection, transaction -> Closing.close(transaction, call, endedAs));
        } catch (SQLException e) {
            throw new DatabaseFailed("closing " + call.migration(), e);
        }
    }
}
