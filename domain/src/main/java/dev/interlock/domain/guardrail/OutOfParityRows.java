// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Rows whose two sides do not represent each other, by what can be done for them.
 *
 * @param rows how many
 * @param unfilled of these, rows that hold nothing in the new side: {@code forward} can fill them where it does not raise
 * @param misfits of these, rows whose new side the old columns cannot hold: the rollback forecast
 * @param keys some of them, by table; empty when there are none
 * @param misfit why one of the misfits does not fit; empty when there are none
 */
public record OutOfParityRows(long rows, long unfilled, long misfits, String keys, String misfit) {

    public static final OutOfParityRows NONE = new OutOfParityRows(0, 0, 0, "", "");

    public OutOfParityRows plus(OutOfParityRows other) {
        return new OutOfParityRows(
                rows + other.rows,
                unfilled + other.unfilled,
                misfits + other.misfits,
                keys.isEmpty() || other.keys.isEmpty() ? keys + other.keys : keys + "; " + other.keys,
                misfit.isEmpty() ? other.misfit : misfit);
    }

    /** Both sides hold something, and neither follows from the other: which one is newer is not written anywhere. */
    public long undecided() {
        return rows - unfilled;
    }

    /** Such as {@code public.users: id=5; 1 hold nothing in the new side: repair fills them}: keys, then what can be repaired, then the forecast. */
    public String sentence() {
        StringBuilder text = new StringBuilder(keys);
        if (unfilled > 0) {
            text.append("; ")
                    .append(Figures.count(unfilled))
                    .append(" hold nothing in the new side: repair fills them");
        }
        if (undecided() > 0) {
            text.append("; ").append(Figures.count(undecided())).append(" hold values in both sides: a person decides");
        }
        if (misfits > 0) {
            text.append("; rollback forecast: the old side cannot hold ")
                    .append(Figures.count(misfits))
                    .append(" of them: ")
                    .append(misfit);
        }
        return text.toString();
    }
}
