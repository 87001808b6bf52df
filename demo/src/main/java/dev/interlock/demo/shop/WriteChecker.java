// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads every acknowledged write again, while the shop is open. In batches without locks first; who differs then may only
 * have been written meanwhile, and is read once more under the user's lock.
 */
final class WriteChecker {

    private static final int BATCH = 2000;

    private final WriteLedger ledger;
    private final Map<String, UserPath> paths;

    /** @param paths by the name that a finding gives them */
    WriteChecker(WriteLedger ledger, Map<String, UserPath> paths) {
        this.ledger = ledger;
        this.paths = paths;
    }

    Verification check(Connection connection) throws SQLException {
        List<Long> users = ledger.users();
        List<LostWrite> lost = new ArrayList<>();
        for (int from = 0; from < users.size(); from += BATCH) {
            List<Long> batch = users.subList(from, Math.min(users.size(), from + BATCH));
            for (Map.Entry<String, UserPath> path : paths.entrySet()) {
                lost.addAll(check(connection, batch, path.getKey(), path.getValue()));
            }
        }
        return new Verification((long) users.size() * paths.size(), lost);
    }

    private List<LostWrite> check(Connection connection, List<Long> batch, String name, UserPath path)
            throws SQLException {
        Map<Long, PersonName> read = path.readAll(connection, batch);
        List<LostWrite> lost = new ArrayList<>();
        for (long id : batch) {
            if (!ledger.expected(id).equals(Optional.ofNullable(read.get(id)))) {
                checkAlone(connection, id, name, path).ifPresent(lost::add);
            }
        }
        return lost;
    }

    private Optional<LostWrite> checkAlone(Connection connection, long id, String name, UserPath path)
            throws SQLException {
        ReentrantLock lock = ledger.lock(id);
        lock.lock();
        try {
            Optional<PersonName> read =
                    Optional.ofNullable(path.readAll(connection, List.of(id)).get(id));
            return ledger.expected(id)
                    .filter(expected -> !Optional.of(expected).equals(read))
                    .map(expected -> new LostWrite(id, name, expected.full(), text(read)));
        } finally {
            lock.unlock();
        }
    }

    private static String text(Optional<PersonName> read) {
        return read.map(PersonName::toString).orElse("nobody");
    }
}
