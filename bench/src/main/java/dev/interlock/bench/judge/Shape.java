// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

/**
 * What a simulated ramp is like. It goes through 1, 5, 20, 50 and 100 %, with a look every 10 s.
 *
 * @param requestsPerMinute of both paths together
 * @param errorRate of the old path
 * @param looks at each step
 * @param diurnal whether the number of requests swings by 80 % in the course of the ramp
 * @param cluster mean number of errors that a user has at once, at least 1
 * @param robots users that ask once a second and fail nine times in ten, on whichever path
 * @param change what becomes of the new path
 */
record Shape(
        double requestsPerMinute,
        double errorRate,
        int looks,
        boolean diurnal,
        double cluster,
        int robots,
        Change change) {

    /**
     * From one look on the new path fails more often.
     *
     * @param ratio of its error rate to the old path's
     * @param from the look, counted from the ramp's first
     */
    record Change(double ratio, int from) {

        static final Change NONE = new Change(1, 0);
    }

    /** 6,000 requests a minute, one in two hundred of which fails; nothing else. */
    static Shape usual(int looks) {
        return new Shape(6_000, 0.005, looks, false, 1, 0, Change.NONE);
    }

    Shape at(double perMinute) {
        return new Shape(perMinute, errorRate, looks, diurnal, cluster, robots, change);
    }

    Shape diurnally() {
        return new Shape(requestsPerMinute, errorRate, looks, true, cluster, robots, change);
    }

    Shape clustered(double mean) {
        return new Shape(requestsPerMinute, errorRate, looks, diurnal, mean, robots, change);
    }

    Shape withRobots(int number) {
        return new Shape(requestsPerMinute, errorRate, looks, diurnal, cluster, number, change);
    }

    Shape with(Change what) {
        return new Shape(requestsPerMinute, errorRate, looks, diurnal, cluster, robots, what);
    }
}
