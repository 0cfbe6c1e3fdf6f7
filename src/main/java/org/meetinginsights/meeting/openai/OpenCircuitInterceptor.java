package org.meetinginsights.meeting.openai;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Ends calls that were waiting in OkHttp's queue when the circuit opened: they would be the next to wait for an outage. */
final class OpenCircuitInterceptor implements Interceptor {

    private final BooleanSupplier open;

    OpenCircuitInterceptor(BooleanSupplier open) {
        this.open = open;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (open.getAsBoolean()) {
            throw new OpenCircuitException();
        }
        return chain.proceed(chain.request());
    }
}
