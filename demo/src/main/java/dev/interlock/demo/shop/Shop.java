// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shop that is open all through its migration. In this order: {@link #createAndSeed}, {@link #start}, what a scenario
 * wants, {@link #stopTraffic}, {@link #close}.
 */
public final class Shop implements AutoCloseable {

    private static final String INSTANCE_PREFIX = "shop-";

    private final ShopSettings settings;
    private final NewPathTrouble trouble;
    private final ShopFloor floor;
    private final LockWaits lockWaits;
    private final List<ShopInstance> instances = new ArrayList<>();

    public Shop(ShopSettings settings) {
        this.settings = settings;
        this.trouble = new NewPathTrouble();
        this.floor = ShopFloor.of(settings.rows(), trouble);
        this.lockWaits = new LockWaits(settings, INSTANCE_PREFIX + "%");
    }

    /** The tables as they are before the migration, with the users that there are then. Once per database. */
    public void createAndSeed() throws SQLException {
        try (Connection connection = settings.connect("shop seeds")) {
            ShopSchema.createAndSeed(connection, settings.rows());
        }
    }

    /** Opens every instance and lets the visitors in. */
    public void start() {
        Thread watch = new Thread(lockWaits, "shop-lock-waits");
        watch.setDaemon(true);
        watch.start();
        for (int i = 1; i <= settings.instances(); i++) {
            instances.add(ShopInstance.open(settings, INSTANCE_PREFIX + i, floor));
        }
    }

    /** What is wrong with the new path; nothing at first. */
    public NewPathTrouble trouble() {
        return trouble;
    }

    /** What the shop tells a Prometheus: {@code shop_calls_total} and {@code shop_errors_total} of each path. */
    public PrometheusRegistry metrics() {
        return floor.metrics().registry();
    }

    public ShopFacts facts() {
        ShopCounters counters = floor.counters();
        return new ShopFacts(
                counters.served(),
                counters.failed(),
                counters.failures(),
                floor.ledger().writesAcknowledged(),
                lockWaits.longestMillis(),
                counters.longestNanos() / 1_000_000);
    }

    /** Reads every acknowledged write through the old path and through the new one. May run while the shop is open. */
    public Verification verifyThroughBothPaths() throws SQLException {
        Map<String, UserPath> both = new LinkedHashMap<>();
        both.put("old", floor.oldPath());
        both.put("new", floor.newPath());
        return verify(both);
    }

    /** Reports of which nobody had thought read the old column, until they are served. */
    public LateReads readTheOldWay() throws SQLException, InterruptedException {
        try (Connection connection = settings.connect(LateReads.READER)) {
            return LateReads.until(connection, floor.oldPath());
        }
    }

    /** For the time before the new columns exist. */
    public Verification verifyThroughOldPath() throws SQLException {
        return verify(Map.of("old", floor.oldPath()));
    }

    /** For the time when the old column is gone. */
    public Verification verifyThroughNewPath() throws SQLException {
        return verify(Map.of("new", floor.newPath()));
    }

    private Verification verify(Map<String, UserPath> paths) throws SQLException {
        try (Connection connection = settings.connect("shop verifies")) {
            return new WriteChecker(floor.ledger(), paths).check(connection);
        }
    }

    /** Closes every instance; the books stay open for {@link #facts} and the verifications. */
    public void stopTraffic() {
        instances.forEach(ShopInstance::close);
        instances.clear();
    }

    @Override
    public void close() {
        stopTraffic();
        lockWaits.close();
    }
}
