// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "End the hold and look again with a fresh window; after a rollback, go on from there.")
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Mixin
    private final Order order = new Order();

    @Option(names = "--keep", paramLabel = "ours|theirs", description = "after drift: whose state to keep")
    private @Nullable Keep keep;

    ResumeCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        return order.send(
                session,
                "resume",
                keep == null ? Map.of() : Map.of("keep", keep.name().toLowerCase(Locale.ROOT)));
    }

    enum Keep {
        OURS,
        THEIRS
    }
}
