// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * What a process has decided by itself. All but {@code now} is cumulative over all versions of the flag.
 *
 * @param now whether everybody is kept on the old path, whatever the flag says
 * @param times that the new path was seen to fail while the old one returned; 0 where {@code withheld} is
 * @param withheld calls that the flag gave the new path, and that were kept on the old one since then and returned
 */
public record Overruling(boolean now, long times, long withheld) {}
