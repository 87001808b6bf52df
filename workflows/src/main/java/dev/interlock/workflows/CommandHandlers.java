// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import org.jspecify.annotations.Nullable;

/** Every verb three times, as Temporal wants it: as a signal, as an update and as an update's validator. */
abstract class CommandHandlers implements MigrationWorkflow {

    final OperatorInbox inbox = new OperatorInbox();

    @Override
    public void signalPause(@Nullable Object message) {
        inbox.signal("pause", message);
    }

    @Override
    public void signalResume(@Nullable Object message) {
        inbox.signal("resume", message);
    }

    @Override
    public void signalRollback(@Nullable Object message) {
        inbox.signal("rollback", message);
    }

    @Override
    public void signalRevert(@Nullable Object message) {
        inbox.signal("revert", message);
    }

    @Override
    public void signalApprove(@Nullable Object message) {
        inbox.signal("approve", message);
    }

    @Override
    public void signalPromote(@Nullable Object message) {
        inbox.signal("promote", message);
    }

    @Override
    public void signalExtend(@Nullable Object message) {
        inbox.signal("extend", message);
    }

    @Override
    public void signalThrottle(@Nullable Object message) {
        inbox.signal("throttle", message);
    }

    @Override
    public void signalRepair(@Nullable Object message) {
        inbox.signal("repair", message);
    }

    @Override
    public void signalKilled(@Nullable Object message) {
        inbox.killed(message);
    }

    @Override
    public CommandAnswer pause(@Nullable CommandMessage message) {
        return inbox.update("pause", message);
    }

    @Override
    public CommandAnswer resume(@Nullable CommandMessage message) {
        return inbox.update("resume", message);
    }

    @Override
    public CommandAnswer rollback(@Nullable CommandMessage message) {
        return inbox.update("rollback", message);
    }

    @Override
    public CommandAnswer revert(@Nullable CommandMessage message) {
        return inbox.update("revert", message);
    }

    @Override
    public CommandAnswer approve(@Nullable CommandMessage message) {
        return inbox.update("approve", message);
    }

    @Override
    public CommandAnswer promote(@Nullable CommandMessage message) {
        return inbox.update("promote", message);
    }

    @Override
    public CommandAnswer extend(@Nullable CommandMessage message) {
        return inbox.update("extend", message);
    }

    @Override
    public CommandAnswer throttle(@Nullable CommandMessage message) {
        return inbox.update("throttle", message);
    }

    @Override
    public CommandAnswer repair(@Nullable CommandMessage message) {
        return inbox.update("repair", message);
    }

    @Override
    public void mayPause(@Nullable CommandMessage message) {
        inbox.validate("pause", message);
    }

    @Override
    public void mayResume(@Nullable CommandMessage message) {
        inbox.validate("resume", message);
    }

    @Override
    public void mayRollback(@Nullable CommandMessage message) {
        inbox.validate("rollback", message);
    }

    @Override
    public void mayRevert(@Nullable CommandMessage message) {
        inbox.validate("revert", message);
    }

    @Override
    public void mayApprove(@Nullable CommandMessage message) {
        inbox.validate("approve", message);
    }

    @Override
    public void mayPromote(@Nullable CommandMessage message) {
        inbox.validate("promote", message);
    }

    @Override
    public void mayExtend(@Nullable CommandMessage message) {
        inbox.validate("extend", message);
    }

    @Override
    public void mayThrottle(@Nullable CommandMessage message) {
        inbox.validate("throttle", message);
    }

    @Override
    public void mayRepair(@Nullable CommandMessage message) {
        inbox.validate("repair", message);
    }
}
