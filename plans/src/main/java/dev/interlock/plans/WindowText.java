// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Windows.Range;
import dev.interlock.plans.yaml.Nearest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One window as people write it: {@code Mon-Thu 09:00-17:00}, {@code Mon,Wed,Fri 22:00-02:00}. The shape of it has been looked at before. */
final class WindowText {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** A night that is longer is two times of a day in the wrong order. */
    private static final Duration LONGEST_NIGHT = Duration.ofHours(12);

    private final String path;
    private final List<Problem> problems;

    WindowText(String path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Empty when something is wrong with it, which is then among the problems. */
    Optional<Range> range(String text) {
        String[] parts = text.split(" +");
        Set<DayOfWeek> days = days(parts[0]);
        String[] times = parts[1].split("-");
        Optional<LocalTime> from = time(times[0]);
        Optional<LocalTime> to = times[1].equals("24:00") ? Optional.of(LocalTime.MIDNIGHT) : time(times[1]);
        if (days.isEmpty() || from.isEmpty() || to.isEmpty() || !inOrder(parts[1], from.get(), to.get())) {
            return Optional.empty();
        }
        return Optional.of(new Range(List.copyOf(days), from.get(), to.get()));
    }

    /** Empty when one of them is unknown. */
    private Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        boolean known = true;
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = ends.length == 1 ? first : day(ends[1]);
            known &= first.isPresent() && last.isPresent();
            if (first.isPresent() && last.isPresent()) {
                addAll(days, first.get(), last.get());
            }
        }
        return known ? days : Set.of();
    }

    /** {@code Fri-Mon} goes on past the end of the week. */
    private static void addAll(Set<DayOfWeek> days, DayOfWeek first, DayOfWeek last) {
        for (DayOfWeek day = first; ; day = day.plus(1)) {
            days.add(day);
            if (day == last) {
                return;
            }
        }
    }

    private Optional<DayOfWeek> day(String name) {
        int index = DAYS.indexOf(name);
        if (index >= 0) {
            return Optional.of(DayOfWeek.of(index + 1));
        }
        Optional<String> meant = DAYS.stream()
                .filter(day -> name.regionMatches(true, 0, day, 0, day.length()))
                .findFirst()
                .or(() -> Nearest.to(name, DAYS));
        refuse("no day is called " + name, meant.orElse("one of " + String.join(", ", DAYS)));
        return Optional.empty();
    }

    private Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException noSuchTime) {
            refuse("there is no time " + text, "a time from 00:00 to 23:59, or 24:00 for the end of a day");
            return Optional.empty();
        }
    }

    private boolean inOrder(String times, LocalTime from, LocalTime to) {
        if (from.isBefore(to) || times.endsWith("-24:00")) {
            return true;
        }
        if (from.equals(to)) {
            refuse(times + " begins and ends at once", "00:00-24:00 for the whole day");
            return false;
        }
        Duration night = Duration.ofDays(1).minus(Duration.between(to, from));
        if (night.compareTo(LONGEST_NIGHT) <= 0) {
            return true;
        }
        refuse(
                times + " ends before it begins, and is too long for a night",
                to + "-" + from + ", or " + from + "-24:00 and 00:00-" + to + " if the night is meant");
        return false;
    }

    private void refuse(String message, String instead) {
        problems.add(Problem.atKey(PlanRule.BAD_WINDOW, path, message, instead));
    }
}
