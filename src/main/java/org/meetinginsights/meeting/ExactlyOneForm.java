package org.meetinginsights.meeting;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A request has a transcript that is not blank, or a raw meeting, and not both. */
@Documented
@Constraint(validatedBy = ExactlyOneForm.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface ExactlyOneForm {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports the field that must change. */
    final class Validator implements ConstraintValidator<ExactlyOneForm, MeetingRequest> {

        @Override
        public boolean isValid(MeetingRequest request, ConstraintValidatorContext context) {
            boolean formA = request.transcript() != null || request.metadata() != null;
            boolean formB = request.rawMeeting() != null;
            if (formA && formB) {
                return refuse(context, "rawMeeting", "send either transcript (with metadata) or raw_meeting, not both");
            }
            if (!formA && !formB) {
                return refuse(context, "transcript", "send a transcript, or a raw_meeting");
            }
            if (formA && isBlank(request.transcript())) {
                return refuse(context, "transcript", "must not be blank");
            }
            return true;
        }

        /** Includes spaces that Java does not count as white space, such as the no-break space. */
        private static boolean isBlank(String transcript) {
            return transcript == null
                    || transcript.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
        }

        private static boolean refuse(ConstraintValidatorContext context, String field, String message) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
