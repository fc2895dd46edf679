# One pattern for the platform's services, all Quarkus applications. The context is the module's target/quarkus-app:
#   docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=ingest-service -t kuajie/ingest-service \
#     ingest-service/target/quarkus-app
# Layers go from what changes least (libraries) to what changes with each build. No configuration and no secrets are in
# the image: both come from the environment or from mounted files.
ARG BASE_IMAGE=kuajie/base:25
FROM ${BASE_IMAGE}
USER 0
RUN grep -q '^[^:]*:[^:]*:1001:' /etc/passwd || echo 'kuajie:x:1001:0:kuajie:/tmp:/bin/bash' >> /etc/passwd; \
    mkdir -p /var/lib/kuajie && chown 1001:0 /var/lib/kuajie && chmod 775 /var/lib/kuajie
COPY lib /opt/kuajie/lib
COPY *.jar /opt/kuajie/
COPY quarkus /opt/kuajie/quarkus
COPY app /opt/kuajie/app
ARG SERVICE=service
ARG PORT=8080
ARG VERSION=dev
# The heap's share of the container's memory; the rest is for what lies outside of it.
ARG HEAP_PERCENT=70
LABEL org.opencontainers.image.title="kuajie/${SERVICE}" \
      org.opencontainers.image.version="${VERSION}"
USER 1001
WORKDIR /opt/kuajie
# JAVA_OPTS replaces these flags, JAVA_OPTS_APPEND adds to them. Local state belongs below /var/lib/kuajie.
ENV JAVA_OPTS="-XX:MaxRAMPercentage=${HEAP_PERCENT} -XX:+ExitOnOutOfMemoryError -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages -Dsun.net.inetaddr.ttl=5 --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    JAVA_OPTS_APPEND="" \
    LANG=C.UTF-8 \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=${PORT} \
    HEALTH_PORT=${PORT} \
    HEALTH_PATH=/q/health/ready
EXPOSE ${PORT}
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$HEALTH_PORT && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' \"$HEALTH_PATH\" >&3 && read -r -t 2 line <&3 && [[ $line == *' 200'* ]]"]
ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS $JAVA_OPTS_APPEND -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar quarkus-run.jar \"$@\"", "--"]
