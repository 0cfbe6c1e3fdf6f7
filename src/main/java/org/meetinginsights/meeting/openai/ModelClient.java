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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The SDK's client on an HTTP client of our own, because only there can its limit of 64 calls at a time be changed. Its
 * retries are off: they know no deadline, and nobody can tell them what else is known ({@link RetriedCalls}). Calls beyond
 * the limit wait in line, and then have what is left of their time. Thread-safe.
 */
final class ModelClient implements AutoCloseable {

    private static final long KEEP_ALIVE_MINUTES = 5;

    private static final AtomicInteger THREAD_NUMBERS = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool(ModelClient::thread);
    private final OkHttpClient http;
    private final OpenAIClientAsync openAi;
    private final Duration attemptTimeout;
    private final WaitingLine line;
    private final BooleanSupplier circuitIsOpen;

    /** A model that does not answer within this is slow, whatever ended the attempt. */
    private final Duration fairTime;

    /** @param circuitIsOpen when the model is not to be asked */
    ModelClient(OpenAiSettings settings, BooleanSupplier circuitIsOpen) {
        this.circuitIsOpen = circuitIsOpen;
        attemptTimeout = settings.attemptTimeout();
        fairTime = shorter(attemptTimeout, settings.deadline().dividedBy(2));
        line = new WaitingLine(settings.maxConcurrent(), continuations());
        http = http(settings.maxConcurrent(), threads);
        openAi = OpenAIOkHttpClientAsync.builder()
                .okHttpClient(http)
                .apiKey(settings.apiKey())
                .baseUrl(settings.baseUrl().map(URI::toString))
                // Left to itself it has OkHttp's ten seconds for each read, whatever an attempt is allowed in all.
                .timeout(attemptTimeout)
                .maxRetries(0)
                // Left to itself it follows the variable OPENAI_LOG, and would write transcripts to the log.
                .logLevel(LogLevel.OFF)
                .build();
    }

    /** One attempt, over by the deadline; fails with the SDK's exceptions. */
    CompletableFuture<ChatCompletion> complete(ChatCompletionCreateParams request, Deadline deadline) {
        return line.take(() -> attempt(request, deadline.left()));
    }

    /** Of those who waited while the circuit opened, each would be the next to wait for an outage. */
    private CompletableFuture<ChatCompletion> attempt(ChatCompletionCreateParams request, Duration left) {
        if (circuitIsOpen.getAsBoolean()) {
            return CompletableFuture.failedFuture(new OpenCircuitException());
        }
        if (left.isZero()) {
            return CompletableFuture.failedFuture(new DeadlinePassedException());
        }
        CompletableFuture<ChatCompletion> answer = openAi.chat()
                .completions()
                .create(
                        request,
                        RequestOptions.builder()
                                .timeout(shorter(left, attemptTimeout))
                                .build());
        return left.compareTo(fairTime) < 0 ? answer.exceptionallyCompose(ModelClient::blamingTheDeadline) : answer;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static CompletableFuture<ChatCompletion> blamingTheDeadline(Throwable thrown) {
        return CompletableFuture.failedFuture(
                ThrownFault.of(thrown).isOutOfTime() ? new DeadlinePassedException() : thrown);
    }

    /**
     * Where callers go on. On the thread of the HTTP call they would keep its place from others; on the JDK's one timer
     * thread they would hold up every other timeout of the process.
     */
    Executor continuations() {
        return task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException closed) {
                task.run();
            }
        };
    }

    /** Ends the calls in flight; they fail. */
    @Override
    public void close() {
        openAi.close();
        // The SDK leaves alone what it did not make itself.
        http.dispatcher().cancelAll();
        threads.shutdown();
        http.connectionPool().evictAll();
    }

    private static OkHttpClient http(int maxConcurrent, ExecutorService threads) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // Who is next is decided before. A call that has ended there may have its place here for a moment longer.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Else OkHttp sends a request again that nobody counted, and that may have been paid.
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(maxConcurrent, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                // Transcripts go where the operator said, and nowhere else.
                .followRedirects(false)
                .build();
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "openai-" + THREAD_NUMBERS.incrementAndGet());
        thread.setDaemon(true);
        // Not what the creating thread has: it may be one of the common pool, which does not see the application.
        thread.setContextClassLoader(ModelClient.class.getClassLoader());
        return thread;
    }
}
