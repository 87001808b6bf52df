// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a script removes, in the words that an approval names: {@code column public.users.full_name}. For people to read;
 * what is really removed is PostgreSQL's to say, and it refuses whatever something else depends on.
 */
public final class Removals {

    private static final Set<String> PARTS = Set.of("column", "constraint");

    private final List<String> found = new ArrayList<>();

    private Removals() {}

    /** In the order of the script. */
    public static List<String> of(String sql) {
        Removals removals = new Removals();
        for (List<Word> statement : statements(sql)) {
            removals.read(new WordCursor(sql, statement));
        }
        return removals.found;
    }

    private void read(WordCursor words) {
        if (words.skip("drop")) {
            dropped(words);
        } else if (words.skip("alter", "table")) {
            words.skip("if", "exists");
            words.skip("only");
            words.name().ifPresent(table -> actions(words, table));
        }
    }

    private void dropped(WordCursor words) {
        Optional<String> kind = words.keyword();
        words.skip("concurrently");
        words.skip("if", "exists");
        Optional<QualifiedName> name = words.name();
        while (kind.isPresent() && name.isPresent()) {
            found.add(kind.get() + " " + name.get().schema() + "." + name.get().name());
            name = words.skip(",") ? words.name() : Optional.empty();
        }
    }

    private void actions(WordCursor words, QualifiedName table) {
        do {
            if (words.skip("drop")) {
                action(words, table);
            }
        } while (words.pastComma());
    }

    private void action(WordCursor words, QualifiedName table) {
        String part = PARTS.stream().filter(words::skip).findFirst().orElse("column");
        words.skip("if", "exists");
        words.name().ifPresent(name -> found.add(part + " " + table.schema() + "." + table.name() + "." + name.name()));
    }

    private static List<List<Word>> statements(String sql) {
        List<List<Word>> all = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        for (Word word : Words.of(sql)) {
            if (word.is(";")) {
                all.add(current);
                current = new ArrayList<>();
            } else {
                current.add(word);
            }
        }
        all.add(current);
        return all;
    }
}
