package org.meetinginsights.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Tells browsers what they may do with a response: take nothing for what it does not say it is, and with a page of ours load
 * nothing, run nothing, show it in nobody's frame and tell nobody where a link was followed from (Content Security Policy
 * Level 3). A page that needs more says so in a policy of its own.
 */
@Provider
public class SecurityHeaders implements ContainerResponseFilter {

    static final String POLICY = "Content-Security-Policy";

    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            headers.putSingle("Referrer-Policy", "no-referrer");
            if (!headers.containsKey(POLICY)) {
                headers.putSingle(POLICY, NOTHING);
            }
        }
    }

    /** The policy of a page with this one style sheet inside, and no other. */
    static String policyWithStyle(String style) {
        return NOTHING + "; style-src 'sha256-" + sha256(style) + "'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
