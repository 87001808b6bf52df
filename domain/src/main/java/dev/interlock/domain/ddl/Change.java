// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Optional;
import java.util.Set;

/**
 * One thing that a statement does, as far as its text tells.
 *
 * @param table the table that is changed; absent where the statement names none
 * @param object the column, constraint, index, type … that is meant, folded; absent where the table itself is
 */
public record Change(Kind kind, Optional<TableName> table, Optional<String> object, Set<Option> options) {

    public Change {
        options = Set.copyOf(options);
    }

    /** What is done. */
    public enum Kind {
        CREATE_TABLE,
        DROP_TABLE,
        TRUNCATE,
        ADD_COLUMN,
        DROP_COLUMN,
        ADD_CONSTRAINT,
        VALIDATE_CONSTRAINT,
        DROP_CONSTRAINT,
        CREATE_INDEX,
        DROP_INDEX,
        REINDEX,
        DETACH_PARTITION,
        ATTACH_PARTITION,
        ADD_ENUM_VALUE,
        /** A table, column, view … gets another name or schema. */
        RENAME,
        /** Any other change of a table. */
        ALTER_TABLE,
        /** A view, type, function … goes. */
        DROP_OTHER,
        /** INSERT and UPDATE. */
        WRITE,
        DELETE,
        TRANSACTION_CONTROL,
        /** SET and RESET: they would override what the runner has set. */
        SESSION_STATE,
        /** Cannot run in a transaction and is not on the list of those that we can find half done. */
        OUTSIDE_TRANSACTION,
        /** DO and CALL: the text does not tell what they do. */
        OPAQUE,
        /** Read, and of no concern to any rule. */
        OTHER,
        /** The parser does not know it. */
        UNREADABLE
    }

    /** How it is done. */
    public enum Option {
        CONCURRENTLY,
        CASCADE,
        IF_EXISTS,
        IF_NOT_EXISTS,
        NOT_VALID,
        /** Of a new column: every row has to be given a value. */
        NOT_NULL,
        /** Of a new column: who gives no value gives this one. A serial is one, too. */
        DEFAULT,
        /** Of a new column: computed, or numbered as an identity. */
        GENERATED,
        /** Gone at the end of the session. */
        TEMPORARY,
        /** An unread statement with a word in it that takes something away. */
        MAY_DESTROY
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** The closed list of what PostgreSQL refuses inside a transaction and we can find done, half done or not begun. */
    public boolean runsAlone() {
        return switch (kind) {
            case CREATE_INDEX, DROP_INDEX, REINDEX, DETACH_PARTITION -> has(Option.CONCURRENTLY);
            case ADD_ENUM_VALUE -> true;
            default -> false;
        };
    }
}
