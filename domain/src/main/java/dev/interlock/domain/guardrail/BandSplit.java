// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the users at 0 % are spread over the bands as the flag would split them: Pearson's χ² over all bands at p &lt; 0.001. Bands
 * in which too few users are expected are counted together with the next one. Each evaluator may have met the same user, so χ² is
 * divided by their number, as in {@link SampleRatio}.
 */
record BandSplit(Cohorts cohorts) {

    /** χ² with 1, 2, … degrees of freedom is above these with a chance of 0.001. */
    private static final double[] CRITICAL = {10.828, 13.816, 16.266, 18.467, 20.515, 22.458, 24.322};

    /** Below so many expected users in a group χ² is not χ². */
    private static final double FEWEST = 8;

    /** One band, or several neighbours: from and to in thousandths of a percent. */
    private record Group(int from, int to, long users, long all) {

        double expected() {
            return all * ((to - from) / (double) Percent.FULL.thousandths());
        }

        double squares() {
            double off = users - expected();
            return off * off / expected();
        }

        Group with(Group next) {
            return new Group(from, next.to, users + next.users, all);
        }
    }

    /** What is wrong with the split; empty where nothing is, and where it cannot be told. */
    Optional<String> mismatch(CohortReading reading) {
        List<Group> groups = groups(reading);
        if (groups.size() < 2 || reading.evaluators() == 0) {
            return Optional.empty();
        }
        double squares = groups.stream().mapToDouble(Group::squares).sum() / reading.evaluators();
        double critical = CRITICAL[groups.size() - 2];
        return squares <= critical ? Optional.empty() : Optional.of(sentence(groups, squares, critical));
    }

    private List<Group> groups(CohortReading reading) {
        long all = reading.all().users();
        List<Group> groups = new ArrayList<>();
        Optional<Group> small = Optional.empty();
        for (int band = 0; band < reading.bands().size(); band++) {
            Group own =
                    new Group(from(band), to(band), reading.bands().get(band).users(), all);
            Group group = small.map(before -> before.with(own)).orElse(own);
            small = group.expected() < FEWEST ? Optional.of(group) : Optional.empty();
            if (small.isEmpty()) {
                groups.add(group);
            }
        }
        small.ifPresent(rest -> {
            if (!groups.isEmpty()) {
                groups.add(groups.remove(groups.size() - 1).with(rest));
            }
        });
        return groups;
    }

    private int from(int band) {
        return band == 0 ? 0 : cohorts.bounds().get(band - 1);
    }

    private int to(int band) {
        return band < cohorts.bounds().size() ? cohorts.bounds().get(band) : Percent.FULL.thousandths();
    }

    private static String sentence(List<Group> groups, double squares, double critical) {
        Group worst =
                groups.stream().max(Comparator.comparingDouble(Group::squares)).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s of %s users at 0 %% have their place between %s and %s, %.2f %% instead of %s: χ² = %s > %s",
                Figures.count(worst.users()),
                Figures.count(worst.all()),
                new Percent(worst.from()),
                new Percent(worst.to()),
                100.0 * worst.users() / worst.all(),
                new Percent(worst.to() - worst.from()),
                Figures.amount(squares),
                Figures.amount(critical));
    }
}
