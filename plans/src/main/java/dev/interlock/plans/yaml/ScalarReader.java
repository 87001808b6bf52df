// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.plans.yaml.Shape.Choice;
import dev.interlock.plans.yaml.Shape.Decimal;
import dev.interlock.plans.yaml.Shape.Flag;
import dev.interlock.plans.yaml.Shape.OrWord;
import dev.interlock.plans.yaml.Shape.Size;
import dev.interlock.plans.yaml.Shape.Span;
import dev.interlock.plans.yaml.Shape.Text;
import dev.interlock.plans.yaml.Shape.Whole;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values. */
final class ScalarReader {

    /** Longer numbers are never meant, and cost time to read. */
    private static final int LONGEST_NUMBER = 30;

    private final Findings findings;

    ScalarReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Object> read(Shape shape, ScalarNode node, String path) {
        if (!Storable.is(node.getValue())) {
            return unstorable(line(node), path);
        }
        if (shape instanceof Text text) {
            return isText(node) ? text(text, node, path) : quoted(node, path);
        }
        if (shape instanceof Choice choice) {
            return choice(choice, node.getValue(), line(node), path);
        }
        if (shape instanceof OrWord or) {
            return orWord(or, node, path);
        }
        if (shape instanceof Size) {
            return size(shape, node, path);
        }
        if (shape instanceof Span span) {
            return span(span, node, path);
        }
        if (shape instanceof Decimal decimal) {
            return decimal(decimal, node, path);
        }
        if (shape instanceof Whole whole) {
            return whole(whole, node, path);
        }
        return shape instanceof Flag ? flag(shape, node, path) : Optional.of(node.getValue());
    }

    /** Judges the key of a mapping whose keys the plan chooses. */
    boolean accepts(Shape shape, String name, int line, String path) {
        if (!Storable.is(name)) {
            return unstorable(line, path).isPresent();
        }
        if (shape instanceof Choice choice) {
            return choice(choice, name, line, path).isPresent();
        }
        if (shape instanceof Text text && !Pattern.matches(text.pattern(), name)) {
            refuse(text.broken(), line, path, name, text.form());
            return false;
        }
        return true;
    }

    private Optional<Object> text(Text shape, ScalarNode node, String path) {
        String value = node.getValue();
        return Pattern.matches(shape.pattern(), value)
                ? Optional.of(value)
                : refuse(shape.broken(), line(node), path, value, shape.form());
    }

    /** YAML reads an unquoted 123, yes or 2026-01-01 as something else than text. */
    private Optional<Object> quoted(ScalarNode node, String path) {
        String instead = "\"" + node.getValue() + "\"";
        return refuse(PlanRule.WRONG_TYPE, line(node), path, node.getValue(), "text; write " + instead);
    }

    private Optional<Object> choice(Choice shape, String value, int line, String path) {
        if (shape.now().contains(value)) {
            return Optional.of(value);
        }
        if (shape.later().contains(value)) {
            findings.error(
                    PlanRule.NOT_YET, line, path, "`" + path + ": " + value + "` is not built yet", shape.wanted());
            return Optional.empty();
        }
        String wanted = Nearest.to(value, shape.now()).orElse(shape.wanted());
        return refuse(PlanRule.BAD_VALUE, line, path, value, wanted);
    }

    private Optional<Object> span(Span shape, ScalarNode node, String path) {
        String value = node.getValue();
        Optional<Duration> parsed = Durations.parse(value.strip());
        if (parsed.isEmpty()) {
            boolean bare = node.getTag().equals(Tag.INT) && value.chars().allMatch(Character::isDigit);
            String wanted = bare ? value + " with a unit: ms, s, m, h or d" : shape.wanted();
            return refuse(PlanRule.BAD_DURATION, line(node), path, value, wanted);
        }
        Duration duration = parsed.get();
        if (duration.isNegative()) {
            return refuse(PlanRule.BAD_DURATION, line(node), path, value, "a duration that is not negative");
        }
        if (duration.compareTo(shape.least()) < 0) {
            return refuse(
                    PlanRule.BAD_DURATION,
                    line(node),
                    path,
                    value,
                    "at least " + shape.least().toMillis() + "ms");
        }
        return duration.compareTo(shape.most()) > 0
                ? refuse(
                        PlanRule.BAD_DURATION,
                        line(node),
                        path,
                        value,
                        "at most " + shape.most().toDays() + "d")
                : Optional.of(duration);
    }

    private Optional<Object> orWord(OrWord shape, ScalarNode node, String path) {
        String value = node.getValue();
        if (value.equals(shape.word())) {
            return Optional.of(Section.NONE);
        }
        boolean isWord = !value.isEmpty() && value.chars().allMatch(Character::isLetter);
        return isWord
                ? refuse(PlanRule.BAD_VALUE, line(node), path, value, shape.wanted())
                : read(shape.value(), node, path);
    }

    private Optional<Object> size(Shape shape, ScalarNode node, String path) {
        String value = node.getValue();
        Optional<Long> bytes = Sizes.parse(value.strip());
        if (bytes.isPresent()) {
            return Optional.of(bytes.get());
        }
        boolean bare = node.getTag().equals(Tag.INT) && value.chars().allMatch(Character::isDigit);
        String wanted = bare ? value + " with a unit: KiB, MiB or GiB" : shape.wanted();
        return refuse(PlanRule.BAD_VALUE, line(node), path, value, wanted);
    }

    private Optional<Object> decimal(Decimal shape, ScalarNode node, String path) {
        Optional<BigDecimal> number = isNumber(node) ? number(node.getValue()) : Optional.empty();
        if (number.isEmpty()) {
            return refuse(PlanRule.WRONG_TYPE, line(node), path, node.getValue(), shape.wanted());
        }
        BigDecimal value = number.get();
        boolean fits = value.compareTo(shape.above()) > 0
                && value.compareTo(shape.most()) <= 0
                && value.stripTrailingZeros().scale() <= shape.places();
        return fits ? Optional.of(value) : refuse(shape.broken(), line(node), path, node.getValue(), shape.wanted());
    }

    private Optional<Object> whole(Whole shape, ScalarNode node, String path) {
        Optional<BigDecimal> number = node.getTag().equals(Tag.INT) ? number(node.getValue()) : Optional.empty();
        if (number.isEmpty()) {
            return refuse(PlanRule.WRONG_TYPE, line(node), path, node.getValue(), shape.wanted());
        }
        boolean fits = number.get().compareTo(BigDecimal.valueOf(shape.least())) >= 0
                && number.get().compareTo(BigDecimal.valueOf(shape.most())) <= 0;
        return fits
                ? Optional.of(number.get().longValueExact())
                : refuse(PlanRule.BAD_VALUE, line(node), path, node.getValue(), shape.wanted());
    }

    private Optional<Object> flag(Shape shape, ScalarNode node, String path) {
        String value = node.getValue();
        boolean fits = node.getTag().equals(Tag.BOOL) && (value.equals("true") || value.equals("false"));
        return fits
                ? Optional.of(value.equals("true"))
                : refuse(PlanRule.WRONG_TYPE, line(node), path, value, shape.wanted());
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notDecimal) {
            return Optional.empty();
        }
    }

    private Optional<Object> refuse(PlanRule rule, int line, String path, String value, @Nullable String wanted) {
        findings.error(rule, line, path, "`" + path + "` cannot be `" + Shown.of(value) + "`", wanted);
        return Optional.empty();
    }

    private Optional<Object> unstorable(int line, String path) {
        findings.error(PlanRule.NOT_TEXT, line, path, "`" + path + "` has " + Storable.WHY_NOT, "text without it");
        return Optional.empty();
    }

    private static boolean isText(ScalarNode node) {
        return node.getTag().equals(Tag.STR);
    }

    private static boolean isNumber(ScalarNode node) {
        return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    }

    private static int line(ScalarNode node) {
        return node.getStartMark().getLine() + 1;
    }
}
