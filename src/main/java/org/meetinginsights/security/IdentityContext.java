package org.meetinginsights.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** What resources, and {@code @RolesAllowed}, see of who asks. */
record IdentityContext(IdentityPrincipal who, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return who;
    }

    @Override
    public boolean isUserInRole(String role) {
        return who.identity().role().label().equals(role);
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
