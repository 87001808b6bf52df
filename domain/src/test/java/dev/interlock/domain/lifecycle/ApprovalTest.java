// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private static final String COLUMN = "column public.users.full_name (about 24 MB in 1,000,000 rows)";

    @Test
    void withoutApprovalAnOpenGateThatKnowsAllGoesOn() {
        assertThat(opened(Approval.NONE).phase()).isInstanceOf(Phase.Hiding.class);
    }

    @Test
    void withoutApprovalAPersonIsAskedAllTheSameForWhatTheGateCannotKnow() {
        MigrationState state = opened(Approval.NONE, "who reads a standby");

        assertThat(state.heldFor(Hold.Kind.APPROVAL)).isTrue();
        assertThat(state.hold().orElseThrow().reason())
                .isEqualTo("approval wanted for plan " + Samples.SHA + ", which removes " + COLUMN
                        + "; not known: who reads a standby");
        assertThat(approved(state, "bob", Samples.SHA).phase()).isInstanceOf(Phase.Hiding.class);
    }

    @Test
    void ofMuchThatIsNotKnownTheFirstTenAreNamedAndTheRestIsCounted() {
        MigrationState state = opened(
                Approval.REQUIRED,
                IntStream.rangeClosed(1, 12).mapToObj(i -> "thing " + i + ".").toArray(String[]::new));

        assertThat(state.hold().orElseThrow().reason())
                .contains("thing 10.")
                .doesNotContain("thing 11.")
                .endsWith("and 2 more, which the gate's evidence names");
    }

    @Test
    void whereTheContractDropsNothingThatIsWhatIsApproved() {
        MigrationState state = OnOutcome.apply(
                atGate(Approval.REQUIRED), new Outcome.GateOpen(List.of(), List.of()), Samples.NOW, new ArrayList<>());

        assertThat(state.hold().orElseThrow().reason())
                .isEqualTo("approval wanted for plan " + Samples.SHA + ", which removes nothing");
        assertThat(approved(state, "bob", Samples.SHA).phase()).isInstanceOf(Phase.Hiding.class);
    }

    @Test
    void whoStartedItDoesNotApproveItUnderFourEyes() {
        MigrationState state = opened(Approval.FOUR_EYES);

        assertThat(state.hold().orElseThrow().reason())
                .startsWith("approval wanted of somebody other than ann for plan");
        assertThat(approved(state, "Ann", Samples.SHA).phase()).isEqualTo(state.phase());
        assertThat(rule(state, "ann"))
                .isInstanceOfSatisfying(
                        Ruling.Refuse.class,
                        refused -> assertThat(refused.message()).contains("ann has started this migration"));
        assertThat(approved(state, "bob", Samples.SHA).phase()).isInstanceOf(Phase.Hiding.class);
    }

    @Test
    void whoGivesNoNameDoesNotApproveUnderFourEyes() {
        assertThat(rule(opened(Approval.FOUR_EYES), "somebody"))
                .isInstanceOfSatisfying(
                        Ruling.Refuse.class,
                        refused -> assertThat(refused.message()).contains("say who approves"));
    }

    @Test
    void whoStartedItMayApproveItWhereAnybodyMay() {
        assertThat(approved(opened(Approval.REQUIRED), "ann", Samples.SHA).phase())
                .isInstanceOf(Phase.Hiding.class);
    }

    @Test
    void anotherPlansApprovalIsRefusedAndNamesThisOne() {
        MigrationState state = opened(Approval.REQUIRED);

        assertThat(approved(state, "bob", "abc").phase()).isEqualTo(state.phase());
        assertThat(CommandRules.rule(state, new Command.Approve(new Origin("bob", false, ""), "abc")))
                .isEqualTo(new Ruling.Refuse("that is another plan: this one's SHA-256 is " + Samples.SHA));
    }

    @Test
    void aSecondApprovalChangesNothing() {
        MigrationState once = approved(opened(Approval.REQUIRED), "bob", Samples.SHA);

        assertThat(approved(once, "eve", Samples.SHA).phase()).isEqualTo(once.phase());
    }

    private static MigrationState opened(Approval approval, String... unknown) {
        return OnOutcome.apply(
                atGate(approval),
                Outcome.GateOpen.naming(List.of(COLUMN), List.of(unknown)),
                Samples.NOW,
                new ArrayList<>());
    }

    private static MigrationState atGate(Approval approval) {
        return MigrationMachine.start(
                        Samples.policy(approval),
                        Samples.SHA,
                        PhaseName.QUEUED,
                        new FlagState(Percent.FULL, 0),
                        SchemaState.UNTOUCHED,
                        Samples.NOW)
                .state()
                .leave(new Phase.Soaking(new SoakStage.AtGate(Samples.NOW)));
    }

    private static MigrationState approved(MigrationState state, String actor, String sha256) {
        return MigrationMachine.next(
                        state,
                        new MigrationEvent.Ordered(new Command.Approve(new Origin(actor, false, ""), sha256)),
                        Samples.NOW)
                .state();
    }

    private static Ruling rule(MigrationState state, String actor) {
        return CommandRules.rule(state, new Command.Approve(new Origin(actor, false, ""), Samples.SHA));
    }
}
