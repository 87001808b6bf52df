// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.ArmCounts;
import dev.interlock.client.count.BandCounts;
import dev.interlock.client.count.Overruling;
import dev.interlock.client.count.ShadowCounts;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one process has to say of one flag.
 *
 * @param version the version that it answers with; every call that an older one sent off is in the counts
 * @param evaluatedMillisAgo since its last answer; empty before the first
 * @param oldUsers different users whom the flag has given the old path since that version, as far as they are counted
 * @param newUsers the same of the new path
 * @param overruling what this process has decided by itself
 * @param shadows reads that were tried on the new path beside the old one; while they run they are in flight there
 * @param leaving its last report
 * @param bands the users at 0 % by the step that takes them to the new path; empty where they are not told apart
 */
public record FlagReport(
        String key,
        long version,
        OptionalLong evaluatedMillisAgo,
        ArmCounts oldArm,
        ArmCounts newArm,
        long oldUsers,
        long newUsers,
        Overruling overruling,
        ShadowCounts shadows,
        boolean leaving,
        List<BandCounts> bands) {

    public FlagReport {
        bands = List.copyOf(bands);
    }
}
