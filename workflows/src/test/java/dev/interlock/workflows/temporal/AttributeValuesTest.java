// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeValuesTest {

    /** What a Temporal server takes by default. */
    private static final int SERVER_LIMIT = 2048;

    static Stream<List<String>> tooMany() {
        return Stream.of(
                IntStream.range(0, 5_000).mapToObj(i -> "public.table_" + i).toList(),
                IntStream.range(0, 30)
                        .mapToObj(i -> "ünïcode." + "ß".repeat(200))
                        .toList(),
                IntStream.range(0, 60)
                        .mapToObj(i -> "\"a\".\"" + "\"\"".repeat(60))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("tooMany")
    void tablesThatDoNotFitAreLeftOutAndCounted(List<String> tables) throws JsonProcessingException {
        List<String> kept = AttributeValues.keywords(tables);

        assertThat(Payloads.mapper().writeValueAsBytes(kept)).hasSizeLessThanOrEqualTo(SERVER_LIMIT);
        int left = tables.size() - (kept.size() - 1);
        assertThat(kept).hasSizeGreaterThan(3).endsWith("… and " + left + " more");
    }

    @Test
    void tablesThatFitStayAsTheyAre() {
        List<String> tables =
                IntStream.range(0, 100).mapToObj(i -> "public.table_" + i).toList();

        assertThat(AttributeValues.keywords(tables)).isEqualTo(tables);
    }

    @Test
    void longKeywordIsCutAndSaysSo() {
        assertThat(AttributeValues.keyword("o".repeat(300))).hasSize(200).endsWith("o…");
        assertThat(AttributeValues.keyword("team-accounts")).isEqualTo("team-accounts");
    }
}
