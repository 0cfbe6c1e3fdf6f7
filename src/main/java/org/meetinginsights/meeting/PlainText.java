package org.meetinginsights.meeting;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A text that is one: without control characters, which do not come from a transcript but from a broken export or an
 * attack on logs, and without lone surrogates, which have no UTF-8 form and so no fingerprint of their own.
 */
@Documented
@Constraint(validatedBy = PlainText.Validator.class)
@Target(FIELD)
@Retention(RUNTIME)
@interface PlainText {

    String message() default "";

    /** Whether tabs and line ends are welcome. */
    boolean multiline() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the first character that is none, and where it stands; never the text. */
    final class Validator implements ConstraintValidator<PlainText, CharSequence> {

        private static final char DELETE = 0x7F;

        private boolean multiline;

        @Override
        public void initialize(PlainText annotation) {
            multiline = annotation.multiline();
        }

        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            int length = text == null ? 0 : text.length();
            for (int i = 0; i < length; i++) {
                char c = text.charAt(i);
                if (isControl(c)) {
                    return refuse(context, "control character", c, i);
                }
                if (Character.isSurrogate(c)) {
                    if (!startsPair(text, i)) {
                        return refuse(context, "lone surrogate", c, i);
                    }
                    i++;
                }
            }
            return true;
        }

        private boolean isControl(char c) {
            boolean welcome = multiline && (c == '\n' || c == '\r' || c == '\t');
            return (c < ' ' || c == DELETE) && !welcome;
        }

        private static boolean startsPair(CharSequence text, int index) {
            return Character.isHighSurrogate(text.charAt(index))
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
        }

        private static boolean refuse(ConstraintValidatorContext context, String what, char c, int index) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            String.format("holds the %s U+%04X at position %d", what, (int) c, index))
                    .addConstraintViolation();
            return false;
        }
    }
}
