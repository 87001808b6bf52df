// SPDX-License-Identifier: Apache-2.0
/**
 * A team's own service that knows numbers or judges: it is sent the window and answers with counts, a value or a verdict. Takes no
 * lock. It may be asked for the same window twice, by a look that is taken again.
 *
 * <p>Deliberately not supported: answers that come later, and signatures of the question.
 */
@NullMarked
package dev.interlock.activities.webhook;

import org.jspecify.annotations.NullMarked;
