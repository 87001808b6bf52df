// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock revert}. */
@Command(name = "revert", mixinStandardHelpOptions = true, description = "Undo the expand; only after a rollback.")
final class RevertCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    RevertCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "revert");
    }
}
