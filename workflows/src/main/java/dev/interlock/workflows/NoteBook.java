// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * Every note of this run, and which of them the ledger is known to have. A call carries all that it may still lack:
 * writing one twice is idempotent, and a cancelled call may never have arrived.
 */
final class NoteBook {

    private final List<Note> all = new ArrayList<>();
    private int written;

    void add(Note note) {
        all.add(note);
    }

    List<Note> all() {
        return List.copyOf(all);
    }

    List<Note> unwritten() {
        return List.copyOf(all.subList(written, all.size()));
    }

    int size() {
        return all.size();
    }

    void written(int count) {
        written = Math.max(written, count);
    }
}
