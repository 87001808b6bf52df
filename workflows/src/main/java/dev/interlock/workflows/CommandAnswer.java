// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

/**
 * The answer to an accepted command. A refused update fails instead, with the type {@link CommandRefused#TYPE} and the sentence.
 *
 * @param changed false when the command was a no-op
 * @param message one sentence
 */
public record CommandAnswer(boolean changed, String message, MigrationStatus status) {}
