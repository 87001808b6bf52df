// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReplyTest {

    @Test
    void textStandsOnOneLine() {
        assertThat(Reply.shown(" a\n\tb  c ")).isEqualTo("a b c");
    }

    @Test
    void whatNoDatabaseTakesIsLeftOut() {
        assertThat(Reply.shown("a\0b\u001b[31mc\ud83d d")).isEqualTo("a b [31mc d");
    }

    @Test
    void longTextIsCutBetweenTwoCharacters() {
        assertThat(Reply.shown("😀".repeat(301))).isEqualTo("😀".repeat(300) + "…");
        assertThat(Reply.shown("😀".repeat(300))).isEqualTo("😀".repeat(300));
    }
}
