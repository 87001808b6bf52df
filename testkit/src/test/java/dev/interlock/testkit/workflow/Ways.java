// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.Cues;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How to drive the real workflow into every phase and stage, and keep it there. */
final class Ways {

    /** Drives a started migration to its place. */
    interface Way {
        void drive(Cues cues, MigrationScenario migration);
    }

    private static final Outcome PASSED = new Outcome.Passed("fine");
    private static final Outcome NOT_ALL = new Outcome.KillProven(List.of("shop-2"), 60_000);

    private Ways() {}

    static Map<String, Way> all() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("QUEUED", in("claim"));
        ways.put("PREFLIGHT", in("preflight"));
        ways.put("EXPANDING", in("expand"));
        ways.put("BACKFILLING", in("backfill"));
        ways.put("BACKFILLING, paused", paused(in("backfill")));
        ways.put("BACKFILLING at that rate", (cues, migration) -> {
            in("backfill").drive(cues, migration);
            migration
                    .signals("throttle", Map.of("rate", "500"))
                    .records(note -> note.text().startsWith("throttle"));
        });
        ramp(ways);
        soak(ways);
        contract(ways);
        hide(ways);
        back(ways);
        end(ways);
        return ways;
    }

    /** A world whose plan has a hide time, and keeps an archive, where the place needs it. */
    static FakeWorld world(String place) {
        SamplePolicy sample = SamplePolicy.seldomLooking();
        SamplePolicy hiding = place.startsWith("HIDING, ") ? sample.hidingFor(Duration.ofHours(24)) : sample;
        return new FakeWorld(place.contains("archiving") ? hiding.archivingFor(Duration.ofDays(30)) : hiding);
    }

    static MigrationScenario at(String place, FakeWorld world) {
        return at(Objects.requireNonNull(all().get(place), place), world);
    }

    /** Starts and drives; what follows the place is held up at its first activity, so that it can be looked at. */
    static MigrationScenario at(Way way, FakeWorld world) {
        MigrationScenario migration = world.scenario();
        world.cues().looksOn("watch", Duration.ofDays(1));
        way.drive(world.cues(), migration);
        List.of(
                        "expand",
                        "backfill",
                        "repair",
                        "turn-safe-side",
                        "archive",
                        "hide",
                        "unhide",
                        "drop",
                        "prove-kill",
                        "revert",
                        "close")
                .forEach(world.cues()::waitsIn);
        return migration;
    }

    private static void ramp(Map<String, Way> ways) {
        ways.put("RAMPING, parity", in("parity"));
        ways.put("RAMPING, out of parity", Ways::outOfParity);
        ways.put("RAMPING, repairing", (cues, migration) -> {
            cues.waitsIn("repair");
            outOfParity(cues, migration);
            migration.signals("repair");
            cues.awaitBegun("repair", 1);
        });
        ways.put("RAMPING, calibrating", in("await-evaluators"));
        ways.put("RAMPING, raising", in("raise-flag"));
        ways.put("RAMPING", Ways::watching);
        ways.put("RAMPING, paused", paused(Ways::watching));
        ways.put("RAMPING, no data", held("NO_DATA", new Outcome.NoData("nobody calls")));
        ways.put("RAMPING, inconclusive", held("INCONCLUSIVE", new Outcome.Inconclusive("too few")));
        ways.put(
                "RAMPING at 100 %",
                (cues, migration) -> {
                    cues.answers("watch", PASSED, PASSED, PASSED, PASSED);
                    migration.start();
                    cues.awaitBegun("watch", 5);
                    migration.settles();
                });
        ways.put(
                "RAMPING, parity before 100 %",
                (cues, migration) -> {
                    cues.answers("watch", PASSED, PASSED, PASSED);
                    migration.start();
                    cues.awaitBegun("watch", 4);
                    cues.waitsIn("parity").answers("watch", PASSED);
                    migration.signals("promote");
                    cues.awaitBegun("parity", 2);
                });
    }

    private static void soak(Map<String, Way> ways) {
        ways.put("SOAKING", Ways::soaking);
        ways.put("SOAKING, paused", paused(Ways::soaking));
        ways.put("SOAKING at its gate", (cues, migration) -> {
            cues.waitsIn("gate");
            soaked(cues, migration);
            cues.awaitBegun("gate", 1);
        });
        ways.put("SOAKING in doubt", (cues, migration) -> {
            cues.answers("gate", new Outcome.GateClosed(List.of("a view reads users.full_name")));
            soaked(cues, migration);
            migration.records(note -> note.text().contains("gate closed"));
        });
        ways.put("SOAKING, approval wanted", Ways::approvalWanted);
    }

    private static void contract(Map<String, Way> ways) {
        ways.put("HIDING", approved("turn-safe-side", 1));
        ways.put("HIDING at its gate", approved("gate", 2));
        ways.put("DROPPING", approved("drop", 1));
        ways.put("DROPPING, going back", (cues, migration) -> {
            approved("drop", 1).drive(cues, migration);
            migration.signals("rollback").records(note -> note.text().startsWith("rollback"));
        });
        ways.put("DROPPING, asking and held", (cues, migration) -> {
            cues.fails("drop", "the connection broke").waitsIn("ask-drop");
            approved("drop", 1).drive(cues, migration);
            cues.lets("drop").awaitBegun("ask-drop", 1);
        });
        ways.put("DROPPED", approved("after-drop", 1));
    }

    private static void hide(Map<String, Way> ways) {
        ways.put("HIDING, archiving", approved("archive", 1));
        ways.put("HIDING, renaming", approved("hide", 1));
        ways.put("HIDING, hidden", Ways::hidden);
        ways.put("HIDING, hidden and paused", paused(Ways::hidden));
        ways.put("HIDING, hidden, at its gate", (cues, migration) -> {
            hidden(cues, migration);
            cues.hangsIn("gate");
            migration.passes(Duration.ofHours(24));
            cues.awaitBegun("gate", 2);
        });
        ways.put("HIDING, un-hiding", (cues, migration) -> {
            cues.answers("hide-watch", new Outcome.LateReader("reports-1 is on the old path"));
            cues.hangsIn("unhide");
            approvalWanted(cues, migration);
            migration.signals("approve", Map.of("plan", FakeLedger.SHA256));
            cues.awaitBegun("unhide", 1);
        });
    }

    private static void hidden(Cues cues, MigrationScenario migration) {
        approvalWanted(cues, migration);
        migration.signals("approve", Map.of("plan", FakeLedger.SHA256));
        cues.awaitBegun("hide-watch", 1);
        migration.settles();
    }

    private static void back(Map<String, Way> ways) {
        ways.put("ROLLING_BACK", rollingBack(Ways::watching, "zero-flag"));
        ways.put("ROLLING_BACK, proving", rollingBack(Ways::watching, "prove-kill"));
        ways.put("ROLLING_BACK from EXPANDING", rollingBack(in("expand"), "prove-kill"));
        ways.put("ROLLING_BACK, then to revert", (cues, migration) -> {
            rollingBack(in("expand"), "prove-kill").drive(cues, migration);
            migration.signals("revert").records(note -> note.text().startsWith("revert"));
        });
        ways.put("ROLLED_BACK", rolledBack(Ways::watching));
        ways.put("ROLLED_BACK from EXPANDING", rolledBack(in("expand")));
        ways.put("ROLLED_BACK from BACKFILLING", rolledBack(in("backfill")));
        ways.put("ROLLED_BACK except 1", rolledBackExcept());
        ways.put("ROLLED_BACK except 1, wanted up", (cues, migration) -> {
            rolledBackExcept().drive(cues, migration);
            migration.signals("resume").holdsFor("EVALUATORS");
        });
        ways.put("REVERTING, approval wanted", (cues, migration) -> {
            cues.answers(
                    "revert",
                    new Outcome.GateOpen(List.of("column public.users.name"), List.of("3 rows that only it holds")));
            rolledBack(Ways::watching).drive(cues, migration);
            migration.signals("revert").holdsFor("APPROVAL");
        });
        ways.put("REVERTING", (cues, migration) -> {
            cues.waitsIn("revert");
            rolledBack(Ways::watching).drive(cues, migration);
            migration.signals("revert");
            cues.awaitBegun("revert", 1);
        });
    }

    private static void end(Map<String, Way> ways) {
        ways.put("COMPLETED", approved("close", 1));
        ways.put("REVERTED", (cues, migration) -> {
            cues.waitsIn("close");
            in("claim").drive(cues, migration);
            migration.signals("rollback");
            cues.awaitBegun("close", 1);
        });
        ways.put("REJECTED", (cues, migration) -> {
            cues.waitsIn("close").answers("claim", new Outcome.Claimed("public.users", "users-add-email"));
            migration.start();
            cues.awaitBegun("close", 1);
        });
    }

    private static Way in(String activity) {
        return (cues, migration) -> {
            cues.waitsIn(activity);
            migration.start();
            cues.awaitBegun(activity, 1);
        };
    }

    private static void outOfParity(Cues cues, MigrationScenario migration) {
        cues.answers("parity", new Outcome.OutOfParity(3, "public.users: id=7"));
        migration.start().holdsFor("PARITY");
    }

    private static void watching(Cues cues, MigrationScenario migration) {
        migration.start();
        cues.awaitBegun("watch", 1);
        migration.settles();
    }

    private static void soaking(Cues cues, MigrationScenario migration) {
        cues.answers("watch", PASSED, PASSED, PASSED, PASSED, PASSED);
        migration.start().reaches(PhaseName.SOAKING).settles();
    }

    private static void soaked(Cues cues, MigrationScenario migration) {
        soaking(cues, migration);
        migration.passes(Duration.ofDays(14).minusSeconds(1));
    }

    private static void approvalWanted(Cues cues, MigrationScenario migration) {
        soaked(cues, migration);
        migration.holdsFor("APPROVAL");
    }

    /** A drop that is being attempted hears no cancel here: it is to stay where it is. */
    private static Way approved(String activity, int times) {
        return (cues, migration) -> {
            approvalWanted(cues, migration);
            cues.hangsIn(activity);
            migration.signals("approve", Map.of("plan", FakeLedger.SHA256));
            cues.awaitBegun(activity, times);
        };
    }

    private static Way paused(Way way) {
        return (cues, migration) -> {
            way.drive(cues, migration);
            migration.signals("pause").holdsFor("PAUSE");
        };
    }

    private static Way held(String kind, Outcome outcome) {
        return (cues, migration) -> {
            cues.answers("watch", outcome);
            migration.start().holdsFor(kind);
        };
    }

    private static Way rollingBack(Way way, String activity) {
        return (cues, migration) -> {
            cues.waitsIn(activity);
            way.drive(cues, migration);
            migration.signals("rollback");
            cues.awaitBegun(activity, 1);
        };
    }

    private static Way rolledBack(Way way) {
        return (cues, migration) -> {
            way.drive(cues, migration);
            migration.signals("rollback").reaches(PhaseName.ROLLED_BACK);
        };
    }

    private static Way rolledBackExcept() {
        return (cues, migration) -> {
            cues.answers("prove-kill", NOT_ALL);
            cues.waitsIn("await-answers");
            rolledBack(Ways::watching).drive(cues, migration);
        };
    }
}
