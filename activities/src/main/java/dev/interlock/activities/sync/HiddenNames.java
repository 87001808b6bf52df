// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a migration has hidden now: which name of the plan stands under which name in the catalogue. Whoever looks at a claimed
 * table by the plan's names looks through this. Takes no lock.
 */
public final class HiddenNames {

    private static final String SELECT = """
            SELECT kind, schema_name, table_name, name, hidden_name FROM interlock.hidden
            WHERE migration = ? AND hidden_name IS NOT NULL ORDER BY position
            """;

    /** Where nothing is hidden yet. */
    public static final HiddenNames NONE = new HiddenNames(List.of());

    private final List<Place> places;

    private HiddenNames(List<Place> places) {
        this.places = List.copyOf(places);
    }

    public static HiddenNames of(Connection connection, long number) throws SQLException {
        return new HiddenNames(Sql.list(connection, SELECT, Place::read, number));
    }

    /** Whether the migration stands hidden now, whatever it has to hide. */
    public static boolean has(Connection connection, long number) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM interlock.hiding WHERE migration = ?", number) > 0;
    }

    /** What the catalogue calls this table now. */
    public TableName stored(TableName table) {
        return places.stream()
                .filter(place -> place.kind().equals("table") && place.table().equals(table))
                .findFirst()
                .map(place -> new TableName(table.schema(), place.hidden()))
                .orElse(table);
    }

    /** What the catalogue calls this column of the table now. */
    public String stored(TableName table, String column) {
        return places.stream()
                .filter(place -> place.kind().equals("column")
                        && place.table().equals(table)
                        && place.name().equals(column))
                .findFirst()
                .map(Place::hidden)
                .orElse(column);
    }

    /** The table under the plan's names: of what is hidden, the columns know what they are called meanwhile. */
    TableFacts underOldNames(TableFacts facts) {
        List<Place> hidden = places.stream()
                .filter(place -> place.kind().equals("column") && place.table().equals(facts.table()))
                .toList();
        return hidden.isEmpty()
                ? facts
                : new TableFacts(
                        facts.table(),
                        facts.columns().stream()
                                .map(column -> underOldNames(column, hidden))
                                .toList(),
                        facts.rowsMove());
    }

    private static ColumnFact underOldNames(ColumnFact column, List<Place> hidden) {
        ColumnFact named = hidden.stream()
                .filter(place -> place.hidden().equals(column.name()))
                .findFirst()
                .map(place -> column.renamed(place.name()))
                .orElse(column);
        Optional<String> expression = column.generated();
        return expression.isEmpty() ? named : named.generatedBy(underOldNames(expression.get(), hidden));
    }

    private static String underOldNames(String expression, List<Place> hidden) {
        String text = expression;
        for (Place place : hidden) {
            text = text.replace(place.hidden(), Quote.identifier(place.name()));
        }
        return text;
    }

    private record Place(String kind, TableName table, String name, String hidden) {

        static Place read(ResultSet row) throws SQLException {
            return new Place(
                    row.getString(1),
                    new TableName(row.getString(2), row.getString(3)),
                    row.getString(4),
                    row.getString(5));
        }
    }
}
