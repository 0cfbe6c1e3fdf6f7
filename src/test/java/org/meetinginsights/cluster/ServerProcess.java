package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process of the operating system that can be started, ended and started again, and never outlives this virtual
 * machine. What it prints is appended to one file. For one thread.
 */
final class ServerProcess implements AutoCloseable {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private long startedAt;

    /** @param environment in addition to this process's own */
    ServerProcess(List<String> command, Map<String, String> environment, Path log) {
        this.command = command;
        this.environment = new HashMap<>(environment);
        this.log = log;
        try {
            // What an earlier run printed would be taken for this one's.
            Files.deleteIfExists(log);
            Files.createDirectories(log.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        if (isRunning()) {
            throw new IllegalStateException("runs already: " + log);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startedAt = System.nanoTime();
        Process started = process;
        RUNNING.add(started);
        started.onExit().thenRun(() -> RUNNING.remove(started));
    }

    /** A variable of the environment, for the next start. */
    void configure(String variable, String value) {
        environment.put(variable, value);
    }

    /** On the scale of {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** {@code SIGKILL}: no time to say goodbye to anybody. Works on a frozen process too. */
    void kill() {
        signal("KILL");
        awaitEnd(Duration.ofSeconds(10));
    }

    /** {@code SIGSTOP}: it stands still, and its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /**
     * {@code SIGTERM}.
     *
     * @return how long it took to end
     */
    Duration stop(Duration patience) {
        long start = System.nanoTime();
        signal("TERM");
        awaitEnd(patience);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** All that it printed, in all of its lives. */
    String printed() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("no SIG" + name + " for " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), SECONDS)) {
                throw new IllegalStateException("still runs after " + patience.toSeconds() + " s: " + log);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whoever interrupts a test wants its processes gone. */
    private RuntimeException interrupted(InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
