// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.uber.m3.tally.NoopScope;
import dev.interlock.worker.config.DatabaseSettings;
import dev.interlock.worker.config.TemporalSettings;
import io.temporal.testserver.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BootChecksTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE bystander LOGIN PASSWORD 'x'");
        }
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void anUnreachableTemporalIsOneLineWithItsAddress() throws Exception {
        int nobody = freePort();

        BootRefused refused =
                catchThrowableOfType(BootRefused.class, () -> TemporalLink.connect(temporal(nobody), new NoopScope()));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("Temporal at 127.0.0.1:" + nobody + " cannot be reached")
                .doesNotContain("\n");
    }

    @Test
    void aServerThatCannotListAttributesIsLetThrough() throws Exception {
        int port = freePort();
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
                TemporalLink link = TemporalLink.connect(temporal(port), new NoopScope())) {
            assertThat(server).isNotNull();
            assertThat(new TemporalCheck(link).problems()).isEmpty();
        }
    }

    @Test
    void anOwnerWhoMayCreateTheLedgerHasNoProblem() {
        assertThat(check("postgres", "postgres")).isEmpty();
    }

    @Test
    void aMissingRightIsNamedWithItsGrant() {
        assertThat(check("bystander", "postgres"))
                .containsExactly("role bystander may not create the ledger's schema in database shop;"
                        + " run GRANT CREATE ON DATABASE postgres TO bystander");
    }

    @Test
    void anUnreachableDatabaseIsOneLineWithoutThePassword() {
        assertThat(check("bystander", "missing"))
                .singleElement()
                .asString()
                .startsWith("database shop at jdbc:postgresql://127.0.0.1:")
                .contains("\"missing\" does not exist")
                .doesNotContain("\n", "pass-phrase");
    }

    private static List<String> check(String user, String database) {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?tcpKeepAlive=true";
        return new DatabaseCheck("shop", new DatabaseSettings(url, user, "pass-phrase", null, null, List.of()))
                .problems();
    }

    private static TemporalSettings temporal(int port) {
        return new TemporalSettings("127.0.0.1:" + port, "default");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
