// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.MigrationFilter;
import dev.interlock.api.view.MigrationListView;
import dev.interlock.api.view.MigrationView;
import dev.interlock.api.view.MigrationViews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One list out of the ledgers of several databases; one that does not answer is named and does not hide the others. */
final class MigrationPages {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationPages.class);

    private static final Comparator<MigrationView> NEWEST_FIRST = Comparator.comparing(
            (MigrationView view) -> view.record().startedAt(), Comparator.nullsLast(Comparator.reverseOrder()));

    private final Databases databases;

    MigrationPages(Databases databases) {
        this.databases = databases;
    }

    MigrationListView page(MigrationFilter filter, Optional<String> database, int page) {
        List<String> asked = database.map(List::of).orElseGet(databases::names);
        List<String> unreachable = new ArrayList<>();
        List<MigrationView> found = asked.stream()
                .flatMap(name -> of(name, filter, page * Pages.SIZE + 1, unreachable))
                .sorted(NEWEST_FIRST)
                .skip((long) (page - 1) * Pages.SIZE)
                .limit(Pages.SIZE + 1L)
                .toList();
        List<MigrationView> shown = found.subList(0, Math.min(found.size(), Pages.SIZE));
        return new MigrationListView(shown, databases.names(), unreachable, page, found.size() > Pages.SIZE);
    }

    private Stream<MigrationView> of(String database, MigrationFilter filter, int limit, List<String> unreachable) {
        try {
            return databases.ledger(database).migrations(filter, limit).stream()
                    .map(row -> MigrationViews.recorded(database, row));
        } catch (JdbiException failure) {
            LOG.warn("the ledger of {} does not answer", database, failure);
            unreachable.add(database);
            return Stream.empty();
        }
    }
}
