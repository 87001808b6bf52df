// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.Ledger.Standing;
import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.PrometheusServer;
import dev.interlock.e2e.stack.ScrapedShop;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.ShopMetrics;
import dev.interlock.e2e.stack.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ramp that is judged by a real Prometheus, which does everything that a server can do to whoever relies on it. */
@EndToEnd
class PrometheusTest {

    private static final String GUARDRAILS = """
              - name: checkout
                kind: error-rate
                source: prometheus
                errors: 'sum(increase(shop_errors_total{variant="$variant"}[$window]))'
                total: 'sum(increase(shop_calls_total{variant="$variant"}[$window]))'
              - { name: busy, kind: threshold, source: prometheus, query: max(shop_busy), max: 0.8 }
            """;

    /** What happens to Prometheus. */
    @FunctionalInterface
    private interface Happening {
        void run() throws Exception;
    }

    @Test
    void stoppedHangingEmptyAndNaNHoldAtWhereTheRampStandsAndItGoesOnByItself(Servers servers) throws Exception {
        try (ScrapedShop shop = servers.startScrapedShop();
                People people = People.open(servers, "prometheus-faults")) {
            PrometheusServer prometheus = shop.prometheus();
            ShopMetrics metrics = shop.metrics();
            people.startGuardedMigration(GUARDRAILS);

            holdsFor(servers, people, 5_000, prometheus::kill, prometheus::startAgain);
            holdsFor(servers, people, 20_000, prometheus::hang, prometheus::wake);
            holdsFor(servers, people, 50_000, () -> metrics.busy(""), () -> metrics.busy("0.4"));
            holdsFor(servers, people, 100_000, () -> metrics.busy("NaN"), () -> metrics.busy("0.4"));

            servers.ledger().awaitPhase(people.id(), "COMPLETED");
            assertThat(servers.ledger().events(people.id())).noneMatch(event -> event.contains("FAIL of"));
            assertThat(people.lostOnTheNewPath()).isEmpty();
        }
    }

    private static void holdsFor(Servers servers, People people, int percent, Happening fault, Happening end)
            throws Exception {
        servers.ledger().awaitPercent(people.id(), percent);
        fault.run();
        Standing held = servers.ledger().awaitHeld(people.id());
        assertThat(held.hold()).contains("has no number in 6 looks running");
        assertThat(held.percent()).isEqualTo(percent);
        end.run();
        Waiting.until(
                people.id() + " to go on by itself",
                () -> servers.ledger().standing(people.id()),
                standing -> !standing.isHeld());
    }

    @Test
    void countersThatBeginAgainAndARestartRollNothingBack(Servers servers) throws Exception {
        try (ScrapedShop shop = servers.startScrapedShop();
                People people = People.open(servers, "prometheus-restarts")) {
            people.startGuardedMigration(GUARDRAILS);
            servers.ledger().awaitPercent(people.id(), 20_000);

            shop.metrics().restart();
            shop.prometheus().kill();
            shop.prometheus().startAgain();

            servers.ledger().awaitPhase(people.id(), "COMPLETED");
            assertThat(servers.ledger().events(people.id())).noneMatch(event -> event.contains("FAIL of"));
        }
    }

    @Test
    void whatPrometheusCountsPutsTheRampBack(Servers servers) throws Exception {
        try (ScrapedShop shop = servers.startScrapedShop();
                People people = People.open(servers, "prometheus-errors")) {
            people.startGuardedMigration(GUARDRAILS);
            servers.ledger().awaitPercent(people.id(), 20_000);

            shop.metrics().failOnTheNewPath();

            Standing back = servers.ledger().awaitPhase(people.id(), "ROLLED_BACK");
            assertThat(back.percent()).isZero();
            servers.ledger().awaitEvent(people.id(), "FAIL of checkout: candidate fails ");
        }
    }

    @Test
    void whileItIsDownARollbackByHandWorks(Servers servers) throws Exception {
        try (ScrapedShop shop = servers.startScrapedShop();
                People people = People.open(servers, "prometheus-by-hand")) {
            people.startGuardedMigration(GUARDRAILS);
            servers.ledger().awaitPercent(people.id(), 20_000);
            shop.prometheus().kill();
            servers.ledger().awaitHeld(people.id());

            servers.api().command(people.id(), "rollback", "not with blind eyes");

            assertThat(servers.ledger().awaitPhase(people.id(), "ROLLED_BACK").percent())
                    .isZero();
        }
    }

    /** A query that cannot work; what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "misspelt   | max(shop_bussy)      | Prometheus has no series for the query",
                "syntax     | max(shop_busy        | Prometheus refuses the query: bad_data",
                "two-series | shop_calls_total     | one series is wanted, Prometheus has 2",
                "range      | shop_busy[1m]        | one number is wanted, Prometheus answers with a matrix",
                "broken     | max(shop_busy) + 0.5 | the present breaks it already, 0.9 > 0.8"
            })
    void aQueryThatCannotWorkIsRefusedBeforeAnythingIsTouched(String name, String query, String said, Servers servers)
            throws Exception {
        try (ScrapedShop shop = servers.startScrapedShop();
                People people = People.open(servers, "prometheus-" + name)) {
            shop.metrics().busy("0.4");
            people.startGuardedMigration(
                    "  - { name: busy, kind: threshold, source: prometheus, query: '" + query + "', max: 0.8 }\n");

            servers.ledger().awaitPhase(people.id(), "REJECTED");
            servers.ledger().awaitEvent(people.id(), said);
            servers.ledger().awaitEvent(people.id(), "asked was " + query);
        }
    }
}
