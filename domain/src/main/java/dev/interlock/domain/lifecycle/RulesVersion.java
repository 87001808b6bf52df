// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/**
 * The rule set that a run was started with and keeps to its end: a soak lasts longer than a release.
 *
 * <p>A released rule set is never edited; a change is a new constant here and a branch where it differs.
 */
public enum RulesVersion {
    V1;

    public static final RulesVersion NEWEST = V1;
}
