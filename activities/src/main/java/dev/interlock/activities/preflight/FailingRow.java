// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Finds the first row that an expression fails on, by its key or where it has none by its place: row by row, since the
 * error of a query names none.
 */
final class FailingRow {

    private static final String SEARCH = """
            DO $interlock_search$
            DECLARE
                interlock_row record;
            BEGIN
                FOR interlock_row IN SELECT interlock_all.*, interlock_all.ctid AS interlock_place
                                     FROM %1$s AS interlock_all %2$s LOOP
                    BEGIN
                        PERFORM %3$s FROM %4$s;
                    EXCEPTION WHEN OTHERS THEN
                        RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM, DETAIL = %5$s;
                    END;
                END LOOP;
            END
            $interlock_search$""";

    private final Connection connection;
    private final TableFacts facts;
    private final String sample;

    FailingRow(Connection connection, TableFacts facts, String sample) {
        this.connection = connection;
        this.facts = facts;
        this.sample = sample;
    }

    /**
     * Such as {@code id=7}; empty when no row fails any more.
     *
     * @param rows gives what the expression reads, from a FROM item that holds the table's columns
     */
    Optional<String> of(String expression, Function<String, String> rows) throws SQLException {
        String one = facts.columns().stream()
                .map(column ->
                        "interlock_row." + Quote.identifier(column.name()) + " AS " + Quote.identifier(column.name()))
                .collect(Collectors.joining(", ", "(SELECT ", ") AS interlock_one"));
        String search = SEARCH.formatted(facts.table().quoted(), sample, expression, rows.apply(one), name());
        try {
            Sql.run(connection, search);
            return Optional.empty();
        } catch (PSQLException e) {
            return Optional.ofNullable(e.getServerErrorMessage()).map(ServerErrorMessage::getDetail);
        }
    }

    private String name() throws SQLException {
        List<String> key = Catalogue.key(connection, facts.table());
        return key.isEmpty()
                ? "'ctid=' || interlock_row.interlock_place"
                : key.stream()
                        .map(column -> Quote.literal(column + "=") + " || interlock_row." + Quote.identifier(column))
                        .collect(Collectors.joining(" || ' ' || "));
    }
}
