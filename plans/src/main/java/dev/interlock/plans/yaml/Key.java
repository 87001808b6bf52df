// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

/**
 * One key of {@code migration.yaml}.
 *
 * @param meaning one sentence, without a full stop
 * @param off whether the design's default asks for more than is built, so that plans list the key as off
 */
record Key(String name, Shape shape, Absent absent, String meaning, boolean off) {

    /** What it means to leave the key out. */
    sealed interface Absent {
        /** An error. */
        record Refused() implements Absent {}

        /** The same as to write this. */
        record Default(String yaml) implements Absent {}

        /** It follows from the rest of the plan. */
        record Derived() implements Absent {}

        /** The only thing possible: the key is in the format and not built. */
        record NotYet() implements Absent {}
    }

    static Key required(String name, Shape shape, String meaning) {
        return new Key(name, shape, new Absent.Refused(), meaning, false);
    }

    static Key key(String name, Shape shape, String yaml, String meaning) {
        return new Key(name, shape, new Absent.Default(yaml), meaning, false);
    }

    static Key derived(String name, Shape shape, String meaning) {
        return new Key(name, shape, new Absent.Derived(), meaning, false);
    }

    static Key notYet(String name, String meaning) {
        return new Key(name, new Shape.Scalar(), new Absent.NotYet(), meaning, false);
    }

    Key listedAsOff() {
        return new Key(name, shape, absent, meaning, true);
    }
}
