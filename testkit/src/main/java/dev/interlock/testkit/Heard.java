// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import java.util.Collection;
import java.util.function.Predicate;

/** What notes say of the present. */
final class Heard {

    private Heard() {}

    static Predicate<Collection<Note>> in(PhaseName phase) {
        return notes -> last(notes, note -> true, note -> note.phase().equals(phase.name()));
    }

    static Predicate<Collection<Note>> heldFor(String kind) {
        return notes -> last(
                notes,
                note -> note.kind() == Note.Kind.HOLD || note.kind() == Note.Kind.RELEASED,
                note -> note.kind() == Note.Kind.HOLD && note.text().startsWith(kind + ": "));
    }

    private static boolean last(Collection<Note> notes, Predicate<Note> among, Predicate<Note> wanted) {
        return notes.stream()
                .filter(among)
                .reduce((first, second) -> second)
                .filter(wanted)
                .isPresent();
    }
}
