// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.SyncStamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The renames of one transaction, each with the ledger's row that brings it back, and the sync functions under the new names.
 * Triggers follow a rename by themselves, and so do indexes and constraints; the text of a function does not.
 */
final class Renaming {

    /** An un-hide over the kept flag connection has five seconds for everything. */
    private static final long LONGEST_LOCK_MILLIS = 3_000;

    private static final String HIDING = """
            INSERT INTO interlock.hiding (migration, lock_ms, old_calls)
            SELECT ?, ?, coalesce(jsonb_object_agg(e.instance || ' ' || e.boot_id, e.old_started), '{}')
            FROM interlock.evaluator e WHERE e.flag_key = ?
            """;

    private static final String HIDDEN =
            "INSERT INTO interlock.hidden (migration, position, kind, relation, schema_name,"
                    + " table_name, name, hidden_name, definition) VALUES (?, ?, ?, ?::bigint::oid, ?, ?, ?, ?, ?)";

    private final Connection transaction;
    private final Work work;
    private int position;

    Renaming(Connection transaction, Work work) {
        this.transaction = transaction;
        this.work = work;
    }

    void of(List<HideTarget> targets) throws SQLException {
        long lockMillis =
                Math.min(LONGEST_LOCK_MILLIS, work.plan().locks().timeout().toMillis());
        Sql.update(transaction, HIDING, work.number(), lockMillis, work.row().flagKey());
        List<Renamed> renamed = new ArrayList<>();
        for (HideTarget target : targets) {
            renamed.add(rename(target));
        }
        for (int i = 0; i < work.plan().sync().size(); i++) {
            TableName table = TableName.of(work.plan().sync().get(i).table());
            List<Renamed> columns = renamed.stream()
                    .filter(one -> one.target().table().equals(table))
                    .toList();
            if (!columns.isEmpty()) {
                sync(i + 1, columns);
            }
        }
        archives(renamed);
    }

    private Renamed rename(HideTarget target) throws SQLException {
        position++;
        String hidden = HiddenName.of(work.number(), position, target.name());
        record(target, target.kind(), target.name(), Optional.of(hidden), Optional.empty());
        Sql.run(
                transaction,
                "ALTER TABLE " + target.table().quoted() + " RENAME "
                        + target.column()
                                .map(column -> "COLUMN " + Quote.identifier(column) + " ")
                                .orElse("")
                        + "TO " + Quote.identifier(hidden));
        return new Renamed(target, hidden);
    }

    /** What was put on is what is changed, whichever release had written it: it names the row's columns in one way only. */
    private void sync(int ordinal, List<Renamed> columns) throws SQLException {
        SyncStamp stamp = new SyncStamp(work.number(), ordinal, work.plan().id(), "");
        for (String function : List.of(stamp.syncFunction(), stamp.longWayFunction(), stamp.unsyncedFunction())) {
            follow(function, columns);
        }
    }

    /** The archive was made under the old names, and is kept up under the new ones. A table's own name is in none of it. */
    private void archives(List<Renamed> renamed) throws SQLException {
        Map<Long, List<Renamed>> columns = renamed.stream()
                .filter(one -> one.target().column().isPresent())
                .collect(Collectors.groupingBy(one -> one.target().relation(), TreeMap::new, Collectors.toList()));
        for (Map.Entry<Long, List<Renamed>> table : columns.entrySet()) {
            for (String function : Archiving.functionsOn(transaction, work.number(), table.getKey())) {
                follow(function, table.getValue());
            }
        }
    }

    private void follow(String function, List<Renamed> columns) throws SQLException {
        Optional<String> definition = Sql.first(
                transaction,
                "SELECT pg_get_functiondef(f) FROM to_regproc(?) AS f WHERE f IS NOT NULL",
                row -> row.getString(1),
                function);
        if (definition.isPresent()) {
            replace(function, definition.get(), columns);
        }
    }

    private void replace(String function, String definition, List<Renamed> columns) throws SQLException {
        position++;
        record(columns.get(0).target(), "function", function, Optional.empty(), Optional.of(definition));
        String text = definition;
        for (Renamed column : columns) {
            for (String row : List.of("NEW.", "OLD.")) {
                text = text.replace(
                        row + Quote.identifier(column.target().name()), row + Quote.identifier(column.hidden()));
            }
        }
        Sql.run(transaction, text);
    }

    private void record(
            HideTarget target, String kind, String name, Optional<String> hidden, Optional<String> definition)
            throws SQLException {
        Sql.update(
                transaction,
                HIDDEN,
                work.number(),
                position,
                kind,
                target.relation(),
                target.table().schema(),
                target.table().name(),
                name,
                hidden,
                definition);
    }

    private record Renamed(HideTarget target, String hidden) {}
}
