// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.ReleaseRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases that keep a contract from starting.
 *
 * @param changed after a change: false when it stood so already
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleasesView(
        String database, String id, @Nullable Boolean changed, List<ReleaseRow> releases) {

    public ReleasesView {
        releases = List.copyOf(releases);
    }
}
