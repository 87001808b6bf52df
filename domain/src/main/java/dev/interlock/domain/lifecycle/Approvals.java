// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.Ruling.Accept;
import dev.interlock.domain.lifecycle.Ruling.Refuse;
import dev.interlock.domain.plan.ContractPolicy.Approval;

/** What a person is asked before the contract or a revert, and whose answer counts. */
final class Approvals {

    /** What a person is called who gives no name. */
    private static final String UNNAMED = "somebody";

    private Approvals() {}

    /** The plan, what it removes, what is not known, and whose word it needs. */
    static String wanted(MigrationState state, Outcome.GateOpen open) {
        return "approval wanted"
                + (state.policy().approval() == Approval.FOUR_EYES
                        ? " of somebody other than " + state.policy().startedBy()
                        : "")
                + " for plan " + state.planSha256() + ", which removes "
                + (open.objects().isEmpty() ? "nothing" : String.join(", ", open.objects()))
                + unknown(open);
    }

    private static String unknown(Outcome.GateOpen open) {
        if (open.unknown().isEmpty()) {
            return "";
        }
        return "; not known: " + String.join("; ", open.unknown())
                + (open.more() > 0 ? "; and " + open.more() + " more, which the gate's evidence names" : "");
    }

    /** An actor is whoever says so until there is authentication, so this keeps from a slip and not from a lie. */
    static Ruling rule(MigrationState state, Command.Approve command) {
        if (!command.plan().equals(state.planSha256())) {
            return new Refuse("that is another plan: this one's SHA-256 is " + state.planSha256());
        }
        return state.policy().approval() == Approval.FOUR_EYES
                ? fourEyes(state, command.origin().actor())
                : goesOn(state);
    }

    private static Ruling fourEyes(MigrationState state, String actor) {
        if (actor.equals(UNNAMED)) {
            return new Refuse("contract.approval is four-eyes: say who approves");
        }
        return actor.equalsIgnoreCase(state.policy().startedBy())
                ? new Refuse("contract.approval is four-eyes, and " + actor
                        + " has started this migration: somebody else has to approve")
                : goesOn(state);
    }

    private static Ruling goesOn(MigrationState state) {
        return new Accept(state.phase() instanceof Phase.Reverting ? "the revert may go on" : "the contract may go on");
    }
}
