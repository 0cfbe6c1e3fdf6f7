package org.meetinginsights.http.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.meetinginsights.admission.Charge;
import org.meetinginsights.admission.FairShare;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.idempotency.flight.SteadyClock;

/**
 * Passes a body on only if it is within {@code MAX_REQUEST_BYTES}, there is memory for it, it is received in time, is UTF-8 (RFC 8259, section 8.1) and
 * passes the {@link JsonStructureCheck}. A lenient decoder would replace invalid bytes, and two different bodies would have
 * the same fingerprint.
 */
@Provider
@ApplicationScoped
public class RequestBodyInterceptor implements ReaderInterceptor {

    /** Three quarters of the server's minimum of threads (coreThreads in server.xml). */
    private static final int MAX_WAITING = 96;

    /** The transcript, the prompt around it and the request as the model's client sends it: two bytes a character, or one. */
    private static final int MEMORY_AFTERWARDS = 5;

    private static final int DECODED_AT_A_TIME = 1 << 10;

    private final FairShare waiting = new FairShare(0, MAX_WAITING);

    @Inject
    private BodyLimit limit;

    @Inject
    private FairShare memory;

    @Inject
    private SteadyClock clock;

    @Context
    private SecurityContext security;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        refuseContentEncoding(context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING));
        Charge charge = memory.charge(payer());
        context.setProperty(RequestMemory.CHARGE, charge);
        byte[] body = new BodyReader(limit.bytes(), waiting, payer(), clock)
                .read(context.getInputStream(), contentLength(context), charge);
        RequestMemory.resize(charge, (long) RequestMemory.MOST_PER_BYTE * body.length);
        check(body);
        context.setInputStream(new ByteArrayInputStream(body));
        Object entity = context.proceed();
        // The request keeps its stream until it is answered.
        context.setInputStream(InputStream.nullInputStream());
        RequestMemory.resize(charge, (long) MEMORY_AFTERWARDS * body.length);
        if (entity == null) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The body is null; send a JSON object.");
        }
        return entity;
    }

    private static void check(byte[] body) {
        if (!isUtf8(body)) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The body is not UTF-8.");
        }
        JsonStructureCheck.problem(body).ifPresent(problem -> {
            throw new ProblemException(ProblemType.INVALID_JSON, problem);
        });
    }

    /** Decodes piece by piece, because the whole text would take twice the memory of the body. */
    private static boolean isUtf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer piece = CharBuffer.allocate(DECODED_AT_A_TIME);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(bytes, piece.clear(), true);
        }
        return !result.isError();
    }

    /** Whoever is answered has a name, which is an address where there are no keys. */
    private String payer() {
        Principal caller = security.getUserPrincipal();
        return caller == null ? "" : caller.getName();
    }

    /** A compressed body could exceed the limit when it is decompressed (RFC 9110, section 15.5.16). */
    private static void refuseContentEncoding(String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw ProblemException.contentEncoding("Send the body as it is, without a Content-Encoding.");
        }
    }

    private static long contentLength(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
