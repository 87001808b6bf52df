// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MentionsTest {

    private static final TableParts COLUMN =
            new TableParts(Set.of(TableName.of("users")), Set.of("full_name"), Set.of("users_full_name_key"));
    private static final TableParts TABLE = new TableParts(Set.of(TableName.of("users")), Set.of(), Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT full_name FROM users WHERE id = $1",
                "SELECT u.full_name FROM public.users AS u",
                "SELECT public.users.full_name FROM public.users",
                "SELECT id FROM \"users\" WHERE \"full_name\" = $1",
                "SELECT id FROM USERS WHERE lower(Full_Name) LIKE $1",
                "SELECT o.id FROM orders o JOIN users u ON u.id = o.buyer AND u.full_name = $1",
                "SELECT o.id FROM orders o JOIN users USING (full_name)",
                "SELECT id FROM users ORDER BY full_name LIMIT $1",
                "SELECT count(*) FILTER (WHERE full_name IS NULL) FROM users",
                "SELECT id FROM orders WHERE EXISTS (SELECT $1 FROM users u WHERE u.full_name = orders.name)",
                "SELECT id FROM orders o WHERE EXISTS (SELECT * FROM users u WHERE u.full_name = o.name)",
                "SELECT id, (SELECT full_name FROM users u WHERE u.id = o.buyer) FROM orders o",
                "SELECT id, (SELECT full_name) FROM users",
                "WITH x AS (SELECT full_name FROM users) SELECT $1 FROM x",
                "SELECT a FROM t UNION ALL SELECT full_name FROM users",
                "SELECT interval $1, full_name FROM users",
                "INSERT INTO users (id, full_name) VALUES ($1, $2)",
                "INSERT INTO users (id) VALUES ($1) ON CONFLICT (full_name) DO NOTHING",
                "INSERT INTO users (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET full_name = $2",
                "INSERT INTO users (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET nick = excluded.full_name",
                "INSERT INTO users (id) VALUES ($1) ON CONFLICT ON CONSTRAINT users_full_name_key DO NOTHING",
                "INSERT INTO users (id) VALUES ($1) RETURNING full_name",
                "INSERT INTO names (n) SELECT full_name FROM users",
                "UPDATE users SET full_name = $1 WHERE id = $2",
                "UPDATE orders o SET name = u.full_name FROM users u WHERE u.id = o.buyer",
                "DELETE FROM orders o USING users u WHERE o.name = u.full_name",
                "COPY users (id, full_name) TO STDOUT",
                "COPY (SELECT full_name FROM users) TO STDOUT",
                "DECLARE c CURSOR FOR SELECT full_name FROM users",
                "EXPLAIN SELECT full_name FROM users",
                "PREPARE p AS SELECT full_name FROM users",
                "SELECT id FROM users WHERE id IN ($1 /*, ... */) AND full_name = $2"
            })
    void aStatementThatNamesTheColumnIsNamed(String sql) {
        assertThat(Mentions.of(sql, COLUMN)).isEqualTo(Mention.NAMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM users",
                "SELECT u.* FROM users u",
                "SELECT row_to_json(u) FROM users u",
                "SELECT (u).full_name FROM users u",
                "SELECT s.full_name FROM (SELECT * FROM users) s",
                "TABLE users",
                "SELECT id FROM users NATURAL JOIN orders",
                "SELECT a FROM users AS u(a, b)",
                "INSERT INTO users VALUES ($1, $2)",
                "INSERT INTO users (id) VALUES ($1) RETURNING *",
                "UPDATE users SET nick = $1 RETURNING *",
                "DELETE FROM users WHERE id = $1 RETURNING users.*",
                "COPY users FROM STDIN",
                "SELECT id FROM users u WHERE EXISTS (SELECT $1 FROM people p WHERE full_name = $2)"
            })
    void whoTakesWholeRowsCannotBeRuledOut(String sql) {
        assertThat(Mentions.of(sql, COLUMN)).isEqualTo(Mention.POSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, first_name FROM users WHERE id = $1",
                "SELECT count(*) FROM users",
                "SELECT full_name FROM people",
                "SELECT p.full_name FROM people p JOIN users u ON u.id = p.id",
                "SELECT full_name FROM (SELECT first_name || $1 || last_name AS full_name FROM users) s",
                "SELECT first_name || $1 || last_name AS full_name FROM users ORDER BY full_name",
                "SELECT $1 AS full_name FROM users",
                "SELECT id FROM orders WHERE EXISTS (SELECT * FROM users u WHERE u.id = orders.buyer)",
                "SELECT * FROM orders WHERE buyer IN (SELECT id FROM users)",
                "SELECT full_name FROM archive.users",
                "INSERT INTO users (id, first_name) VALUES ($1, $2) RETURNING id",
                "INSERT INTO users DEFAULT VALUES",
                "INSERT INTO users (id) SELECT p.id FROM people p WHERE p.full_name = $1",
                "UPDATE users SET first_name = $1 WHERE id = $2",
                "UPDATE people SET full_name = $1 FROM users WHERE users.id = people.id",
                "DELETE FROM users WHERE id = $1",
                "COPY users (id) TO STDOUT",
                "TRUNCATE users",
                "SELECT id FROM users /* not full_name */ WHERE name = $1 -- nor full_name",
                "ALTER TABLE users ALTER COLUMN full_name SET STATISTICS 500",
                "LOCK TABLE users IN SHARE MODE",
                "SELECT o.* FROM orders o JOIN users u ON u.id = o.buyer",
                "CREATE INDEX users_full_name ON users (full_name)"
            })
    void whoNeedsOtherColumnsOnlyIsNoReader(String sql) {
        assertThat(Mentions.of(sql, COLUMN)).isEqualTo(Mention.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO users u USING orders o ON u.id = o.buyer WHEN MATCHED THEN DELETE",
                "SELECT id FROM users WHERE (id, nick) > ($1, $2)",
                "SELECT id FROM users WHERE",
                "CREATE TABLE x AS SELECT id FROM users"
            })
    void whatCannotBeParsedIsNotKnown(String sql) {
        assertThat(Mentions.of(sql, COLUMN)).isEqualTo(Mention.UNREADABLE);
    }

    @Test
    void whatCannotBeParsedAndDoesNotHaveTheTableInItIsOfNoConcern() {
        assertThat(Mentions.of("MERGE INTO people p USING names n ON p.id = n.id WHEN MATCHED THEN DELETE", COLUMN))
                .isEqualTo(Mention.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT $1 FROM users LIMIT $2",
                "SELECT * FROM public.users",
                "TABLE users",
                "INSERT INTO users (id) VALUES ($1)",
                "UPDATE users SET id = $1",
                "DELETE FROM users",
                "TRUNCATE users",
                "COPY users TO STDOUT",
                "SELECT id FROM orders WHERE EXISTS (SELECT * FROM users)",
                "SELECT id FROM ONLY users FOR UPDATE"
            })
    void whoNamesTheTableNeedsIt(String sql) {
        assertThat(Mentions.of(sql, TABLE)).isEqualTo(Mention.NAMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT users FROM stats", "SELECT id FROM archive.users", "SELECT 'users'", "VACUUM users"})
    void anotherThingOfThatNameIsNotTheTable(String sql) {
        assertThat(Mentions.of(sql, TABLE)).isEqualTo(Mention.NONE);
    }

    @Test
    void wordsAreFoldedAndThoseInStringsAndCommentsStandApart() {
        SqlWords words = SqlWords.of("Select \"A\"\"b\", E'it''s x' -- y\n, $q$ z 'w' $q$ /* v */");

        assertThat(words.words()).containsExactly("select", "A\"b");
        assertThat(words.inStrings()).containsExactlyInAnyOrder("it", "s", "x", "z", "w");
    }
}
