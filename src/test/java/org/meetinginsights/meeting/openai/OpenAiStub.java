package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A server that speaks as much of Chat Completions as the service needs, on a free port of the loopback interface.
 * By default it sends valid completions for both operations. Thread-safe; closing it ends the calls that it holds.
 */
public final class OpenAiStub implements AutoCloseable {

    /** So many that hundreds of held calls do not starve the next one. */
    private static final int THREADS = 1_100;

    private final Queue<Supplier<ResponseDefinitionBuilder>> script = new ConcurrentLinkedQueue<>();
    private final List<CountDownLatch> latches = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final WireMockServer server;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile Function<Request, ResponseDefinitionBuilder> standing;

    private OpenAiStub(int port) {
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .extensions(new Answering()));
    }

    public static OpenAiStub start() {
        return start(0);
    }

    /** @param port where nothing listens yet; 0 for any */
    public static OpenAiStub start(int port) {
        OpenAiStub stub = new OpenAiStub(port);
        stub.server.start();
        stub.server.stubFor(any(anyUrl()).willReturn(aResponse()));
        return stub;
    }

    /** The value for {@code OPENAI_BASE_URL}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    /** From now on this function responds to every call without a planned response. */
    public void answerWith(Function<Request, ResponseDefinitionBuilder> always) {
        standing = always;
    }

    /** From now on every response is a valid completion again. */
    public void answerWell() {
        standing = null;
    }

    /** From now on every response has this status; 200 is a valid completion. */
    public void answerWithStatus(int newStatus) {
        status = newStatus;
    }

    /** From now on every response waits for {@link #release()}. */
    public void hold() {
        gate = newLatch();
    }

    public void release() {
        gate.countDown();
    }

    /** Plans the response to the next call. */
    public void plan(ResponseDefinitionBuilder answer) {
        script.add(() -> answer);
    }

    /** Plans a completion with this content for the next call. */
    public void planContent(String content) {
        plan(aResponse().withBody(StubCompletions.completion(content)));
    }

    /** Plans that the next call loses its connection. */
    public void planDroppedConnection() {
        plan(aResponse().withFault(Fault.EMPTY_RESPONSE));
    }

    /** No response as long as the stub runs, for {@link #answerWith}. */
    public ResponseDefinitionBuilder hang() {
        await(newLatch());
        return aResponse().withStatus(500);
    }

    /** Plans that the next call gets no response as long as the stub runs. */
    public void planHang() {
        script.add(this::hang);
    }

    /** The number of calls received since the start. */
    public int calls() {
        return requests.size();
    }

    /** The number of calls received that have no response yet. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The requests received, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        latches.forEach(CountDownLatch::countDown);
        server.stop();
    }

    private CountDownLatch newLatch() {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        return latch;
    }

    private ResponseDefinition answer(Request request) {
        requests.add(request);
        inFlight.incrementAndGet();
        try {
            await(gate);
            Supplier<ResponseDefinitionBuilder> planned = script.poll();
            ResponseDefinitionBuilder answer = planned == null ? unplanned(request) : planned.get();
            return answer.withHeader("Content-Type", "application/json").build();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private ResponseDefinitionBuilder unplanned(Request request) {
        Function<Request, ResponseDefinitionBuilder> always = standing;
        if (always != null) {
            return always.apply(request);
        }
        int now = status;
        String body = now == 200 ? StubCompletions.goodCompletion(request.getBodyAsString()) : StubCompletions.error();
        return aResponse().withStatus(now).withBody(body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Answering implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return "chat-completions";
        }

        @Override
        public ResponseDefinition transform(ServeEvent serveEvent) {
            return answer(serveEvent.getRequest());
        }
    }
}
