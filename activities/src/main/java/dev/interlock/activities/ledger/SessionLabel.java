// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code application_name} of our sessions: {@code interlock:<hash8>:<step>:<attempt>}, at most 63 bytes, by which
 * people see what a session does and a successor finds its predecessor.
 */
final class SessionLabel {

    static final String FLAG = "interlock:flag";
    static final String LEDGER = "interlock:ledger";

    private static final int LONGEST_STEP = 30;

    private SessionLabel() {}

    static String of(String hash, String step, int attempt) {
        String shortened = step.length() > LONGEST_STEP ? step.substring(0, LONGEST_STEP) : step;
        return "interlock:" + hash + ":" + shortened + ":" + attempt;
    }

    /** Eight hex digits that tell one migration's sessions from all others in the same database. */
    static String hash(String migration, long number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((migration + " " + number).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
