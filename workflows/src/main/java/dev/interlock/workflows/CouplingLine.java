// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Moments;
import java.util.List;
import java.util.Set;

/** The one line of a status that says whether schema and application are coupled, and who controls it. Pure. */
final class CouplingLine {

    private static final String CONTROLLED = "; controlled by flag ";
    private static final Set<PhaseName> ONLY_OLD =
            Set.of(PhaseName.QUEUED, PhaseName.PREFLIGHT, PhaseName.REVERTED, PhaseName.REJECTED);
    private static final Set<PhaseName> ONLY_NEW = Set.of(PhaseName.DROPPED, PhaseName.COMPLETED);

    private CouplingLine() {}

    static String of(MigrationState state, List<Note> notes) {
        PhaseName phase = state.phase().name();
        String schema = ONLY_OLD.contains(phase) ? "old" : servesNew(state, phase) ? "new" : "old + new";
        String moved = notes.stream()
                .filter(note -> note.kind() == Note.Kind.PERCENT)
                .reduce((first, second) -> second)
                .map(note -> "last moved by " + who(note) + " at " + Moments.text(note.at()) + " (" + note.text() + ")")
                .orElse("never moved");
        return "schema serves " + schema + "; application " + state.percent() + " new" + CONTROLLED
                + state.policy().flagKey() + ", " + moved;
    }

    /** Names that may be hidden are not served. */
    private static boolean servesNew(MigrationState state, PhaseName phase) {
        return state.namesHidden() || ONLY_NEW.contains(phase);
    }

    private static String who(Note note) {
        return note.verified() ? note.actor() : note.actor() + " (unverified)";
    }

    /** The same with how many evaluators report the flag. */
    static String on(String line, int evaluators) {
        String on = evaluators == 1 ? " on 1 evaluator" : " on " + evaluators + " evaluators";
        return line.replace(CONTROLLED, on + CONTROLLED);
    }
}
