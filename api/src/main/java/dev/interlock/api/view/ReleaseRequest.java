// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import org.jspecify.annotations.Nullable;

/**
 * A release that needs the old path, or needs it no more.
 *
 * @param release what the team calls it; required
 * @param actor unverified as long as there is no authentication
 * @param reason required
 */
public record ReleaseRequest(
        @Nullable String release,
        @Nullable String actor,
        @Nullable String reason) {}
