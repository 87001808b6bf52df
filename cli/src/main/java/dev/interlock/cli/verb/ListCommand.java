// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.text.ListText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Migrations, newest first.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Option(names = "--phase", paramLabel = "PHASE", description = "only those in this phase")
    private @Nullable String phase;

    @Option(names = "--database", paramLabel = "NAME", description = "only those of this database")
    private @Nullable String database;

    @Option(names = "--owner", paramLabel = "NAME", description = "only those of this owner")
    private @Nullable String owner;

    @Option(names = "--page", paramLabel = "N", description = "from 1, fifty a page")
    private int page = 1;

    ListCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        StringJoiner query = new StringJoiner("&", "/api/v1/migrations?", "");
        add(query, "phase", phase);
        add(query, "database", database);
        add(query, "owner", owner);
        add(query, "page", String.valueOf(page));
        return session.show(session.client().get(query.toString()), ListText::of);
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
