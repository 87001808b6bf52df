// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.cli.http.UnreachableException;
import dev.interlock.cli.replay.ReplayRefused;
import dev.interlock.cli.replay.Replayer;
import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.domain.replay.ReplaySetting;
import dev.interlock.domain.replay.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

    private static final SourceReading NO_NEW_PATH =
            new SourceReading.Nothing("q", "total of variant new: Prometheus has no series for the query");

    private static final SourceReading BOTH_PATHS =
            new SourceReading.Counted("q", new SourceReading.Arm(10, 1_000), new SourceReading.Arm(10, 1_000));

    @TempDir
    private Path folder;

    private final List<Replayer.Request> requests = new ArrayList<>();

    @BeforeEach
    void plan() throws IOException {
        write("""
                guardrails:
                  - name: checkout
                    kind: error-rate
                    source: prometheus
                    errors: 'errors{v="$variant"}[$window]'
                    total: 'calls{v="$variant"}[$window]'
                  - { name: busy, kind: threshold, source: prometheus, query: max(busy), max: 0.8 }
                """);
    }

    @Test
    void aQuietPastInWhichAGuardrailWasNeverJudgedIsExitOneAndSaysWhich() {
        Shell.Printed printed = replay(rule -> busy(rule) ? value(0.4) : NO_NEW_PATH, "--from", "1h");

        assertThat(printed.exit()).as(printed.err()).isEqualTo(ExitCode.NO);
        assertThat(printed.out()).isEqualToIgnoringNewLines("""
                        360 looks, 10 s apart, from 2026-01-01 09:00:00Z to 2026-01-01 10:00:00Z, as at 50 %

                        guardrail  kind        onFail    PASS  FAIL  INCONCLUSIVE  NO_DATA  ERROR  highest
                        checkout   error-rate  rollback  0     0     5             355      0      –
                        busy       threshold   rollback  360   0     0             0        0      0.4 of 0.8

                        checkout: not judged: total of variant new: Prometheus has no series for the query
                        not replayed, for only Prometheus has a past: errors, slow, scans, statements, locks, sqlstates
                        not known whether it would have rolled back in 360 looks; not judged: checkout
                        """);
    }

    @Test
    void aQuietPastIsExitZeroAndAtZeroNoRateIsMissed() {
        Shell.Printed judged = replay(rule -> busy(rule) ? value(0.4) : BOTH_PATHS, "--from", "1h");
        Shell.Printed atZero = replay(rule -> busy(rule) ? value(0.4) : NO_NEW_PATH, "--from", "1h", "--percent", "0");

        assertThat(judged.exit()).as(judged.out()).isZero();
        assertThat(judged.out()).endsWith("would not have rolled back in 360 looks" + System.lineSeparator());
        assertThat(atZero.exit()).as(atZero.out()).isZero();
        assertThat(atZero.out()).contains("would not have rolled back in 360 looks; not judged: checkout");
    }

    @Test
    void aPastThatWouldHaveRolledBackIsExitOneWithTheTimeAndTheNumbers() {
        Shell.Printed printed = replay(rule -> busy(rule) ? value(0.9) : NO_NEW_PATH, "--from", "1h");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out())
                .contains("busy: first FAIL 2026-01-01 09:00:30Z: 0.9 > 0.8")
                .containsPattern(
                        "would have rolled back at 2026-01-01 09:00:30Z: busy: 0.9 > 0.8.*; not judged: checkout");
    }

    @Test
    void aPastWithNothingToJudgeIsExitOne() {
        Shell.Printed printed = replay(rule -> NO_NEW_PATH, "--from", "1h");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out()).endsWith("nothing was judged in 360 looks" + System.lineSeparator());
    }

    @Test
    void jsonIsOneObject() throws IOException {
        Shell.Printed printed = replay(rule -> busy(rule) ? value(0.9) : NO_NEW_PATH, "--from", "1h", "--json");

        JsonNode json = new ObjectMapper().readTree(printed.out());
        assertThat(json.path("wouldRollBack").asBoolean()).isTrue();
        assertThat(json.path("looks").asInt()).isEqualTo(360);
        assertThat(json.at("/guardrails/1/verdicts/FAIL").asInt()).isEqualTo(358);
        assertThat(json.at("/guardrails/1/firstFail/at").asText()).isEqualTo("2026-01-01T09:00:30Z");
        assertThat(json.at("/guardrails/0/judged").asBoolean(true)).isFalse();
        assertThat(json.at("/notReplayed/0").asText()).isEqualTo("errors");
    }

    @Test
    void jsonNamesWhatWasNotJudgedAndWhetherThatLeavesItOpen() throws IOException {
        Shell.Printed printed = replay(rule -> busy(rule) ? value(0.4) : NO_NEW_PATH, "--from", "1h", "--json");

        JsonNode json = new ObjectMapper().readTree(printed.out());
        assertThat(json.path("wouldRollBack").asBoolean()).isFalse();
        assertThat(json.path("conclusive").asBoolean(true)).isFalse();
        assertThat(json.path("notJudged")).hasToString("[\"checkout\"]");
    }

    @Test
    void theEndIsTheLastLookAndNotWhatIsLeftOverAfterIt() throws IOException {
        Shell.Printed text = replay(rule -> busy(rule) ? value(0.4) : BOTH_PATHS, "--from", "45m", "--step", "20m");
        Shell.Printed json =
                replay(rule -> busy(rule) ? value(0.4) : BOTH_PATHS, "--from", "45m", "--step", "20m", "--json");

        assertThat(text.out()).startsWith("2 looks, 20 m apart, from 2026-01-01 09:15:00Z to 2026-01-01 09:55:00Z");
        JsonNode told = new ObjectMapper().readTree(json.out());
        assertThat(told.path("lastLook").asText()).isEqualTo("2026-01-01T09:55:00Z");
        assertThat(told.path("to").asText()).isEqualTo("2026-01-01T10:00:00Z");
    }

    @Test
    void howFarItIsIsToldTenTimesBesideTheAnswer() {
        Shell.Printed printed = replay(rule -> busy(rule) ? value(0.4) : NO_NEW_PATH, "--from", "1h");

        assertThat(printed.err().lines())
                .hasSize(9)
                .first()
                .isEqualTo("looked 36 of 360 times, up to 2026-01-01 09:06:00Z");
    }

    @Test
    void whatTheCommandSaysIsWhatIsAsked() {
        replay(
                rule -> value(0.4),
                "--from",
                "2025-12-31T12:00:00+01:00",
                "--to",
                "1h",
                "--step",
                "30s",
                "--percent",
                "12.5",
                "--window",
                "2m");

        Replayer.Request request = requests.get(0);
        assertThat(request.where())
                .isEqualTo(new Replayer.Where.Address("http://p:9090", Optional.of(Duration.ofMinutes(2))));
        assertThat(request.percent()).isEqualTo(new Percent(12_500));
        assertThat(request.looks())
                .isEqualTo(new PastLooks(
                        Instant.parse("2025-12-31T11:00:00Z"),
                        Instant.parse("2026-01-01T09:00:00Z"),
                        Duration.ofSeconds(30)));
    }

    @Test
    void aConfigurationOrTheEnvironmentMaySayWhichPrometheus() {
        Shell shell =
                Shell.nowhere().with("INTERLOCK_PROMETHEUS", "http://e:9090").replaying(past(rule -> value(0.4)));
        shell.run("guardrails", "replay", folder.toString(), "--from", "1h");
        shell.run("guardrails", "replay", folder.toString(), "--from", "1h", "--config", "worker.yml");

        assertThat(requests.get(0).where()).isEqualTo(new Replayer.Where.Address("http://e:9090", Optional.empty()));
        assertThat(requests.get(1).where()).isEqualTo(new Replayer.Where.Configuration(Path.of("worker.yml")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 15d                    | that is 129,600 looks; at most 100,000 are taken: a shorter time, or --step 13s",
                "--from yesterday              | --from yesterday is no time",
                "--from 30m --to 2h --step 1h  | there is no time for a look",
                "--from 5s                     | there is no time for a look",
                "--from 1d --step 61m          | looks are at most 1 h apart, not 1 h 1 m: none asks about more",
                "--from 1h --step 0s           | --step 0s is no duration above 0",
                "--from 1h --percent 100       | --percent is below 100",
                "--from 1h --percent 1.23456   | --percent 1.23456 is no percentage",
                "--from 1h --percent -3        | --percent -3 is no percentage",
                "--from 1h --to 2027-01-01T00:00:00Z | --to is in the future",
                "--from 1h --config worker.yml | --config names a Prometheus and its window itself",
                "--step 5s                     | Missing required option: '--from=TIME'",
            })
    void whatCannotBeReplayedIsWrongUsage(String options, String said) {
        Shell.Printed printed = replay(rule -> value(0.4), options.split(" "));

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains(said);
        assertThat(requests).isEmpty();
    }

    @Test
    void withoutAnAddressTheTwoWaysAreNamed() {
        Shell.Printed printed = Shell.nowhere().run("guardrails", "replay", folder.toString(), "--from", "1h");

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("--prometheus URL, or --config FILE");
    }

    @Test
    void aPlanWithoutSuchAGuardrailIsWrongUsageAndOneWithProblemsIsNo() throws IOException {
        write("");
        assertThat(replay(rule -> value(0.4), "--from", "1h"))
                .returns(ExitCode.USAGE, Shell.Printed::exit)
                .extracting(Shell.Printed::err)
                .asString()
                .contains("the plan has no guardrail with source: prometheus");

        write("guardrials: []\n");
        assertThat(replay(rule -> value(0.4), "--from", "1h"))
                .returns(ExitCode.NO, Shell.Printed::exit)
                .extracting(Shell.Printed::err)
                .asString()
                .contains("guardrials");
    }

    @Test
    void nobodyWhoAnswersIsExitThreeAndARefusalSaysItself() {
        Shell nowhere = Shell.nowhere().replaying((request, progress) -> {
            throw new UnreachableException("busy was not answered 6 times running");
        });
        Shell refused = Shell.nowhere().replaying((request, progress) -> {
            throw ReplayRefused.no("busy can never be answered");
        });

        assertThat(run(nowhere, "--from", "1h"))
                .isEqualTo(new Shell.Printed(
                        ExitCode.UNREACHABLE,
                        "",
                        "interlock: busy was not answered 6 times running" + System.lineSeparator()));
        assertThat(run(refused, "--from", "1h").exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void guardrailsAloneSaysWhatThereIs() {
        Shell.Printed printed = Shell.nowhere().run("guardrails");

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("guardrails replay DIR");
    }

    private Shell.Printed replay(Function<GuardrailRule, SourceReading> answers, String... options) {
        return run(Shell.nowhere().replaying(past(answers)), options);
    }

    private Shell.Printed run(Shell shell, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("guardrails", "replay", folder.toString(), "--prometheus", "http://p:9090"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    /** The same answer at every look. */
    private Replayer past(Function<GuardrailRule, SourceReading> answers) {
        return (request, progress) -> {
            requests.add(request);
            return new ReplayReport(
                    request.looks(),
                    request.plan().guardrails().stream()
                            .filter(rule -> rule.source().hasPast())
                            .map(rule ->
                                    walked(request, rule, answers.apply(rule), busy(rule) ? progress : number -> {}))
                            .toList());
        };
    }

    private static Replayed walked(
            Replayer.Request request, GuardrailRule rule, SourceReading answer, LongConsumer progress) {
        PastLooks looks = request.looks();
        ReplaySetting setting =
                ReplaySetting.of(request.plan(), request.percent(), new CountedWindow(Duration.ofMinutes(1)));
        Replayed replayed = Replayed.from(looks.from(), rule, setting);
        for (long number = 1; number <= looks.count(); number++) {
            boolean asks =
                    replayed.asked(looks.at(number - 1), looks.at(number)).isPresent();
            replayed = replayed.next(looks.at(number), asks ? Optional.of(answer) : Optional.empty());
            progress.accept(number);
        }
        return replayed;
    }

    private static boolean busy(GuardrailRule rule) {
        return rule.name().equals("busy");
    }

    private static SourceReading value(double value) {
        return new SourceReading.Value("q", value);
    }

    private void write(String more) throws IOException {
        Files.writeString(
                folder.resolve("migration.yaml"), "apiVersion: interlock.dev/v1\nid: good\ndatabase: shop\n" + more);
        Files.writeString(folder.resolve("expand.sql"), "ALTER TABLE users ADD COLUMN email text;\n");
        Files.writeString(folder.resolve("contract.sql"), "ALTER TABLE users DROP COLUMN phone;\n");
    }
}
