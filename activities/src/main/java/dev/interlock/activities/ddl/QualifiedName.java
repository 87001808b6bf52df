// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.sync.Quote;

/** A name with its schema, as the catalogue spells them. */
record QualifiedName(String schema, String name) {

    String quoted() {
        return Quote.identifier(schema) + "." + Quote.identifier(name);
    }
}
