// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import dev.interlock.client.flag.Shadow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one read on the new path while its caller is on the old one. Whichever is done last has the results compared, on the
 * executor: the caller waits for nothing of it, and nothing of it is thrown into the caller.
 */
final class ShadowRun<T extends @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowRun.class);

    private final String flag;
    private final Shadow shadow;
    private final ShadowReads<T> reads;
    private final PathCall<T, ?> newPath;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<@Nullable Result<T>> first = new AtomicReference<>();

    ShadowRun(String flag, Shadow shadow, ShadowReads<T> reads, PathCall<T, ?> newPath) {
        this.flag = flag;
        this.shadow = shadow;
        this.reads = reads;
        this.newPath = newPath;
    }

    /** What one path made of the read; {@code value} means nothing where it threw. */
    private record Result<T extends @Nullable Object>(
            boolean ofNewPath, @Nullable T value, @Nullable Throwable thrown) {}

    /** The old path, and the new one beside it. */
    <X extends Exception> PathCall<T, X> beside(PathCall<T, X> oldPath) {
        return () -> {
            start();
            try {
                T value = oldPath.run();
                finish(new Result<>(false, value, null));
                return value;
            } catch (Throwable failure) {
                finish(new Result<>(false, null, failure));
                throw failure;
            }
        };
    }

    private void start() {
        if (!handOver(this::tryNewPath)) {
            shadow.skip();
        }
    }

    private void tryNewPath() {
        if (Thread.currentThread() == caller) {
            shadow.skip();
        } else if (shadow.begin()) {
            finish(newPathResult());
        }
    }

    private Result<T> newPathResult() {
        try {
            return new Result<>(true, newPath.run(), null);
        } catch (Throwable failure) {
            LOG.debug("flag {}: the new path threw in a shadow read", flag, failure);
            return new Result<>(true, null, failure);
        } finally {
            shadow.end();
        }
    }

    private void finish(Result<T> result) {
        Result<T> other = first.getAndSet(result);
        if (other == null) {
            return;
        }
        Result<T> old = result.ofNewPath() ? other : result;
        Result<T> fresh = result.ofNewPath() ? result : other;
        if (!handOver(() -> compare(old, fresh))) {
            shadow.uncompared();
        }
    }

    /** False where the executor takes nothing. */
    private boolean handOver(Runnable work) {
        try {
            reads.executor().execute(work);
            return true;
        } catch (RuntimeException | Error refusal) {
            LOG.debug("flag {}: the executor takes nothing of a shadow read", flag, refusal);
            return false;
        }
    }

    private void compare(Result<T> old, Result<T> fresh) {
        if (old.thrown() != null || Thread.currentThread() == caller) {
            shadow.uncompared();
            return;
        }
        boolean same = fresh.thrown() == null && isSame(old.value(), fresh.value());
        shadow.compared(same);
        if (!same) {
            tell(new ShadowDifference<>(flag, old.value(), fresh.value(), fresh.thrown()));
        }
    }

    private boolean isSame(@Nullable T old, @Nullable T fresh) {
        try {
            return reads.same().test(old, fresh);
        } catch (RuntimeException | Error failure) {
            LOG.warn("flag {}: the comparison of a shadow read threw, which counts as a difference", flag, failure);
            return false;
        }
    }

    private void tell(ShadowDifference<T> difference) {
        try {
            reads.listener().accept(difference);
        } catch (RuntimeException | Error failure) {
            LOG.warn("flag {}: who is told of differing reads threw", flag, failure);
        }
    }
}
