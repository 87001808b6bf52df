// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.domain.sync.ExplainedSync;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SQL that a plan's migration generates beside the plan's own: sync, and a revert that is derived. */
public final class ExplainText {

    private ExplainText() {}

    /** As SQL with comments; every line ends in {@code \n}. */
    public static String of(MigrationPlan plan, String sha256) {
        List<String> lines = new ArrayList<>();
        lines.add("-- Plan " + plan.id() + ", SHA-256 " + sha256 + ": what is generated beside its own SQL.");
        if (!plan.sync().isEmpty()) {
            ExplainedSync.ASSUMED.forEach(assumed -> lines.add("-- Read offline: " + assumed + "."));
        }
        ExplainedSync.of(plan, sha256).forEach(sync -> sync(sync, lines));
        plan.scripts().derivedRevert().ifPresent(revert -> revert(revert, lines));
        if (lines.size() == 1) {
            lines.add("-- Nothing is.");
        }
        return String.join("\n", lines) + "\n";
    }

    /** The same as values, for {@code --json}. */
    public static Map<String, Object> json(MigrationPlan plan, String sha256) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", plan.id());
        json.put("sha256", sha256);
        json.put("assumed", plan.sync().isEmpty() ? List.of() : ExplainedSync.ASSUMED);
        json.put("sync", ExplainedSync.of(plan, sha256));
        plan.scripts().derivedRevert().ifPresent(revert -> json.put("revert", revert.sql()));
        return json;
    }

    private static void sync(ExplainedSync sync, List<String> lines) {
        for (ExplainedSync.Step step : sync.steps()) {
            lines.add("\n-- " + sync.table() + ": " + step.when() + ".");
            step.statements().forEach(statement -> lines.add(statement + ";"));
        }
    }

    private static void revert(Script revert, List<String> lines) {
        lines.add("\n-- The revert, derived from the expand.");
        lines.add(revert.sql().stripTrailing());
    }
}
