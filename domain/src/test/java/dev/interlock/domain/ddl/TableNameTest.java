// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableNameTest {

    @Test
    void tableWithoutSchemaIsInPublic() {
        assertThat(TableName.of("users")).hasToString("public.users");
    }

    @Test
    void peopleReadQuotesOnlyWhereTheyAreNeeded() {
        assertThat(TableName.of("users").sql()).isEqualTo("public.users");
        assertThat(TableName.of("app.order").sql()).isEqualTo("app.\"order\"");
    }

    @Test
    void namesAreQuotedAsTheCatalogueSpellsThem() {
        assertThat(TableName.of("App.or\"der").quoted()).isEqualTo("\"App\".\"or\"\"der\"");
    }
}
