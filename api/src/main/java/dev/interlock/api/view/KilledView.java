// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

/**
 * The flag after a kill.
 *
 * @param percent always 0
 * @param epoch number of goings-back
 */
public record KilledView(String database, String key, double percent, long version, long epoch) {}
