// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.api.config.ApiConfiguration;
import dev.interlock.api.config.DatabaseConfiguration;
import dev.interlock.api.config.TemporalConfiguration;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootTest {

    @Test
    void everythingThatIsMissingIsNamedInOneLineEach() throws IOException {
        String nowhere = "127.0.0.1:" + TemporalServer.freePort();
        ApiConfiguration configuration = ApiConfiguration.onLoopback(
                0,
                new TemporalConfiguration(nowhere, "default"),
                Map.of("shop", new DatabaseConfiguration("jdbc:postgresql://127.0.0.1:1/none", "nobody", "hush-hush")));

        BootFailure failure = catchThrowableOfType(BootFailure.class, () -> ApiProcess.start(configuration));

        assertThat(failure.lines()).hasSize(2);
        assertThat(failure.lines().get(0)).contains("Temporal at " + nowhere).contains("UNAVAILABLE");
        assertThat(failure.lines().get(1)).contains("database shop").contains("refused");
        assertThat(failure.getMessage()).doesNotContain("hush-hush");
    }
}
