package org.meetinginsights.meeting.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Ends HTTP calls at the deadline of their meeting. Neither the SDK's timeout, which is per attempt and does not count
 * the wait in the queue, nor cancelling its future does that: the future is a stage behind the call, so the attempt
 * would go on, further ones would follow, and each would hold one of the few places. Past the deadline an attempt ends
 * here, before it reaches the network.
 *
 * <p>The deadline travels in a header, the only thing of ours the SDK hands through to its attempts, and is taken off
 * here.
 */
final class DeadlineInterceptor implements Interceptor {

    static final String HEADER = "X-Meeting-Insights-Deadline";

    @Override
    public Response intercept(Chain chain) throws IOException {
        String deadline = chain.request().header(HEADER);
        if (deadline == null) {
            return chain.proceed(chain.request());
        }
        int millisLeft = millis(Deadline.parse(deadline).left());
        if (millisLeft == 0) {
            throw new DeadlinePassedException();
        }
        Request request = chain.request().newBuilder().removeHeader(HEADER).build();
        return chain.withConnectTimeout(shorter(chain.connectTimeoutMillis(), millisLeft), TimeUnit.MILLISECONDS)
                .withReadTimeout(shorter(chain.readTimeoutMillis(), millisLeft), TimeUnit.MILLISECONDS)
                .withWriteTimeout(shorter(chain.writeTimeoutMillis(), millisLeft), TimeUnit.MILLISECONDS)
                .proceed(request);
    }

    private static int millis(Duration left) {
        return (int) Math.min(Integer.MAX_VALUE, left.toMillis());
    }

    /** OkHttp's 0 means no timeout. */
    private static int shorter(int timeoutMillis, int millisLeft) {
        return timeoutMillis == 0 ? millisLeft : Math.min(timeoutMillis, millisLeft);
    }
}
