package org.meetinginsights.meeting.openai;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.meetinginsights.meeting.openai.chat.ChatCompletions;
import org.meetinginsights.meeting.openai.error.DeadlineExceededException;
import org.meetinginsights.meeting.openai.error.ModelError;
import org.meetinginsights.meeting.openai.resilience.Bulkhead;
import org.meetinginsights.meeting.openai.resilience.Deadline;
import org.meetinginsights.meeting.openai.resilience.ModelCircuitBreaker;
import org.meetinginsights.meeting.openai.resilience.ModelRetry;

/**
 * The SDK's client on an OkHttp client of our own, because only there can its limit of 64 concurrent calls be changed. The
 * SDK's retries are off, because they know neither deadline nor circuit breaker; {@link ModelRetry} does them. Calls over
 * the limit wait in the {@link Bulkhead}. Thread-safe.
 */
final class ModelClient implements ChatCompletions, AutoCloseable {

    private static final long KEEP_ALIVE_MINUTES = 5;

    private final ExecutorService threads;
    private final OkHttpClient http;
    private final OpenAIClientAsync openAi;
    private final Duration attemptTimeout;
    private final Bulkhead bulkhead;
    private final ModelCircuitBreaker circuit;
    private final ModelRetry retry;

    /** A timeout after at least this time counts against the model, whatever ended the attempt. */
    private final Duration fairTime;

    /** @param threads it closes them */
    ModelClient(OpenAiSettings settings, ModelCircuitBreaker circuit, ModelRetry retry, ExecutorService threads) {
        this.circuit = circuit;
        this.retry = retry;
        this.threads = threads;
        attemptTimeout = settings.attemptTimeout();
        fairTime = shorter(attemptTimeout, settings.deadline().dividedBy(2));
        bulkhead = new Bulkhead(settings.maxConcurrent(), this::resume);
        http = http(settings.maxConcurrent(), threads);
        openAi = OpenAIOkHttpClientAsync.builder()
                .okHttpClient(http)
                .apiKey(settings.apiKey())
                .baseUrl(settings.baseUrl().map(URI::toString))
                // The default is OkHttp's ten seconds for each read, whatever an attempt is allowed in all.
                .timeout(attemptTimeout)
                .maxRetries(0)
                // The default follows the variable OPENAI_LOG, and would write transcripts to the log.
                .logLevel(LogLevel.OFF)
                .build();
    }

    @Override
    public CompletionStage<ChatCompletion> create(ChatCompletionCreateParams request, Deadline deadline) {
        return retry.execute(() -> bulkhead.execute(() -> attempt(request, deadline.left())), deadline);
    }

    /** The circuit is looked at again: of the calls that waited while it opened, each would wait for an outage. */
    private CompletionStage<ChatCompletion> attempt(ChatCompletionCreateParams request, Duration left) {
        if (circuit.isOpen()) {
            return CompletableFuture.failedFuture(circuit.rejection());
        }
        if (left.isZero()) {
            return CompletableFuture.failedFuture(new DeadlineExceededException());
        }
        CompletionStage<ChatCompletion> completion = openAi.chat()
                .completions()
                .create(
                        request,
                        RequestOptions.builder()
                                .timeout(shorter(left, attemptTimeout))
                                .build());
        return left.compareTo(fairTime) < 0 ? completion.exceptionallyCompose(ModelClient::blameDeadline) : completion;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static CompletionStage<ChatCompletion> blameDeadline(Throwable thrown) {
        return CompletableFuture.failedFuture(
                ModelError.of(thrown).isTimeout() ? new DeadlineExceededException() : thrown);
    }

    @Override
    public void resume(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** Ends the calls in flight; they fail. */
    @Override
    public void close() {
        openAi.close();
        // The SDK does not close what it did not create itself.
        http.dispatcher().cancelAll();
        threads.shutdown();
        http.connectionPool().evictAll();
    }

    private static OkHttpClient http(int maxConcurrent, ExecutorService threads) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // The bulkhead limits. A call that has ended there may count here for a moment longer.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Otherwise OkHttp sends a request again that is not counted and may have been paid.
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(maxConcurrent, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                // Transcripts go only where the operator said.
                .followRedirects(false)
                .build();
    }
}
