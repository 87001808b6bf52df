// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.BandCounter;
import dev.interlock.client.count.CohortCounter;
import dev.interlock.client.count.RedLine;
import dev.interlock.client.count.UserCount;
import dev.interlock.client.count.Way;
import dev.interlock.domain.flag.Variant;
import org.jspecify.annotations.Nullable;

/**
 * One value of a flag, and what goes with it and ends with it.
 *
 * @param line that this process may draw by itself; null where it must not
 * @param leaving whether the process is about to say goodbye
 */
record Serving(
        HeldFlag held,
        UserCount users,
        CohortCounter cohorts,
        @Nullable RedLine line,
        boolean leaving) {

    static Serving of(HeldFlag held, @Nullable RedLine line) {
        return new Serving(held, new UserCount(), held.counter(), line, false);
    }

    Serving asItLeaves() {
        return new Serving(held, users, cohorts, line, true);
    }

    boolean allowsShadows(boolean ramping) {
        return held.allowsShadows(ramping) && !isOverruled() && !leaving;
    }

    /** A user was given that path. The band of his call at 0 %; null where users are not told apart. */
    @Nullable
    BandCounter met(Variant given, @Nullable String targetingKey) {
        boolean isNew = users.add(given, targetingKey);
        return cohorts.enter(targetingKey, isNew);
    }

    /** The path that the flag gives. */
    Variant given(@Nullable String targetingKey) {
        return held.rule().evaluate(targetingKey);
    }

    /** The path that is taken now where the flag gives that one. */
    Variant taken(Variant given) {
        return isOverruled() ? Variant.OLD : given;
    }

    /** Where a call goes that the flag gives that path, and that is made. */
    Way way(Variant given) {
        return line == null || given == Variant.OLD ? Way.asGiven(given) : line.next();
    }

    boolean isOverruled() {
        return line != null && line.isDrawn();
    }
}
