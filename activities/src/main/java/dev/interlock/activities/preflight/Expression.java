// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.sync.ColumnFact;
import java.util.Optional;

/**
 * One expression of a plan.
 *
 * @param name such as {@code sync: public.users: forward.first_name}
 * @param column the name of the column that takes its value
 * @param text as the plan has it
 * @param target that column; empty when the expand makes it
 */
record Expression(String name, String column, String text, Optional<ColumnFact> target) {

    /** With the bytes that the column would store, as far as the column is known. */
    String assigned() {
        return target.map(fact -> fact.type().assigned(text)).orElse("(" + text + ")");
    }

    /** A cast to the type below every domain, for comparing images. */
    String base() {
        return target.map(fact -> "::" + fact.type().base()).orElse("");
    }
}
