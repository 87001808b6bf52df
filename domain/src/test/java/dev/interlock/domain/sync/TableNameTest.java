// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableNameTest {

    @Test
    void tableWithoutSchemaIsInPublic() {
        assertThat(TableName.of("users")).hasToString("public.users");
    }

    @Test
    void namesAreQuotedAsTheCatalogueSpellsThem() {
        assertThat(TableName.of("App.or\"der").quoted()).isEqualTo("\"App\".\"or\"\"der\"");
    }
}
