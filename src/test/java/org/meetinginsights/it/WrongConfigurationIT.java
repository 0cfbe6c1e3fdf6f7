package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A configuration that cannot be meant: the application does not start, and says why. */
@Order(Integer.MAX_VALUE) // The first deployment to a server that fails is noticed only when its time is over.
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WrongConfigurationIT {

    private static final String WRONG = "wrong";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = WRONG, managed = false, testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("CACHE_TTL_HOURS", "forever", "API_KEYS", "acme:caller:ci:00"));
    }

    @Test
    void theApplicationDoesNotStartAndTheLogNamesEachKey() {
        assertThatThrownBy(() -> deployer.deploy(WRONG)).isInstanceOf(Exception.class);

        assertThat(ServerLogs.messages())
                .contains("The configuration key CACHE_TTL_HOURS has the value \"forever\"; allowed is a number above 0"
                        + " and at most 8760.")
                .contains(
                        "The configuration key API_KEYS has the value \"(not shown) in entry 1\"; allowed is tenant:role:id:hash")
                .doesNotContain("acme:caller");
        assertThat(new Service().get("health/ready").statusCode()).isEqualTo(503);
    }
}
