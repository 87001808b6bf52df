// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DriftTest {

    private static final Map<String, String> FACTS = Map.of(
            "public.users: column name", "text NOT NULL",
            "public.users: trigger zzzz_interlock_7", "enabled always: CREATE TRIGGER …",
            "public.users: function interlock.sync_7_1()", "md5 aa",
            "public.users: function public.audit()", "md5 bb");
    private static final Fingerprint BEFORE = Fingerprint.of(FACTS);

    @Test
    void nothingChangedIsNoDrift() {
        assertThat(Drift.between(BEFORE, Fingerprint.of(FACTS), 7)).isEqualTo(Drift.NONE);
    }

    @Test
    void aChangeByTheTeamIsSaidInWords() {
        assertThat(with("public.users: column name", "character varying(20) NOT NULL")
                        .theirs())
                .containsExactly("public.users: column name was text NOT NULL and is character varying(20) NOT NULL");
        assertThat(with("public.users: column nick", "text").theirs())
                .containsExactly("public.users: column nick is new: text");
        assertThat(with("public.users: function public.audit()", "md5 cc").theirs())
                .containsExactly("public.users: function public.audit() was altered");
        assertThat(with("public.users: policy mine", "x".repeat(121)).theirs())
                .containsExactly("public.users: policy mine is new");
    }

    @Test
    void ofALongDefinitionAsMuchIsShownAsDiffers() {
        String rest = " CREATE TRIGGER " + "x".repeat(120);
        Fingerprint before = Fingerprint.of(Map.of("public.users: trigger t", "enabled always" + rest));
        Fingerprint now = Fingerprint.of(Map.of("public.users: trigger t", "disabled" + rest));

        assertThat(Drift.between(before, now, 7).theirs())
                .containsExactly("public.users: trigger t was enabled always and is disabled");
    }

    @Test
    void whatTheSyncConsistsOfIsToldApart() {
        assertThat(without("public.users: trigger zzzz_interlock_7").sync())
                .containsExactly("public.users: trigger zzzz_interlock_7 is gone");
        assertThat(with("public.users: function interlock.sync_7_1()", "md5 ff").sync())
                .containsExactly("public.users: function interlock.sync_7_1() was altered");
        assertThat(with("public.users: trigger zzzz_interlock_7", "disabled: CREATE TRIGGER …")
                        .theirs())
                .isEmpty();
    }

    @Test
    void theSyncOfAnotherMigrationIsNotOurs() {
        assertThat(with("public.users: trigger zzzz_interlock_77", "enabled always: …")
                        .theirs())
                .hasSize(1);
        assertThat(with("public.users: function interlock.sync_70_1()", "md5 ff")
                        .theirs())
                .hasSize(1);
    }

    @Test
    void filesAreForInformationOnly() {
        TreeMap<String, String> files = new TreeMap<>(Map.of("public.users", "16400"));

        assertThat(new Fingerprint(new TreeMap<>(FACTS), files).sameAs(BEFORE)).isTrue();
    }

    private static Drift with(String key, String definition) {
        Map<String, String> facts = new TreeMap<>(FACTS);
        facts.put(key, definition);
        return Drift.between(BEFORE, Fingerprint.of(facts), 7);
    }

    private static Drift without(String key) {
        Map<String, String> facts = new TreeMap<>(FACTS);
        facts.remove(key);
        return Drift.between(BEFORE, Fingerprint.of(facts), 7);
    }
}
