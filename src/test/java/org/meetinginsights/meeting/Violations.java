package org.meetinginsights.meeting;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Runs validators without a provider of Jakarta Validation, which the server has. */
final class Violations {

    private final List<String> messages = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    private Violations() {}

    /** The violations of a value: none if it is valid, an empty text if the validator leaves the message to the annotation. */
    static <T> List<String> of(ConstraintValidator<?, T> validator, T value) {
        Violations found = new Violations();
        if (validator.isValid(value, found.recording(ConstraintValidatorContext.class))) {
            return List.of();
        }
        String field = String.join(".", found.fields);
        String message = String.join(" ", found.messages);
        return List.of(field.isEmpty() ? message : field + ": " + message);
    }

    /** A proxy for context and builders: it records each call and returns the proxy for the next one. */
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
