// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ddl.WireProxy;
import dev.interlock.activities.ddl.WireProxy.Fault;
import dev.interlock.domain.lifecycle.Outcome;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A session that is cut off at one statement, before or after it. */
final class CutOff {

    private CutOff() {}

    /** Each statement with each fault, as arguments of a test. */
    static Stream<Arguments> at(String... statements) {
        return Stream.of(Fault.CUT_BEFORE, Fault.CUT_AFTER)
                .flatMap(fault -> Stream.of(statements).map(statement -> Arguments.of(statement, fault)));
    }

    /** Fails where the work did not come to the statement, or did not notice. */
    static void during(
            TestMigration migration,
            TestPlan plan,
            String statement,
            Fault fault,
            Function<TestMigration, Outcome> work)
            throws Exception {
        try (WireProxy proxy = WireProxy.start(TestServer.port(), statement, fault)) {
            TestMigration unlucky = new TestMigration(TestServer.through(migration.database, proxy.port()));
            unlucky.registration(plan, "run");
            assertThatThrownBy(() -> work.apply(unlucky)).isNotNull();
            assertThat(proxy.wasReached()).isTrue();
        }
    }
}
