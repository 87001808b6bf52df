// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserGuardTest {

    private final ApiUnderTest api = ApiUnderTest.shared();

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null", "not an origin"})
    void pageOfAnotherOriginMayNotCommand(String origin) {
        Answer answer = from(origin, "/api/v1/migrations/shop/any/rollback");

        assertThat(answer.problem()).isEqualTo("foreign-origin");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(from(origin, "/admin/tasks/gc").status()).isEqualTo(403);
    }

    @Test
    void ownPageMay() {
        String own = "http://" + ApiUnderTest.uri().getAuthority();

        assertThat(from(own, "/api/v1/migrations/shop/nobody/rollback").problem())
                .isEqualTo("unknown-migration");
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 403", "127.0.0.1.evil.example, 403", "localhost, 200", "[::1]:80, 200", "127.0.0.9, 200"
    })
    void onlyNamesOfThisMachineAreAnswered(String host, String status) throws IOException {
        assertThat(statusLine(host)).contains(" " + status + " ");
    }

    private Answer from(String origin, String path) {
        return api.send(api.request(path)
                .header("Origin", origin)
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** Java's client does not let a caller choose the host's name. */
    private static String statusLine(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ApiUnderTest.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
