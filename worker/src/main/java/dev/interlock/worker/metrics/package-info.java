// SPDX-License-Identifier: Apache-2.0
/** One Prometheus registry for the Temporal SDK, the JVM and our own figures. */
@NullMarked
package dev.interlock.worker.metrics;

import org.jspecify.annotations.NullMarked;
