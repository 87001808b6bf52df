// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.plans.sql.Mentions;
import dev.interlock.plans.sql.SqlWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose a statement is, by its text: the new path's where it names what the expand has made, else the old path's where it is about a
 * claimed table. What both paths send counts as the old one's.
 *
 * @param made by the expand
 * @param claimed tables
 */
public record Attribution(List<TableParts> made, List<TableParts> claimed) {

    public Attribution {
        made = List.copyOf(made);
        claimed = List.copyOf(claimed);
    }

    /** A path, or none. */
    public enum Arm {
        NEW,
        OLD,
        NONE;

        /** As the ledger has it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param text empty where PostgreSQL has lost it */
    Arm of(Optional<String> text) {
        return text.map(SqlWords::of).map(this::of).orElse(Arm.NONE);
    }

    private Arm of(SqlWords words) {
        if (words.any(Attribution::ours)) {
            return Arm.NONE;
        }
        if (made.stream().anyMatch(parts -> Mentions.of(words, parts) == Mention.NAMED)) {
            return Arm.NEW;
        }
        return claimed.stream().anyMatch(table -> Mentions.of(words, table) == Mention.NAMED) ? Arm.OLD : Arm.NONE;
    }

    /** Statements of ours name something of our own schema. */
    public static boolean ours(String word) {
        return word.equals("interlock") || word.startsWith("interlock_");
    }
}
