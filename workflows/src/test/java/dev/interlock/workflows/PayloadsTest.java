// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.interlock.domain.lifecycle.HideStage;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Phase;
import dev.interlock.domain.lifecycle.RampStage;
import dev.interlock.domain.lifecycle.SoakStage;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.Payloads;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What travels through Temporal, byte for byte: a history is read by the next release, and by the one before it when a deploy
 * goes back. {@code -Dgolden.update=true} writes the files.
 */
class PayloadsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final List<Class<?>> SEALED =
            List.of(Outcome.class, Phase.class, RampStage.class, SoakStage.class, HideStage.class);
    private static final ObjectMapper MAPPER = Payloads.mapper();

    static List<Payload> payloads() {
        return Payload.all();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void valueIsWrittenAsItAlwaysWas(Payload payload) throws IOException {
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(payload.value()) + "\n";
        Path golden = golden(payload);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, json);
        }

        assertThat(json).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void valueIsReadAsItWasWritten(Payload payload) throws IOException {
        assertThat(read(payload, MAPPER.readTree(Files.readString(golden(payload)))))
                .isEqualTo(payload.value());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatALaterReleaseAddsIsIgnored(Payload payload) throws IOException {
        JsonNode json = MAPPER.readTree(Files.readString(golden(payload)));
        if (json instanceof ObjectNode object) {
            object.put("addedByALaterRelease", 1);
        }

        assertThat(read(payload, json)).isEqualTo(payload.value());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void theConverterOfEveryClientAndWorkerUsesTheSameWords(Payload payload) throws IOException {
        ByteString sent =
                Payloads.converter().toPayload(payload.value()).orElseThrow().getData();

        assertThat(MAPPER.readTree(sent.toStringUtf8())).isEqualTo(MAPPER.readTree(Files.readString(golden(payload))));
    }

    @Test
    void everyRecordThatAPortOrTheWorkflowNamesIsHere() {
        Set<Class<?>> sampled =
                payloads().stream().map(payload -> payload.value().getClass()).collect(Collectors.toSet());

        assertThat(sampled).containsAll(named()).contains(Carried.class);
        assertThat(SEALED).allSatisfy(type -> assertThat(sampled).containsAll(concrete(type)));
    }

    @Test
    void bareStringIsAReason() throws IOException {
        assertThat(MAPPER.readValue("\"deploy freeze\"", CommandMessage.class))
                .isEqualTo(CommandMessage.ofReason("deploy freeze"));
    }

    @Test
    void missingFieldsOfAMessageAreNull() throws IOException {
        assertThat(MAPPER.readValue("{}", CommandMessage.class))
                .isEqualTo(new CommandMessage(null, null, null, null, null, null, null));
    }

    private static Set<Class<?>> named() {
        return Stream.of(
                        MigrationWorkflow.class,
                        LedgerActivities.class,
                        FlagActivities.class,
                        SchemaActivities.class,
                        WatchActivities.class,
                        ContractActivities.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(PayloadsTest::types)
                .filter(Class::isRecord)
                .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> types(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
    }

    private static Object read(Payload payload, JsonNode json) throws JsonProcessingException {
        Class<?> type = SEALED.stream()
                .filter(family -> family.isInstance(payload.value()))
                .findFirst()
                .orElse(payload.value().getClass());
        return MAPPER.treeToValue(json, type);
    }

    private static List<Class<?>> concrete(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(type -> concrete(type).stream())
                        .toList()
                : List.of(family);
    }

    private static Path golden(Payload payload) {
        return GOLDEN.resolve(payload.name() + ".json");
    }
}
