// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of phases and commands, written out by hand. {@code no} refuses, {@code -} is a no-op, else the phase after. */
class CommandTableTest {

    private static final String TABLE = """
            phase                           | pause     | resume    | rollback     | revert       | approve | promote | extend  | throttle | repair
            QUEUED                          | QUEUED    | -         | REVERTED     | no           | no      | no      | no      | no       | no
            PREFLIGHT                       | PREFLIGHT | -         | REVERTED     | no           | no      | no      | no      | no       | no
            EXPANDING                       | EXPANDING | -         | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | no       | no
            BACKFILLING                     | BACKFILLING | -       | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | BACKFILLING | no
            BACKFILLING, paused             | -         | BACKFILLING | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | BACKFILLING | no
            BACKFILLING at that rate        | BACKFILLING | -       | ROLLING_BACK | ROLLING_BACK | no      | no      | no      | -        | no
            RAMPING, parity                 | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            RAMPING, out of parity          | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | no      | no      | no       | RAMPING
            RAMPING, repairing              | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | -
            RAMPING, calibrating            | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            RAMPING, comparing cohorts      | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            RAMPING, cohorts unknown        | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | no      | no      | no       | no
            RAMPING, raising                | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            RAMPING                         | RAMPING   | -         | ROLLING_BACK | no           | no      | RAMPING | RAMPING | no       | no
            RAMPING, paused                 | -         | RAMPING   | ROLLING_BACK | no           | no      | no      | RAMPING | no       | no
            RAMPING, no data                | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | no      | RAMPING | no       | no
            RAMPING, inconclusive           | RAMPING   | RAMPING   | ROLLING_BACK | no           | no      | RAMPING | RAMPING | no       | no
            RAMPING at 100 %                | RAMPING   | -         | ROLLING_BACK | no           | no      | SOAKING | RAMPING | no       | no
            RAMPING, parity before 100 %    | RAMPING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            SOAKING                         | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | SOAKING | no       | no
            SOAKING, paused                 | -         | SOAKING   | ROLLING_BACK | no           | no      | no      | SOAKING | no       | no
            SOAKING at its gate             | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            SOAKING in doubt                | SOAKING   | -         | ROLLING_BACK | no           | no      | no      | no      | no       | no
            SOAKING, approval wanted        | SOAKING   | SOAKING   | ROLLING_BACK | no           | HIDING  | no      | no      | no       | no
            HIDING                          | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING at its gate              | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, turning before a hide   | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, archiving               | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, archiving, paused       | -         | HIDING    | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, renaming                | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, hidden                  | HIDING    | -         | ROLLING_BACK | no           | -       | no      | HIDING  | no       | no
            HIDING, hidden and paused       | -         | HIDING    | ROLLING_BACK | no           | -       | no      | HIDING  | no       | no
            HIDING, hidden and held         | HIDING    | HIDING    | ROLLING_BACK | no           | -       | no      | HIDING  | no       | no
            HIDING, hidden, at its gate     | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, waiting to hide         | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, waiting to drop         | HIDING    | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, un-hiding               | -         | -         | ROLLING_BACK | no           | -       | no      | no      | no       | no
            HIDING, un-hiding after a fault | -         | HIDING    | ROLLING_BACK | no           | -       | no      | no      | no       | no
            DROPPING                        | no        | -         | DROPPING     | no           | -       | no      | no      | no       | no
            DROPPING, going back            | no        | -         | -            | no           | -       | no      | no      | no       | no
            DROPPING, asking                | no        | -         | DROPPING     | no           | -       | no      | no      | no       | no
            DROPPED                         | DROPPED   | -         | no           | no           | no      | no      | no      | no       | no
            ROLLING_BACK                    | no        | -         | -            | no           | no      | no      | no      | no       | no
            ROLLING_BACK, proving           | no        | -         | -            | no           | no      | no      | no      | no       | no
            ROLLING_BACK from EXPANDING     | no        | -         | -            | ROLLING_BACK | no      | no      | no      | no       | no
            ROLLED_BACK                     | -         | RAMPING   | -            | REVERTING    | no      | no      | no      | no       | no
            ROLLING_BACK, then to revert    | no        | -         | -            | -            | no      | no      | no      | no       | no
            ROLLED_BACK from EXPANDING      | -         | EXPANDING | -            | REVERTING    | no      | no      | no      | no       | no
            ROLLED_BACK from BACKFILLING    | -         | BACKFILLING | -          | REVERTING    | no      | no      | no      | no       | no
            ROLLED_BACK except 1            | -         | ROLLED_BACK | -          | ROLLED_BACK  | no      | no      | no      | no       | no
            ROLLED_BACK except 1, wanted up | ROLLED_BACK | -       | ROLLED_BACK  | ROLLED_BACK  | no      | no      | no      | no       | no
            REVERTING                       | REVERTING | -         | -            | -            | no      | no      | no      | no       | no
            REVERTING, approval wanted      | REVERTING | REVERTING | -         | -            | REVERTING | no      | no      | no       | no
            REVERTING, approved             | REVERTING | -         | -         | -            | no      | no      | no      | no       | no
            COMPLETED                       | no        | no        | no           | no           | no      | no      | no      | no       | no
            REVERTED                        | no        | no        | no           | no           | no      | no      | no      | no       | no
            REJECTED                        | no        | no        | no           | no           | no      | no      | no      | no       | no
            """;

    @TestFactory
    List<DynamicTest> everyPhaseAnswersEveryCommandAsTheTableSays() {
        Map<String, MigrationState> states = Samples.states();
        List<DynamicTest> tests = new ArrayList<>();
        TABLE.lines().skip(1).forEach(line -> {
            String[] cells = line.split("\\|");
            String name = cells[0].strip();
            MigrationState state = Objects.requireNonNull(states.remove(name), "no sample is called " + name);
            List<Command> commands = Samples.commands();
            for (int i = 0; i < commands.size(); i++) {
                String expected = cells[i + 1].strip();
                Command command = commands.get(i);
                tests.add(
                        DynamicTest.dynamicTest(name + " × " + command.verb(), () -> check(state, command, expected)));
            }
        });
        tests.add(DynamicTest.dynamicTest(
                "the table has every state", () -> assertThat(states).isEmpty()));
        return tests;
    }

    private static void check(MigrationState state, Command command, String expected) {
        Decision decision = MigrationMachine.next(state, new MigrationEvent.Ordered(command), Samples.NOW);
        Note note = ((Effect.Write) decision.effects().get(0)).note();
        if (expected.equals("no")) {
            assertThat(note.kind()).isEqualTo(Note.Kind.REFUSED);
            assertThat(decision.state().noted(-1)).isEqualTo(state);
            return;
        }
        assertThat(note.kind()).isEqualTo(Note.Kind.COMMAND);
        if (expected.equals("-")) {
            assertThat(decision.state().noted(-1)).isEqualTo(state);
            return;
        }
        assertThat(decision.state().phase().name().name()).isEqualTo(expected);
        assertThat(List.of(
                        decision.state().phase(),
                        decision.state().hold(),
                        decision.state().rate()))
                .isNotEqualTo(List.of(state.phase(), state.hold(), state.rate()));
    }
}
