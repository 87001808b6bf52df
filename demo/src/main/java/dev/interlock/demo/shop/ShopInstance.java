// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.interlock.client.InterlockClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running copy of the shop: its own pool, its own client, its own visitors. */
final class ShopInstance implements AutoCloseable {

    private static final int POOL = 8;

    private final HikariDataSource pool;
    private final InterlockClient client;
    private final List<Thread> visitors;
    private final Visits visits;

    /** The demo's holds and its soak are seconds long, so what happens at 100 % must not be ten seconds old. */
    private static final Duration REPORT = Duration.ofSeconds(1);

    private ShopInstance(HikariDataSource pool, InterlockClient client, Visits visits, List<Thread> visitors) {
        this.pool = pool;
        this.client = client;
        this.visits = visits;
        this.visitors = visitors;
    }

    static ShopInstance open(ShopSettings settings, String name, ShopFloor floor) {
        HikariDataSource pool = new HikariDataSource(config(settings, name));
        InterlockClient client = InterlockClient.builder(pool, name)
                .flag(settings.flag())
                .reportEvery(REPORT, REPORT)
                .listen(() -> settings.connect(name + " listens"))
                .start();
        Pacer pacer = new Pacer(System::nanoTime, (double) settings.requestsPerSecond() / settings.instances());
        RequestHandler handler = new RequestHandler(pool, floor.ledger(), floor.names());
        Visits visits = new Visits(settings.flag(), client.guardedPath(), handler, floor, pacer);
        List<Thread> visitors = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            Thread visitor = new Thread(visits, name + "-visitor-" + i);
            visitor.setDaemon(true);
            visitors.add(visitor);
        }
        visitors.forEach(Thread::start);
        return new ShopInstance(pool, client, visits, visitors);
    }

    private static HikariConfig config(ShopSettings settings, String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setPoolName(name);
        config.setMaximumPoolSize(POOL);
        config.addDataSourceProperty("ApplicationName", name);
        return config;
    }

    /** Lets the visitors finish, says goodbye for the flag, then closes the pool. */
    @Override
    public void close() {
        visits.end();
        for (Thread visitor : visitors) {
            join(visitor);
        }
        client.close();
        pool.close();
    }

    private static void join(Thread visitor) {
        try {
            visitor.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
