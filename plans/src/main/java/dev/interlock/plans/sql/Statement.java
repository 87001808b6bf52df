// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

/**
 * One statement as it stands in its file.
 *
 * @param sql from its first word to before its semicolon; comments inside it are kept
 * @param line of its first word, from 1
 */
public record Statement(String sql, int line) {}
