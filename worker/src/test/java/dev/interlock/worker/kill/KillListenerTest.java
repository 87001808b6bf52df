// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KillListenerTest {

    private static EmbeddedPostgres postgres;

    private final BlockingQueue<Kill> heard = new LinkedBlockingQueue<>();
    private final KillListener listener =
            new KillListener("shop", step -> postgres.getPostgresDatabase().getConnection(), heard::add);

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (InputStream ledger =
                KillListener.class.getResourceAsStream("/dev/interlock/activities/ledger/V1__ledger.sql")) {
            execute("CREATE SCHEMA interlock; " + new String(ledger.readAllBytes(), StandardCharsets.UTF_8));
        }
        execute("""
                INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES ('split-name', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run');
                INSERT INTO interlock.flag (key, migration, percent, actor, reason) VALUES ('split', 1, 50000, 'interlock', 'step');
                """);
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void listen() throws Exception {
        listener.start();
        awaitListening();
    }

    @AfterEach
    void stopListening() throws Exception {
        listener.stop();
    }

    @Test
    void aKillInTheDatabaseIsToldWithItsActorAndReason() throws Exception {
        execute("SELECT interlock.kill('split', 'bob', 'errors')");

        Kill kill = heard.poll(10, TimeUnit.SECONDS);
        assertThat(kill).isNotNull();
        assertThat(kill.migration()).isEqualTo("split-name");
        assertThat(kill.actor()).isEqualTo("bob");
        assertThat(kill.reason()).isEqualTo("errors");
        assertThat(kill.commandId()).isEqualTo("kill-split-" + kill.epoch());
    }

    @Test
    void aNoticeThatIsNotOursIsPassedOver() throws Exception {
        execute("NOTIFY interlock_kill, 'rubbish'; NOTIFY interlock_kill, 'nobody 3'");
        execute("SELECT interlock.kill('split', 'bob', 'after the rubbish')");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).extracting(Kill::reason).isEqualTo("after the rubbish");
    }

    @Test
    void itListensAgainAfterItsConnectionWasLost() throws Exception {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN interlock_kill'");
        awaitSilence();
        awaitListening();
        execute("SELECT interlock.kill('split', 'bob', 'after the loss')");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).extracting(Kill::reason).isEqualTo("after the loss");
    }

    private void awaitListening() {
        await(true);
    }

    private void awaitSilence() {
        await(false);
    }

    private void await(boolean listening) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (listener.isListening() != listening) {
            assertThat(System.nanoTime())
                    .as("listening should be %s", listening)
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
