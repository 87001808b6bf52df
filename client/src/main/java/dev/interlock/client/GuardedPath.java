// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CallResult;
import dev.interlock.client.flag.Shadow;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.domain.flag.Variant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a call down one of two code paths, and counts what comes of it.
 *
 * <p>The call is over when the path returns: work that a path hands to another thread is not counted, so a path waits for
 * its own work.
 */
public final class GuardedPath {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedPath.class);

    private final Map<String, TrackedFlag> flags;
    private final AtomicBoolean complained = new AtomicBoolean();

    GuardedPath(Map<String, TrackedFlag> flags) {
        this.flags = flags;
    }

    /**
     * Takes the path that the flag gives this user, and returns or throws what it does. A flag that this client was not
     * told of keeps everybody on the old path, uncounted.
     *
     * @param targetingKey who the call is for: the same key for all that one user does; null gets the safe side
     */
    public <T extends @Nullable Object, X extends Exception> T call(
            String flag, @Nullable String targetingKey, PathCall<T, X> oldPath, PathCall<T, X> newPath) throws X {
        TrackedFlag tracked = flags.get(flag);
        if (tracked == null) {
            complain(flag);
            return oldPath.run();
        }
        CallInFlight call = tracked.enter(targetingKey);
        return run(call, call.variant() == Variant.NEW ? newPath : oldPath);
    }

    /**
     * As {@link #call}, for calls that only read. Some of those that the flag keeps on the old path are tried on the new one as well, on
     * the executor that {@code shadows} names, and the two results compared. The caller gets what the old path makes of it, waits for
     * nothing else, and learns nothing of what the new path throws. What is compared has to be the result itself: not a cursor that is
     * read later, or anything that the caller changes.
     */
    public <T extends @Nullable Object, X extends Exception> T read(
            String flag,
            @Nullable String targetingKey,
            PathCall<T, X> oldPath,
            PathCall<T, X> newPath,
            ShadowReads<T> shadows)
            throws X {
        TrackedFlag tracked = flags.get(flag);
        if (tracked == null) {
            complain(flag);
            return oldPath.run();
        }
        CallInFlight call = tracked.enter(targetingKey);
        if (call.variant() == Variant.NEW) {
            return run(call, newPath);
        }
        Optional<Shadow> shadow = shadows.isSampled() ? tracked.shadow(shadows.mostInFlight()) : Optional.empty();
        return shadow.isEmpty()
                ? run(call, oldPath)
                : run(call, new ShadowRun<>(flag, shadow.get(), shadows, newPath).beside(oldPath));
    }

    private static <T extends @Nullable Object, X extends Exception> T run(CallInFlight call, PathCall<T, X> path)
            throws X {
        CallResult result = CallResult.RETURNED;
        try {
            return path.run();
        } catch (Throwable failure) {
            result = CallResult.of(failure);
            throw failure;
        } finally {
            call.end(result);
        }
    }

    private void complain(String flag) {
        if (complained.compareAndSet(false, true)) {
            LOG.warn("flag {} is not among this client's flags {}: its calls take the old path", flag, flags.keySet());
        }
    }
}
