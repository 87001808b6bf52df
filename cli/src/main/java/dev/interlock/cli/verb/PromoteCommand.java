// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock promote}. */
@Command(name = "promote", mixinStandardHelpOptions = true, description = "Take the next step of the ramp now.")
final class PromoteCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    PromoteCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "promote");
    }
}
