// SPDX-License-Identifier: Apache-2.0
/**
 * What an application embeds: which path a call takes, asked in-process, and what came of it, told to the ledger.
 *
 * <p>Start with {@link dev.interlock.client.InterlockClient#builder}; send every call that has two code paths through
 * {@link dev.interlock.client.GuardedPath}. Only calls that go through it are counted: a gate cannot know of work that was
 * begun after a bare question to {@link dev.interlock.client.InterlockProvider}. Nothing here throws into the application,
 * and no call waits for the network.
 */
@NullMarked
package dev.interlock.client;

import org.jspecify.annotations.NullMarked;
