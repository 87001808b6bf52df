// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.source.MetricSources;
import java.time.InstantSource;
import java.util.List;

/** The activities as a worker registers them, over one database. */
public final class WiredActivities {

    private final List<Object> all;

    public WiredActivities(Database database) {
        this.all = new ActivityWiring(new Databases(List.of(database)), MetricSources.NONE, InstantSource.system())
                .byQueue().values().stream().flatMap(List::stream).toList();
    }

    public <T> T of(Class<T> port) {
        return all.stream().filter(port::isInstance).map(port::cast).findFirst().orElseThrow();
    }
}
