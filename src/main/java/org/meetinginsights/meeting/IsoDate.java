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
import java.time.DateTimeException;
import org.meetinginsights.idempotency.key.CanonicalDate;

/** A date that a published key can be computed from. Blank is for others to judge. */
@Documented
@Constraint(validatedBy = IsoDate.Validator.class)
@Target(FIELD)
@Retention(RUNTIME)
@interface IsoDate {

    String message() default
            "must be an ISO 8601 date such as 2025-10-15T10:00:00Z, 2025-10-15T10:00:00-03:00 or 2025-10-15";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks {@link CanonicalDate}, so that what is accepted here never fails there. */
    final class Validator implements ConstraintValidator<IsoDate, String> {

        @Override
        public boolean isValid(String date, ConstraintValidatorContext context) {
            if (date == null || date.isBlank()) {
                return date == null || date.isEmpty();
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
