// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Plato", "Ada Lovelace", "Guido van Rossum", "Maria de la  Cruz", "Trailing ", ""})
    void bothShapesSayTheSame(String full) {
        assertThat(PersonName.ofFull(full).full()).isEqualTo(full);
    }

    @Test
    void everyWordButTheFirstIsTheLastName() {
        assertThat(PersonName.ofFull("Guido van Rossum")).isEqualTo(new PersonName("Guido", "van Rossum"));
        assertThat(PersonName.ofFull("Plato")).isEqualTo(new PersonName("Plato", null));
    }

    @Test
    void aFirstNameWithASpaceWouldComeBackOtherwise() {
        assertThatThrownBy(() -> new PersonName("Mary Ann", "Evans")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsNeverWrittenTwice() {
        NameBook names = new NameBook();

        assertThat(Stream.generate(names::next).limit(10_000))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(PersonName.ofFull(name.full())).isEqualTo(name));
    }
}
