// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

/**
 * Something that may need what the contract removes.
 *
 * @param sentence what it is, why it matters and what to do about it
 * @param certain false where only its text hints at it
 */
record Dependant(String sentence, boolean certain) {}
