// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.stack.WorkerServer;

/** What a script may touch. */
record Stage(
        Orders orders,
        Follower follower,
        Shop shop,
        WorkerServer worker,
        Narrator narrator,
        RollbackTime rollbackTime) {}
