// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether users are split as the flag says. Where they are not, the flag is not asked as it should be (a wrong key, a wrong
 * share, a path around it), and the arms cannot be compared.
 *
 * <p>Pearson's χ² with one degree of freedom at p &lt; 0.001, as is usual for a sample-ratio mismatch (Fabijan and others,
 * "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019). It only ever holds.
 *
 * @param candidate different users on the new path since the flag's present version, added up over all evaluators
 * @param baseline the same of the old path
 * @param evaluators that counted them. Each may have met the same user, so χ² is divided by their number
 */
public record SampleRatio(long candidate, long baseline, int evaluators) {

    public static final SampleRatio NONE = new SampleRatio(0, 0, 0);

    /** χ² with one degree of freedom is above this with a chance of 0.001. */
    private static final double CRITICAL = 10.828;

    /** Below so many expected users in an arm χ² is not χ². */
    private static final double FEWEST = 8;

    /** What is wrong with the split; empty where nothing is, and where it cannot be told. */
    public Optional<String> mismatch(Percent percent) {
        long users = candidate + baseline;
        double expected = users * (percent.thousandths() / 100_000.0);
        if (evaluators == 0 || expected < FEWEST || users - expected < FEWEST) {
            return Optional.empty();
        }
        double off = candidate - expected;
        double squares = (off * off / expected + off * off / (users - expected)) / evaluators;
        return squares <= CRITICAL ? Optional.empty() : Optional.of(sentence(percent, users, squares));
    }

    private String sentence(Percent percent, long users, double squares) {
        return String.format(
                Locale.ROOT,
                "%s of %s users are on the new path, %.2f %% instead of %s: χ² = %s > %s",
                Figures.count(candidate),
                Figures.count(users),
                100.0 * candidate / users,
                percent,
                Figures.amount(squares),
                Figures.amount(CRITICAL));
    }
}
