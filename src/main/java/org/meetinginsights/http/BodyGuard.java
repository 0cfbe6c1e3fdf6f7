package org.meetinginsights.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.meetinginsights.idempotency.SteadyClock;

/**
 * Lets a body through to its reader only if it is within {@code MAX_REQUEST_BYTES}, comes in time, is UTF-8 (RFC 8259,
 * section 8.1) and one value of bearable shape. A decoder that puts replacement characters in the place of broken bytes would
 * give two different bodies one fingerprint.
 */
@Provider
@ApplicationScoped
public class BodyGuard implements ReaderInterceptor {

    /** Three quarters of the threads that the server has at least (coreThreads in server.xml). */
    private static final int MOST_WAITING = 96;

    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    @Inject
    private BodyLimit limit;

    @Inject
    private SteadyClock clock;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        refuseIfEncoded(context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING));
        byte[] body = new BodyReader(limit.bytes(), waiting, clock).read(context.getInputStream(), announced(context));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The body is not UTF-8.");
        }
        JsonOutline.problem(body).ifPresent(problem -> {
            throw new ProblemException(ProblemType.INVALID_JSON, problem);
        });
        context.setInputStream(new ByteArrayInputStream(body));
        Object entity = context.proceed();
        if (entity == null) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The body is null; send a JSON object.");
        }
        return entity;
    }

    /** What is small may become large: a body is read as it is (RFC 9110, section 15.5.16). */
    private static void refuseIfEncoded(String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without a Content-Encoding.");
        }
    }

    private static long announced(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
