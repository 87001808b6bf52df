// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BadInputTest {

    private final ApiUnderTest api = ApiUnderTest.shared();

    @Test
    void brokenJsonIsAProblemThatSaysWhere() {
        Answer answer = api.post("/api/v1/migrations", "{\"files\": ");

        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("line 1");
    }

    @Test
    void unknownKeyIsNamedWithTheKnownOnes() {
        Answer answer = api.post("/api/v1/migrations", "{\"file\": {}}");

        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.detail()).contains("'file'").contains("actor, files");
    }

    @Test
    void wrongShapeIsNamedByItsKey() {
        Answer answer = api.post("/api/v1/migrations", "{\"files\": [1]}");

        assertThat(answer.detail()).contains("'files' has the wrong shape").doesNotContain("java");
    }

    @Test
    void missingFilesAreNamed() {
        assertThat(api.post("/api/v1/migrations", "{}").problem()).isEqualTo("invalid-request");
        assertThat(api.post("/api/v1/migrations", "").problem()).isEqualTo("invalid-request");
        assertThat(api.post("/api/v1/plans/lint", "{\"files\":{}}").problem()).isEqualTo("invalid-request");
    }

    @Test
    void bodyOfUnknownLengthIsReadNoFurtherThanTheLimit() {
        String body = "{\"files\":{\"expand.sql\":\"" + "-".repeat(3 * 1024 * 1024) + "\"}}";

        Answer answer = api.send(api.request("/api/v1/migrations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build());

        assertThat(answer.problem()).isEqualTo("too-large");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void bodyThatGrowsWhenUnpackedIsReadNoFurtherThanTheLimit() throws IOException {
        Answer answer = api.send(api.request("/api/v1/migrations")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(
                        zipped("{\"files\":{\"expand.sql\":\"" + "-".repeat(3 * 1024 * 1024) + "\"}}")))
                .build());

        assertThat(answer.problem()).isEqualTo("too-large");
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void unknownPathIsAProblem() {
        assertThat(api.get("/nothing/here").problem()).isEqualTo("not-found");
        assertThat(api.get("/api/v1/nothing").problem()).isEqualTo("not-found");
    }

    @Test
    void wrongMethodIsAProblemThatNamesTheRightOnes() {
        Answer answer = api.get("/api/v1/migrations/shop/some/pause");

        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void wrongMediaTypeIsAProblem() {
        Answer answer = api.send(api.request("/api/v1/migrations")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"))
                .build());

        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }
}
