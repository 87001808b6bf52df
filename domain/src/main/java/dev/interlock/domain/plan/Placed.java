// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

/**
 * A value and the path at which the plan names it, so that a rule can say where it is broken.
 *
 * @param path such as {@code sync[0].table}
 */
public record Placed<T>(String path, T value) {}
