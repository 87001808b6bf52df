// SPDX-License-Identifier: Apache-2.0
/** One Prometheus registry for the process: our REST metrics, the JVM, and the Temporal client's. */
@NullMarked
package dev.interlock.api.metrics;

import org.jspecify.annotations.NullMarked;
