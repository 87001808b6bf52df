// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

/** What somebody wrote, short enough for a message. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String of(String written) {
        return written.length() <= LONGEST ? written : written.substring(0, LONGEST) + "…";
    }
}
