// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

/**
 * MurmurHash3_x86_32 with seed 0, by Austin Appleby, who put the algorithm in the public domain.
 *
 * <p>Written out here so that an application which embeds the client gets no further library.
 */
final class Murmur3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    static int hash32(byte[] bytes) {
        int whole = bytes.length & ~3;
        int hash = 0;
        for (int i = 0; i < whole; i += 4) {
            hash = Integer.rotateLeft(hash ^ scramble(word(bytes, i)), 13) * 5 + 0xe6546b64;
        }
        if (whole < bytes.length) {
            hash ^= scramble(tail(bytes, whole));
        }
        return avalanche(hash ^ bytes.length);
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    private static int tail(byte[] bytes, int from) {
        int tail = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            tail = tail << 8 | (bytes[i] & 0xff);
        }
        return tail;
    }

    private static int scramble(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    private static int avalanche(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
