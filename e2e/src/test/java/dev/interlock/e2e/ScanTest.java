// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.Ledger.Standing;
import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.Servers;
import org.junit.jupiter.api.Test;

/** A new path that looks people up by a column without an index: one scan is harmless, all of them are the end of the database. */
@EndToEnd
class ScanTest {

    private static final int MANY = 300_000;

    @Test
    void aScanThatIsHarmlessAtOnePercentIsStoppedBeforeTwenty(Servers servers) throws Exception {
        try (People people = People.open(servers, "scan-early", MANY)) {
            people.lookUpByNameOnTheNewPath();
            people.startMigrationFromOnePercent("");

            Standing back = servers.ledger().awaitPhase(people.id(), "ROLLED_BACK");

            assertThat(back.percent()).isZero();
            assertThat(servers.ledger().highestPercent(people.id())).isLessThan(20_000);
            servers.ledger().awaitEvent(people.id(), "FAIL of ");
        }
    }

    @Test
    void thePlanOfANamedStatementIsSeenBeforeAnybodyIsOnTheNewPath(Servers servers) throws Exception {
        try (People people = People.open(servers, "scan-plan", MANY)) {
            people.startMigrationFromOnePercent("  - { name: lookup, kind: verdict, source: postgresql, statement:"
                    + " 'SELECT id FROM TABLE WHERE last_name = $1' }\n");

            Standing held = servers.ledger().awaitHeld(people.id());

            assertThat(held.percent()).isZero();
            assertThat(held.hold()).contains("its plan scans public.scan_plan (");
            assertThat(servers.ledger().highestPercent(people.id())).isZero();
        }
    }
}
