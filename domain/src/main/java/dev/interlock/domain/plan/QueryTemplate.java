// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import dev.interlock.domain.flag.Variant;
import java.time.Duration;

/**
 * A query as a plan writes it; {@code $window} stands for the length of the window that is looked at, and {@code $variant} for the
 * path whose calls are asked for.
 */
public record QueryTemplate(String text) {

    private static final String WINDOW = "$window";
    private static final String VARIANT = "$variant";

    public boolean namesVariant() {
        return text.contains(VARIANT);
    }

    public boolean namesWindow() {
        return text.contains(WINDOW);
    }

    /** As it is asked for one variant. */
    public String of(Duration window, Variant variant) {
        return of(window).replace(VARIANT, variant.wireName());
    }

    /** As it is asked, for a window of at least a millisecond. */
    public String of(Duration window) {
        return text.replace(WINDOW, promDuration(window));
    }

    private static String promDuration(Duration window) {
        long millis = Math.max(1, window.toMillis());
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
