// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.LateReads;
import dev.interlock.demo.shop.Verification;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One script for each scenario. */
final class Scripts {

    private static final String COMPLETED = "COMPLETED";
    private static final String ROLLED_BACK = "ROLLED_BACK";
    private static final String RAMPING = "RAMPING";
    private static final String SOAKING = "SOAKING";

    private Scripts() {}

    static Script of(Scenario scenario) {
        return switch (scenario) {
            case HAPPY -> Scripts::completes;
            case ERRORS, TABLE_SCAN, SLOW -> Scripts::rollsBackByItself;
            case BAD_BACKWARD -> Scripts::rollsBackByItsForecast;
            case PAUSE -> Scripts::pausesAndResumes;
            case ROLLBACK -> Scripts::rollsBackByHandAndResumes;
            case CRASH -> Scripts::losesItsWorker;
            case LATE_READER -> Scripts::meetsALateReader;
        };
    }

    private static Played completes(Stage stage) throws Exception {
        return completes(stage, Optional.empty());
    }

    private static Played completes(Stage stage, Optional<Long> rollbackMillis) throws Exception {
        Played played = new Played(new BeforeContract(stage).recheck(), rollbackMillis);
        stage.follower().await(COMPLETED, event -> event.enters(COMPLETED));
        return played;
    }

    private static Played rollsBackByItself(Stage stage) throws Exception {
        stage.follower().await("a guardrail's rollback", event -> event.enters(ROLLED_BACK));
        return new Played(Played.NOTHING.beforeContract(), stage.rollbackTime().millis());
    }

    /** By the forecast alone: so few writes are refused that their errors say nothing yet. */
    private static Played rollsBackByItsForecast(Stage stage) throws Exception {
        stage.follower().await("the forecast's FAIL", event -> event.text().contains("rollback forecast"));
        return rollsBackByItself(stage);
    }

    private static Played pausesAndResumes(Stage stage) throws Exception {
        stage.follower().await("20 %", event -> event.isAt(RAMPING, 20));
        stage.orders().command("pause", "have a look at 20 %");
        stage.follower().await("the pause", event -> event.isAt(RAMPING, 20) && event.hold() != null);
        stage.orders().command("resume", "looked, all is well");
        return completes(stage);
    }

    private static Played rollsBackByHandAndResumes(Stage stage) throws Exception {
        stage.follower().await("50 %", event -> event.isAt(RAMPING, 50));
        stage.orders().command("rollback", "support reports odd names");
        stage.follower().await("the rollback", event -> event.enters(ROLLED_BACK));
        Optional<Long> millis = stage.rollbackTime().millis();
        stage.orders().command("resume", "it was something else");
        return completes(stage, millis);
    }

    private static Played meetsALateReader(Stage stage) throws Exception {
        Verification beforeContract = new BeforeContract(stage).recheck();
        stage.follower()
                .await("the old names to be hidden", event -> event.text().startsWith("hidden, and still in sync"));
        stage.orders().command("extend", "the nightly reports are still to come", Duration.ofMinutes(1));
        stage.narrator().say(Instant.now(), served(stage).sentence());
        stage.follower().await("the hold that names the reader", event -> event.isIn(SOAKING) && event.hold() != null);
        return new Played(beforeContract, Optional.empty());
    }

    private static LateReads served(Stage stage) throws Exception {
        try {
            return stage.shop().readTheOldWay();
        } catch (SQLException e) {
            throw new DemoFailed("the late reader: " + e.getMessage());
        }
    }

    private static Played losesItsWorker(Stage stage) throws Exception {
        stage.follower().await("20 %", event -> event.isAt(RAMPING, 20));
        stage.worker().kill();
        stage.narrator().say(Instant.now(), "worker killed with -9 and started again");
        stage.worker().start();
        return completes(stage);
    }
}
