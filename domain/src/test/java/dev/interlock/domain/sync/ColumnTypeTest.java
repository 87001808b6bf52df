// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnTypeTest {

    @Test
    void plainTypeIsCast() {
        assertThat(ColumnType.plain("bigint").assigned("a + 1")).isEqualTo("(a + 1)::bigint");
    }

    @Test
    void numericIsRoundedAsAnAssignmentRounds() {
        assertThat(new ColumnType("numeric(10,2)", "numeric", 655_366, false).assigned("a"))
                .isEqualTo("(a)::numeric(10,2)");
    }

    @Test
    void textThatIsTooLongRaisesAsAnAssignmentDoes() {
        assertThat(new ColumnType("character varying(20)", "character varying", 24, false).assigned("a"))
                .isEqualTo("pg_catalog.\"varchar\"((a)::character varying, 24, false)");
    }

    @Test
    void unlimitedTextIsJustCast() {
        assertThat(new ColumnType("character varying", "character varying", -1, false).assigned("a"))
                .isEqualTo("(a)::character varying");
    }

    @Test
    void domainIsCheckedAndThenTakenOff() {
        assertThat(new ColumnType("public.email", "text", -1, true).assigned("a"))
                .isEqualTo("((a)::text)::public.email::text");
    }
}
