// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagRuleTest {

    /** Users of flagd's own test bed (fractional-v2) with the quarter or half that it expects each of them in. */
    @ParameterizedTest
    @CsvSource({
        "fractional-flag, ten, 0, 25",
        "fractional-flag, 3, 0, 25",
        "fractional-flag, nine, 25, 50",
        "fractional-flag, jack, 50, 75",
        "fractional-flag, queen, 75, 100",
        "shared-seed, nine, 0, 25",
        "shared-seed, eight, 25, 50",
        "shared-seed, seven, 50, 75",
        "shared-seed, two, 75, 100",
        "fractional-flag-shorthand, jon@company.com, 0, 50",
        "fractional-flag-shorthand, jane@company.com, 50, 100",
    })
    void putsFlagdsKnownUsersWhereFlagdPutsThem(String key, String user, int from, int to) {
        int bucket = FlagRule.bucket(key, user);

        assertThat(bucket).isGreaterThanOrEqualTo(from * 1000).isLessThan(to * 1000);
    }

    @ParameterizedTest
    @CsvSource({"fractional-flag, queen, 99616", "fractional-flag, 3, 14071", "shared-seed, two, 86052"})
    void knowsTheExactBucket(String key, String user, int bucket) {
        assertThat(FlagRule.bucket(key, user)).isEqualTo(bucket);
    }

    @Test
    void aBucketIsInFromTheNextThousandthOn() {
        assertThat(rule(14_071).evaluate("3")).isEqualTo(Variant.OLD);
        assertThat(rule(14_072).evaluate("3")).isEqualTo(Variant.NEW);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void zeroAndFullAreFixedForEveryContext(Variant safeSide) {
        FlagRule zero = new FlagRule("f", Percent.ZERO, safeSide);
        FlagRule full = new FlagRule("f", Percent.FULL, safeSide);

        assertThat(zero.evaluate(null)).isEqualTo(zero.evaluate("anybody")).isEqualTo(Variant.OLD);
        assertThat(full.evaluate(null)).isEqualTo(full.evaluate("anybody")).isEqualTo(Variant.NEW);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void noKeyGetsTheSafeSide(String noKey) {
        assertThat(new FlagRule("f", Percent.of(99), Variant.OLD).evaluate(noKey))
                .isEqualTo(Variant.OLD);
        assertThat(new FlagRule("f", Percent.of(1), Variant.NEW).evaluate(noKey))
                .isEqualTo(Variant.NEW);
    }

    @Test
    void whoIsInStaysInWhileThePercentageGrows() {
        int[] steps = {1, 1_000, 5_000, 20_000, 50_000, 99_999, 100_000};
        for (int user = 0; user < 5_000; user++) {
            String key = "user-" + user;
            List<Variant> answers = IntStream.of(steps)
                    .mapToObj(step -> rule(step).evaluate(key))
                    .toList();

            assertThat(answers).as(key).isSorted();
        }
    }

    @Test
    void theShareOfUsersIsThePercentage() {
        long in = IntStream.range(0, 200_000)
                .filter(user -> rule(5_000).evaluate("user-" + user) == Variant.NEW)
                .count();

        assertThat(in / 200_000.0).isCloseTo(0.05, within(0.003));
    }

    @Test
    void anUnknownFlagKeepsEverybodyOnTheOldPath() {
        assertThat(FlagRule.unknown("f").evaluate("anybody")).isEqualTo(Variant.OLD);
    }

    private static FlagRule rule(int thousandths) {
        return new FlagRule("fractional-flag", new Percent(thousandths), Variant.OLD);
    }
}
