// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import dev.interlock.client.count.RedLine;
import dev.interlock.client.feed.Cadence;
import dev.interlock.client.feed.ConnectionSource;
import dev.interlock.client.feed.FlagFeed;
import dev.interlock.client.feed.FlagLine;
import dev.interlock.client.feed.FlagLines;
import dev.interlock.client.flag.TrackedFlag;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What an {@link InterlockClient} is made from. Only the flags have no default. */
public final class InterlockClientBuilder {

    private final DataSource dataSource;
    private final String instance;
    private final Set<String> flagKeys = new LinkedHashSet<>();
    private @Nullable ConnectionSource listenConnection;
    private Duration slowAfter = Duration.ofMillis(250);
    private RedLine.Limits limits = RedLine.Limits.DEFAULT;
    private Cadence cadence = Cadence.DEFAULT;
    private LongSupplier ticker = System::nanoTime;

    InterlockClientBuilder(DataSource dataSource, String instance) {
        this.dataSource = dataSource;
        this.instance = instance;
    }

    public InterlockClientBuilder flag(String key) {
        flagKeys.add(key);
        return this;
    }

    /**
     * Hears of changes in milliseconds, over one connection that stays open. It must not go through a transaction pooler.
     * Without it a change is seen at the next report.
     */
    public InterlockClientBuilder listen(ConnectionSource source) {
        this.listenConnection = source;
        return this;
    }

    /** A call that takes longer is counted as slow. */
    public InterlockClientBuilder slowAfter(Duration duration) {
        this.slowAfter = duration;
        return this;
    }

    /**
     * When this process keeps its users on the old path by itself, until the flag's next change, if that path returns while the new
     * one still fails: never where the old path is not the safe one any more. Calls that had no database to talk to do not count.
     *
     * @param failuresInARow so many calls of the new path failed one after another: 20 unless told otherwise
     * @param whileLedgerIsAway so many are enough while the ledger cannot be reached: 3 unless told otherwise
     */
    public InterlockClientBuilder redLine(int failuresInARow, int whileLedgerIsAway) {
        this.limits = new RedLine.Limits(failuresInARow, whileLedgerIsAway);
        return this;
    }

    /** How often the flags are reported: 1 s while moving and 10 s while settled, unless told otherwise here. */
    public InterlockClientBuilder reportEvery(Duration moving, Duration settled) {
        this.cadence = new Cadence(moving, settled);
        return this;
    }

    /** Nanoseconds from any origin, never going back. */
    public InterlockClientBuilder ticker(LongSupplier nanoseconds) {
        this.ticker = nanoseconds;
        return this;
    }

    /** Begins to report. Comes back at once: until the ledger has answered, everybody is on the old path. */
    public InterlockClient start() {
        if (flagKeys.isEmpty()) {
            throw new IllegalStateException("a client carries at least one flag");
        }
        Map<String, TrackedFlag> flags = track();
        InterlockProvider provider = new InterlockProvider(flags);
        FlagLine line = FlagLines.open(dataSource, listenConnection, instance, UUID.randomUUID(), ticker);
        FlagFeed feed =
                new FlagFeed(flags.values(), cadence, line, ticker, InterlockClientBuilder::phase, provider::announce);
        Thread thread = new Thread(feed, "interlock-feed-" + instance);
        thread.setDaemon(true);
        thread.start();
        return new InterlockClient(flags, new GuardedPath(flags), provider, feed, thread);
    }

    private static double phase() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private Map<String, TrackedFlag> track() {
        Map<String, TrackedFlag> flags = new LinkedHashMap<>();
        for (String key : flagKeys) {
            flags.put(key, new TrackedFlag(key, ticker, slowAfter, limits));
        }
        return Collections.unmodifiableMap(flags);
    }
}
