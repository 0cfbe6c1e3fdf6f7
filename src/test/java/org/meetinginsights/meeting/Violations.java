package org.meetinginsights.meeting;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What validators say is wrong, without a provider of Jakarta Validation: the server brings that. */
final class Violations {

    private final List<String> messages = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    private Violations() {}

    /** What a validator says about a value; empty if it is valid, with an empty entry if it leaves the words to others. */
    static <T> List<String> of(ConstraintValidator<?, T> validator, T value) {
        Violations found = new Violations();
        if (validator.isValid(value, found.recording(ConstraintValidatorContext.class))) {
            return List.of();
        }
        String field = String.join(".", found.fields);
        String message = String.join(" ", found.messages);
        return List.of(field.isEmpty() ? message : field + ": " + message);
    }

    /** Context and builders alike: each call is remembered, and answered with what the next one can be called on. */
    private <T> T recording(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "buildConstraintViolationWithTemplate" -> messages.add((String) arguments[0]);
                        case "addPropertyNode" -> fields.add((String) arguments[0]);
                        default -> {}
                    }
                    return method.getReturnType() == void.class ? null : recording(method.getReturnType());
                });
        return type.cast(proxy);
    }
}
