// SPDX-License-Identifier: Apache-2.0
/** What a person would try on real servers: the one jar as processes, a real Temporal, a real PostgreSQL, a browser. */
@NullMarked
package dev.interlock.e2e;

import org.jspecify.annotations.NullMarked;
