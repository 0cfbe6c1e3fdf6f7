package org.meetinginsights.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar for Java callers, without any other class of this project. */
class ClientJarIT {

    private static final Path JAR = Path.of(System.getProperty("client.jar"));

    @Test
    void containsEveryClassThatItsClassesNeed() throws IOException {
        try (URLClassLoader alone = new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, new WithoutOurs(getClass().getClassLoader()))) {
            assertThat(classes())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThatCode(() -> lookInto(alone.loadClass(name)))
                            .as(name)
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void containsNoClassOfTheServer() throws IOException {
        assertThat(classes())
                .contains("org.meetinginsights.client.MeetingInsightsClient")
                .noneMatch(name -> name.contains("Resource"))
                .noneMatch(name -> name.contains("idempotency.local") || name.contains("idempotency.hazelcast"))
                .noneMatch(name -> name.contains(".openai.") || name.contains(".offline."));
    }

    private static List<String> classes() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    /** Reads all members, like JSON-B. This needs every class that they name. */
    private static void lookInto(Class<?> type) {
        type.getDeclaredMethods();
        type.getDeclaredFields();
        type.getDeclaredConstructors();
        type.getRecordComponents();
    }

    private static final class WithoutOurs extends ClassLoader {

        WithoutOurs(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.meetinginsights.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
