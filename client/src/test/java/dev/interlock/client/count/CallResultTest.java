// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallResultTest {

    @ParameterizedTest
    @CsvSource({
        "42703, UNDEFINED",
        "42P01, UNDEFINED",
        "23505, VIOLATED",
        "23000, VIOLATED",
        "42P02, FAILED",
        "57014, FAILED",
        "2300, VIOLATED",
        "08006, CUT_OFF",
        "53300, CUT_OFF",
        "57P01, CUT_OFF",
        "57P03, CUT_OFF"
    })
    void theStateSaysWhatItWas(String state, CallResult expected) {
        assertThat(CallResult.of(new SQLException("no", state))).isEqualTo(expected);
    }

    @Test
    void whatHasNoStateHasFailed() {
        assertThat(CallResult.of(new SQLException("no"))).isEqualTo(CallResult.FAILED);
        assertThat(CallResult.of(new IllegalStateException("no"))).isEqualTo(CallResult.FAILED);
    }

    @Test
    void aPoolThatHasNoConnectionToGiveCutsTheCallOff() {
        assertThat(CallResult.of(
                        new IllegalStateException(new SQLTransientConnectionException("timed out after 30 s"))))
                .isEqualTo(CallResult.CUT_OFF);
    }

    @Test
    void aFrameworkMayWrapItAsOftenAsItLikes() {
        Throwable wrapped = new SQLException("no such column", "42703");
        for (int i = 0; i < 20; i++) {
            wrapped = new IllegalStateException("the framework says", wrapped);
        }

        assertThat(CallResult.of(wrapped)).isEqualTo(CallResult.UNDEFINED);
    }

    @Test
    void whatABatchChainsIsLookedAt() {
        BatchUpdateException batch = new BatchUpdateException("batch entry 0", new int[0]);
        batch.setNextException(new SQLException("duplicate key", "23505"));

        assertThat(CallResult.of(new UncheckedIOException(new IOException(batch))))
                .isEqualTo(CallResult.VIOLATED);
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        SQLException one = new SQLException("one", "XX000");
        SQLException other = new SQLException("other", "XX000", one);
        one.initCause(other);
        one.setNextException(other);

        assertThat(CallResult.of(one)).isEqualTo(CallResult.FAILED);
    }
}
