package org.meetinginsights.idempotency.hazelcast.connection;

import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import java.util.List;

/** How members find each other, and how clients find them. */
public sealed interface Discovery {

    /** They do not: a member is a cluster of one. */
    record None() implements Discovery {}

    /** @param addresses {@code host:port} of every member, or of enough of them to meet one that runs */
    record Addresses(List<String> addresses) implements Discovery {

        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The addresses behind a headless Kubernetes service, through Hazelcast's own plugin in its DNS mode, which needs no
     * rights in the Kubernetes API.
     *
     * @param dnsName the service's full name
     * @param port the port of all members
     */
    record KubernetesService(String dnsName, int port) implements Discovery {

        /** The same for members and clients. */
        void configure(KubernetesConfig kubernetes) {
            kubernetes
                    .setEnabled(true)
                    .setProperty("service-dns", dnsName)
                    .setProperty("service-port", Integer.toString(port));
        }
    }

    /** For a member; whatever else could find others is switched off. */
    static void configure(JoinConfig join, Discovery discovery) {
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        if (discovery instanceof KubernetesService service) {
            service.configure(join.getKubernetesConfig());
            return;
        }
        join.getTcpIpConfig().setEnabled(true);
        if (discovery instanceof Addresses listed) {
            listed.addresses().forEach(join.getTcpIpConfig()::addMember);
        }
    }
}
