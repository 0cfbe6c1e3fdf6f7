package org.meetinginsights.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do. The constants are the names in {@code @RolesAllowed}. */
public enum Role {
    /** Has meetings extracted and analyzed. */
    CALLER,
    /** Sees and erases what is stored for its own tenant. */
    OPERATOR,
    /** Sees and erases what is stored for all tenants. */
    PLATFORM;

    public static final String CALLER_NAME = "caller";
    public static final String OPERATOR_NAME = "operator";
    public static final String PLATFORM_NAME = "platform";

    /** The role with this {@link #label}. */
    public static Optional<Role> of(String label) {
        return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
    }

    /** The name in the configuration and in annotations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
