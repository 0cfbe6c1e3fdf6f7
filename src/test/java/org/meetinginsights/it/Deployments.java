package org.meetinginsights.it;

import java.io.File;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

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
        return archive(configuration).addAsWebInfResource(new StringAsset("""
                                <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
                                  <context-root uri="/"/>
                                </web-ext>
                                """), "ibm-web-ext.xml");
    }

    /** Where Arquillian looks for the servlet that runs tests inside. */
    static WebArchive inside(Map<String, String> configuration, String webXml) {
        return archive(configuration).setWebXML(new StringAsset(webXml));
    }

    private static WebArchive archive(Map<String, String> configuration) {
        String properties = configuration.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return ShrinkWrap.create(ZipImporter.class, NAME)
                .importFrom(new File(System.getProperty("war")))
                .as(WebArchive.class)
                .addAsResource(
                        new StringAsset(
                                "meeting-insights.version=under-test\nmp.openapi.scan.disable=true\n" + properties),
                        CONFIG);
    }
}
