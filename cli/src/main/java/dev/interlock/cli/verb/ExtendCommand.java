// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock extend}. */
@Command(
        name = "extend",
        mixinStandardHelpOptions = true,
        description = "Lengthen the hold time or the soak that is running.")
final class ExtendCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    @Option(names = "--for", required = true, paramLabel = "DURATION", description = "such as 2h or 3d")
    private String duration = "";

    ExtendCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "extend", Map.of("for", duration));
    }
}
