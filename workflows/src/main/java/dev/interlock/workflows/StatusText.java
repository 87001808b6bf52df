// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Hold;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.plan.Moments;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A state in words. Pure: the same state reads the same everywhere. */
final class StatusText {

    private StatusText() {}

    static MigrationStatus of(Run run, MigrationState state, List<Note> notes, Instant now) {
        RunPolicy policy = state.policy();
        @Nullable Hold hold = state.hold().orElse(null);
        return new MigrationStatus(
                policy.database(),
                policy.id(),
                run.registered().number(),
                state.planSha256(),
                policy.description(),
                policy.owner(),
                policy.tables(),
                policy.flagKey(),
                state.phase().name().name(),
                state.percent().asDouble(),
                hold == null ? null : hold.reason(),
                hold == null ? null : hold.kind().name(),
                hold == null ? null : hold.since(),
                state.schema().round(),
                state.flag().epoch(),
                state.due().orElse(null),
                next(state, now),
                state.nextStep(now).orElse(null),
                CouplingLine.of(state, notes),
                lastVerdict(notes).orElse(null),
                state.commands(now),
                policy.off());
    }

    /** Before the ledger has answered for the first time. */
    static MigrationStatus starting(String workflowId) {
        String[] id = workflowId.split("\\.", 3);
        return new MigrationStatus(
                id.length == 3 ? id[1] : "",
                id.length == 3 ? id[2] : workflowId,
                0,
                "",
                "",
                "",
                List.of(),
                "",
                PhaseName.QUEUED.name(),
                0,
                null,
                null,
                null,
                1,
                0,
                null,
                "the plan is being read into the ledger",
                null,
                "not started yet",
                null,
                List.of(),
                List.of());
    }

    private static Optional<String> lastVerdict(List<Note> notes) {
        return notes.stream()
                .filter(note -> note.kind() == Note.Kind.VERDICT)
                .reduce((first, second) -> second)
                .map(Note::text);
    }

    private static String next(MigrationState state, Instant now) {
        if (state.hold().isPresent()) {
            return "waits: " + state.hold().get().reason();
        }
        return underWay(state)
                + state.nextStepWords(now).map(words -> "; " + words).orElse("");
    }

    private static String underWay(MigrationState state) {
        return state.alarm()
                .map(alarm -> alarm.label())
                .orElseGet(() -> state.tasks()
                        .running()
                        .map(running -> Summaries.of(running.task(), state.policy()))
                        .orElse("nothing is under way"));
    }

    /** For the Web UI: lists, not tables. */
    static String details(MigrationStatus status) {
        StringBuilder text = new StringBuilder();
        text.append("**").append(status.phase()).append("** at ").append(Percent.text(status.percent()));
        text.append("\n\n- ").append(status.line());
        text.append("\n- next: ").append(status.next());
        if (status.nextAt() != null) {
            text.append(" (").append(Moments.text(status.nextAt())).append(')');
        }
        if (status.hold() != null) {
            text.append("\n- **held**, ").append(status.holdKind()).append(": ").append(status.hold());
        }
        if (status.lastVerdict() != null) {
            text.append("\n- last verdict: ").append(status.lastVerdict());
        }
        text.append("\n- to act, send a signal or update: ")
                .append(status.commands().isEmpty() ? "none is legal now" : String.join(", ", status.commands()));
        if (!status.off().isEmpty()) {
            text.append("\n- not built yet, switched off: ").append(String.join(", ", status.off()));
        }
        return text.toString();
    }
}
