// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantTest {

    @ParameterizedTest
    @EnumSource(Variant.class)
    void isFoundByItsName(Variant variant) {
        assertThat(Variant.of(variant.wireName())).isEqualTo(variant);
    }

    @Test
    void anotherNameIsRefused() {
        assertThatThrownBy(() -> Variant.of("OLD"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OLD");
    }
}
