// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty migrations on twenty tables of one database, all of them at the same time and in the same phases. */
final class TwentyMigrationsTest {

    private static final int TABLES = 20;

    private static final List<String> IDS = IntStream.rangeClosed(1, TABLES)
            .mapToObj(table -> "rename-" + table)
            .toList();

    private static final String AT_100 =
            "SELECT count(*) FROM interlock.flag WHERE key LIKE 'rename-%' AND percent = 100000";

    private static final String ASKING =
            "SELECT count(*) FROM interlock.migration WHERE id LIKE 'rename-%' AND hold LIKE 'approval wanted%'";

    /** Rows that the application has never written begin with an m. */
    private static final String WRITTEN =
            "SELECT string_agg(id || '=' || email, ', ' ORDER BY id) FROM %s WHERE email NOT LIKE 'm%%'";

    @Test
    @Timeout(120)
    void allOfThemCompleteAndWhoeverWantsAClaimedTableWaitsForItOrIsRejected() throws Exception {
        try (Fleet fleet = new Fleet(TABLES)) {
            for (int table = 2; table <= TABLES; table++) {
                fleet.start("rename-" + table, Plans.rename(table), false);
            }
            fleet.ledger().await(String.valueOf(TABLES), "SELECT count(*) FROM interlock.claim");
            fleet.start("waits", Plans.note("waits", 1), true);
            fleet.start("waits-not", Plans.note("waits-not", 2), false);

            assertThat(fleet.end("waits-not")).isEqualTo("REJECTED");
            fleet.ledger().await("public.people_1 is claimed by rename-1", "SELECT waits_for FROM interlock.queue");
            fleet.ledger().await(String.valueOf(TABLES), AT_100);
            fleet.ledger().await(String.valueOf(TABLES), ASKING);
            IDS.forEach(fleet::approve);
            for (String id : IDS) {
                assertThat(fleet.end(id)).as(id).isEqualTo("COMPLETED");
            }
            fleet.ledger()
                    .await("t", "SELECT hold LIKE 'approval wanted%' FROM interlock.migration WHERE id = 'waits'");
            fleet.approve("waits");
            assertThat(fleet.end("waits")).isEqualTo("COMPLETED");
            nothingWasLostOnTheWay(fleet);
        }
    }

    private static void nothingWasLostOnTheWay(Fleet fleet) throws SQLException {
        fleet.shop().close();
        for (String id : IDS) {
            fleet.shop().assertServed(id);
            assertThat(fleet.ledger().text(WRITTEN.formatted(id.replace("rename-", "people_"))))
                    .as(id)
                    .contains(fleet.shop().acknowledged(id));
        }
        assertThat(fleet.ledger().text("SELECT count(*) FROM interlock.archive WHERE sealed_at IS NOT NULL"))
                .contains(String.valueOf(TABLES));
        assertThat(fleet.ledger()
                        .text("SELECT string_agg(DISTINCT hold, '; ') FROM interlock.event"
                                + " WHERE hold IS NOT NULL AND hold NOT LIKE 'approval wanted%'"))
                .as("whatever else one of them has stood still for")
                .isEmpty();
    }
}
