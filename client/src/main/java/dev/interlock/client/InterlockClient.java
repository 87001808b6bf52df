// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import dev.interlock.client.feed.FlagFeed;
import dev.interlock.client.flag.HeldFlag;
import dev.interlock.client.flag.TrackedFlag;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application process's side of its flags. Make one per process with {@link #builder} and close it when the process
 * stops: an evaluator that goes without a goodbye is waited for.
 */
public final class InterlockClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InterlockClient.class);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final Map<String, TrackedFlag> flags;
    private final GuardedPath guardedPath;
    private final InterlockProvider provider;
    private final FlagFeed feed;
    private final Thread thread;

    InterlockClient(
            Map<String, TrackedFlag> flags,
            GuardedPath guardedPath,
            InterlockProvider provider,
            FlagFeed feed,
            Thread thread) {
        this.flags = flags;
        this.guardedPath = guardedPath;
        this.provider = provider;
        this.feed = feed;
        this.thread = thread;
    }

    /**
     * @param dataSource the application's own, to the database whose flags these are
     * @param instance what the application calls this copy of itself, different from all others that run
     */
    public static InterlockClientBuilder builder(DataSource dataSource, String instance) {
        return new InterlockClientBuilder(dataSource, instance);
    }

    public GuardedPath guardedPath() {
        return guardedPath;
    }

    /** For {@code OpenFeatureAPI.setProvider}. */
    public InterlockProvider provider() {
        return provider;
    }

    /** The value that this process answers by; empty for a flag that it does not carry. */
    public Optional<HeldFlag> held(String flag) {
        return Optional.ofNullable(flags.get(flag)).map(TrackedFlag::held);
    }

    /** Says goodbye to the ledger. Calls that still come are answered by the last value, uncounted by anybody. */
    @Override
    public void close() {
        feed.leave();
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException interrupt) {
            LOG.debug("interrupted before the goodbye was said", interrupt);
            Thread.currentThread().interrupt();
        }
        provider.shutdown();
    }
}
