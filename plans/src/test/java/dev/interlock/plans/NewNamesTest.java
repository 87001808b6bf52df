// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NewNamesTest {

    private static final TableName USERS = new TableName("public", "users");

    private static List<TableParts> of(Map<String, String> files) {
        return NewNames.of(new PlanReader().read(files).plan().orElseThrow(), Set::of);
    }

    @Test
    void columnsThatTheExpandAddsAndThoseOfTheSync() {
        Map<String, String> files = Plans.with("""
                sync: [ { table: users, forward: { last_name: "full_name" }, backward: { full_name: "last_name" } } ]
                """);

        assertThat(of(files))
                .containsExactly(new TableParts(Set.of(USERS), Set.of("first_name", "last_name"), Set.of()));
    }

    @Test
    void aTableThatTheExpandMakesIsMeantWhole() {
        Map<String, String> files = Plans.withFile(
                "expand.sql", "CREATE TABLE names (id int);\nALTER TABLE names ADD COLUMN first_name text;\n");

        assertThat(of(files))
                .containsExactly(new TableParts(Set.of(new TableName("public", "names")), Set.of(), Set.of()));
    }

    @Test
    void anIndexBringsNoName() {
        assertThat(of(Plans.withFile("expand.sql", "CREATE INDEX users_name ON users (full_name);\n")))
                .isEmpty();
    }
}
