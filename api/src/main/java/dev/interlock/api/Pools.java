// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.interlock.api.config.DatabaseConfiguration;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.ledger.Ledgers;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** One small pool per database, opened when first used and closed with the process. */
final class Pools implements Managed {

    /** People wait behind it: a database that is down must not keep the list of the others waiting for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int SIZE = 4;

    private final Map<String, HikariDataSource> pools;

    private Pools(Map<String, HikariDataSource> pools) {
        this.pools = pools;
    }

    static Pools open(Map<String, DatabaseConfiguration> databases) {
        Map<String, HikariDataSource> pools = new LinkedHashMap<>();
        databases.forEach((name, database) -> pools.put(name, new HikariDataSource(pool(name, database))));
        return new Pools(pools);
    }

    private static HikariConfig pool(String name, DatabaseConfiguration database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("ledger-" + name);
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(SIZE);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "interlock:api");
        pool.addDataSourceProperty("connectTimeout", PATIENCE.toSeconds());
        pool.addDataSourceProperty("socketTimeout", 2 * PATIENCE.toSeconds() + 4);
        pool.addDataSourceProperty("tcpKeepAlive", true);
        return pool;
    }

    Map<String, HikariDataSource> byName() {
        return pools;
    }

    Ledgers ledgers() {
        Map<String, Jdbi> databases = new LinkedHashMap<>();
        pools.forEach((name, pool) -> databases.put(name, Ledger.mapping(Jdbi.create(pool))));
        return new Ledgers(databases);
    }

    @Override
    public void stop() {
        pools.values().forEach(HikariDataSource::close);
    }
}
