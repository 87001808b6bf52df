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
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "1:would have, or a guardrail was never judged, or the plan is not valid",
            "2:wrong usage",
            "3:Prometheus does not answer"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int PROGRESS_LINES = 10;

    private final Replayer replayer;

    @Parameters(paramLabel = "DIR", description = "a plan's folder")
    private Path folder = Path.of("");

    @Mixin
    private final PrometheusOptions prometheus;

    @Mixin
    private final PastOptions past;

    @Option(
            names = "--percent",
            paramLabel = "P",
            description = "where the past stood: 0, where only the old path is counted, to below 100; default: 50")
    private BigDecimal percent = BigDecimal.valueOf(50);

    @Option(names = "--json", description = "one JSON object instead of text")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    ReplayCommand(Surroundings surroundings, Replayer replayer) {
        this.prometheus = new PrometheusOptions(surroundings);
        this.past = new PastOptions(surroundings);
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
        PastLooks looks = past.looks(plan.ramp().lookEvery());
        Replayer.Request request = new Replayer.Request(prometheus.where(), plan, percent(), looks);
        try {
            ReplayReport report = replayer.replay(request, number -> tell(number, looks));
            show(request, report);
            return report.rolledBack().isPresent() || !report.isConclusive() ? ExitCode.NO : ExitCode.OK;
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

    private PrintWriter err() {
        return command.commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
