package org.meetinginsights.configuration;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has something done when the process is told to end, before the server hears of it: Liberty closes its port at once and
 * may take the application away from callers who still wait (ADR 10). The signal goes on to the server afterwards, and
 * a second one at once. Java has no other way to hear of a signal than {@code sun.misc.Signal} (module jdk.unsupported),
 * which cannot be compiled against without a warning. Thread-safe.
 */
final class TerminationSignal implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TerminationSignal.class.getName());

    private final AtomicBoolean received = new AtomicBoolean();
    private final Runnable before;
    private final Object sigterm;
    private final Method subscribe;
    private final Method handle;
    private final Object server;

    /**
     * @param before may block; runs on a thread of its own
     * @throws ReflectiveOperationException if this Java has no such signal
     */
    TerminationSignal(Runnable before) throws ReflectiveOperationException {
        this.before = before;
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        subscribe = signals.getMethod("handle", signals, handlers);
        handle = handlers.getMethod("handle", signals);
        sigterm = signals.getConstructor(String.class).newInstance("TERM");
        Object ours = Proxy.newProxyInstance(
                TerminationSignal.class.getClassLoader(),
                new Class<?>[] {handlers},
                (proxy, method, arguments) ->
                        method.equals(handle) ? onSignal(arguments[0]) : method.invoke(this, arguments));
        server = subscribe.invoke(null, sigterm, ours);
    }

    private Object onSignal(Object signal) throws ReflectiveOperationException {
        try {
            if (received.compareAndSet(false, true)) {
                before.run();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[STOPPING] The node stops without having finished what it had begun", e);
        }
        return handle.invoke(server, signal);
    }

    /** Leaves the signal to the server. */
    @Override
    public void close() {
        try {
            subscribe.invoke(null, sigterm, server);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "[STOPPING] The signal cannot be left to the server", e);
        }
    }
}
