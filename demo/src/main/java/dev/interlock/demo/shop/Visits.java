// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import dev.interlock.client.GuardedPath;
import dev.interlock.client.PathCall;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/** What a visitor of one instance does, over and over. Any number of threads may run the same one. */
final class Visits implements Runnable {

    private final String flag;
    private final GuardedPath guardedPath;
    private final RequestHandler handler;
    private final ShopFloor floor;
    private final Pacer pacer;
    private volatile boolean ended;

    Visits(String flag, GuardedPath guardedPath, RequestHandler handler, ShopFloor floor, Pacer pacer) {
        this.flag = flag;
        this.guardedPath = guardedPath;
        this.handler = handler;
        this.floor = floor;
        this.pacer = pacer;
    }

    @Override
    public void run() {
        while (!ended) {
            pacer.awaitUntil(pacer.reserve());
            visit();
        }
    }

    void end() {
        ended = true;
    }

    private void visit() {
        RequestKind kind = RequestKind.of(ThreadLocalRandom.current().nextInt(100));
        long id = floor.pickUser(kind);
        ReentrantLock lock = floor.ledger().lock(id);
        lock.lock();
        try {
            request(kind, id);
        } finally {
            lock.unlock();
        }
    }

    private void request(RequestKind kind, long id) {
        long begun = System.nanoTime();
        try {
            guardedPath.call(
                    flag,
                    "user-" + id,
                    floor.metrics().counting(PathMetrics.OLD, handling(kind, id, floor.oldPath())),
                    floor.metrics().counting(PathMetrics.NEW, handling(kind, id, floor.newPath())));
            floor.counters().served(System.nanoTime() - begun);
        } catch (SQLException | RuntimeException failure) {
            floor.counters().failed(System.nanoTime() - begun, failure);
        }
    }

    /** A path of a guarded call has to return something; what it handled is as good as anything. */
    private PathCall<RequestKind, SQLException> handling(RequestKind kind, long id, UserPath path) {
        return () -> {
            handler.handle(kind, id, path);
            return kind;
        };
    }
}
