// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has changed, one sentence each.
 *
 * @param sync on the triggers and functions that keep this migration's sides equal: writes may have been missed
 * @param theirs on anything else, which only the team can have done
 */
public record Drift(List<String> sync, List<String> theirs) {

    public static final Drift NONE = new Drift(List.of(), List.of());

    /** Longer definitions are not shown: that they changed is said. */
    private static final int SHOWN = 120;

    private static final String DIGEST = "md5 ";

    public Drift {
        sync = List.copyOf(sync);
        theirs = List.copyOf(theirs);
    }

    /** @param migration the ledger's number: part of the name of everything that its sync consists of */
    public static Drift between(Fingerprint before, Fingerprint now, long migration) {
        List<String> sync = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(before.facts().keySet());
        keys.addAll(now.facts().keySet());
        for (String key : keys) {
            String was = before.facts().get(key);
            String is = now.facts().get(key);
            if (is == null || !is.equals(was)) {
                (Fingerprint.isSync(key, migration) ? sync : theirs).add(sentence(key, was, is));
            }
        }
        return new Drift(sync, theirs);
    }

    public boolean none() {
        return sync.isEmpty() && theirs.isEmpty();
    }

    /** All of it in one line; empty when there is none. */
    public String sentence() {
        List<String> all = new ArrayList<>(sync);
        all.addAll(theirs);
        return String.join("; ", all);
    }

    private static String sentence(String key, @Nullable String was, @Nullable String is) {
        if (is == null) {
            return key + " is gone";
        }
        if (was == null) {
            return key + " is new" + (shown(is) ? ": " + is : "");
        }
        if (is.startsWith(DIGEST)) {
            return key + " was altered";
        }
        List<String> before = words(was);
        List<String> now = words(is);
        stripEqualEnds(before, now);
        String wasPart = String.join(" ", before);
        String isPart = String.join(" ", now);
        boolean told = !before.isEmpty() && !now.isEmpty() && shown(wasPart) && shown(isPart);
        return key + (told ? " was " + wasPart + " and is " + isPart : " was altered");
    }

    /** Of a definition that is too long to be shown, as much as differs. */
    private static void stripEqualEnds(List<String> was, List<String> is) {
        if (shown(String.join(" ", was)) && shown(String.join(" ", is))) {
            return;
        }
        while (!was.isEmpty() && !is.isEmpty() && was.get(0).equals(is.get(0))) {
            was.remove(0);
            is.remove(0);
        }
        while (!was.isEmpty() && !is.isEmpty() && last(was).equals(last(is))) {
            was.remove(was.size() - 1);
            is.remove(is.size() - 1);
        }
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    private static List<String> words(String definition) {
        return new ArrayList<>(Arrays.asList(definition.split(" ", -1)));
    }

    private static boolean shown(String definition) {
        return definition.length() <= SHOWN && !definition.startsWith(DIGEST);
    }
}
