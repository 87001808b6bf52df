// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.util.Locale;

/** What can be played, and where each must end. */
public enum Scenario {

    /** Straight to the end. */
    HAPPY("COMPLETED"),

    /** The new path fails for some rows: the error rate rolls it back without a hand. */
    ERRORS("ROLLED_BACK"),

    /** The new path's query has no index: query performance rolls it back although no request fails. */
    TABLE_SCAN("ROLLED_BACK"),

    /** The new path answers late: no request fails, the share of slow calls rolls it back. */
    SLOW("ROLLED_BACK"),

    /**
     * The new path writes names without a first name, which the plan's {@code backward} makes NULL of: the old shape cannot hold
     * them. Sync refuses the first such write, so that it is never acknowledged, and the forecast rolls back.
     */
    BAD_BACKWARD("ROLLED_BACK"),

    /** Paused at 20 %, resumed. */
    PAUSE("COMPLETED"),

    /** Rolled back by hand at 50 %, resumed to the end. */
    ROLLBACK("COMPLETED"),

    /** The worker is killed with -9 at 20 % and started again. */
    CRASH("COMPLETED"),

    /**
     * Reports that nobody had thought of read the old column while it is hidden: they are seen, get it back, and the migration
     * holds and says who it was.
     */
    LATE_READER("SOAKING");

    private final String endsAs;

    Scenario(String endsAs) {
        this.endsAs = endsAs;
    }

    /** The phase that it must end in. */
    public String endsAs() {
        return endsAs;
    }

    /** As it is written on the command line: {@code table-scan}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
