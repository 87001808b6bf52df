// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import org.jspecify.annotations.Nullable;

/**
 * Why a flag is killed.
 *
 * @param actor unverified as long as there is no authentication
 * @param reason required
 */
public record KillRequest(@Nullable String actor, @Nullable String reason) {}
