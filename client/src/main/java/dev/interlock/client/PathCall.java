// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import org.jspecify.annotations.Nullable;

/** One of the two code paths. */
@FunctionalInterface
public interface PathCall<T extends @Nullable Object, X extends Exception> {

    T run() throws X;
}
