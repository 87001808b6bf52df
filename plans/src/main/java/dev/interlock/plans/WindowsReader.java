// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Windows;
import dev.interlock.plans.yaml.Nearest;
import dev.interlock.plans.yaml.Section;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code ramp.windows}: their value, and everything that keeps them from having one. */
final class WindowsReader {

    /** Enough for the holidays of many years, and few enough that an opening is found at once. */
    private static final int MOST = 200;

    private final Optional<Section> section;

    WindowsReader(Section root) {
        this.section = root.section("ramp").flatMap(ramp -> ramp.section("windows"));
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        section.ifPresent(windows -> read(windows, problems));
        return problems;
    }

    /** Empty where the plan has none, or a part of them cannot be read. */
    Optional<Windows> windows() {
        return section.flatMap(windows -> read(windows, new ArrayList<>()));
    }

    private static Optional<Windows> read(Section windows, List<Problem> problems) {
        List<Windows.Range> allow = few(windows, "allow", problems)
                .flatMap(item -> new WindowText(item.path(), problems).range(item.text()).stream())
                .toList();
        List<Windows.Freeze> freeze = few(windows, "freeze", problems)
                .flatMap(item -> freeze(item, problems).stream())
                .toList();
        Optional<ZoneId> zone = windows.text("zone").flatMap(name -> zone(name, windows.path() + ".zone", problems));
        boolean whole = problems.isEmpty() && !allow.isEmpty() && windows.hasAll("freeze");
        return zone.filter(clock -> whole).map(clock -> new Windows(allow, clock, freeze));
    }

    private static Stream<Section.Item> few(Section windows, String key, List<Problem> problems) {
        List<Section.Item> items = windows.items(key).orElse(List.of());
        if (items.size() > MOST) {
            problems.add(Problem.atKey(
                    PlanRule.BAD_VALUE,
                    windows.path() + "." + key,
                    "`" + windows.path() + "." + key + "` has " + items.size() + " entries",
                    "at most " + MOST));
            return Stream.empty();
        }
        return items.stream();
    }

    private static Optional<Windows.Freeze> freeze(Section.Item item, List<Problem> problems) {
        String[] days = item.text().split("/");
        Optional<LocalDate> first = day(days[0], item.path(), problems);
        Optional<LocalDate> last = days.length == 1 ? first : day(days[1], item.path(), problems);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get().isBefore(first.get())) {
            problems.add(Problem.atKey(
                    PlanRule.BAD_FREEZE,
                    item.path(),
                    "the last frozen day " + last.get() + " comes before the first, " + first.get(),
                    last.get() + "/" + first.get()));
            return Optional.empty();
        }
        return Optional.of(new Windows.Freeze(first.get(), last.get()));
    }

    private static Optional<LocalDate> day(String text, String path, List<Problem> problems) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            problems.add(
                    Problem.atKey(PlanRule.BAD_FREEZE, path, "there is no day " + text, "a day such as 2026-12-24"));
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String name, String path, List<Problem> problems) {
        Set<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
        if (known.contains(name)) {
            return Optional.of(ZoneId.of(name));
        }
        problems.add(Problem.atKey(
                PlanRule.UNKNOWN_ZONE,
                path,
                "no zone is called " + name,
                nearest(name, known).orElse("a name such as Europe/Berlin or UTC")));
        return Optional.empty();
    }

    /** People give the city alone, or mistype the whole. */
    private static Optional<String> nearest(String name, Set<String> known) {
        String city = "/" + name.replace(' ', '_');
        return known.stream()
                .filter(zone -> zone.length() > city.length()
                        && zone.regionMatches(true, zone.length() - city.length(), city, 0, city.length()))
                .findFirst()
                .or(() -> Nearest.to(name, known));
    }
}
