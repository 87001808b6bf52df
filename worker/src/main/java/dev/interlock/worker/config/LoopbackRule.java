// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nobody is asked who they are yet, so nothing listens where a stranger could knock. */
final class LoopbackRule {

    private LoopbackRule() {}

    static List<String> problems(ServerFactory server) {
        return connectors(server)
                .map(LoopbackRule::problem)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Stream<ConnectorFactory> connectors(ServerFactory server) {
        if (server instanceof SimpleServerFactory simple) {
            return Stream.of(simple.getConnector());
        }
        if (server instanceof DefaultServerFactory wide) {
            return Stream.concat(wide.getApplicationConnectors().stream(), wide.getAdminConnectors().stream());
        }
        return Stream.empty();
    }

    private static Optional<String> problem(ConnectorFactory connector) {
        if (connector instanceof HttpConnectorFactory http && isLoopback(http.getBindHost())) {
            return Optional.empty();
        }
        String where = connector instanceof HttpConnectorFactory http ? describe(http) : "a connector";
        return Optional.of("server: " + where
                + " would be open to other machines without authentication; write bindHost: 127.0.0.1,"
                + " or allowUnauthenticatedBind: true if only trusted networks reach it");
    }

    private static String describe(HttpConnectorFactory http) {
        return (http.getBindHost() == null ? "every address" : http.getBindHost()) + ":" + http.getPort();
    }

    /** By the text alone: a name other than localhost may resolve to anything. */
    private static boolean isLoopback(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}"));
    }
}
