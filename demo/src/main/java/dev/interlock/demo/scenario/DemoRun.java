// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.shop.ShopFacts;
import dev.interlock.demo.shop.Verification;
import dev.interlock.demo.stack.Closing;
import dev.interlock.demo.stack.DemoHome;
import dev.interlock.demo.stack.DemoStack;
import dev.interlock.demo.stack.StartFailed;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** One demo from nothing to nothing: starts everything, plays the scenario, says what came of it, puts everything away. */
public final class DemoRun {

    private static final int AS_NAMED = 0;
    private static final int NOT_AS_NAMED = 1;
    private static final int NOT_STARTED = 3;

    private final DemoOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Instant start = Instant.now();
    private final Narrator narrator;

    public DemoRun(DemoOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.narrator = new Narrator(start, this::print);
    }

    /** The exit code: 0 only if the scenario ended as named and no write was lost. */
    public int run() throws Exception {
        try (Closing closing = Closing.atExit()) {
            return run(closing);
        } catch (Closing.StoppingException e) {
            return NOT_AS_NAMED;
        }
    }

    private int run(Closing closing) throws Exception {
        DemoHome home = closing.open(DemoHome::create);
        DemoLogging.into(home.file("demo.log"));
        CompletableFuture<Void> plan = CompletableFuture.runAsync(DemoPlan::check);
        DemoStack stack;
        try {
            stack = DemoStack.start(home, closing, database -> DemoShop.seed(database, options.rows()), this::sayNow);
        } catch (StartFailed e) {
            err.println("interlock demo: " + e.getMessage());
            e.lastWords().forEach(line -> err.println("  " + line));
            err.flush();
            return NOT_STARTED;
        }
        plan.join();
        Instant opened = Instant.now();
        Shop shop = closing.open(() -> DemoShop.open(stack.database(), options));
        stack.prometheus().server().ifPresent(prometheus -> prometheus.scrape(shop.metrics()));
        sayNow(String.format(
                Locale.ROOT, "shop open: %,d users, 3 instances; scenario %s", options.rows(), options.scenario()));
        return play(closing, stack, shop, opened);
    }

    private int play(Closing closing, DemoStack stack, Shop shop, Instant opened) throws Exception {
        Follower follower = closing.open(() -> new Follower(stack.database().observe(), DemoPlan.ID, narrator::event));
        RollbackTime rollbackTime =
                closing.open(() -> new RollbackTime(stack.database().observe(), DemoPlan.ID));
        follower.start();
        Orders orders = new Orders(stack.api().address(), DemoPlan.DATABASE, DemoPlan.ID);
        Stage stage = new Stage(orders, follower, shop, stack.worker(), narrator, rollbackTime);
        Played played = Played.NOTHING;
        boolean failed = false;
        try {
            orders.start(DemoPlan.files(
                    options.scenario(), stack.prometheus().server().isPresent()));
            played = Scripts.of(options.scenario()).play(stage);
        } catch (DemoFailed e) {
            failed = true;
            err.println("interlock demo: " + e.getMessage());
            err.flush();
        }
        DemoResult result = result(stack, shop, follower.phase(), played);
        tell(stack, result, played.beforeContract(), Duration.between(opened, Instant.now()));
        keep(stack);
        boolean asNamed = !failed && result.state().equals(options.scenario().endsAs());
        return asNamed && result.writesLost() == 0 ? AS_NAMED : NOT_AS_NAMED;
    }

    private DemoResult result(DemoStack stack, Shop shop, String state, Played played) throws SQLException {
        shop.trouble().end();
        if (!options.keep()) {
            shop.stopTraffic();
        }
        Verification atTheEnd = state.equals("COMPLETED") ? shop.verifyThroughNewPath() : shop.verifyThroughBothPaths();
        ShopFacts facts = shop.facts();
        return new DemoResult(
                options.scenario().word(),
                state,
                facts.requestsServed(),
                facts.requestsFailed(),
                facts.writesAcknowledged(),
                played.beforeContract().writesLost() + atTheEnd.writesLost(),
                facts.longestLockWaitMs(),
                played.rollbackMillis().orElse(null),
                HistoryLength.of(stack.temporal().address()),
                stack.prometheus().server().isPresent() ? PrometheusAsked.times(stack.database()) : null);
    }

    private void tell(DemoStack stack, DemoResult result, Verification beforeContract, Duration shopRan)
            throws JsonProcessingException {
        SummaryText.of(result, beforeContract, shopRan, stack.prometheus().description())
                .forEach(this::print);
        if (options.json()) {
            print(new ObjectMapper().writeValueAsString(result));
        }
    }

    private void keep(DemoStack stack) throws InterruptedException {
        if (!options.keep()) {
            return;
        }
        List.of(
                        "",
                        "left running until Ctrl-C:",
                        "  PostgreSQL  " + stack.database().url()
                                + " (any password; users postgres, shop_owner, shop_app)",
                        "  Temporal    " + stack.temporal().address(),
                        "  Web UI      " + stack.temporal().webUi().orElse("none: no temporal binary on the PATH"),
                        "  API         " + stack.api().address() + "/api/v1/migrations",
                        "  worker      " + stack.worker().address() + "/metrics",
                        "  Prometheus  " + stack.prometheus().description())
                .forEach(this::print);
        new CountDownLatch(1).await();
    }

    private void sayNow(String text) {
        narrator.say(Instant.now(), text);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
