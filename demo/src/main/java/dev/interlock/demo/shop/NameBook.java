// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names to write: of one word, of two and of more, and never the same twice, so that a lost write shows. */
final class NameBook {

    private static final List<String> FIRST =
            List.of("Ada", "Grace", "Edsger", "Barbara", "Donald", "Frances", "Alan", "Margaret", "Plato", "Hedy");
    private static final List<String> LAST = List.of(
            "Lovelace",
            "Hopper",
            "van Rossum",
            "de la Cruz",
            "Hamilton",
            "von der Heide",
            "O'Neill",
            "Liskov",
            "Óskarsdóttir");

    private final AtomicLong written = new AtomicLong();

    PersonName next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String first = FIRST.get(random.nextInt(FIRST.size()));
        int last = random.nextInt(LAST.size() + 1);
        long number = written.incrementAndGet();
        return last == LAST.size()
                ? new PersonName(first + "-" + number, null)
                : new PersonName(first, LAST.get(last) + "-" + number);
    }
}
