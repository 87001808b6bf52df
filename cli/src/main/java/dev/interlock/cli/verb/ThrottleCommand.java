// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock throttle}. */
@Command(
        name = "throttle",
        mixinStandardHelpOptions = true,
        description = "Set the rate of the backfill, also while it is held.")
final class ThrottleCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    @Option(names = "--rate", required = true, paramLabel = "N|max", description = "rows a second, or max")
    private String rate = "";

    ThrottleCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "throttle", Map.of("rate", rate));
    }
}
