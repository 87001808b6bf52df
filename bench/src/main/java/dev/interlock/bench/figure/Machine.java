// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

/** Where a run took place. */
public record Machine(int cores, long memoryMebibytes, String system, String jdk, String postgresql) {}
