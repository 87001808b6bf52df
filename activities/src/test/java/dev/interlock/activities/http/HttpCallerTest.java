// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpCallerTest {

    private static final Reply OK = new Reply.Answered(200, "fine");

    @TempDir
    private Path folder;

    private StubServer server;
    private Duration timeout = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start();
        server.answers(200, "fine");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whateverIsAnsweredIsAnswered() throws Exception {
        server.answers(503, "busy");

        assertThat(post(new Credentials.None())).isEqualTo(new Reply.Answered(503, "busy"));
        assertThat(server.bodies()).containsExactly("question");
    }

    @Test
    void anAnswerThatDoesNotBeginOrDoesNotEndIsSilenceInTime() throws Exception {
        String why = "Metrics at " + server.uri() + " has not answered within 300 ms";
        timeout = Duration.ofMillis(300);

        server.hangs();
        assertThat(post(new Credentials.None())).isEqualTo(new Reply.Silence(why));

        server.hangsAfter("{");
        assertThat(post(new Credentials.None())).isEqualTo(new Reply.Silence(why));
    }

    @Test
    void anAnswerWithoutEndIsNotRead() throws Exception {
        server.answers(200, "x".repeat(1024 * 1024 + 1));

        assertThat(why(post(new Credentials.None()))).contains("an answer of more than 1048576 bytes");
    }

    @Test
    void nobodyWhoListensIsSaidSo() throws Exception {
        server.close();

        assertThat(why(post(new Credentials.None()))).startsWith("Metrics at " + server.uri() + " cannot be reached");
    }

    @Test
    void aTokenIsReadAtEachQuestion() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        HttpCaller caller = caller(server.uri(), Optional.empty(), new Credentials.Bearer(token));

        post(caller, server.uri());
        Files.writeString(token, "second\n");
        post(caller, server.uri());

        assertThat(server.headers())
                .extracting(headers -> headers.getFirst("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aUserHasAPassword() throws Exception {
        post(new Credentials.Basic("interlock", Files.writeString(folder.resolve("password"), "hush\n")));

        assertThat(server.headers())
                .extracting(headers -> headers.getFirst("Authorization"))
                .containsExactly("Basic aW50ZXJsb2NrOmh1c2g=");
    }

    @Test
    void aSecretThatIsGoneIsSilenceAndNothingIsAsked() throws Exception {
        assertThat(why(post(new Credentials.Bearer(folder.resolve("gone")))))
                .startsWith("the secret for Metrics cannot be read");
        assertThat(server.bodies()).isEmpty();
    }

    @Test
    void aSecretThatCannotBeInAHeaderIsSilenceAndIsNotShown() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "hu\nsh");

        assertThat(why(post(new Credentials.Bearer(token)))).doesNotContain("hu\nsh");
        assertThat(server.bodies()).isEmpty();
    }

    @Test
    void whoIsSentElsewhereDoesNotGoThere() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "hush");
        try (StubServer elsewhere = StubServer.start()) {
            server.redirectsTo(elsewhere.uri());

            assertThat(post(new Credentials.Bearer(token))).isEqualTo(new Reply.Answered(307, ""));
            assertThat(elsewhere.bodies()).isEmpty();
        }
    }

    @Test
    void overTlsOnlyTheNamedAuthorityIsTrusted() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        Credentials none = new Credentials.None();
        try (StubServer secure = StubServer.startWithTls(certificate.context())) {
            secure.answers(200, "fine");
            URI uri = secure.uri();

            assertThat(post(caller(uri, Optional.of(certificate.pem()), none), uri))
                    .isEqualTo(OK);
            assertThat(why(post(caller(uri, Optional.empty(), none), uri))).contains("did not answer");
        }
    }

    @Test
    void aLongTextOfSomebodyElseIsShownOnOneLineAndNotInFull() {
        assertThat(Reply.shown(" a\n  b ")).isEqualTo("a b");
        assertThat(Reply.shown("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
    }

    private Reply post(Credentials credentials) throws Exception {
        return post(caller(server.uri(), Optional.empty(), credentials), server.uri());
    }

    private static Reply post(HttpCaller caller, URI uri) {
        return caller.post(uri, "text/plain", "question").join();
    }

    private HttpCaller caller(URI uri, Optional<Path> authority, Credentials credentials)
            throws IOException, GeneralSecurityException {
        return HttpCaller.open(new HttpSettings("Metrics", uri, timeout, authority, credentials));
    }

    private static String why(Reply reply) {
        return ((Reply.Silence) reply).why();
    }
}
