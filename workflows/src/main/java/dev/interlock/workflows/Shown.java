// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.temporal.InterlockAttributes;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people see: query answers, the Web UI's current details, and search attributes. */
final class Shown {

    private @Nullable MigrationStatus status;
    private List<Note> timeline = List.of();
    private String searched = "";

    MigrationStatus status() {
        return status == null ? StatusText.starting(Workflow.getInfo().getWorkflowId()) : status;
    }

    List<Note> timeline() {
        return timeline;
    }

    void update(Run run, MigrationState state, List<Note> notes) {
        timeline = notes;
        status = StatusText.of(run, state, notes);
        Workflow.setCurrentDetails(StatusText.details(status));
        search(state);
    }

    /** One upsert for all of them, and only when one that people filter by has changed: each is an event. */
    private void search(MigrationState state) {
        String hold = state.hold().map(h -> h.kind().name()).orElse("NONE");
        String key = state.phase().name() + " " + hold + " " + state.percent();
        if (key.equals(searched)) {
            return;
        }
        boolean first = searched.isEmpty();
        searched = key;
        Optional<Instant> next = state.alarm().map(alarm -> alarm.at());
        SearchAttributeUpdate<?> nextAt = next.<SearchAttributeUpdate<?>>map(
                        at -> InterlockAttributes.NEXT_AT.valueSet(at.atOffset(ZoneOffset.UTC)))
                .orElse(InterlockAttributes.NEXT_AT.valueUnset());
        SearchAttributeUpdate<?>[] changing = {
            InterlockAttributes.PHASE.valueSet(state.phase().name().name()),
            InterlockAttributes.HOLD.valueSet(hold),
            InterlockAttributes.PERCENT.valueSet(state.percent().asDouble()),
            nextAt,
            InterlockAttributes.DATABASE.valueSet(state.policy().database()),
            InterlockAttributes.OWNER.valueSet(state.policy().owner()),
            InterlockAttributes.TABLES.valueSet(state.policy().tables())
        };
        Workflow.upsertTypedSearchAttributes(first ? changing : java.util.Arrays.copyOf(changing, 4));
    }
}
