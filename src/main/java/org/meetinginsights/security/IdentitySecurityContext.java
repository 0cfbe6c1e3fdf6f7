package org.meetinginsights.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller as resources and {@code @RolesAllowed} see it. */
record IdentitySecurityContext(IdentityPrincipal caller, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.identity().role().label().equals(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
