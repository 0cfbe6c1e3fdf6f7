package org.meetinginsights.configuration.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs an action on SIGTERM before the server gets the signal. Liberty closes its port at once on SIGTERM and may stop the
 * application while callers still wait (ADR 10). The server gets the signal after the action, or at once if it is the second
 * one. {@code sun.misc.Signal} (module jdk.unsupported) is Java's only interface to signals. It is called by reflection,
 * because the compiler warns about it. Thread-safe.
 */
final class SigtermHandler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SigtermHandler.class.getName());

    private final AtomicBoolean received = new AtomicBoolean();
    private final Runnable action;
    private final Object sigterm;
    private final Method subscribe;
    private final Method handle;
    private final Object server;

    /**
     * @param action may block, because it runs on a thread of its own
     * @throws ReflectiveOperationException if this Java has no such signal
     */
    SigtermHandler(Runnable action) throws ReflectiveOperationException {
        this.action = action;
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        subscribe = signals.getMethod("handle", signals, handlers);
        handle = handlers.getMethod("handle", signals);
        sigterm = signals.getConstructor(String.class).newInstance("TERM");
        Object handler = Proxy.newProxyInstance(
                SigtermHandler.class.getClassLoader(),
                new Class<?>[] {handlers},
                (proxy, method, arguments) ->
                        method.equals(handle) ? onSignal(arguments[0]) : method.invoke(this, arguments));
        server = subscribe.invoke(null, sigterm, handler);
    }

    private Object onSignal(Object signal) throws ReflectiveOperationException {
        try {
            if (received.compareAndSet(false, true)) {
                action.run();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[STOPPING] The node stops without waiting for the calls in flight", e);
        }
        return handle.invoke(server, signal);
    }

    /** Restores the server's own handler. */
    @Override
    public void close() {
        try {
            subscribe.invoke(null, sigterm, server);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "[STOPPING] The server's handler of SIGTERM cannot be restored", e);
        }
    }
}
