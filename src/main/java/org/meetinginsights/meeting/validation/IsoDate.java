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
import java.time.DateTimeException;
import org.meetinginsights.idempotency.key.CanonicalDate;

/** A date that a published key can be computed from. Empty is valid, because other constraints require the field. */
@Documented
@Constraint(validatedBy = IsoDate.Validator.class)
@Target(FIELD)
@Retention(RUNTIME)
public @interface IsoDate {

    String message() default
            "must be an ISO 8601 date such as 2025-10-15T10:00:00Z, 2025-10-15T10:00:00-03:00 or 2025-10-15";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Uses {@link CanonicalDate}, so that a valid date never fails there. */
    final class Validator implements ConstraintValidator<IsoDate, String> {

        @Override
        public boolean isValid(String date, ConstraintValidatorContext context) {
            if (date == null || date.isEmpty()) {
                return true;
            }
            try {
                CanonicalDate.parse(date);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
