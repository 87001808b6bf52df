// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.replay.ReplayRefused;
import dev.interlock.cli.replay.Replayer;
import dev.interlock.cli.text.FindingText;
import dev.interlock.cli.text.ReplayText;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Moments;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.plans.PlanReader;
import dev.interlock.plans.ReadPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock guardrails replay}: exit 0 when the past would not have rolled back, 1 when it would have. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Run a plan's Prometheus guardrails over past data, as a ramp that stood at --percent would have.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:would not have rolled back",
            "1:would have, or nothing could be judged, or the plan is not valid",
            "2:wrong usage",
            "3:Prometheus does not answer"
        })
final class ReplayCommand implements Callable<Integer> {

    /** At an answer in a few milliseconds a matter of minutes. */
    private static final long MOST_LOOKS = 100_000;

    private static final int PROGRESS_LINES = 10;

    private final Surroundings surroundings;
    private final Replayer replayer;

    @Parameters(paramLabel = "DIR", description = "a plan's folder")
    private Path folder = Path.of("");

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "where Prometheus is, if it wants no secret; else INTERLOCK_PROMETHEUS")
    private @Nullable String prometheus;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a worker's configuration: its prometheus, with TLS, secrets by file, and window")
    private @Nullable Path configuration;

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
            description = "between two looks; default: the plan's ramp.lookEvery")
    private @Nullable String step;

    @Option(
            names = "--percent",
            paramLabel = "P",
            description = "where the past stood: 0, where only the old path is counted, to below 100; default: 50")
    private BigDecimal percent = BigDecimal.valueOf(50);

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "with --prometheus: the shortest time asked for, at least four scrapes; default: 1m")
    private @Nullable String window;

    @Option(names = "--json", description = "one JSON object instead of text")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    ReplayCommand(Surroundings surroundings, Replayer replayer) {
        this.surroundings = surroundings;
        this.replayer = replayer;
    }

    @Override
    public Integer call() throws IOException {
        ReadPlan read = new PlanReader().read(Folders.existing(folder, command));
        if (read.plan().isEmpty()) {
            err().println(FindingText.of(folder.toString(), read.problems()));
            return ExitCode.NO;
        }
        return replay(read.plan().get());
    }

    private int replay(MigrationPlan plan) throws IOException {
        if (plan.guardrails().stream().noneMatch(rule -> rule.source().hasPast())) {
            throw wrong("the plan has no guardrail with source: prometheus");
        }
        PastLooks looks = looks(plan);
        Replayer.Request request = new Replayer.Request(where(), plan, percent(), looks);
        try {
            ReplayReport report = replayer.replay(request, number -> tell(number, looks));
            show(request, report);
            return report.rolledBack().isPresent() || !report.judgedAny() ? ExitCode.NO : ExitCode.OK;
        } catch (ReplayRefused refused) {
            err().println("interlock: " + refused.getMessage());
            return refused.exitCode();
        }
    }

    private void show(Replayer.Request request, ReplayReport report) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        out.println(
                json
                        ? new ObjectMapper()
                                .writeValueAsString(ReplayText.json(request.plan(), request.percent(), report))
                        : ReplayText.of(request.plan(), request.percent(), report));
        out.flush();
    }

    private void tell(long number, PastLooks looks) {
        long every = Math.max(1, looks.count() / PROGRESS_LINES);
        if (number % every == 0 && number < looks.count()) {
            err().println(String.format(
                    Locale.ROOT,
                    "looked %,d of %,d times, up to %s",
                    number,
                    looks.count(),
                    Moments.text(looks.at(number))));
        }
    }

    private Replayer.Where where() {
        String address =
                prometheus != null ? prometheus : surroundings.environment().getOrDefault("INTERLOCK_PROMETHEUS", "");
        if (configuration != null) {
            if (prometheus != null || window != null) {
                throw wrong("--config names a Prometheus and its window itself: leave out --prometheus and --window");
            }
            return new Replayer.Where.Configuration(configuration);
        }
        if (address.isBlank()) {
            throw wrong("say which Prometheus: --prometheus URL, or --config FILE where it wants a secret");
        }
        return new Replayer.Where.Address(address, Optional.ofNullable(window).map(text -> duration("--window", text)));
    }

    private PastLooks looks(MigrationPlan plan) {
        Instant now = surroundings.clock().instant();
        Instant end = to == null ? now : time("--to", to, now);
        Instant begin = time("--from", from, end);
        Duration apart = step == null ? plan.ramp().lookEvery() : duration("--step", step);
        if (end.isAfter(now)) {
            throw wrong("--to is in the future: " + end);
        }
        PastLooks looks = new PastLooks(begin, end, apart);
        if (looks.count() == 0) {
            throw wrong(
                    "from " + begin + " to " + end + " there is no time for a look each " + apart.toMillis() + " ms");
        }
        if (looks.count() > MOST_LOOKS) {
            long seconds = Math.floorDiv(Duration.between(begin, end).toSeconds(), MOST_LOOKS) + 1;
            throw wrong(String.format(
                    Locale.ROOT,
                    "that is %,d looks; at most %,d are taken: a shorter time, or --step %ds",
                    looks.count(),
                    MOST_LOOKS,
                    seconds));
        }
        return looks;
    }

    private Percent percent() {
        try {
            Percent stood = Percent.of(percent);
            if (!stood.isFull()) {
                return stood;
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw wrong("--percent " + percent + " is no percentage with at most three decimals");
        }
        throw wrong("--percent is below 100: at 100 % there is no second path to compare with");
    }

    private Instant time(String option, String text, Instant before) {
        return PastTime.parse(text, before)
                .orElseThrow(() -> wrong(option + " " + text + " is no time: write one such as 2026-03-02T09:00:00Z,"
                        + " or how long before, such as 24h"));
    }

    private Duration duration(String option, String text) {
        return PastTime.duration(text)
                .orElseThrow(() -> wrong(option + " " + text + " is no duration above 0, such as 30s or 1m"));
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
