// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.statement.Attribution;
import dev.interlock.activities.statement.CalledStatement;
import dev.interlock.activities.statement.Observation;
import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.Durations;
import dev.interlock.plans.sql.Mentions;
import dev.interlock.plans.sql.SqlWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the statements of the soak say of the old names. A statement that names one is a doubt until it has not been called for a
 * whole soak; one that may need it, or cannot be read, is not known. Statements of ours name something of our own schema.
 */
final class ObservedCheck {

    static final String NAME = "observed";

    private static final int SHOWN = 5;
    /** The evidence is kept for good. */
    private static final int MOST = 1_000;

    private static final int LONGEST_TEXT = 200;

    /** The first look of a soak comes a little after it has begun. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Duration soak;
    private final Duration soaked;
    private final List<RemovedTable> removed;

    private final List<String> readers = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private int looked;

    /**
     * @param soak as the plan has it
     * @param soaked since the soak began
     */
    ObservedCheck(Duration soak, Duration soaked, List<RemovedTable> removed) {
        this.soak = soak;
        this.soaked = soaked;
        this.removed = removed;
    }

    /** How long nobody may have called a statement that names what is removed. */
    static Duration quiet(Duration soak) {
        Duration tenth = soak.dividedBy(10);
        return soak.minus(tenth.compareTo(LATE) < 0 ? tenth : LATE);
    }

    Check of(Observation seen) {
        if (removed.isEmpty()) {
            return Check.holds(NAME, "the contract removes nothing that a statement names");
        }
        if (seen.absent().isPresent()) {
            return Check.holds(
                    NAME,
                    "no statement was looked at",
                    List.of("Observed: " + seen.absent().get() + "; it takes a soak to know more"));
        }
        seen.limits().forEach(limit -> unknown.add("Observed: " + limit));
        seen.called().forEach(this::judge);
        String found = Figures.counted(looked, "statement") + " called within " + Durations.text(quiet(soak))
                + ", counted without a gap for " + Durations.text(seen.covered());
        if (!readers.isEmpty()) {
            return new Check(NAME, false, shown(readers), notKnown());
        }
        if (covered(seen)) {
            return Check.holds(NAME, "no reader among " + found, notKnown());
        }
        String gap = seen.gap().map(why -> ", since " + why).orElse(", since the first look at them");
        if (waits()) {
            return new Check(
                    NAME,
                    false,
                    "statements have been counted without a gap only for " + Durations.text(seen.covered()) + " of "
                            + Durations.text(soak) + gap,
                    notKnown());
        }
        unknown.add("Observed: statements were not counted without a gap for a whole soak" + gap);
        return Check.holds(NAME, "no reader among " + found, notKnown());
    }

    private List<String> notKnown() {
        List<String> all = List.copyOf(unknown);
        if (all.size() <= MOST) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST));
        some.add("Observed: more than these " + Figures.counted(MOST, "statement"));
        return some;
    }

    private boolean covered(Observation seen) {
        return !seen.covered().isZero() && seen.covered().compareTo(quiet(soak)) >= 0;
    }

    /** A gap that comes again and again would keep the gate closed for ever: after a second soak a person is asked. */
    private boolean waits() {
        return !soak.isZero() && soaked.compareTo(soak.multipliedBy(2)) < 0;
    }

    private void judge(CalledStatement statement) {
        if (statement.text().isEmpty()) {
            unknown.add("Observed: a statement of role " + statement.role() + " whose text PostgreSQL has lost");
            return;
        }
        SqlWords words = SqlWords.of(statement.text().get());
        if (words.any(Attribution::ours)) {
            return;
        }
        looked++;
        for (RemovedTable table : removed) {
            judge(statement, words, table);
        }
    }

    private void judge(CalledStatement statement, SqlWords words, RemovedTable table) {
        String who = " (role " + statement.role() + "): " + brief(words.sql());
        Mention mention = Mentions.of(words, table.names());
        if (mention == Mention.NAMED) {
            readers.add("a statement that needs " + table + " was called "
                    + (statement.justNow() ? "since the last look" : Durations.text(statement.ago()) + " ago") + who);
        } else if (mention == Mention.UNREADABLE) {
            unknown.add("Observed: a statement that cannot be parsed and may need " + table + who);
        } else if (mention == Mention.POSSIBLE && !table.names().columns().isEmpty()) {
            unknown.add("Observed: a statement that takes whole rows and may need " + table + who);
        }
    }

    private static String shown(List<String> sentences) {
        String more = sentences.size() > SHOWN ? "; and " + (sentences.size() - SHOWN) + " more" : "";
        return String.join("; ", sentences.subList(0, Math.min(SHOWN, sentences.size()))) + more;
    }

    private static String brief(String sql) {
        String line = String.join(" ", sql.strip().split("\\s+"));
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
