package org.meetinginsights.it;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.meetinginsights.meeting.openai.OpenAiStub;

/** The WAR that the build made, with a configuration of the test's own. */
final class Deployments {

    /** Not the name that the server's configuration has for the application. */
    private static final String NAME = "service.war";

    private static final String CONFIG = "META-INF/microprofile-config.properties";

    private Deployments() {}

    /**
     * At the root, as in production.
     *
     * @param configuration keys as an operator would set them in the environment
     */
    static WebArchive war(Map<String, String> configuration) {
        String properties = configuration.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return ShrinkWrap.create(ZipImporter.class, NAME)
                .importFrom(new File(System.getProperty("war")))
                .as(WebArchive.class)
                .addAsResource(
                        new StringAsset(
                                "meeting-insights.version=under-test\nmp.openapi.scan.disable=true\n" + properties),
                        CONFIG)
                .addAsWebInfResource(new StringAsset("""
                        <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
                          <context-root uri="/"/>
                        </web-ext>
                        """), "ibm-web-ext.xml");
    }

    /** The same with a model, which each request asks once. */
    static WebArchive war(OpenAiStub model, Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("OPENAI_API_KEY", "sk-never-in-a-log");
        all.put("OPENAI_BASE_URL", model.baseUrl().toString());
        all.put("OPENAI_MAX_RETRIES", "0");
        return war(all);
    }
}
