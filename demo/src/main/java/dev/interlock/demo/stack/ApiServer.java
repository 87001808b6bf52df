// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import dev.interlock.api.ApiProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** The API inside the demo's own process, from the same kind of file as everywhere. */
public final class ApiServer implements AutoCloseable {

    private static final String CONFIGURATION = """
            temporal: { address: "%s", heartbeatTimeout: 3s }
            databases:
              shop:
                url: "%s"
                user: %s
            server:
              type: simple
              connector: { type: http, bindHost: 127.0.0.1, port: %d }
              requestLog: { appenders: [] }
            """;

    private final ApiProcess process;

    private ApiServer(ApiProcess process) {
        this.process = process;
    }

    public static ApiServer start(DemoHome home, ShopDatabase database, TemporalServer temporal) throws Exception {
        Path configuration = home.file("api.yml");
        Files.writeString(
                configuration,
                CONFIGURATION.formatted(temporal.address(), database.url(), ShopDatabase.API, Ports.free()));
        return new ApiServer(ApiProcess.start(configuration));
    }

    public String address() {
        return process.uri().toString();
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "API at " + address();
    }
}
