// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.ledger.MigrationFilter;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.api.view.BackfillView;
import dev.interlock.api.view.EvidenceView;
import dev.interlock.api.view.LockWaitView;
import dev.interlock.api.view.MigrationListView;
import dev.interlock.api.view.MigrationView;
import dev.interlock.api.view.MigrationViews;
import dev.interlock.api.view.QueueView;
import dev.interlock.api.view.TimelineView;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.MigrationStatus;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looking at migrations. Lists and records come from the ledger, the live status from the running workflow. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class MigrationsResource {

    private final Databases databases;
    private final MigrationGateway gateway;

    MigrationsResource(Databases databases, MigrationGateway gateway) {
        this.databases = databases;
        this.gateway = gateway;
    }

    @GET
    public MigrationListView list(
            @QueryParam("phase") @Nullable String phase,
            @QueryParam("database") @Nullable String database,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("page") @DefaultValue("1") String page) {
        MigrationFilter filter = new MigrationFilter(
                Optional.ofNullable(Given.text("phase", phase)).map(name -> name.toUpperCase(Locale.ROOT)),
                Optional.ofNullable(Given.text("owner", owner)));
        return new MigrationPages(databases).page(filter, Optional.ofNullable(database), Pages.number(page));
    }

    @GET
    @Path("/{database}/{id}")
    public MigrationView one(@PathParam("database") String database, @PathParam("id") String id) {
        String workflowId = databases.workflowId(database, id);
        Optional<MigrationRow> latest = databases.ledger(database).latest(id);
        Optional<MigrationRow> row = latest.filter(recorded -> !startedAgain(recorded, workflowId));
        if (row.filter(MigrationRow::ended).isPresent()) {
            return MigrationViews.recorded(database, row.get());
        }
        Optional<MigrationStatus> live = gateway.status(workflowId);
        return row.map(recorded -> open(database, recorded, live))
                .orElseGet(() -> live.map(MigrationViews::unregistered).orElseGet(() -> unregistered(database, id)));
    }

    private MigrationView open(String database, MigrationRow row, Optional<MigrationStatus> live) {
        Ledger ledger = databases.ledger(database);
        return MigrationViews.of(database, row, live)
                .with(
                        BackfillView.of(ledger.backfill(row.number()), ledger.rate(row.number())),
                        ledger.lockWait(row.number()).map(LockWaitView::of),
                        ledger.queued(row.number()).map(QueueView::of));
    }

    /** An id may run again after it has ended, and the ledger hears of the new run when a worker has taken it. */
    private boolean startedAgain(MigrationRow latest, String workflowId) {
        return latest.ended() && gateway.runsAnew(workflowId, latest.runId());
    }

    /** A run that Temporal has and the ledger has not: nobody has taken it yet. */
    private MigrationView unregistered(String database, String id) {
        return gateway.describe(MigrationPlan.workflowId(database, id))
                .filter(run -> run.getCloseTime() == null)
                .map(run -> MigrationViews.waiting(database, id))
                .orElseThrow(() -> Databases.unknownMigration(database, id));
    }

    @GET
    @Path("/{database}/{id}/timeline")
    public TimelineView timeline(@PathParam("database") String database, @PathParam("id") String id) {
        long number = databases.migration(database, id).number();
        return TimelineView.of(
                database,
                id,
                number,
                databases.ledger(database).events(number),
                databases.ledger(database).looks(number));
    }

    @GET
    @Path("/{database}/{id}/evidence")
    public EvidenceView evidence(@PathParam("database") String database, @PathParam("id") String id) {
        long number = databases.migration(database, id).number();
        return EvidenceView.of(database, id, number, databases.ledger(database).evidence(number));
    }
}
