// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import dev.interlock.domain.plan.Problem;
import java.util.List;

/** Everything that a lint found; empty when the plan is fine. */
public record FindingsView(List<Problem> findings) {

    public FindingsView {
        findings = List.copyOf(findings);
    }
}
