// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** pgroll, as it comes: batches of 1,000 rows. */
record Pgroll(Program program, Path folder) implements Peer {

    static final String NAME = "pgroll";
    static final Bar BAR = Bar.atLeast(2.5);

    private static final String MIGRATION = """
            {"operations": [{"add_column": {"table": "items", "up": "price_cents",
              "column": {"name": "price", "type": "bigint", "nullable": true}}}]}
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
    public void prepare(int port, String database) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("1_price.json"), MIGRATION);
        program.run(folder, List.of("--postgres-url", url(port, database), "init"));
    }

    @Override
    public void fill(int port, String database) throws IOException, InterruptedException {
        program.run(folder, List.of("--postgres-url", url(port, database), "start", "1_price.json"));
    }

    private static String url(int port, String database) {
        return "postgres://postgres:postgres@localhost:" + port + "/" + database + "?sslmode=disable";
    }
}
