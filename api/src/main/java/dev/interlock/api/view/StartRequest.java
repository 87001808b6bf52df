// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What starts a migration.
 *
 * @param files path relative to the plan's folder → content
 * @param actor who starts it; unverified as long as there is no authentication
 * @param queue whether to wait for a claimed table, although the plan does not say so
 */
public record StartRequest(
        @Nullable Map<String, String> files,
        @Nullable String actor,
        @Nullable Boolean queue) {}
