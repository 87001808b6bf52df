// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.lifecycle.HideStage;
import dev.interlock.domain.lifecycle.Hold;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.lifecycle.Origin;
import dev.interlock.domain.lifecycle.Phase;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.lifecycle.RampStage;
import dev.interlock.domain.lifecycle.RulesVersion;
import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.lifecycle.SoakStage;
import dev.interlock.domain.lifecycle.Tasks;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of every phase and stage, as a run leaves them to the next one. */
final class Lifecycle {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00.250Z");
    private static final Origin OTTO = new Origin("otto", false, "3 a.m.");

    private Lifecycle() {}

    /** With every field filled. */
    static MigrationState state(RunPolicy policy) {
        return new MigrationState(
                RulesVersion.V1,
                policy,
                "f00d",
                new Phase.Soaking(new SoakStage.Clock(AT, AT.plusSeconds(1_209_600))),
                Optional.of(new Hold(Hold.Kind.PAUSE, "paused by otto", AT, true)),
                new FlagState(Percent.FULL, 2),
                new SchemaState(1, true, true),
                new Tasks(17, Optional.empty(), Optional.empty()),
                false,
                Optional.of(new Rate(500)),
                42);
    }

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Phase phase : phases()) {
            all.put("phase." + phase.name(), phase);
        }
        for (RampStage stage : rampStages()) {
            all.put("ramp." + stage.getClass().getSimpleName(), stage);
        }
        for (SoakStage stage : soakStages()) {
            all.put("soak." + stage.getClass().getSimpleName(), stage);
        }
        for (HideStage stage : hideStages()) {
            all.put("hide." + stage.getClass().getSimpleName(), stage);
        }
        return all;
    }

    private static List<Phase> phases() {
        return List.of(
                new Phase.Queued(),
                new Phase.Preflight(),
                new Phase.Expanding(),
                new Phase.Backfilling(),
                new Phase.Ramping(new RampStage.Raising(1)),
                new Phase.Soaking(new SoakStage.AtGate(AT)),
                new Phase.Hiding(AT, new HideStage.Hidden(AT, AT.plusSeconds(60))),
                new Phase.Dropping(AT, Optional.of(OTTO), true),
                new Phase.Dropped(),
                new Phase.RollingBack(PhaseName.RAMPING, Phase.Then.STAND, OTTO, true),
                new Phase.RolledBack(List.of("shop-2"), Phase.Then.RESUME),
                new Phase.Reverting(true),
                new Phase.Completed(true),
                new Phase.Reverted(true),
                new Phase.Rejected(true));
    }

    private static List<RampStage> rampStages() {
        return List.of(
                new RampStage.CheckingParity(4),
                new RampStage.Repairing(4),
                new RampStage.Calibrating(AT),
                new RampStage.Raising(1),
                new RampStage.Watching(1, AT, AT.plusSeconds(1_800)));
    }

    private static List<HideStage> hideStages() {
        return List.of(
                new HideStage.Turning(),
                new HideStage.Archiving(),
                new HideStage.Renaming(),
                new HideStage.Hidden(AT, AT.plusSeconds(60)),
                new HideStage.AtGate(),
                new HideStage.Waiting(new HideStage.Renaming(), AT, AT.plusSeconds(60)),
                new HideStage.Unhiding(new Hold(Hold.Kind.LATE_READER, "reports-1 is on the old path", AT)));
    }

    private static List<SoakStage> soakStages() {
        return List.of(
                new SoakStage.Clock(AT, AT.plusSeconds(1_209_600)),
                new SoakStage.AtGate(AT),
                new SoakStage.Doubt(AT, AT.plusSeconds(600), List.of("a view reads users.full_name")),
                new SoakStage.AwaitingApproval(AT, List.of("users.full_name")));
    }
}
