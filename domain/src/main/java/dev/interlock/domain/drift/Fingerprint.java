// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.drift;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The claimed tables as the catalogue describes them: columns, constraints, unique indexes, triggers with their state,
 * functions of triggers, policies, partitions.
 *
 * @param facts such as {@code public.users: column full_name} → {@code text NOT NULL}
 * @param files relation → relfilenode; for information only, since a VACUUM FULL changes it and nothing else
 */
public record Fingerprint(SortedMap<String, String> facts, SortedMap<String, String> files) {

    public Fingerprint {
        facts = new TreeMap<>(facts);
        files = new TreeMap<>(files);
    }

    public static Fingerprint of(Map<String, String> facts) {
        return new Fingerprint(new TreeMap<>(facts), new TreeMap<>());
    }

    /** Whether nothing has changed but files. */
    public boolean sameAs(Fingerprint other) {
        return facts.equals(other.facts);
    }

    /** As it would be with that other one's triggers and functions of this migration's sync. */
    public Fingerprint withSyncOf(Fingerprint other, long migration) {
        SortedMap<String, String> mixed = new TreeMap<>(facts);
        mixed.keySet().removeIf(key -> isSync(key, migration));
        other.facts.forEach((key, definition) -> {
            if (isSync(key, migration)) {
                mixed.put(key, definition);
            }
        });
        return new Fingerprint(mixed, files);
    }

    /** By its name, which carries the ledger's number of the migration. */
    static boolean isSync(String key, long migration) {
        return key.matches(".*: (trigger zzzz_interlock_" + migration + "(_insert|_inserted|_updated)?"
                + "|function interlock\\.(sync|unsynced|agreement|going_back|long_way|is_forward|is_backward|old_changed|new_changed"
                + "|forward|backward)_" + migration + "_\\d+(_\\d+)?\\(.*)");
    }
}
