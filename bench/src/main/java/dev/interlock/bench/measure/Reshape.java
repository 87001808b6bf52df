// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reshape, as it comes: batches of 1,000 rows. */
record Reshape(Program program, Path folder) implements Peer {

    static final String NAME = "reshape";
    static final Bar BAR = Bar.atLeast(2);

    private static final String MIGRATION = """
            [[actions]]
            type = "add_column"
            table = "items"

            up = "price_cents"

                [actions.column]
                name = "price"
                type = "BIGINT"
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Bar bar() {
        return BAR;
    }

    @Override
    public void prepare(int port, String database) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("1_price.toml"), MIGRATION);
    }

    @Override
    public void fill(int port, String database) throws IOException, InterruptedException {
        String url = "postgres://postgres:postgres@localhost:" + port + "/" + database;
        program.run(folder, List.of("migration", "start", "--url", url));
    }
}
