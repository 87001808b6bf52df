// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Work beside a test, each on a thread of its own: the common pool of a machine with two cores has a single one. */
public final class Beside {

    private static final Executor THREAD_EACH = work -> new Thread(work, "beside").start();

    private Beside() {}

    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREAD_EACH);
    }

    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREAD_EACH);
    }
}
