// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One plan of {@code docs/examples}, and how an application writes and reads its table on either path.
 *
 * <p>Every statement may name {@code :id}, a row's key; {@code :n}, a number that stands for what the row says; and
 * {@code :touched}, whether the new path has ever written the row. A read tells whether the row says {@code :n}.
 *
 * @param folder the plan's, which is also its id
 * @param promises patterns of lines of the catalogue that are there after the contract, and were not before it
 * @param held what a revert is refused for once the new path has written, or null when the old side gives all of it back
 */
record Shape(
        String folder,
        Path old,
        Path brandNew,
        List<String> promises,
        @Nullable Held held) {

    /** One of the two. */
    record Path(String insert, String update, String read) {}

    /**
     * What only the new shape holds.
     *
     * @param write by the new path; after it a revert is refused
     * @param refusal with the count that it is refused with
     * @param letGo makes the row such that nothing is lost
     */
    record Held(String write, String refusal, String letGo) {}

    @Override
    public String toString() {
        return folder;
    }
}
