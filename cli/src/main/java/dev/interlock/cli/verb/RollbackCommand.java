// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Flag to 0 %%, proven; schema and sync stay, so it can go on later.")
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    RollbackCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(session, "rollback");
    }
}
