// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import org.jspecify.annotations.Nullable;

/**
 * A read that the two paths have answered differently.
 *
 * @param oldResult what the caller got
 * @param newResult what the new path returned; means nothing where it threw
 * @param thrown by the new path; null where it returned
 */
public record ShadowDifference<T extends @Nullable Object>(
        String flag,
        @Nullable T oldResult,
        @Nullable T newResult,
        @Nullable Throwable thrown) {}
