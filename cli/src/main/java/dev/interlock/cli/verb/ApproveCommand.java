// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock approve}. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Let the contract through, when the migration has asked for it.")
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    @Option(names = "--plan", required = true, paramLabel = "SHA", description = "SHA-256 of the plan that is approved")
    private String plan = "";

    ApproveCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "approve", Map.of("plan", plan));
    }
}
