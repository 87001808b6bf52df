// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.activities.http.Credentials;
import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.http.HttpSettings;
import dev.interlock.activities.http.StubServer;
import dev.interlock.domain.guardrail.SourceReading;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same for a source that is asked over HTTP. */
public abstract class HttpSourceContract extends MetricSourceContract {

    private final String name;
    private Duration timeout = Duration.ofSeconds(20);

    /** What it asks. */
    protected StubServer server;

    /** @param name what people call the server */
    protected HttpSourceContract(String name) {
        this.name = name;
    }

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The source under test, which asks by this. */
    protected abstract MetricSource source(HttpCaller caller);

    @Override
    protected final MetricSource source() {
        try {
            return source(HttpCaller.open(
                    new HttpSettings(name, server.uri(), timeout, Optional.empty(), new Credentials.None())));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected final void isDown() {
        server.close();
    }

    @Override
    protected final void hangs() {
        timeout = Duration.ofMillis(300);
        server.hangs();
    }

    protected final SourceReading answer(Question question) {
        return source().ask(question).join();
    }
}
