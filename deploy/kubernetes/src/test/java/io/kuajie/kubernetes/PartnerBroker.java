package io.kuajie.kubernetes;

import io.kuajie.embedded.KafkaServer;
import io.kuajie.embedded.KafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    static PartnerBroker start(Map<String, String> passwordByUser) throws IOException {
        int[] ports = freePorts();
        String operators = "PLAINTEXT://127.0.0.1:" + ports[0];
        String partners = "PARTNERS://127.0.0.1:" + ports[2];
        String users = passwordByUser.entrySet().stream()
                .map(user -> "user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
                .collect(Collectors.joining(" ", "", ";"));
        Map<String, String> settings = new TreeMap<>();
        settings.put("listeners", "%s,%s,CONTROLLER://127.0.0.1:%d".formatted(operators, partners, ports[1]));
        settings.put("advertised.listeners", operators + "," + partners);
        settings.put(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PARTNERS:SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.partners.plain.sasl.jaas.config", LOGIN + users);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return new PartnerBroker(
                KafkaServer.start(new KafkaSettings(
                        null, ports[0], ports[1], HEAP_MEGABYTES, true, "the port of the test", settings)),
                ports[2]);
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

    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback);
                ServerSocket third = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort(), third.getLocalPort()};
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
