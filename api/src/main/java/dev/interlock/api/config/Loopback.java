// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a server can be reached from this machine only. There is no authentication yet. */
final class Loopback {

    private Loopback() {}

    static boolean only(ServerFactory server) {
        List<ConnectorFactory> connectors = connectors(server);
        return !connectors.isEmpty() && connectors.stream().allMatch(Loopback::isLoopback);
    }

    private static List<ConnectorFactory> connectors(ServerFactory server) {
        if (server instanceof SimpleServerFactory simple) {
            return List.of(simple.getConnector());
        }
        if (server instanceof DefaultServerFactory split) {
            return Stream.concat(split.getApplicationConnectors().stream(), split.getAdminConnectors().stream())
                    .toList();
        }
        return List.of();
    }

    private static boolean isLoopback(ConnectorFactory connector) {
        return connector instanceof HttpConnectorFactory http && isLoopback(http.getBindHost());
    }

    /** No host means every interface. */
    private static boolean isLoopback(@Nullable String host) {
        if (host == null || host.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
