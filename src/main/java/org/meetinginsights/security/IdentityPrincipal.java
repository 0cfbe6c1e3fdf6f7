package org.meetinginsights.security;

import jakarta.security.enterprise.CallerPrincipal;

/** An {@link Identity} as a principal of Jakarta Security. Immutable. */
public final class IdentityPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    private IdentityPrincipal(Identity identity, String name) {
        super(name);
        this.identity = identity;
    }

    /** A caller with an API key, named {@code tenant/key id}. */
    static IdentityPrincipal withKey(Identity identity) {
        return new IdentityPrincipal(identity, identity.tenant() + "/" + identity.keyId());
    }

    /**
     * A caller without an API key.
     *
     * @param address where the request comes from; it is the name of the principal
     */
    static IdentityPrincipal withoutKey(Identity identity, String address) {
        return new IdentityPrincipal(identity, address);
    }

    public Identity identity() {
        return identity;
    }
}
