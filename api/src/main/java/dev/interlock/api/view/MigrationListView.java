// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import java.util.List;

/**
 * One page of migrations, newest first.
 *
 * @param databases every database that this server knows
 * @param unreachable those of them whose migrations are missing here
 * @param page from 1
 * @param more whether there is another page
 */
public record MigrationListView(
        List<MigrationView> migrations, List<String> databases, List<String> unreachable, int page, boolean more) {

    public MigrationListView {
        migrations = List.copyOf(migrations);
        databases = List.copyOf(databases);
        unreachable = List.copyOf(unreachable);
    }
}
