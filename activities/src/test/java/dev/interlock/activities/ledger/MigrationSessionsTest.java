// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MigrationSessionsTest {

    private static final int SECONDS = 5;

    private final Database database = TestServer.empty();
    private final MigrationSessions earlier = new MigrationSessions(database, "split", 1, 1);
    private final MigrationSessions later = new MigrationSessions(database, "split", 1, 2);

    @Test
    void onlyThePredecessorOfTheStepIsEnded() throws SQLException {
        MigrationSessions another = new MigrationSessions(database, "split", 2, 1);
        MigrationSessions elsewhere = new MigrationSessions(TestServer.empty(), "split", 1, 1);
        try (Connection predecessor = earlier.open("expand");
                Connection otherStep = earlier.open("observe");
                Connection otherMigration = another.open("expand");
                Connection otherDatabase = elsewhere.open("expand");
                Connection application = database.connect("shop")) {

            later.endPredecessors(List.of("expand", "drop"));

            assertThat(predecessor.isValid(SECONDS)).isFalse();
            assertThat(List.of(otherStep, otherMigration, otherDatabase, application))
                    .allSatisfy(
                            bystander -> assertThat(bystander.isValid(SECONDS)).isTrue());
        }
    }

    @Test
    void withoutAPredecessorNobodyIsEnded() throws SQLException {
        try (Connection application = database.connect("shop")) {
            later.endPredecessors(List.of("expand"));

            assertThat(application.isValid(SECONDS)).isTrue();
        }
    }
}
