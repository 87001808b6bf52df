// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.RedLine;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.client.flag.Values;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterlockProviderTest {

    private static final ImmutableContext ANYBODY = new ImmutableContext("anybody");

    private final TrackedFlag flag = new TrackedFlag("f", () -> 0, Duration.ofMillis(250), RedLine.Limits.DEFAULT);
    private final InterlockProvider provider = new InterlockProvider(Map.of("f", flag));
    private final OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    private final Client client = api.getClient("interlock-test");

    @BeforeEach
    void register() {
        api.setProviderAndWait("interlock-test", provider);
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void aBooleanIsTrueOnTheNewPath() {
        flag.apply(Values.at("f", 4, 100));

        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("f", false, ANYBODY);

        assertThat(details.getValue()).isTrue();
        assertThat(details.getVariant()).isEqualTo("new");
        assertThat(details.getReason()).isEqualTo("STATIC");
        assertThat(details.getFlagMetadata().getLong("version")).isEqualTo(4);
    }

    @Test
    void aStringNamesThePath() {
        flag.apply(Values.at("f", 4, 0));

        assertThat(client.getStringValue("f", "neither", ANYBODY)).isEqualTo("old");
    }

    @Test
    void betweenZeroAndFullTheReasonIsASplit() {
        flag.apply(Values.at("f", 4, 50));

        assertThat(client.getBooleanDetails("f", false, ANYBODY).getReason()).isEqualTo("SPLIT");
        assertThat(client.getBooleanDetails("f", true).getReason()).isEqualTo("DEFAULT");
        assertThat(client.getBooleanValue("f", true)).isFalse();
    }

    @Test
    void beforeAnyValueTheAnswerIsTheOldPathByDefault() {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("f", true, ANYBODY);

        assertThat(details.getValue()).isFalse();
        assertThat(details.getReason()).isEqualTo("DEFAULT");
    }

    @Test
    void anotherFlagIsNotFound() {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("g", true, ANYBODY);

        assertThat(details.getValue()).isTrue();
        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void anyOtherTypeIsAMismatch() {
        Value fallback = new Value("fallback");

        assertThat(List.of(
                        client.getIntegerDetails("f", 1, ANYBODY).getErrorCode(),
                        client.getDoubleDetails("f", 1.0, ANYBODY).getErrorCode(),
                        client.getObjectDetails("f", fallback, ANYBODY).getErrorCode()))
                .containsOnly(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getIntegerValue("f", 42, ANYBODY)).isEqualTo(42);
    }

    @Test
    void aChangeIsAnnounced() throws Exception {
        CompletableFuture<List<String>> changed = new CompletableFuture<>();
        client.onProviderConfigurationChanged(event -> changed.complete(event.getFlagsChanged()));

        provider.announce(Values.at("f", 5, 5));

        assertThat(changed.get(10, TimeUnit.SECONDS)).containsExactly("f");
    }
}
