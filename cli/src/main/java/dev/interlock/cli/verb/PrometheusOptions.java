// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.replay.Replayer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Prometheus is asked. No option takes a secret: a configuration names the files that have them. */
final class PrometheusOptions {

    private static final String VARIABLE = "INTERLOCK_PROMETHEUS";

    private final Surroundings surroundings;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "where Prometheus is, if it wants no secret; else " + VARIABLE)
    private @Nullable String address;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a worker's configuration: its prometheus, with TLS, secrets by file, and window")
    private @Nullable Path configuration;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "with --prometheus: the shortest time asked for, at least four scrapes; default: 1m")
    private @Nullable String window;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    PrometheusOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @throws ParameterException when it is not said, or twice */
    Replayer.Where where() {
        if (configuration != null) {
            if (address != null || window != null) {
                throw wrong("--config names a Prometheus and its window itself: leave out --prometheus and --window");
            }
            return new Replayer.Where.Configuration(configuration);
        }
        String url = address != null ? address : surroundings.environment().getOrDefault(VARIABLE, "");
        if (url.isBlank()) {
            throw wrong("say which Prometheus: --prometheus URL, or --config FILE where it wants a secret");
        }
        return new Replayer.Where.Address(
                url, Optional.ofNullable(window).map(text -> PastTime.duration("--window", text, command)));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
