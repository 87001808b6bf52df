// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanSchemaTest {

    private static final Path FILE = Path.of("../docs/plan.schema.json");

    @Test
    void thePublishedSchemaIsTheTableOfKeys() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, PlanSchema.text());
        }
        assertThat(FILE).hasContent(PlanSchema.text());
    }
}
