package io.kuajie.kubernetes;

import io.kuajie.embedded.KafkaServer;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.Ports;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A broker that asks who somebody is and what they may: partners come by a listener of their own, with a name and a password; whoever
 * comes by the other is the operator.
 *
 * @param port of the partners' listener
 */
record PartnerBroker(KafkaServer kafka, int port) implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 256;
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    static PartnerBroker start(Map<String, String> passwordByUser) {
        int port = Ports.free();
        int controllerPort = Ports.free();
        int partnersPort = Ports.free();
        String operators = "PLAINTEXT://127.0.0.1:" + port;
        String partners = "PARTNERS://127.0.0.1:" + partnersPort;
        String users = passwordByUser.entrySet().stream()
                .map(user -> "user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
                .collect(Collectors.joining(" ", "", ";"));
        Map<String, String> settings = new TreeMap<>();
        settings.put("listeners", "%s,%s,CONTROLLER://127.0.0.1:%d".formatted(operators, partners, controllerPort));
        settings.put("advertised.listeners", operators + "," + partners);
        settings.put(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PARTNERS:SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.partners.plain.sasl.jaas.config", LOGIN + users);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return new PartnerBroker(
                KafkaServer.start(new KafkaSettings(
                        null, port, controllerPort, HEAP_MEGABYTES, true, "the port of the test", settings)),
                partnersPort);
    }

    /** How a client of this name comes in. */
    Map<String, Object> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"%s\" password=\"%s\";".formatted(user, password));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
