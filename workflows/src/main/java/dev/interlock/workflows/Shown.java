// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.temporal.AttributeValues;
import dev.interlock.workflows.temporal.InterlockAttributes;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people see: query answers, the Web UI's current details, and search attributes. */
final class Shown {

    private @Nullable MigrationStatus status;
    private List<Note> timeline = List.of();
    private String searched = "";
    private Optional<Instant> searchedDue = Optional.empty();

    MigrationStatus status() {
        return status == null ? StatusText.starting(Workflow.getInfo().getWorkflowId()) : status;
    }

    List<Note> timeline() {
        return timeline;
    }

    void update(Run run, MigrationState state, List<Note> notes) {
        timeline = notes;
        status = StatusText.of(run, state, notes, Now.instant());
        Workflow.setCurrentDetails(StatusText.details(status));
        search(state);
    }

    /** One upsert for all of them, and only when one that people filter or sort by has changed: each is an event. */
    private void search(MigrationState state) {
        String hold = state.hold().map(h -> h.kind().name()).orElse("NONE");
        Optional<Instant> due = state.due();
        String key = state.phase().name() + " " + hold + " " + state.percent();
        // That nothing is due for a moment is not worth an event: it goes along with the next change.
        boolean same = key.equals(searched) && (due.isEmpty() || due.equals(searchedDue));
        if (same) {
            return;
        }
        boolean first = searched.isEmpty();
        searched = key;
        searchedDue = due;
        SearchAttributeUpdate<?>[] changing = {
            InterlockAttributes.PHASE.valueSet(state.phase().name().name()),
            InterlockAttributes.HOLD.valueSet(hold),
            InterlockAttributes.PERCENT.valueSet(state.percent().asDouble()),
            nextAt(due),
            InterlockAttributes.DATABASE.valueSet(state.policy().database()),
            InterlockAttributes.OWNER.valueSet(
                    AttributeValues.keyword(state.policy().owner())),
            InterlockAttributes.TABLES.valueSet(
                    AttributeValues.keywords(state.policy().tables()))
        };
        Workflow.upsertTypedSearchAttributes(first ? changing : Arrays.copyOf(changing, 4));
    }

    private static SearchAttributeUpdate<?> nextAt(Optional<Instant> due) {
        return due.<SearchAttributeUpdate<?>>map(
                        at -> InterlockAttributes.NEXT_AT.valueSet(at.atOffset(ZoneOffset.UTC)))
                .orElse(InterlockAttributes.NEXT_AT.valueUnset());
    }
}
