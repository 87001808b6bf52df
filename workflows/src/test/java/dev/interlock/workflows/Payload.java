// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.Windows;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.RateOrder;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of every value that travels through Temporal, with every field filled. */
record Payload(String name, Object value) {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00.250Z");
    private static final Note NOTE = new Note(
            3, AT, Note.Kind.HOLD, "otto", false, "PAUSE: paused by otto", "SOAKING", 100_000, "paused by otto");

    static List<Payload> all() {
        List<Payload> all = new ArrayList<>(List.of(
                of(new StartInput(Map.of("migration.yaml", "id: x"), "anna", Duration.ofSeconds(20))),
                of(new CommandMessage("otto", "because", "c-1", "f00d", "2h", "max", "ours")),
                of(status()),
                of(new CommandAnswer(true, "paused; still watched", status())),
                of(NOTE),
                of(new Call("shop", "users-split-name", 7, "run-1", 2, 1, "SOAKING", List.of(NOTE))),
                of(new Registration(
                        Map.of("migration.yaml", "id: x"), "shop", "users-split-name", "run-1", "anna", false)),
                of(new Registered(7, "f00d", policy(), "ROLLED_BACK", 2, 1, true, false)),
                of(new RateOrder("500", "otto", "because", 12)),
                of(new Task.Watch(1, Percent.of(5), AT, AT.plusSeconds(1800))),
                of(new Task.Guard(Percent.of(5), AT, true)),
                of(new Task.Calibrate(AT, true)),
                new Payload("Percent", Percent.of(5))));
        outcomes().forEach(outcome -> all.add(of(outcome)));
        Lifecycle.all().forEach((name, value) -> all.add(new Payload(name, value)));
        Carried carried = new Carried(7, "run-1", Lifecycle.state(policy()), List.of(NOTE), 1, List.of("c-1"));
        all.add(of(carried));
        all.add(new Payload(
                "StartInput.carried", new StartInput(Map.of(), "anna", false, Duration.ofSeconds(20), 4_000, carried)));
        all.add(new Payload(
                "StartInput.queued",
                new StartInput(Map.of("migration.yaml", "id: x"), "anna", true, null, null, null)));
        all.add(new Payload(
                "Registration.queued",
                new Registration(
                        Map.of("migration.yaml", "id: x"), "shop", "users-split-name", "run-1", "anna", true)));
        all.add(new Payload(
                "GateOpen.more", new Outcome.GateOpen(List.of("users.nick"), List.of("who reads a standby"), 7)));
        return all;
    }

    private static Payload of(Object value) {
        return new Payload(value.getClass().getSimpleName(), value);
    }

    private static List<Outcome> outcomes() {
        return List.of(
                new Outcome.Done("3,000 rows"),
                new Outcome.Claimed("public.users", "users-add-email"),
                new Outcome.Refused(List.of("no primary key")),
                new Outcome.Unsure(List.of("no statistics")),
                new Outcome.OutOfParity(3, "id 7"),
                new Outcome.FlagSet(Percent.of(20), 2),
                new Outcome.FlagMoved(Percent.ZERO, 3, "otto", "3 a.m."),
                new Outcome.Passed("0 of 312"),
                new Outcome.Failed("errors", "14 of 2,031", true),
                new Outcome.Inconclusive("too few"),
                new Outcome.NoData("no requests"),
                new Outcome.DataBack("requests again"),
                new Outcome.Drifted(List.of("public.users: column nick is new: text")),
                new Outcome.LateReader("reports-1 is on the old path"),
                new Outcome.GateOpen(List.of("users.full_name"), List.of("views of other databases")),
                new Outcome.GateClosed(List.of("a view reads users.full_name")),
                new Outcome.Dropped("after 1 attempt"),
                new Outcome.NotDropped("locked by pid 7"),
                new Outcome.KillProven(List.of("shop-2"), 12));
    }

    private static RunPolicy policy() {
        return new RunPolicy(
                "users-split-name",
                "shop",
                "Split users.full_name",
                "team-accounts",
                List.of("public.users"),
                "users-split-name",
                new RampSchedule(
                        List.of(new RampSchedule.Step(Percent.FULL, Duration.ofMinutes(15), 300)),
                        Duration.ofSeconds(10),
                        Duration.ofHours(24),
                        Optional.of(new Windows(
                                List.of(new Windows.Range(
                                        List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))),
                                ZoneId.of("Europe/Berlin"),
                                List.of(new Windows.Freeze(LocalDate.of(2026, 12, 20), LocalDate.of(2027, 1, 3)))))),
                new SoakPolicy(Duration.ofDays(14), Duration.ofMinutes(10), false),
                ContractPolicy.Approval.REQUIRED,
                Duration.ofHours(24),
                Duration.ofDays(30),
                false,
                true,
                true,
                List.of("hide"),
                "ann");
    }

    private static MigrationStatus status() {
        return new MigrationStatus(
                "shop",
                "users-split-name",
                7,
                "f00d",
                "Split users.full_name",
                "team-accounts",
                List.of("public.users"),
                "users-split-name",
                "SOAKING",
                100,
                "paused by otto",
                "PAUSE",
                AT,
                1,
                2,
                AT.plusSeconds(60),
                "waits: paused by otto",
                AT.plusSeconds(3600),
                "schema serves old + new",
                "PASS: 0 of 312",
                List.of("resume", "rollback"),
                List.of("hide"));
    }

    @Override
    public String toString() {
        return name;
    }
}
