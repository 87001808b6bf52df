// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * The notes of this run, the newest of the run before it, and which of them the ledger is known to have. A call carries all
 * that it may still lack: writing one twice is idempotent, and a cancelled call may never have arrived.
 */
final class NoteBook {

    /** Notes that go along to another run; the ledger has them all. */
    private static final int KEPT = 50;

    private final List<Note> all = new ArrayList<>();
    private int written;

    /** Of a run that goes on after another one. */
    static NoteBook of(Carried left) {
        NoteBook book = new NoteBook();
        book.all.addAll(left.notes());
        book.written = left.notes().size() - left.unwritten();
        return book;
    }

    /** The newest, all that are not written among them, and the last of each kind that the status is told from. */
    List<Note> newest() {
        int from = Math.max(0, Math.min(written, all.size() - KEPT));
        int percent = last(Note.Kind.PERCENT);
        int verdict = last(Note.Kind.VERDICT);
        List<Note> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i >= from || i == percent || i == verdict) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private int last(Note.Kind kind) {
        int i = all.size() - 1;
        while (i >= 0 && all.get(i).kind() != kind) {
            i--;
        }
        return i;
    }

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
