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
 * Restricts what browsers do with a response. They must not guess its media type. A page may load nothing, run nothing, be
 * in no frame and send no referrer (Content Security Policy Level 3), unless it sets a policy of its own.
 */
@Provider
public class SecurityHeaders implements ContainerResponseFilter {

    public static final String POLICY = "Content-Security-Policy";

    private static final String ALLOW_NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            headers.putSingle("Referrer-Policy", "no-referrer");
            if (!headers.containsKey(POLICY)) {
                headers.putSingle(POLICY, ALLOW_NOTHING);
            }
        }
    }

    /** The policy of a page with this one inline style sheet. */
    public static String policyWithStyle(String style) {
        return ALLOW_NOTHING + "; style-src 'sha256-" + sha256(style) + "'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has SHA-256.
        }
    }
}
