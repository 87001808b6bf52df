// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.TableName;

/** Table names in one form everywhere after reading: {@code schema.table}. */
final class Tables {

    private Tables() {}

    static String full(String written) {
        return TableName.of(written).toString();
    }
}
