// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which publications send a table or column. A subscriber goes by the name and stops at the first row that comes under another
 * one, so what is published cannot be hidden; that it is dropped a subscriber does not mind. Takes no lock.
 */
public final class PublishedNames {

    private static final String PUBLISHED = """
            SELECT DISTINCT p.pubname FROM pg_publication_tables p
            WHERE to_regclass(format('%I.%I', p.schemaname, p.tablename))::oid IN (
                      SELECT to_regclass(?)::oid UNION SELECT m.relid FROM pg_partition_tree(to_regclass(?)) m)
              AND (?::text IS NULL OR NOT jsonb_exists(to_jsonb(p), 'attnames') OR jsonb_exists(to_jsonb(p) -> 'attnames', ?))
            ORDER BY 1
            """;

    private PublishedNames() {}

    /** @param column empty for the whole table */
    public static List<String> of(Connection connection, TableName table, Optional<String> column) throws SQLException {
        return Sql.list(connection, PUBLISHED, row -> row.getString(1), table.quoted(), table.quoted(), column, column);
    }

    /** One sentence for each that would keep a contract from hiding what it drops. */
    static List<String> inTheWayOf(Connection connection, List<DroppedObject> dropped) throws SQLException {
        List<String> found = new ArrayList<>();
        for (DroppedObject object : dropped) {
            boolean column = object.kind().equals("column");
            if (object.table().isEmpty() || !(column || object.kind().equals("table"))) {
                continue;
            }
            for (String publication : of(connection, object.table().get(), column ? object.name() : Optional.empty())) {
                found.add("contract.hide: publication " + publication + " sends " + object
                        + ", and a subscriber would stop when it is renamed; use contract.hide: 0s");
            }
        }
        return found;
    }
}
