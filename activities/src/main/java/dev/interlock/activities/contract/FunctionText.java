// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.plans.sql.Mentions;
import dev.interlock.plans.sql.SqlWords;
import dev.interlock.plans.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * The body of a function, which PostgreSQL keeps as a text and ties to nothing.
 *
 * @param function with its arguments
 * @param sql whether the body is plain SQL, which can be parsed
 * @param ofTable whether a trigger of the table runs it, so that {@code NEW} and {@code OLD} are its rows
 */
record FunctionText(String function, String name, boolean sql, String body, boolean ofTable) {

    static FunctionText read(ResultSet row) throws SQLException {
        return new FunctionText(
                row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4), row.getBoolean(5));
    }

    /** SQL is tried by the parser; of another language the words count that are not in comments, and it is never certain. */
    Mention mention(HideTarget target) {
        return sql ? parsed(target) : byWords(target);
    }

    private Mention parsed(HideTarget target) {
        TableParts removed = new TableParts(
                Set.of(target.table()), target.column().map(Set::of).orElse(Set.of()), Set.of());
        return Statements.split(body).stream()
                .map(statement -> Mentions.of(statement.sql(), removed))
                .filter(mention -> mention != Mention.POSSIBLE)
                .reduce(Mention.NONE, Mention::or);
    }

    private Mention byWords(HideTarget target) {
        SqlWords words = SqlWords.of(body);
        String table = target.table().name();
        boolean inCode = words.has(target.name()) && (ofTable || words.has(table));
        if (inCode && ofTable) {
            return Mention.NAMED;
        }
        boolean inStrings = words.inStrings().contains(target.name())
                && (ofTable || words.has(table) || words.inStrings().contains(table));
        return inCode || inStrings ? Mention.POSSIBLE : Mention.NONE;
    }
}
