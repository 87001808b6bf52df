// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import org.jspecify.annotations.Nullable;

/**
 * What to restore, or to forget.
 *
 * @param table {@code schema.table} or {@code table} (in {@code public}); all when left out; not with forget
 * @param column of that table; all of its columns when left out; not with forget
 * @param confirm with forget the migration's id, since nothing brings the data back
 * @param actor unverified as long as there is no authentication
 * @param reason required
 */
public record ArchiveOrderRequest(
        @Nullable String table,
        @Nullable String column,
        @Nullable String confirm,
        @Nullable String actor,
        @Nullable String reason) {}
