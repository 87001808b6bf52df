// SPDX-License-Identifier: Apache-2.0
/** How news of a flag comes in and how reports go out: one thread, one SQL function, the application's own database. */
@NullMarked
package dev.interlock.client.feed;

import org.jspecify.annotations.NullMarked;
