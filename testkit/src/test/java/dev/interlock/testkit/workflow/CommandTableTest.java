// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.CommandRefused;
import dev.interlock.workflows.MigrationStatus;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of phases and commands, walked on the real workflow, as signal and as update. {@code no} is refused,
 * {@code -} is a no-op, else the phase after.
 */
class CommandTableTest {

    private static final String TABLE = """
            phase                           | pause     | resume    | rollback     | revert       | approve | promote | extend  | throttle | repair  | killed
            QUEUED                          | QUEUED    | -         | REVERTED     | no           | no      | no      | no      | no       | no      | -
            PREFLIGHT                       | PREFLIGHT | -         | REVERTED     | no           | no      | no      | no      | no       | no      | REVERTED
            EXPANDING                       | EXPANDING | -         | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | no       | no      | ROLLING_BACK
            BACKFILLING                     | BACKFILLING | -       | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | BACKFILLING | no      | ROLLING_BACK
            BACKFILLING, paused             | -         | BACKFILLING | ROLLING_BACK | ROLLING_BACK | no    | no      | no      | BACKFILLING | no      | ROLLING_BACK
            BACKFILLING at that rate        | BACKFILLING | -       | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | -        | no      | ROLLING_BACK
            RAMPING, parity                 | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            RAMPING, out of parity          | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | no      | no      | no       | RAMPING | ROLLING_BACK
            RAMPING, repairing              | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | -       | ROLLING_BACK
            RAMPING, calibrating            | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            RAMPING, raising                | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            RAMPING                         | RAMPING   | -         | ROLLING_BACK | no           | no      | RAMPING | RAMPING | no       | no      | ROLLING_BACK
            RAMPING, paused                 | -         | RAMPING   | ROLLING_BACK | no           | no      | no      | RAMPING | no       | no      | ROLLING_BACK
            RAMPING, no data                | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | no      | RAMPING | no       | no      | ROLLING_BACK
            RAMPING, inconclusive           | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | RAMPING | RAMPING | no       | no      | ROLLING_BACK
            RAMPING at 100 %                | RAMPING   | -         | ROLLING_BACK | no           | no      | SOAKING | RAMPING | no       | no      | ROLLING_BACK
            RAMPING, parity before 100 %    | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            SOAKING                         | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | SOAKING | no       | no      | ROLLING_BACK
            SOAKING, paused                 | -         | SOAKING   | ROLLING_BACK | no           | no      | no      | SOAKING | no       | no      | ROLLING_BACK
            SOAKING at its gate             | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            SOAKING in doubt                | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no      | ROLLING_BACK
            SOAKING, approval wanted        | SOAKING   | SOAKING   | ROLLING_BACK | no           | HIDING  | no      | no      | no       | no      | ROLLING_BACK
            HIDING                          | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            HIDING at its gate              | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            HIDING, archiving               | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            HIDING, renaming                | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            HIDING, hidden                  | HIDING    | -         | ROLLING_BACK | no           | -       | no      | HIDING  | no       | no      | ROLLING_BACK
            HIDING, hidden and paused       | -         | HIDING    | ROLLING_BACK | no           | -       | no      | HIDING  | no       | no      | ROLLING_BACK
            HIDING, hidden, at its gate     | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            HIDING, un-hiding               | -         | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no      | ROLLING_BACK
            DROPPING                        | no        | -         | DROPPING     | no           | -       | no      | no      | no       | no      | DROPPING
            DROPPING, going back            | no        | -         | -            | no           | -       | no      | no      | no       | no      | -
            DROPPING, asking and held       | no        | DROPPING  | DROPPING     | no           | -       | no      | no      | no       | no      | DROPPING
            DROPPED                         | DROPPED   | -         | no           | no           | no      | no      | no      | no       | no      | -
            ROLLING_BACK                    | no        | -         | -            | no           | no      | no      | no      | no       | no      | -
            ROLLING_BACK, proving           | no        | -         | -            | no           | no      | no      | no      | no       | no      | -
            ROLLING_BACK from EXPANDING     | no        | -         | -            | ROLLING_BACK | no      | no      | no      | no       | no      | -
            ROLLING_BACK, then to revert    | no        | -         | -            | -            | no      | no      | no      | no       | no      | -
            ROLLED_BACK                     | -         | RAMPING   | -            | REVERTING    | no      | no      | no      | no       | no      | -
            ROLLED_BACK from EXPANDING      | -         | EXPANDING | -            | REVERTING    | no      | no      | no      | no       | no      | -
            ROLLED_BACK from BACKFILLING    | -         | BACKFILLING | -          | REVERTING    | no      | no      | no      | no       | no      | -
            ROLLED_BACK except 1            | -         | ROLLED_BACK | -          | ROLLED_BACK  | no      | no      | no      | no       | no      | -
            ROLLED_BACK except 1, wanted up | ROLLED_BACK | -       | ROLLED_BACK  | ROLLED_BACK  | no      | no      | no      | no       | no      | ROLLED_BACK
            REVERTING                       | REVERTING | -         | -            | -            | no      | no      | no      | no       | no      | -
            REVERTING, approval wanted      | REVERTING | REVERTING | -         | -            | REVERTING | no     | no      | no       | no      | -
            COMPLETED                       | no        | no        | no           | no           | no      | no      | no      | no       | no      | -
            REVERTED                        | no        | no        | no           | no           | no      | no      | no      | no       | no      | -
            REJECTED                        | no        | no        | no           | no           | no      | no      | no      | no       | no      | -
            """;

    private static final CommandMessage MESSAGE =
            new CommandMessage("otto", "because", null, FakeLedger.SHA256, "1h", "500", null);

    @TestFactory
    List<DynamicContainer> everyPhaseAnswersEveryCommandAsTheTableSays() {
        return everySecondLine(0);
    }

    /** @param first 0 or 1. What is in the table once is in one of both, and the whole table is checked in each. */
    static List<DynamicContainer> everySecondLine(int first) {
        Map<String, Ways.Way> ways = Ways.all();
        List<String> lines = TABLE.lines().toList();
        List<String> verbs = cells(lines.get(0));
        List<DynamicContainer> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            Ways.Way way = Objects.requireNonNull(ways.remove(cells.get(0)), cells.get(0));
            if (i % 2 == first) {
                rows.add(DynamicContainer.dynamicContainer(cells.get(0), row(cells.get(0), way, verbs, cells)));
            }
        }
        rows.add(DynamicContainer.dynamicContainer(
                "the table has every way",
                List.of(DynamicTest.dynamicTest(
                        "none is left", () -> assertThat(ways).isEmpty()))));
        return rows;
    }

    /** What changes nothing is tried on one migration, one command after the other. */
    private static List<DynamicTest> row(String place, Ways.Way way, List<String> verbs, List<String> cells) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("what is refused or a no-op", () -> {
            FakeWorld world = Ways.world(place);
            try (MigrationScenario migration = Ways.at(way, world)) {
                for (int i = 1; i < verbs.size(); i++) {
                    if (changesNothing(cells.get(i))) {
                        signalled(migration, verbs.get(i), cells.get(i));
                        updated(migration, verbs.get(i), cells.get(i));
                    }
                }
            }
        }));
        for (int i = 1; i < verbs.size(); i++) {
            String verb = verbs.get(i);
            String expected = cells.get(i);
            if (!changesNothing(expected)) {
                tests.add(
                        DynamicTest.dynamicTest(verb + " as a signal", () -> alone(place, way, verb, expected, true)));
                tests.add(DynamicTest.dynamicTest(
                        verb + " as an update", () -> alone(place, way, verb, expected, false)));
            }
        }
        return tests;
    }

    private static void alone(String place, Ways.Way way, String verb, String expected, boolean asSignal) {
        FakeWorld world = Ways.world(place);
        try (MigrationScenario migration = Ways.at(way, world)) {
            if (asSignal) {
                signalled(migration, verb, expected);
            } else {
                updated(migration, verb, expected);
            }
        }
    }

    private static void signalled(MigrationScenario migration, String verb, String expected) {
        MigrationStatus before = migration.status();

        migration.signals(verb, MESSAGE);

        MigrationStatus after = migration.status();
        Note note = last(migration, verb);
        assertThat(note.kind())
                .as(note.text())
                .isEqualTo(expected.equals("no") ? Note.Kind.REFUSED : Note.Kind.COMMAND);
        assertThat(note.actor()).isEqualTo("otto");
        assertThat(note.verified()).isFalse();
        check(before, after, verb, expected);
    }

    private static void updated(MigrationScenario migration, String verb, String expected) {
        if (verb.equals("killed")) {
            return;
        }
        MigrationStatus before = migration.status();
        if (expected.equals("no")) {
            refused(migration, verb, before);
            return;
        }

        CommandAnswer answer = migration.orders(verb, MESSAGE);

        assertThat(answer.changed()).isEqualTo(!changesNothing(expected));
        assertThat(last(migration, verb).verified())
                .as("no authentication yet: an update's actor is only a name")
                .isFalse();
        check(before, answer.status(), verb, expected);
    }

    private static void refused(MigrationScenario migration, String verb, MigrationStatus before) {
        WorkflowUpdateException refusal =
                catchThrowableOfType(WorkflowUpdateException.class, () -> migration.orders(verb, MESSAGE));

        assertThat(refusal.getCause()).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(CommandRefused.TYPE);
            assertThat(failure.getOriginalMessage()).isNotBlank();
        });
        assertThat(migration.status()).isEqualTo(before);
    }

    private static void check(MigrationStatus before, MigrationStatus after, String verb, String expected) {
        if (changesNothing(expected)) {
            assertThat(after).as(verb).isEqualTo(before);
            return;
        }
        assertThat(after.phase()).as(verb).isEqualTo(expected);
        if (!verb.equals("extend") && !verb.equals("throttle")) {
            assertThat(after).as(verb).isNotEqualTo(before);
        }
    }

    private static Note last(MigrationScenario migration, String verb) {
        return migration.timeline().stream()
                .filter(note -> note.kind() == Note.Kind.COMMAND || note.kind() == Note.Kind.REFUSED)
                .filter(note -> note.text().startsWith(verb.equals("killed") ? "kill" : verb))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(verb + " is not on record"));
    }

    private static boolean changesNothing(String cell) {
        return cell.equals("no") || cell.equals("-");
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\\|")).stream().map(String::strip).toList();
    }
}
