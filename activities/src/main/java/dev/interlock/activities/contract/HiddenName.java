// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.domain.ddl.Identifier;
import java.util.Locale;

/**
 * What a hidden table or column is called meanwhile. Its number and position make it different from every other; it is plain, so
 * that PostgreSQL never writes it in quotes, and no other is its beginning.
 */
final class HiddenName {

    private HiddenName() {}

    /** Such as {@code interlock_hidden_7_1_full_name}; at most 63 bytes. */
    static String of(long migration, int position, String name) {
        String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String whole = "interlock_hidden_" + migration + "_" + position + "_" + readable;
        return whole.length() <= Identifier.MAX_LENGTH ? whole : whole.substring(0, Identifier.MAX_LENGTH);
    }
}
