// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What came of one run, with everything that is needed to run it again. */
record LossReport(
        long seed,
        List<TimedFault> faults,
        List<Program> programs,
        Journal journal,
        List<String> findings,
        List<String> events,
        long nanos) {

    private static final int SHOWN = 20;

    LossReport {
        findings = List.copyOf(findings);
    }

    boolean isClean() {
        return findings.isEmpty();
    }

    /** A row of a table: seed, faults, writes by fate, findings, seconds. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %,d | %d | %,d | %d | %.1f |",
                seed,
                faults.stream().map(TimedFault::toString).collect(Collectors.joining(", ")),
                journal.count(Fate.ACKNOWLEDGED),
                journal.count(Fate.UNKNOWN),
                journal.count(Fate.ROLLED_BACK),
                findings.size(),
                nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** For a person who has to find out. */
    @Override
    public String toString() {
        return "seed " + seed + "\nfaults:\n  " + lines(faults) + "\nprograms:\n  " + lines(programs) + "\n"
                + findings.size() + " findings:\n  "
                + lines(findings.stream().limit(SHOWN).toList()) + "\non record:\n  " + lines(events);
    }

    private static String lines(List<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining("\n  "));
    }
}
