package org.meetinginsights.security;

import jakarta.ws.rs.core.SecurityContext;

/**
 * Whose request it is.
 *
 * @param tenant whose results these are; no tenant ever sees another one's
 * @param role what may be done
 * @param keyId names the credential in audit lines and rate limits; never the credential itself
 */
public record Identity(String tenant, Role role, String keyId) {

    /** The tenant of everyone, as long as no credentials are configured. */
    public static final String DEFAULT_TENANT = "default";

    /** Who asks on this machine while no credentials are configured. */
    public static final Identity LOCAL = new Identity(DEFAULT_TENANT, Role.PLATFORM, "local");

    /** Who asks from anywhere while no credentials are configured and none are wanted. */
    static final Identity ANONYMOUS = new Identity(DEFAULT_TENANT, Role.CALLER, "anonymous");

    /**
     * Whose request a resource answers.
     *
     * @throws IllegalStateException if {@link AccessFilter} has let nobody in: what is for everybody knows of nobody
     */
    public static Identity of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof IdentityPrincipal known) {
            return known.identity();
        }
        throw new IllegalStateException("Nobody was let in");
    }
}
