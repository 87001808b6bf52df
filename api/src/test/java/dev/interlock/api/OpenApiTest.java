// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final ApiUnderTest api = ApiUnderTest.shared();

    @Test
    void everyPathAndMethodIsDescribedAndNothingElse() throws IOException {
        JsonNode description =
                new YAMLMapper().readTree(api.get("/api/v1/openapi.yaml").text());

        assertThat(described(description)).isEqualTo(served());
    }

    private static Set<String> described(JsonNode description) {
        Set<String> operations = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private static Set<String> served() {
        Set<String> operations = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("dev.interlock.api.resource").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .forEach(method ->
                                httpMethod(method).forEach(verb -> operations.add(verb + " " + path(method))));
        return operations;
    }

    private static Stream<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
        return path.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }
}
