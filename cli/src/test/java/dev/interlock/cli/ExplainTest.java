// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

    private static final String EXAMPLE = "../docs/examples/users-split-name";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/explain.sql");

    @TempDir
    private Path folder;

    /** {@code -Dgolden.update=true} writes the file. */
    @Test
    void generatedSqlIsWhatItAlwaysWas() throws IOException {
        String explained = explained();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, explained);
        }

        assertThat(explained).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void bytesAreTheSameInEveryRunLocaleAndTimeZone() {
        String here = explained();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(explained()).isEqualTo(here);

            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(explained()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void jsonHasTheStatementsInAFieldOfTheirOwn() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Shell.nowhere()
                        .run("lint", "--explain", "--json", EXAMPLE)
                        .out());

        assertThat(json.at("/findings").isArray()).isTrue();
        assertThat(json.at("/explain/0/id").asText()).isEqualTo("users-split-name");
        assertThat(json.at("/explain/0/sha256").asText()).hasSize(64);
        assertThat(json.at("/explain/0/assumed").size()).isEqualTo(4);
        assertThat(json.at("/explain/0/sync/0/table").asText()).isEqualTo("public.users");
        assertThat(json.at("/explain/0/sync/0/steps/0/statements"))
                .anyMatch(statement -> statement.asText().startsWith("CREATE FUNCTION interlock.agreement_0_1"));
        assertThat(json.at("/explain/0/revert").asText()).contains("DROP COLUMN first_name");
    }

    @Test
    void withoutTheOptionNothingIsAdded() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Shell.nowhere().run("lint", "--json", EXAMPLE).out());

        assertThat(json.fieldNames()).toIterable().containsExactly("findings");
    }

    @Test
    void planWithAnErrorIsNotExplained() throws IOException {
        Files.writeString(folder.resolve("migration.yaml"), "id: X\n");

        Shell.Printed printed = Shell.nowhere().run("lint", "--explain", folder.toString());

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out()).doesNotContain("SHA-256");
    }

    @Test
    void planThatGeneratesNothingSaysSo() throws IOException {
        Files.writeString(folder.resolve("migration.yaml"), "apiVersion: interlock.dev/v1\nid: good\ndatabase: shop\n");
        Files.writeString(folder.resolve("expand.sql"), "ALTER TABLE users ALTER COLUMN email DROP NOT NULL;\n");
        Files.writeString(folder.resolve("contract.sql"), "ALTER TABLE users DROP COLUMN phone;\n");
        Files.writeString(folder.resolve("revert.sql"), "ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n");

        assertThat(Shell.nowhere().run("lint", "--explain", folder.toString()).out())
                .contains("-- Plan good, SHA-256 ", "-- Nothing is.");
    }

    private static String explained() {
        Shell.Printed printed = Shell.nowhere().run("lint", "--explain", EXAMPLE);
        assertThat(printed.exit()).as(printed.out()).isZero();
        return printed.out().substring(printed.out().indexOf("-- Plan"));
    }
}
