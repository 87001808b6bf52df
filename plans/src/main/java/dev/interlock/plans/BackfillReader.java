// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.plans.yaml.PlanYaml;
import dev.interlock.plans.yaml.Section;
import java.util.List;

/** The tables to fill, in the plan's order; those of sync, with the default throttle, when it names none. */
final class BackfillReader {

    private final Section root;

    BackfillReader(Section root) {
        this.root = root;
    }

    /** Of a file without errors: every value is there. */
    List<BackfillRule> rules(List<String> synced) {
        return root.items("backfill")
                .map(items -> items.stream().map(item -> rule(item.section())).toList())
                .orElseGet(() -> synced.stream().map(BackfillReader::derived).toList());
    }

    private static BackfillRule rule(Section section) {
        return new BackfillRule(
                Tables.full(section.text("table").orElseThrow()),
                throttle(section.section("throttle").orElseThrow()),
                section.items("accept").orElseThrow().stream()
                        .map(Section.Item::text)
                        .toList());
    }

    private static BackfillRule derived(String table) {
        return new BackfillRule(table, throttle(PlanYaml.defaultThrottle()), List.of());
    }

    /** A limit that is absent was written as {@code none}. */
    private static ThrottlePolicy throttle(Section throttle) {
        return new ThrottlePolicy(
                throttle.whole("rate").map(Rate::new).orElse(Rate.MAX),
                throttle.duration("maxReplicaLag"),
                throttle.whole("maxActiveSessions"),
                throttle.duration("maxCommitLatency"),
                throttle.whole("maxWalRate"),
                throttle.flag("yieldToAutovacuum").orElseThrow());
    }
}
