// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every shape that one table's sync carries. */
final class Shapes {

    private Shapes() {}

    static Stream<Shape> all() {
        return Stream.of(
                renamed(),
                withoutAKey(),
                partitionedWithoutAKey(),
                textToInteger(),
                textToEnum(),
                textToMoment(),
                integerToBigint(),
                keyToBigint(),
                numberedKeyToBigint("int GENERATED ALWAYS AS IDENTITY"),
                numberedKeyToBigint("serial"),
                split(),
                merged(),
                computed(),
                madeRequired(),
                madeOptional(),
                fromAGeneratedColumn(),
                underATriggerOfTheTeam(),
                underADependentView(),
                underRowSecurity());
    }

    /** Those that lean on what PostgreSQL has changed since: numbers, generated columns, partitions, the parse tree. */
    static Stream<Shape> onOlderServers() {
        return Stream.of(
                partitionedWithoutAKey(),
                textToEnum(),
                textToMoment(),
                numberedKeyToBigint("int GENERATED ALWAYS AS IDENTITY"),
                fromAGeneratedColumn(),
                underRowSecurity());
    }

    private static Shape renamed() {
        return new Shape(
                "rename column, composite key",
                List.of(
                        "CREATE TABLE items (region int, id int, phone varchar(8), PRIMARY KEY (region, id))",
                        "INSERT INTO items VALUES (1, 1, '123'), (1, 2, NULL)"),
                "ALTER TABLE items ADD COLUMN telephone varchar(8);",
                SyncRule.of("items", Map.of("telephone", "phone"), Map.of("phone", "telephone")),
                List.of(
                        "UPDATE items SET phone = '456' WHERE id = 1",
                        "UPDATE items SET telephone = '789' WHERE id = 2",
                        "INSERT INTO items (region, id, telephone) VALUES (2, 1, '0')"),
                "SELECT phone, telephone FROM items ORDER BY region, id",
                List.of("456|456", "789|789", "0|0"),
                "ALTER TABLE items DROP COLUMN phone;");
    }

    /** Two rows may be equal in every column, and both are carried. */
    private static Shape withoutAKey() {
        return new Shape(
                "rename column, without any key",
                List.of(
                        "CREATE TABLE items (day date, phone text)",
                        "INSERT INTO items VALUES ('2026-01-01', '1'), ('2026-01-01', '1'), (NULL, NULL)"),
                "ALTER TABLE items ADD COLUMN telephone text;",
                SyncRule.of("items", Map.of("telephone", "phone"), Map.of("phone", "telephone")),
                List.of(
                        "UPDATE items SET phone = '2' WHERE ctid = (SELECT min(ctid) FROM items WHERE phone = '1')",
                        "UPDATE items SET telephone = '3' WHERE day IS NULL",
                        "INSERT INTO items (day, telephone) VALUES ('2026-01-01', '1')"),
                "SELECT phone, telephone FROM items ORDER BY phone",
                List.of("1|1", "1|1", "2|2", "3|3"),
                "ALTER TABLE items DROP COLUMN phone;");
    }

    private static Shape partitionedWithoutAKey() {
        return new Shape(
                "rename column of a partitioned table, without any key",
                List.of(
                        "CREATE TABLE items (day int, phone text) PARTITION BY RANGE (day)",
                        "CREATE TABLE items_1 PARTITION OF items FOR VALUES FROM (1) TO (2)",
                        "CREATE TABLE items_2 PARTITION OF items FOR VALUES FROM (2) TO (3)",
                        "INSERT INTO items VALUES (1, '1'), (2, '1')"),
                "ALTER TABLE items ADD COLUMN telephone text;",
                SyncRule.of("items", Map.of("telephone", "phone"), Map.of("phone", "telephone")),
                List.of(
                        "UPDATE items SET telephone = '2' WHERE day = 1",
                        "UPDATE items SET day = 1, phone = '3' WHERE day = 2"),
                "SELECT tableoid::regclass, phone, telephone FROM items ORDER BY phone",
                List.of("items_1|2|2", "items_1|3|3"),
                "ALTER TABLE items DROP COLUMN phone;");
    }

    private static Shape textToInteger() {
        return new Shape(
                "text to int",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, amount_text text NOT NULL)",
                        "INSERT INTO items VALUES (1, '5'), (2, '-7')"),
                "ALTER TABLE items ADD COLUMN amount int;",
                SyncRule.of("items", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text")),
                List.of(
                        "UPDATE items SET amount_text = '007' WHERE id = 1",
                        "UPDATE items SET amount = amount + 1 WHERE id = 2",
                        "INSERT INTO items (id, amount) VALUES (3, 0)"),
                "SELECT amount_text, amount FROM items ORDER BY id",
                List.of("007|7", "-6|-6", "0|0"),
                "ALTER TABLE items DROP COLUMN amount_text;");
    }

    private static Shape textToEnum() {
        return new Shape(
                "text to enum that the expand makes",
                List.of(
                        "DROP TYPE IF EXISTS item_state",
                        "CREATE TABLE items (id int PRIMARY KEY, state_text text NOT NULL)",
                        "INSERT INTO items VALUES (1, 'open'), (2, 'shut')"),
                "CREATE TYPE item_state AS ENUM ('open', 'shut'); ALTER TABLE items ADD COLUMN state item_state;",
                SyncRule.of("items", Map.of("state", "state_text::item_state"), Map.of("state_text", "state::text")),
                List.of(
                        "UPDATE items SET state_text = 'shut' WHERE id = 1",
                        "UPDATE items SET state = 'open' WHERE id = 2",
                        "INSERT INTO items (id, state) VALUES (3, 'shut')"),
                "SELECT state_text, state FROM items ORDER BY id",
                List.of("shut|shut", "open|open", "shut|shut"),
                "ALTER TABLE items DROP COLUMN state_text;");
    }

    private static Shape textToMoment() {
        return new Shape(
                "text to timestamptz, from Berlin and from UTC",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, at_text text)",
                        "INSERT INTO items VALUES (1, '2026-01-01 12:00:00+00'), (2, NULL)"),
                "ALTER TABLE items ADD COLUMN at timestamptz;",
                SyncRule.of("items", Map.of("at", "at_text::timestamptz"), Map.of("at_text", "at::text")),
                List.of(
                        "SET TimeZone = 'Europe/Berlin'; UPDATE items SET at_text = '2026-07-01 12:00' WHERE id = 1",
                        "SET TimeZone = 'Europe/Berlin'; UPDATE items SET at = '2026-07-01 12:00' WHERE id = 2",
                        "INSERT INTO items (id, at) VALUES (3, '2026-07-01 12:00+05:30')"),
                "SELECT at_text, at AT TIME ZONE 'UTC' FROM items ORDER BY id",
                List.of(
                        "2026-07-01 12:00|2026-07-01 12:00:00",
                        "2026-07-01 10:00:00+00|2026-07-01 10:00:00",
                        "2026-07-01 06:30:00+00|2026-07-01 06:30:00"),
                "ALTER TABLE items DROP COLUMN at_text;");
    }

    private static Shape integerToBigint() {
        return new Shape(
                "int to bigint, with a default and a witness",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, hits int NOT NULL DEFAULT 0)",
                        "INSERT INTO items VALUES (1, 5), (2, 2147483647)"),
                "ALTER TABLE items ADD COLUMN hits_big bigint;",
                witnessed("hits_big", "hits", "hits", "hits_big::int"),
                List.of(
                        "UPDATE items SET hits = hits + 1 WHERE id = 1",
                        "UPDATE items SET hits_big = hits_big - 1 WHERE id = 2",
                        "INSERT INTO items (id, hits_big) VALUES (3, 9)",
                        "INSERT INTO items (id) VALUES (4)"),
                "SELECT hits, hits_big FROM items ORDER BY id",
                List.of("6|6", "2147483646|2147483646", "9|9", "0|0"),
                "ALTER TABLE items DROP COLUMN hits;");
    }

    /** The new path may even give a row another key: the cascade reaches the rows that refer to it. */
    private static Shape keyToBigint() {
        return new Shape(
                "int to bigint of a primary key with inbound foreign keys",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, name text)",
                        "CREATE TABLE parts (item int NOT NULL REFERENCES items ON UPDATE CASCADE)",
                        "INSERT INTO items VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO parts VALUES (1), (2)"),
                "ALTER TABLE items ADD COLUMN id_big bigint;",
                SyncRule.of("items", Map.of("id_big", "id"), Map.of("id", "id_big::int")),
                List.of(
                        "INSERT INTO items (id, name) VALUES (3, 'c')",
                        "INSERT INTO items (id_big, name) VALUES (4, 'd') RETURNING id",
                        "UPDATE items SET id_big = 5 WHERE id_big = 2",
                        "UPDATE items SET id = 6 WHERE id = 1"),
                "SELECT id, id_big, (SELECT count(*) FROM parts p WHERE p.item = items.id) FROM items ORDER BY id",
                List.of("3|3|0", "4|4|0", "5|5|1", "6|6|1"),
                "ALTER TABLE parts DROP CONSTRAINT parts_item_fkey; ALTER TABLE items DROP COLUMN id;");
    }

    /** The new path leaves the number to the sequence, and reads its own column of it. */
    private static Shape numberedKeyToBigint(String key) {
        return new Shape(
                "int to bigint of a primary key that is " + key,
                List.of(
                        "CREATE TABLE items (id " + key + " PRIMARY KEY, name text)",
                        "INSERT INTO items (name) VALUES ('a'), ('b')"),
                "ALTER TABLE items ADD COLUMN id_big bigint;",
                SyncRule.of("items", Map.of("id_big", "id"), Map.of("id", "id_big::int")),
                List.of(
                        "INSERT INTO items (name) VALUES ('c') RETURNING id",
                        "INSERT INTO items (name) VALUES ('d') RETURNING id_big",
                        "UPDATE items SET id_big = 9 WHERE id_big = 2"),
                "SELECT id, id_big, name FROM items ORDER BY id",
                List.of("1|1|a", "3|3|c", "4|4|d", "9|9|b"),
                "ALTER TABLE items DROP COLUMN id;");
    }

    private static Shape split() {
        return new Shape(
                "split a column",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, name text NOT NULL)",
                        "INSERT INTO items VALUES (1, 'Anna Berg'), (2, 'Anna Maria Berg')"),
                "ALTER TABLE items ADD COLUMN first_name text, ADD COLUMN last_name text;",
                SyncRule.of(
                        "items",
                        Map.of(
                                "first_name",
                                "split_part(name, ' ', 1)",
                                "last_name",
                                "CASE WHEN position(' ' in name) > 0 THEN substr(name, position(' ' in name) + 1) END"),
                        Map.of("name", "first_name || coalesce(' ' || last_name, '')")),
                List.of(
                        "UPDATE items SET name = ' Bo  Ek ' WHERE id = 1",
                        "UPDATE items SET first_name = 'Anna Maria', last_name = 'Berg' WHERE id = 2",
                        "INSERT INTO items (id, first_name) VALUES (3, 'Cy')"),
                "SELECT name, first_name, last_name FROM items ORDER BY id",
                List.of(" Bo  Ek ||Bo  Ek ", "Anna Maria Berg|Anna Maria|Berg", "Cy|Cy|-"),
                "ALTER TABLE items DROP COLUMN name;");
    }

    private static Shape merged() {
        return new Shape(
                "merge columns",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, street text, town text)",
                        "INSERT INTO items VALUES (1, 'High St', 'Ayr'), (2, NULL, NULL)"),
                "ALTER TABLE items ADD COLUMN address text;",
                SyncRule.of(
                        "items",
                        Map.of("address", "street || ', ' || town"),
                        Map.of(
                                "street", "split_part(address, ', ', 1)",
                                "town", "split_part(address, ', ', 2)")),
                List.of(
                        "UPDATE items SET town = 'Oban' WHERE id = 1",
                        "UPDATE items SET address = 'Low Rd, Ayr' WHERE id = 2",
                        "INSERT INTO items (id, street, town) VALUES (3, 'Mid Rd', 'Tain')"),
                "SELECT street, town, address FROM items ORDER BY id",
                List.of("High St|Oban|High St, Oban", "Low Rd|Ayr|Low Rd, Ayr", "Mid Rd|Tain|Mid Rd, Tain"),
                "ALTER TABLE items DROP COLUMN street, DROP COLUMN town;");
    }

    private static Shape computed() {
        return new Shape(
                "computed column",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, cents int NOT NULL)",
                        "INSERT INTO items VALUES (1, 105), (2, 7)"),
                "ALTER TABLE items ADD COLUMN price numeric(10, 2);",
                SyncRule.of("items", Map.of("price", "cents / 100.0"), Map.of("cents", "(price * 100)::int")),
                List.of(
                        "UPDATE items SET cents = 99 WHERE id = 1",
                        "UPDATE items SET price = 3.1 WHERE id = 2",
                        "INSERT INTO items (id, price) VALUES (3, 12)"),
                "SELECT cents, price FROM items ORDER BY id",
                List.of("99|0.99", "310|3.10", "1200|12.00"),
                "ALTER TABLE items DROP COLUMN cents;");
    }

    private static Shape madeRequired() {
        return new Shape(
                "set NOT NULL",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, nick text)",
                        "INSERT INTO items VALUES (1, 'a'), (2, NULL), (5, NULL)"),
                "ALTER TABLE items ADD COLUMN nickname text;",
                witnessed("nickname", "coalesce(nick, '')", "nick", "nullif(nickname, '')"),
                List.of(
                        "UPDATE items SET nick = NULL WHERE id = 1",
                        "UPDATE items SET nickname = 'b' WHERE id = 2",
                        "INSERT INTO items (id) VALUES (3)",
                        "INSERT INTO items (id, nickname) VALUES (4, '')"),
                "SELECT nick, nickname FROM items ORDER BY id",
                List.of("-|", "b|b", "-|", "-|", "-|"),
                "ALTER TABLE items DROP COLUMN nick; ALTER TABLE items ALTER COLUMN nickname SET NOT NULL;");
    }

    private static Shape madeOptional() {
        return new Shape(
                "drop NOT NULL",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, nick text NOT NULL)",
                        "INSERT INTO items VALUES (1, 'a'), (2, '')"),
                "ALTER TABLE items ADD COLUMN nickname text;",
                SyncRule.of("items", Map.of("nickname", "nullif(nick, '')"), Map.of("nick", "coalesce(nickname, '')")),
                List.of(
                        "UPDATE items SET nickname = NULL WHERE id = 1",
                        "UPDATE items SET nick = 'b' WHERE id = 2",
                        "INSERT INTO items (id, nickname) VALUES (3, NULL)",
                        "INSERT INTO items (id, nick) VALUES (4, '')"),
                "SELECT nick, nickname FROM items ORDER BY id",
                List.of("|-", "b|b", "|-", "|-"),
                "ALTER TABLE items DROP COLUMN nick;");
    }

    private static Shape fromAGeneratedColumn() {
        return new Shape(
                "with a generated column",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, name text,"
                                + " code text GENERATED ALWAYS AS (upper(name)) STORED)",
                        "INSERT INTO items VALUES (1, 'a'), (2, 'b')"),
                "ALTER TABLE items ADD COLUMN label text;",
                SyncRule.of(
                        "items", Map.of("label", "code || ':' || name"), Map.of("name", "split_part(label, ':', 2)")),
                List.of(
                        "UPDATE items SET name = 'c' WHERE id = 1",
                        "UPDATE items SET label = 'D:d' WHERE id = 2",
                        "INSERT INTO items (id, label) VALUES (3, 'E:e')"),
                "SELECT name, code, label FROM items ORDER BY id",
                List.of("c|C|C:c", "d|D|D:d", "e|E|E:e"),
                "ALTER TABLE items DROP COLUMN code; ALTER TABLE items DROP COLUMN name;");
    }

    private static Shape underATriggerOfTheTeam() {
        return new Shape(
                "with a user trigger",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, mail text, changes int NOT NULL DEFAULT 0)",
                        "CREATE OR REPLACE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                                + " NEW.mail := lower(NEW.mail); NEW.changes := NEW.changes + 1; RETURN NEW; END $$",
                        "CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION tidy()",
                        "INSERT INTO items VALUES (1, 'A@x'), (2, 'B@x')"),
                "ALTER TABLE items ADD COLUMN email text;",
                SyncRule.of("items", Map.of("email", "mail"), Map.of("mail", "email")),
                List.of(
                        "UPDATE items SET mail = 'C@x' WHERE id = 1",
                        "UPDATE items SET email = 'd@x' WHERE id = 2",
                        "INSERT INTO items (id, mail) VALUES (3, 'E@x')"),
                "SELECT mail, email FROM items ORDER BY id",
                List.of("c@x|c@x", "d@x|d@x", "e@x|e@x"),
                "DROP TRIGGER tidy ON items; ALTER TABLE items DROP COLUMN mail;");
    }

    private static Shape underADependentView() {
        return new Shape(
                "with a dependent view that is written through",
                List.of(
                        "CREATE TABLE items (id int PRIMARY KEY, mail text)",
                        "CREATE VIEW mails AS SELECT id, mail FROM items",
                        "INSERT INTO items VALUES (1, 'a'), (2, 'b')"),
                "ALTER TABLE items ADD COLUMN email text;",
                SyncRule.of("items", Map.of("email", "mail"), Map.of("mail", "email")),
                List.of(
                        "UPDATE mails SET mail = 'c' WHERE id = 1",
                        "UPDATE items SET email = 'd' WHERE id = 2",
                        "INSERT INTO mails VALUES (3, 'e')"),
                "SELECT (SELECT m.mail FROM mails m WHERE m.id = items.id), email FROM items ORDER BY id",
                List.of("c|c", "d|d", "e|e"),
                "DROP VIEW mails; ALTER TABLE items DROP COLUMN mail;");
    }

    private static Shape underRowSecurity() {
        return new Shape(
                "under row-level security on the old column",
                List.of(
                        "DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                        "CREATE TABLE items (id int PRIMARY KEY, owner text)",
                        "ALTER TABLE items ENABLE ROW LEVEL SECURITY",
                        "CREATE POLICY own ON items TO reader USING (owner = 'reader') WITH CHECK (owner = 'reader')",
                        "GRANT ALL ON items TO reader",
                        "INSERT INTO items VALUES (1, 'reader'), (2, 'b')"),
                "ALTER TABLE items ADD COLUMN keeper text;",
                SyncRule.of("items", Map.of("keeper", "owner"), Map.of("owner", "keeper")),
                List.of(
                        "SET ROLE reader; UPDATE items SET keeper = keeper || ''; RESET ROLE",
                        "SET ROLE reader; INSERT INTO items (id, keeper) VALUES (3, 'reader'); RESET ROLE",
                        "UPDATE items SET owner = 'c' WHERE id = 2"),
                "SELECT owner, keeper FROM items ORDER BY id",
                List.of("reader|reader", "c|c", "reader|reader"),
                "DROP POLICY own ON items; ALTER TABLE items DROP COLUMN owner;");
    }

    /** One column on each side, the new one never left null by the new path. */
    private static SyncRule witnessed(String fresh, String forward, String old, String backward) {
        return new SyncRule(
                "items",
                new TreeMap<>(Map.of(fresh, forward)),
                new TreeMap<>(Map.of(old, backward)),
                SyncRule.WhenBothChange.NEW,
                Optional.of(fresh),
                new TreeMap<>());
    }
}
