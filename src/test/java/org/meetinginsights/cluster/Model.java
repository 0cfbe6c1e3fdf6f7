package org.meetinginsights.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The model that all nodes pay: counts the calls for each meeting, and says something else each time, so that two calls
 * can never look like one. Thread-safe.
 */
final class Model implements AutoCloseable {

    /** Those that are held keep theirs. */
    private static final int THREADS = 400;

    private final Map<String, List<Payment>> payments = new ConcurrentHashMap<>();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Set<String> failingOnce = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String address;
    private final WireMockServer server;

    private volatile Duration usually = Duration.ofMillis(100);

    /** @param address to listen on */
    Model(String address) {
        this.address = address;
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress(address)
                .dynamicPort()
                .containerThreads(THREADS)
                .disableRequestJournal()
                .extensions(new Answering()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    /** What {@code OPENAI_BASE_URL} is set to. */
    URI baseUrl() {
        return URI.create("http://" + address + ":" + server.port() + "/v1");
    }

    /** How long a call takes for which nothing else was said. */
    void takeUsually(Duration delay) {
        usually = delay;
    }

    /** From now on calls for this meeting take this long. */
    void take(String meeting, Duration delay) {
        delays.put(meeting, delay);
    }

    /** The next call for this meeting fails after its delay, and only that. */
    void failOnce(String meeting) {
        failingOnce.add(meeting);
    }

    /** Calls for this meeting that have come in, answered or not. */
    int calls(String meeting) {
        return payments(meeting).size();
    }

    /** Who called for this meeting, in this order: the API keys that the calls came with. */
    List<String> payers(String meeting) {
        return payments(meeting).stream().map(Payment::payer).toList();
    }

    /** The calls for this meeting, in this order. */
    List<Payment> payments(String meeting) {
        return List.copyOf(payments.getOrDefault(meeting, List.of()));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop();
    }

    private ResponseDefinition answer(String payer, String request) {
        String meeting = Meeting.of(request);
        // Before the call is counted: who waits for it to begin says then how long the next one takes.
        Duration delay = delays.getOrDefault(meeting, usually);
        int call = call(meeting, payer);
        boolean fails = failingOnce.remove(meeting);
        pause(delay);
        return (fails ? aResponse().withStatus(500) : aResponse().withBody(Meeting.completion(meeting, call)))
                .withHeader("Content-Type", "application/json")
                .build();
    }

    private int call(String meeting, String payer) {
        return payments.compute(meeting, (unknown, before) -> {
                    List<Payment> all = new ArrayList<>(before == null ? List.of() : before);
                    all.add(new Payment(payer, System.nanoTime()));
                    return all;
                })
                .size();
    }

    private void pause(Duration delay) {
        try {
            closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
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
            LoggedRequest request = serveEvent.getRequest();
            return answer(request.getHeader("Authorization"), request.getBodyAsString());
        }
    }
}
