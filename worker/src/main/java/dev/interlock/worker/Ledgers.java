// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerNotInstalled;
import dev.interlock.activities.ledger.LedgerRoles;
import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.DatabaseSettings;
import io.dropwizard.lifecycle.Managed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;

/** The ledgers of this worker's databases: how to reach them, and their schema brought up to date. */
final class Ledgers implements Managed {

    private final SortedMap<String, DatabaseSettings> settings;
    private final Databases databases;

    private Ledgers(SortedMap<String, DatabaseSettings> settings, Databases databases) {
        this.settings = settings;
        this.databases = databases;
    }

    /** Opens nothing yet. */
    static Ledgers of(SortedMap<String, DatabaseSettings> settings) {
        List<Database> databases = settings.entrySet().stream()
                .map(entry -> database(entry.getKey(), entry.getValue()))
                .toList();
        return new Ledgers(settings, new Databases(databases));
    }

    private static Database database(String name, DatabaseSettings settings) {
        return new Database(new dev.interlock.activities.ledger.DatabaseSettings(
                name, settings.url(), settings.user(), settings.password()));
    }

    /** For the process' own questions, outside every migration. */
    SortedMap<String, ConnectionSource> connections() {
        SortedMap<String, ConnectionSource> connections = new TreeMap<>();
        for (Database database : databases.all()) {
            connections.put(database.name(), step -> database.connect("interlock:" + step));
        }
        return Collections.unmodifiableSortedMap(connections);
    }

    /** Installs or upgrades each ledger. */
    void install() throws BootRefused {
        List<String> problems = new ArrayList<>();
        settings.forEach((name, one) -> install(databases.named(name), roles(one), problems));
        if (!problems.isEmpty()) {
            throw new BootRefused(problems);
        }
    }

    private static void install(Database database, LedgerRoles roles, List<String> problems) {
        try {
            new LedgerInstaller(database, roles).install();
        } catch (LedgerNotInstalled e) {
            e.reasons().forEach(reason -> problems.add("database " + database.name() + ": " + reason));
        } catch (SQLException | FlywayException e) {
            problems.add("database " + database.name() + ": the ledger cannot be installed: " + e.getMessage());
        }
    }

    private static LedgerRoles roles(DatabaseSettings settings) {
        return new LedgerRoles(
                Optional.ofNullable(settings.apiRole()),
                Optional.ofNullable(settings.killRole()),
                settings.applicationRoles());
    }

    @Override
    public void stop() throws SQLException {
        databases.close();
    }
}
