// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import io.temporal.common.SearchAttributeKey;

/** How the {@code temporal} command line writes the type of a search attribute. */
public final class AttributeTypes {

    private AttributeTypes() {}

    public static String commandLineName(SearchAttributeKey<?> key) {
        return switch (key.getValueType()) {
            case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
            case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
            case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
            case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
            case INDEXED_VALUE_TYPE_INT -> "Int";
            case INDEXED_VALUE_TYPE_BOOL -> "Bool";
            case INDEXED_VALUE_TYPE_TEXT -> "Text";
            case INDEXED_VALUE_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(key.getName());
        };
    }
}
