package org.meetinginsights.security;

import jakarta.ws.rs.core.SecurityContext;

/**
 * Who sends a request.
 *
 * @param tenant owns the results; no tenant sees those of another
 * @param role what the caller may do
 * @param keyId names the API key in audit lines and rate limits; it is not the key itself
 */
public record Identity(String tenant, Role role, String keyId) {

    /** The tenant of all callers if no API keys are configured. */
    public static final String DEFAULT_TENANT = "default";

    /** A caller on this machine if no API keys are configured. */
    public static final Identity LOCAL = new Identity(DEFAULT_TENANT, Role.PLATFORM, "local");

    /** A caller from anywhere if no API keys are configured and anonymous callers are allowed. */
    static final Identity ANONYMOUS = new Identity(DEFAULT_TENANT, Role.CALLER, "anonymous");

    /**
     * The caller of the current request.
     *
     * @throws IllegalStateException if {@link AccessFilter} has authenticated nobody, as on a {@code @PermitAll} resource
     */
    public static Identity of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof IdentityPrincipal known) {
            return known.identity();
        }
        throw new IllegalStateException("Nobody was authenticated");
    }
}
