// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HoldsTest {

    @TestFactory
    List<DynamicTest> everyRowResumesByItselfOrDoesNotAsItSays() {
        return HoldsDocument.ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(row.kind() + ": " + row.where(), () -> check(row)))
                .toList();
    }

    private static void check(HoldsDocument.Row row) {
        for (HoldsDocument.Held example : row.examples()) {
            MigrationState held = example.as(row.kind());
            assertThat(!HoldsDocument.endedBy(held).isEmpty())
                    .as("%s in %s, by %s", row.kind(), held.phase(), HoldsDocument.endedBy(held))
                    .isEqualTo(row.saysByItself());
        }
    }

    @TestFactory
    List<DynamicTest> everyHoldCanBeEndedByAPerson() {
        return HoldsDocument.ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.kind() + ": " + row.where(),
                        () -> row.examples()
                                .forEach(example -> assertThat(
                                                example.as(row.kind()).commands(Samples.LATER))
                                        .containsAnyOf("resume", "approve", "rollback"))))
                .toList();
    }

    @Test
    void everyReasonToHoldHasARow() {
        assertThat(HoldsDocument.ROWS).extracting(HoldsDocument.Row::kind).contains(Hold.Kind.values());
    }

    @Test
    void theDocumentIsTheTable() throws IOException {
        Path document = Path.of("../docs/holds.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(document, HoldsDocument.text());
        }
        assertThat(Files.readString(document)).isEqualTo(HoldsDocument.text());
    }
}
