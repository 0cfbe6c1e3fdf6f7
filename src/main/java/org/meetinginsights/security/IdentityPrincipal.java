package org.meetinginsights.security;

import jakarta.security.enterprise.CallerPrincipal;

/** An {@link Identity} as Jakarta Security passes it on. Immutable. */
public final class IdentityPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    private IdentityPrincipal(Identity identity, String name) {
        super(name);
        this.identity = identity;
    }

    /** Somebody with a key, named {@code tenant/key id}. */
    static IdentityPrincipal withKey(Identity identity) {
        return new IdentityPrincipal(identity, identity.tenant() + "/" + identity.keyId());
    }

    /**
     * Somebody without one.
     *
     * @param address where the request comes from, which is the only name there is
     */
    static IdentityPrincipal withoutKey(Identity identity, String address) {
        return new IdentityPrincipal(identity, address);
    }

    public Identity identity() {
        return identity;
    }
}
