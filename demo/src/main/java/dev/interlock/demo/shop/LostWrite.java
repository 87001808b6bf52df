// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

/**
 * A write that the database acknowledged and that a path does not read back.
 *
 * @param path {@code old} or {@code new}
 */
public record LostWrite(long userId, String path, String written, String read) {}
