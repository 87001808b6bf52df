// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who mistyped a word may have meant. */
public final class Nearest {

    private Nearest() {}

    /** The known word that needs the fewest edits: two, or a third of its letters, and never all of them. */
    public static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> isNear(written, word))
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** The lengths are compared first: what somebody sends may be as long as a plan, and the table of costs is its square. */
    private static boolean isNear(String written, String word) {
        int most = Math.min(word.length() - 1, Math.max(2, word.length() / 3));
        return Math.abs(written.length() - word.length()) <= most && distance(written, word) <= most;
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours count one each. */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int replaced = cost[i - 1][j - 1] + (same ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
