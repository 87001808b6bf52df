// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.backfill.Rate;
import java.time.Duration;

/** What a person orders. */
public sealed interface Command {

    Origin origin();

    /** The verb, as in REST, CLI and signals. */
    String verb();

    /** Stand still. */
    record Pause(Origin origin) implements Command {
        @Override
        public String verb() {
            return "pause";
        }
    }

    /** Go on, with a fresh look. */
    record Resume(Origin origin) implements Command {
        @Override
        public String verb() {
            return "resume";
        }
    }

    /** Flag to 0 %. */
    record Rollback(Origin origin) implements Command {
        @Override
        public String verb() {
            return "rollback";
        }
    }

    /** Undo the expand. */
    record Revert(Origin origin) implements Command {
        @Override
        public String verb() {
            return "revert";
        }
    }

    /** Let the contract through; {@code plan} is the SHA-256 that the person has looked at. */
    record Approve(Origin origin, String plan) implements Command {
        @Override
        public String verb() {
            return "approve";
        }
    }

    /** Take the next step now. */
    record Promote(Origin origin) implements Command {
        @Override
        public String verb() {
            return "promote";
        }
    }

    /** Lengthen the time that is running. */
    record Extend(Origin origin, Duration by) implements Command {
        @Override
        public String verb() {
            return "extend";
        }
    }

    /** Set the rate of the backfill. */
    record Throttle(Origin origin, Rate rate) implements Command {
        @Override
        public String verb() {
            return "throttle";
        }
    }

    /** Make the rows right that exact parity has found, where it is certain which side is. */
    record Repair(Origin origin) implements Command {
        @Override
        public String verb() {
            return "repair";
        }
    }

    /** Something that could not be understood: always refused, always on record. */
    record Malformed(Origin origin, String verb, String why) implements Command {}
}
