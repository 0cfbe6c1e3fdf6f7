# Never built by those who wrote it, for want of a container engine: each step was run as a plain process instead, the build
# stage's command and the entry point with the files that it makes.
#
# Why not Open Liberty's own image: all of its tags (26.0.0.3-kernel-slim-java17-openj9-ubi-minimal and the like) have the
# OpenJ9 virtual machine. Everything here is tested and measured on HotSpot, as are liberty/jvm.options (OpenJ9 has no serial
# collector and wants other exports for Hazelcast), and its entry point makes a keystore password at each start, which nothing
# here needs. So this takes the runtime that the tests run on, from the same pom.xml, and puts it on HotSpot 17.

FROM maven:3.9.16-eclipse-temurin-17-noble AS build
WORKDIR /build
COPY pom.xml ./
COPY liberty liberty
COPY src src
# Only what server.xml asks for, 150 of 400 MB. Then away with what creating a server generates: nobody shall share a
# keystore password (server.env) or keys that came with an image.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q package liberty:create liberty:deploy liberty:package \
        -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -DlooseApplication=false -Dinclude=minify -DpackageType=tar.gz \
 && mkdir /image \
 && tar -xzf target/meeting-insights.tar.gz -C /image \
 && cd /image/wlp/usr/servers/defaultServer \
 && rm -rf server.env resources logs workarea

FROM eclipse-temurin:17.0.20_8-jre-noble
COPY --from=build /image/wlp /opt/wlp
COPY src/main/docker/entrypoint.sh /usr/local/bin/entrypoint.sh
# What the server writes goes here; all else stays root's. Group 0 may write too, for platforms that choose the user.
RUN mkdir -p /var/meeting-insights/logs \
 && chown -R 10001:0 /var/meeting-insights \
 && chmod -R g+rwX /var/meeting-insights
ENV PATH=/opt/wlp/bin:$PATH \
    WLP_OUTPUT_DIR=/var/meeting-insights \
    LOG_DIR=/var/meeting-insights/logs \
    # In a container localhost is nobody else's, and an answer that no model gave should be asked for.
    HTTP_HOST=* \
    ANALYST=openai
USER 10001:0
EXPOSE 9080
# Ready, and not only alive: what waits for this container waits for that. A first start on a slow machine takes its time.
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --retries=3 \
    CMD if [ "${HTTP_PORT:-9080}" = -1 ]; \
        then curl --silent --fail --insecure --output /dev/null "https://localhost:${HTTPS_PORT}/health/ready"; \
        else curl --silent --fail --output /dev/null "http://localhost:${HTTP_PORT:-9080}/health/ready"; \
        fi
ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]
