// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every write to one row, by whoever. Each committed one raises the row's version by one, which puts them in order. */
final class RowHistory {

    private final List<Write> writes = new ArrayList<>();

    synchronized void add(Write write) {
        writes.add(write);
    }

    /** What is wrong with the row as it was read; null for a row that is not there. */
    synchronized List<String> findings(@Nullable Seen seen) {
        List<String> findings = new ArrayList<>(twiceTheSameVersion());
        Optional<Write> last =
                writes.stream().filter(Write::isAcknowledged).max(Comparator.comparingLong(Write::version));
        if (!isExplained(seen, last)) {
            findings.add("acknowledged last: " + last.map(Write::toString).orElse("nothing") + ", found: "
                    + (seen == null ? "no row" : seen));
        }
        return findings;
    }

    private boolean isExplained(@Nullable Seen seen, Optional<Write> last) {
        if (last.filter(write -> is(write, seen)).isPresent()) {
            return true;
        }
        boolean neverWritten = last.isEmpty() && seen == null;
        long version = last.map(Write::version).orElse(0L);
        return neverWritten
                || writes.stream()
                        .filter(write -> write.mayFollow(version))
                        .filter(write -> seen == null || seen.version() > version)
                        .anyMatch(write -> is(write, seen));
    }

    private static boolean is(Write write, @Nullable Seen seen) {
        return seen == null ? write.name() == null : seen.mayBe(write);
    }

    private List<String> twiceTheSameVersion() {
        Set<Long> versions = new HashSet<>();
        return writes.stream()
                .filter(Write::isAcknowledged)
                .filter(write -> !versions.add(write.version()))
                .map(write -> "two acknowledged writes made version " + write.version())
                .toList();
    }
}
