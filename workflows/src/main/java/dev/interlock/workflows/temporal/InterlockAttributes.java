// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;

/** The search attributes of a migration. The worker refuses to start where one is missing. */
public final class InterlockAttributes {

    public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("InterlockPhase");
    public static final SearchAttributeKey<String> HOLD = SearchAttributeKey.forKeyword("InterlockHold");
    public static final SearchAttributeKey<String> DATABASE = SearchAttributeKey.forKeyword("InterlockDatabase");
    public static final SearchAttributeKey<List<String>> TABLES = SearchAttributeKey.forKeywordList("InterlockTables");
    public static final SearchAttributeKey<String> OWNER = SearchAttributeKey.forKeyword("InterlockOwner");
    public static final SearchAttributeKey<Double> PERCENT = SearchAttributeKey.forDouble("InterlockPercent");
    public static final SearchAttributeKey<OffsetDateTime> NEXT_AT =
            SearchAttributeKey.forOffsetDateTime("InterlockNextAt");

    public static final List<SearchAttributeKey<?>> ALL =
            List.of(PHASE, HOLD, DATABASE, TABLES, OWNER, PERCENT, NEXT_AT);

    private InterlockAttributes() {}
}
