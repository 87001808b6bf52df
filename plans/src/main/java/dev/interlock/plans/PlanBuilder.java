// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.ParityPolicy;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanDraft;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.plans.yaml.PlanYaml;
import dev.interlock.plans.yaml.Section;
import java.util.List;
import java.util.Optional;

/** From a file without errors to the plan: every value is there. */
final class PlanBuilder {

    private final Section root;
    private final DraftReader reader;
    private final PlanDraft draft;

    PlanBuilder(Section root, DraftReader reader, PlanDraft draft) {
        this.root = root;
        this.reader = reader;
        this.draft = draft;
    }

    MigrationPlan plan(Scripts scripts) {
        GuardrailReader guardrails = new GuardrailReader(root);
        return new MigrationPlan(
                text("id"),
                text("database"),
                text("description"),
                text("owner"),
                values(draft.tables()).orElse(draft.touched()),
                reader.flag().orElseThrow(),
                draft.sync().stream().map(Placed::value).toList(),
                new BackfillReader(root)
                        .rules(draft.syncTables().stream().map(Placed::value).toList()),
                parity(),
                ramp(),
                guardrails.all(!draft.sync().isEmpty()),
                root.decimal("alpha").orElseThrow().doubleValue(),
                reader.mustExclude().orElseThrow(),
                reader.soak().orElseThrow(),
                contract(),
                reader.locks().orElseThrow(),
                root.flag("queue").orElseThrow(),
                root.items("accept").orElseThrow().stream()
                        .anyMatch(item -> item.text().equals("old-lossy")),
                scripts,
                PlanYaml.off());
    }

    private RampSchedule ramp() {
        Section ramp = root.section("ramp").orElseThrow();
        List<RampSchedule.Step> steps = ramp.items("steps").orElseThrow().stream()
                .map(Section.Item::section)
                .map(step -> new RampSchedule.Step(
                        Percent.of(step.decimal("percent").orElseThrow()),
                        step.duration("hold").orElseThrow(),
                        step.whole("minRequests").orElseThrow()))
                .toList();
        return new RampSchedule(
                steps,
                ramp.duration("lookEvery").orElseThrow(),
                ramp.duration("maxHold").orElseThrow(),
                draft.windows(),
                ramp.duration("calibrate").orElseThrow());
    }

    private ParityPolicy parity() {
        return new ParityPolicy(
                root.section("parity").orElseThrow().duration("maxSnapshotAge").orElseThrow());
    }

    private ContractPolicy contract() {
        Section contract = root.section("contract").orElseThrow();
        return new ContractPolicy(
                ContractPolicy.Approval.valueOf(
                        DraftReader.upper(contract.text("approval").orElseThrow())),
                contract.duration("hide").orElseThrow(),
                contract.duration("archive").orElseThrow(),
                contract.text("usage"));
    }

    private String text(String key) {
        return root.text(key).orElseThrow();
    }

    private static Optional<List<String>> values(Optional<List<Placed<String>>> placed) {
        return placed.map(list -> list.stream().map(Placed::value).toList());
    }
}
