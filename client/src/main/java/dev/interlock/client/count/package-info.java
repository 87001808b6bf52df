// SPDX-License-Identifier: Apache-2.0
/** What happened on each path since this process came up, cumulative, in memory that does not grow with calls. */
@NullMarked
package dev.interlock.client.count;

import org.jspecify.annotations.NullMarked;
