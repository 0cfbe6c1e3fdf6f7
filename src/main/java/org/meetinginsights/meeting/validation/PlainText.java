package org.meetinginsights.meeting.validation;

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
 * Text without control characters and lone surrogates. Control characters come from a broken export or an attack on logs.
 * Lone surrogates have no UTF-8 form, and so no fingerprint of their own.
 */
@Documented
@Constraint(validatedBy = PlainText.Validator.class)
@Target(FIELD)
@Retention(RUNTIME)
public @interface PlainText {

    String message() default "";

    /** Whether tabs, line ends and the form feeds between pages are allowed. */
    boolean multiline() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the first forbidden character and its position, never the text. */
    final class Validator implements ConstraintValidator<PlainText, String> {

        private static final int DELETE = 0x7F;
        private static final String LAYOUT = "\t\n\f\r";

        private boolean multiline;

        @Override
        public void initialize(PlainText annotation) {
            multiline = annotation.multiline();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            int length = text == null ? 0 : text.length();
            int character;
            for (int i = 0; i < length; i += Character.charCount(character)) {
                // A pair of surrogates is one code point here; only a lone one is returned as it is.
                character = text.codePointAt(i);
                if (isControl(character)) {
                    return refuse(context, "control character", character, i);
                }
                if (Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE) {
                    return refuse(context, "lone surrogate", character, i);
                }
            }
            return true;
        }

        private boolean isControl(int character) {
            boolean allowed = multiline && LAYOUT.indexOf(character) >= 0;
            return (character < ' ' || character == DELETE) && !allowed;
        }

        private static boolean refuse(ConstraintValidatorContext context, String what, int character, int index) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            String.format("holds the %s U+%04X at position %d", what, character, index))
                    .addConstraintViolation();
            return false;
        }
    }
}
