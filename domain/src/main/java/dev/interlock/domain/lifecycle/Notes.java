// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit lines of one decision: what was said, and what changed because of it. */
final class Notes {

    private Notes() {}

    static List<Note> of(MigrationState before, List<Said> said, MigrationState after, Instant now) {
        List<Said> lines = new ArrayList<>(said);
        Origin by = said.isEmpty() ? Origin.interlock("") : said.get(0).by();
        if (before.phase().name() != after.phase().name()) {
            lines.add(new Said(
                    Note.Kind.PHASE,
                    by,
                    before.phase().name() + " → " + after.phase().name()));
        }
        if (!before.percent().equals(after.percent())) {
            lines.add(new Said(Note.Kind.PERCENT, by, before.percent() + " → " + after.percent()));
        }
        holdChange(before.hold(), after.hold(), by).ifPresent(lines::add);
        // Last, so that what a list shows as next is what nothing has come after.
        NextStep.changed(before, after, now).ifPresent(lines::add);
        List<Note> notes = new ArrayList<>();
        for (Said line : lines) {
            notes.add(note(before.notes() + notes.size() + 1, line, after, now));
        }
        return notes;
    }

    private static Optional<Said> holdChange(Optional<Hold> before, Optional<Hold> after, Origin by) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(after.map(hold -> new Said(Note.Kind.HOLD, by, hold.kind() + ": " + hold.reason()))
                .orElseGet(() -> new Said(
                        Note.Kind.RELEASED,
                        by,
                        "no longer held: " + before.orElseThrow().kind())));
    }

    private static Note note(long sequence, Said line, MigrationState after, Instant now) {
        return new Note(
                sequence,
                now,
                line.kind(),
                line.by().actor(),
                line.by().verified(),
                line.text(),
                after.phase().name().name(),
                after.percent().thousandths(),
                after.hold().map(Hold::reason).orElse(null));
    }
}
