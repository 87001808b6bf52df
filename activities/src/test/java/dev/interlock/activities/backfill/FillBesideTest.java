// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FillBesideTest {

    private static final SyncLab LAB = SyncLab.create();

    private static final String FILLED = "SELECT count(*) FROM users WHERE first_name IS NOT NULL";

    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private Connection first;
    private Connection second;
    private SyncSql sync;
    private Leaf leaf;
    private long blocks;

    @BeforeEach
    void aBatchUnderWay() throws SQLException {
        LAB.run(
                "DROP TABLE IF EXISTS users CASCADE",
                SyncLab.USERS,
                "INSERT INTO users (id, full_name) SELECT i, 'Anna Berg' || i FROM generate_series(1, 1000) i");
        long number = LAB.migration();
        new SyncInstaller(LAB.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);
        first = LAB.connections().open("backfill");
        second = LAB.connections().open("backfill");
        sync = PlannedSync.read(second, number, plan, SyncLab.SHA).get(0);
        PlannedSync.enter(second, sync.rule());
        leaf = Catalogue.leaves(first, sync.table()).get(0);
        blocks = leaf.extent(first).blocks();
        first.setAutoCommit(false);
        Sql.run(first, "LOCK TABLE ONLY users IN ROW EXCLUSIVE MODE");
    }

    @AfterEach
    void theBatchEnds() throws SQLException {
        first.close();
        second.close();
    }

    @Test
    void itsPartIsThereBeforeTheFirstOneCommits() throws SQLException {
        try (FillBeside beside = new FillBeside(second, sync, plan.locks());
                FillBeside.Part part = beside.begin(leaf, new BlockRange(blocks / 2, blocks))) {
            long filled = part.filled().orElseThrow();

            assertThat(filled).isPositive().isLessThan(1000);
            assertThat(LAB.number(FILLED)).isEqualTo(filled);
        }
    }

    @Test
    void itDoesNotQueueBehindWhoWaitsForTheFirstOne() throws Exception {
        CompletableFuture<Void> ddl = Beside.run(() -> LAB.run("ALTER TABLE users ADD COLUMN nick text"));
        LAB.awaitAtLeastOne("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass");

        try (FillBeside beside = new FillBeside(second, sync, plan.locks());
                FillBeside.Part part = beside.begin(leaf, new BlockRange(0, blocks))) {
            assertThat(part.filled()).isEqualTo(Optional.empty());
        }

        first.rollback();
        ddl.get();
        assertThat(LAB.number(FILLED)).isZero();
    }
}
