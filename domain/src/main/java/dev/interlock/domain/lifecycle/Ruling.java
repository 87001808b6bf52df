// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** What becomes of a command. */
public sealed interface Ruling {

    String message();

    /** It is carried out. */
    record Accept(String message) implements Ruling {}

    /** It is so already, or means nothing here; recorded, no error. */
    record NoOp(String message) implements Ruling {}

    /** It is not carried out; the message says what to do instead. */
    record Refuse(String message) implements Ruling {}
}
