// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.FlagPolicy;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanDraft;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.plans.yaml.Section;
import dev.interlock.plans.yaml.Section.Item;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** From what was read to the values of a draft; a part that misses a value is left out. */
final class DraftReader {

    private final Section root;

    DraftReader(Section root) {
        this.root = root;
    }

    PlanDraft draft(List<String> scripted) {
        List<Placed<String>> syncTables = tablesOf("sync").orElse(List.of());
        List<String> touched = Stream.concat(
                        scripted.stream(), syncTables.stream().map(Placed::value))
                .distinct()
                .sorted()
                .toList();
        return new PlanDraft(
                steps(),
                new GuardrailReader(root).named(),
                syncs(),
                syncTables,
                tablesOf("backfill"),
                tables(),
                touched,
                soak(),
                locks(),
                flag(),
                mustExclude(),
                new WindowsReader(root).windows());
    }

    private List<PlanDraft.Step> steps() {
        return root.section("ramp").flatMap(ramp -> ramp.items("steps")).orElse(List.of()).stream()
                .map(item -> new PlanDraft.Step(
                        item.path(),
                        item.section().decimal("percent").map(Percent::of),
                        item.section().duration("hold")))
                .toList();
    }

    private List<Placed<SyncRule>> syncs() {
        return root.items("sync").orElse(List.of()).stream()
                .filter(item -> item.section().hasAll("table", "forward", "backward", "whenBothChange", "session"))
                .map(item -> new Placed<>(item.path(), sync(item.section())))
                .toList();
    }

    private static SyncRule sync(Section sync) {
        return new SyncRule(
                Tables.full(sync.text("table").orElseThrow()),
                new TreeMap<>(sync.section("forward").orElseThrow().texts()),
                new TreeMap<>(sync.section("backward").orElseThrow().texts()),
                SyncRule.WhenBothChange.valueOf(
                        upper(sync.text("whenBothChange").orElseThrow())),
                sync.text("witness"),
                new TreeMap<>(sync.section("session").orElseThrow().texts()));
    }

    private Optional<List<Placed<String>>> tablesOf(String key) {
        return root.items(key)
                .map(items -> items.stream()
                        .flatMap(item -> item.section().text("table").stream()
                                .map(table -> new Placed<>(item.path() + ".table", Tables.full(table))))
                        .toList());
    }

    private Optional<List<Placed<String>>> tables() {
        Function<Item, Placed<String>> full = item -> new Placed<>(item.path(), Tables.full(item.text()));
        return root.items("tables").map(items -> items.stream().map(full).toList());
    }

    Optional<SoakPolicy> soak() {
        return root.section("soak")
                .filter(soak -> soak.hasAll("duration", "checkEvery", "pausedTimeCounts"))
                .map(soak -> new SoakPolicy(
                        soak.duration("duration").orElseThrow(),
                        soak.duration("checkEvery").orElseThrow(),
                        soak.flag("pausedTimeCounts").orElseThrow()));
    }

    Optional<LockPolicy> locks() {
        return root.section("locks")
                .filter(locks -> locks.hasAll("timeout", "budget", "concurrentTimeout", "onBlocker"))
                .map(locks -> new LockPolicy(
                        locks.duration("timeout").orElseThrow(),
                        locks.duration("budget").orElseThrow(),
                        locks.duration("concurrentTimeout").orElseThrow(),
                        OnBlocker.valueOf(upper(locks.text("onBlocker").orElseThrow()))));
    }

    /** The key is the id where the plan gives none. */
    Optional<FlagPolicy> flag() {
        return root.section("flag")
                .filter(flag -> flag.hasAll("minEvaluators", "evaluatorAge", "evaluatorTtl"))
                .map(flag -> new FlagPolicy(
                        flag.text("key").or(() -> root.text("id")).orElse(""),
                        Math.toIntExact(flag.whole("minEvaluators").orElseThrow()),
                        flag.duration("evaluatorAge").orElseThrow(),
                        flag.duration("evaluatorTtl").orElseThrow()));
    }

    Optional<Double> mustExclude() {
        return root.decimal("mustExclude").map(BigDecimal::doubleValue);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
