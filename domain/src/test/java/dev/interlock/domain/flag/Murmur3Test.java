// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

    /** The keys that flagd's test bed searched for the edges of the 32-bit range, with the hashes they fall on. */
    @ParameterizedTest
    @CsvSource({"ejOoVL, 0", "bY9fO-, 1", "SI7p-, 7fffffff", "6LvT0, 80000000", "ceQdGm, ffffffff"})
    void reachesTheEdgesOfTheRange(String text, String hash) {
        int actual = Murmur3.hash32(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.toHexString(actual)).isEqualTo(hash);
    }

    @Test
    void agreesWithCommonsCodecOnEveryLengthAndScript() {
        Random random = new Random(20_260_401);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = randomText(random, i % 67).getBytes(StandardCharsets.UTF_8);

            assertThat(Murmur3.hash32(bytes)).isEqualTo(MurmurHash3.hash32x86(bytes, 0, bytes.length, 0));
        }
    }

    private static String randomText(Random random, int codePoints) {
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < codePoints) {
            int candidate = random.nextInt(Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(random.nextBoolean() ? candidate : candidate & 0x7f);
        }
        return text.toString();
    }
}
