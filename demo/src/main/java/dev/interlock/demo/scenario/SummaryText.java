// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The facts for people. */
final class SummaryText {

    private SummaryText() {}

    /**
     * @param shopRan how long requests were made
     * @param prometheus where it is, or why there is none
     */
    static List<String> of(DemoResult result, Verification beforeContract, Duration shopRan, String prometheus) {
        long perSecond = result.requestsServed() * 1000 / Math.max(1, shopRan.toMillis());
        return List.of(
                "",
                line("scenario", "%s, ended %s", result.scenario(), result.state()),
                line(
                        "requests",
                        "%,d served (%,d/s), %,d failed",
                        result.requestsServed(),
                        perSecond,
                        result.requestsFailed()),
                line("writes", "%,d acknowledged, %,d lost", result.writesAcknowledged(), result.writesLost()),
                line("re-read", "%,d rows through both paths before the contract", beforeContract.rowsRead()),
                line("longest lock wait", "%d ms", result.longestLockWaitMs()),
                line("rollback", "%s", rollback(result)),
                line("Temporal history", "%d events", result.historyEvents()),
                line("Prometheus", "%s", asked(result, prometheus)));
    }

    private static String rollback(DemoResult result) {
        return result.rollbackMs() == null ? "none" : result.rollbackMs() + " ms until the last evaluator was at 0 %";
    }

    private static String asked(DemoResult result, String prometheus) {
        return result.prometheusAsked() == null
                ? prometheus
                : String.format(Locale.ROOT, "guardrails asked Prometheus %,d times", result.prometheusAsked());
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "  %-18s ", name) + String.format(Locale.ROOT, format, values);
    }
}
