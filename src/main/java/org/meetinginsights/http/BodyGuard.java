package org.meetinginsights.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Lets a body through to its reader only if it is within {@code MAX_REQUEST_BYTES}, is UTF-8 (RFC 8259, section 8.1) and
 * one value of bearable depth. A decoder that puts replacement characters in the place of broken bytes would give two
 * different bodies one fingerprint.
 */
@Provider
@ApplicationScoped
public class BodyGuard implements ReaderInterceptor {

    @Inject
    private BodyLimit limit;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] body = read(context);
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

    /** One byte more than allowed tells that there are too many, whatever Content-Length says or does not say. */
    private byte[] read(ReaderInterceptorContext context) throws IOException {
        int most = limit.bytes();
        refuseIf(announced(context) > most, most);
        InputStream in = context.getInputStream();
        byte[] body = in.readNBytes(most + 1);
        refuseIf(body.length > most, most);
        return body;
    }

    private static long announced(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void refuseIf(boolean tooLarge, int most) {
        if (tooLarge) {
            throw new ProblemException(
                    ProblemType.REQUEST_TOO_LARGE,
                    "A body may have " + most + " bytes (MAX_REQUEST_BYTES). Send a shorter transcript.");
        }
    }
}
