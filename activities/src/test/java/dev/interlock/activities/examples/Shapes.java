// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import dev.interlock.activities.examples.Shape.Held;
import dev.interlock.activities.examples.Shape.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every shape that {@code docs/examples} has a plan for. */
final class Shapes {

    private Shapes() {}

    static Stream<Shape> all() {
        return Stream.of(
                addNullableColumn(),
                addComputedColumn(),
                addNotNullColumn(),
                renameColumn(),
                intToBigint(),
                textToInt(),
                textToTimestamptz(),
                splitColumn(),
                mergeColumns(),
                setNotNull(),
                newIndex(),
                newUniqueConstraint());
    }

    /** A row's weight is its key, once the new path has given it one. */
    private static Shape addNullableColumn() {
        return new Shape(
                "add-nullable-column",
                new Path(
                        "INSERT INTO products (id, name) VALUES (:id, 'Product ' || :n)",
                        "UPDATE products SET name = 'Product ' || :n WHERE id = :id",
                        "SELECT name = 'Product ' || :n FROM products WHERE id = :id"),
                new Path(
                        "INSERT INTO products (id, name, weight_grams) VALUES (:id, 'Product ' || :n, :id)",
                        "UPDATE products SET name = 'Product ' || :n, weight_grams = :id WHERE id = :id",
                        "SELECT name = 'Product ' || :n AND weight_grams IS NOT DISTINCT FROM"
                                + " CASE WHEN :touched THEN id END FROM products WHERE id = :id"),
                List.of("constraint public.products products_weight_positive CHECK .* t"),
                new Held(
                        "UPDATE products SET weight_grams = CASE WHEN id <= 3 THEN 5 END",
                        "3 rows with a value in the column public.products.weight_grams",
                        "UPDATE products SET weight_grams = NULL"));
    }

    private static Shape addComputedColumn() {
        return new Shape(
                "add-computed-column",
                new Path(
                        "INSERT INTO invoices (id, amount) VALUES (:id, :n + 0.25)",
                        "UPDATE invoices SET amount = :n + 0.25 WHERE id = :id",
                        "SELECT amount = :n + 0.25 FROM invoices WHERE id = :id"),
                new Path(
                        "INSERT INTO invoices (id, amount_cents) VALUES (:id, :n * 100 + 25)",
                        "UPDATE invoices SET amount_cents = :n * 100 + 25 WHERE id = :id",
                        "SELECT amount_cents = :n * 100 + 25 FROM invoices WHERE id = :id"),
                List.of(),
                null);
    }

    /** The old side cannot tell an order that was cancelled from an open one. */
    private static Shape addNotNullColumn() {
        return new Shape(
                "add-not-null-column",
                new Path(
                        "INSERT INTO parcels (id, customer, shipped) VALUES (:id, 'Customer ' || :n, :n % 2 = 0)",
                        "UPDATE parcels SET customer = 'Customer ' || :n, shipped = (:n % 2 = 0) WHERE id = :id",
                        "SELECT customer = 'Customer ' || :n AND shipped = (:n % 2 = 0) FROM parcels WHERE id = :id"),
                new Path(
                        "INSERT INTO parcels (id, customer, state) VALUES (:id, 'Customer ' || :n,"
                                + " CASE :n % 2 WHEN 0 THEN 'shipped' ELSE 'open' END)",
                        "UPDATE parcels SET customer = 'Customer ' || :n,"
                                + " state = CASE :n % 2 WHEN 0 THEN 'shipped' ELSE 'open' END WHERE id = :id",
                        "SELECT customer = 'Customer ' || :n AND state = CASE :n % 2 WHEN 0 THEN 'shipped' ELSE 'open' END"
                                + " FROM parcels WHERE id = :id"),
                List.of("column public.parcels \\d+ state text not null t .*"),
                new Held(
                        "INSERT INTO parcels (id, customer, state) VALUES (-1, 'Nobody', 'cancelled')",
                        "1 row with values in the new side that the old side does not give back, such as"
                                + " public.parcels: id=-1",
                        "UPDATE parcels SET state = 'open' WHERE id = -1"));
    }

    private static Shape renameColumn() {
        return new Shape(
                "rename-column",
                new Path(
                        "INSERT INTO accounts (id, mail) VALUES (:id, 'user' || :n || '@example.org')",
                        "UPDATE accounts SET mail = 'user' || :n || '@example.org' WHERE id = :id",
                        "SELECT mail = 'user' || :n || '@example.org' FROM accounts WHERE id = :id"),
                new Path(
                        "INSERT INTO accounts (id, email) VALUES (:id, 'user' || :n || '@example.org')",
                        "UPDATE accounts SET email = 'user' || :n || '@example.org' WHERE id = :id",
                        "SELECT email = 'user' || :n || '@example.org' FROM accounts WHERE id = :id"),
                List.of(),
                null);
    }

    private static Shape intToBigint() {
        return new Shape(
                "int-to-bigint",
                new Path(
                        "INSERT INTO pages (id, views) VALUES (:id, :n)",
                        "UPDATE pages SET views = :n WHERE id = :id",
                        "SELECT views = :n FROM pages WHERE id = :id"),
                new Path(
                        "INSERT INTO pages (id, view_count) VALUES (:id, :n)",
                        "UPDATE pages SET view_count = :n WHERE id = :id",
                        "SELECT view_count = :n FROM pages WHERE id = :id"),
                List.of("column public.pages \\d+ view_count bigint not null f default 0 .*"),
                null);
    }

    private static Shape textToInt() {
        return new Shape(
                "text-to-int",
                new Path(
                        "INSERT INTO order_lines (id, quantity) VALUES (:id, :n::text)",
                        "UPDATE order_lines SET quantity = :n::text WHERE id = :id",
                        "SELECT quantity = :n::text FROM order_lines WHERE id = :id"),
                new Path(
                        "INSERT INTO order_lines (id, units) VALUES (:id, :n)",
                        "UPDATE order_lines SET units = :n WHERE id = :id",
                        "SELECT units = :n FROM order_lines WHERE id = :id"),
                List.of(),
                null);
    }

    private static Shape textToTimestamptz() {
        String text = "to_char(timestamp '2026-01-01' + :n * interval '1 second', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
        String moment = "timestamptz '2026-01-01 00:00:00Z' + :n * interval '1 second'";
        return new Shape(
                "text-to-timestamptz",
                new Path(
                        "INSERT INTO visits (id, seen) VALUES (:id, " + text + ")",
                        "UPDATE visits SET seen = " + text + " WHERE id = :id",
                        "SELECT seen = " + text + " FROM visits WHERE id = :id"),
                new Path(
                        "INSERT INTO visits (id, seen_at) VALUES (:id, " + moment + ")",
                        "UPDATE visits SET seen_at = " + moment + " WHERE id = :id",
                        "SELECT seen_at = " + moment + " FROM visits WHERE id = :id"),
                List.of(),
                new Held(
                        "INSERT INTO visits (id, seen_at) VALUES (-1, timestamptz '2026-01-01 00:00:00.5Z')",
                        "1 row with values in the new side that the old side does not give back, such as"
                                + " public.visits: id=-1",
                        "UPDATE visits SET seen_at = date_trunc('second', seen_at) WHERE id = -1"));
    }

    /** Only the new side tells where the first name of Ann Marie ends. */
    private static Shape splitColumn() {
        return new Shape(
                "users-split-name",
                new Path(
                        "INSERT INTO users (id, full_name) VALUES (:id, 'First' || :n || ' Last' || :n)",
                        "UPDATE users SET full_name = 'First' || :n || ' Last' || :n WHERE id = :id",
                        "SELECT full_name = 'First' || :n || ' Last' || :n FROM users WHERE id = :id"),
                new Path(
                        "INSERT INTO users (id, first_name, last_name) VALUES (:id, 'First' || :n, 'Last' || :n)",
                        "UPDATE users SET first_name = 'First' || :n, last_name = 'Last' || :n WHERE id = :id",
                        "SELECT first_name = 'First' || :n AND last_name = 'Last' || :n FROM users WHERE id = :id"),
                List.of(),
                new Held(
                        "INSERT INTO users (id, first_name, last_name) VALUES (-1, 'Ann Marie', 'Lee')",
                        "1 row with values in the new side that the old side does not give back, such as"
                                + " public.users: id=-1",
                        "UPDATE users SET first_name = 'Ann', last_name = 'Marie Lee' WHERE id = -1"));
    }

    private static Shape mergeColumns() {
        return new Shape(
                "merge-columns",
                new Path(
                        "INSERT INTO addresses (id, street, house_number) VALUES (:id, 'Elm Street', :n || 'a')",
                        "UPDATE addresses SET street = 'Elm Street', house_number = :n || 'a' WHERE id = :id",
                        "SELECT street = 'Elm Street' AND house_number = :n || 'a' FROM addresses WHERE id = :id"),
                new Path(
                        "INSERT INTO addresses (id, street_line) VALUES (:id, 'Elm Street ' || :n || 'a')",
                        "UPDATE addresses SET street_line = 'Elm Street ' || :n || 'a' WHERE id = :id",
                        "SELECT street_line = 'Elm Street ' || :n || 'a' FROM addresses WHERE id = :id"),
                List.of(),
                null);
    }

    private static Shape setNotNull() {
        String old = "CASE WHEN :n % 4 <> 0 THEN 'Nick ' || :n END";
        String brandNew = "CASE WHEN :n % 4 <> 0 THEN 'Nick ' || :n ELSE 'anonymous' END";
        return new Shape(
                "set-not-null",
                new Path(
                        "INSERT INTO customers (id, nickname) VALUES (:id, " + old + ")",
                        "UPDATE customers SET nickname = " + old + " WHERE id = :id",
                        "SELECT nickname IS NOT DISTINCT FROM " + old + " FROM customers WHERE id = :id"),
                new Path(
                        "INSERT INTO customers (id, display_name) VALUES (:id, " + brandNew + ")",
                        "UPDATE customers SET display_name = " + brandNew + " WHERE id = :id",
                        "SELECT display_name = " + brandNew + " FROM customers WHERE id = :id"),
                List.of("column public.customers \\d+ display_name text not null t .*"),
                null);
    }

    private static Shape newIndex() {
        Path both = new Path(
                "INSERT INTO shipments (id, customer, sent_on) VALUES (:id, :n, date '2026-01-01' + :n::integer)",
                "UPDATE shipments SET customer = :n, sent_on = date '2026-01-01' + :n::integer WHERE id = :id",
                "SELECT customer = :n AND sent_on = date '2026-01-01' + :n::integer FROM shipments WHERE id = :id");
        Path brandNew = new Path(
                both.insert(),
                both.update(),
                "SELECT count(*) = 1 FROM (SELECT id FROM shipments WHERE customer = :n ORDER BY sent_on DESC LIMIT 3) s"
                        + " WHERE id = :id");
        return new Shape("new-index", both, brandNew, List.of(), null);
    }

    private static Shape newUniqueConstraint() {
        String read = "SELECT code = 'CODE-' || :n FROM coupons WHERE id = :id";
        return new Shape(
                "new-unique-constraint",
                new Path(
                        "INSERT INTO coupons (id, code) VALUES (:id, 'CODE-' || :n)",
                        "UPDATE coupons SET code = 'CODE-' || :n WHERE id = :id",
                        read),
                new Path(
                        "INSERT INTO coupons (id, code) SELECT :id, 'CODE-' || :n"
                                + " WHERE NOT EXISTS (SELECT FROM coupons WHERE code = 'CODE-' || :n)",
                        "UPDATE coupons SET code = 'CODE-' || :n WHERE id = :id"
                                + " AND NOT EXISTS (SELECT FROM coupons WHERE code = 'CODE-' || :n)",
                        read),
                List.of(
                        "constraint public.coupons coupons_code_key UNIQUE \\(code\\) t",
                        "constraint public.coupons coupons_code_present CHECK .* t"),
                null);
    }
}
