// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.replay.PastLooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of the past is looked at, and how often. */
final class PastOptions {

    /** At an answer in a few milliseconds a matter of minutes. */
    private static final long MOST_LOOKS = 100_000;

    private final Surroundings surroundings;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "such as 2026-03-02T09:00:00Z, or 24h for so long before --to")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "the same, or a time before now; default: now")
    private @Nullable String to;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            description = "between two looks, at most 1h; default: the plan's ramp.lookEvery")
    private @Nullable String step;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    PastOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * @param lookEvery between two looks where nothing is said
     * @throws ParameterException when it is no time, none that is past, too short for a look or too long
     */
    PastLooks looks(Duration lookEvery) {
        Instant now = surroundings.clock().instant();
        Instant end = to == null ? now : PastTime.moment("--to", to, now, command);
        Instant begin = PastTime.moment("--from", from, end, command);
        if (end.isAfter(now)) {
            throw wrong("--to is in the future: " + end);
        }
        Duration apart = step == null ? lookEvery : PastTime.duration("--step", step, command);
        if (apart.compareTo(CountedWindow.LONGEST) > 0) {
            throw wrong("looks are at most " + Durations.text(CountedWindow.LONGEST) + " apart, not "
                    + Durations.text(apart)
                    + ": none asks about more, so the rest would be passed over; say --step 1h");
        }
        PastLooks looks = new PastLooks(begin, end, apart);
        if (looks.count() == 0) {
            throw wrong(
                    "from " + begin + " to " + end + " there is no time for a look each " + apart.toMillis() + " ms");
        }
        if (looks.count() > MOST_LOOKS) {
            throw tooMany(looks);
        }
        return looks;
    }

    private ParameterException tooMany(PastLooks looks) {
        long seconds = Math.floorDiv(Duration.between(looks.from(), looks.to()).toSeconds(), MOST_LOOKS) + 1;
        return wrong(String.format(
                Locale.ROOT,
                "that is %,d looks; at most %,d are taken: a shorter time, or --step %ds",
                looks.count(),
                MOST_LOOKS,
                seconds));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
