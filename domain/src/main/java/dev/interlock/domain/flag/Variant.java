// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which of the two paths a call takes, as the flag names it. */
public enum Variant {
    OLD("old"),
    NEW("new");

    private final String wireName;

    Variant(String wireName) {
        this.wireName = wireName;
    }

    /** As the ledger, metrics and other flag stores spell it. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The variant of that name; {@link IllegalArgumentException} when there is none. */
    public static Variant of(String wireName) {
        for (Variant variant : values()) {
            if (variant.wireName.equals(wireName)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("a variant is old or new, not " + wireName);
    }
}
