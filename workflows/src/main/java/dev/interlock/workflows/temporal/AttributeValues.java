// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that every server takes: a search attribute has at most 2 KB of JSON, and where Temporal keeps its visibility in SQL
 * a keyword has at most 255 characters. A longer one would fail the workflow's task for ever. What is cut says so.
 */
public final class AttributeValues {

    private static final int LONGEST_KEYWORD = 200;

    /** Of 2048; what is left is for the last element, which says how many were left out. */
    private static final int MOST_BYTES = 2000;

    private AttributeValues() {}

    public static String keyword(String text) {
        return text.length() <= LONGEST_KEYWORD ? text : text.substring(0, LONGEST_KEYWORD - 1) + "…";
    }

    /** As many as there is room for; when some were left out, the last one says how many. */
    public static List<String> keywords(List<String> texts) {
        List<String> kept = new ArrayList<>();
        int bytes = 0;
        for (String text : texts) {
            String keyword = keyword(text);
            bytes += bytes(keyword);
            if (bytes > MOST_BYTES) {
                kept.add("… and " + (texts.size() - kept.size()) + " more");
                return kept;
            }
            kept.add(keyword);
        }
        return kept;
    }

    /** Within a JSON array: with its quotation marks and comma. */
    private static int bytes(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text).length + 3;
    }
}
