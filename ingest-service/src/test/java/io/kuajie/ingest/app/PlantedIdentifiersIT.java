package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants what identifies people wherever a sender can put it, and looks for it in all that the service writes. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class PlantedIdentifiersIT {
    private static final String USER = "planted-user-77341";
    private static final String DEVICE = "planted-device-77342";
    private static final String FORMER = "planted-former-77343";
    private static final String MAIL = "planted.li@secret-mail.cn";
    private static final String PHONE = "13987650123";
    private static final String ADDRESS = "203.0.113.177";
    private static final String ADDRESS_SIX = "2001:db8:85a3:8d3:1319:8a2e:370:7348";
    private static final String PERSON_NAME = "欧阳植入";
    private static final String CARD = "4556737586899855";
    private static final String IDENTITY_CARD = "11010519491231002X";
    private static final String STREET = "植入路八十八号";
    private static final String BIRTHDAY = "1987-11-23";
    private static final String PLACE = "植入镇";
    private static final String GENDER_TEXT = "植入性别";
    private static final List<String> PLANTED = List.of(
            USER,
            DEVICE,
            FORMER,
            MAIL,
            "planted.li",
            PHONE,
            "139 8765 0123",
            "139-8765-0123",
            ADDRESS,
            ADDRESS_SIX,
            PERSON_NAME,
            CARD,
            "4556 7375 8689 9855",
            IDENTITY_CARD,
            STREET,
            BIRTHDAY,
            "1987年11月23日",
            PLACE,
            GENDER_TEXT,
            "planted.li%40secret-mail.cn");

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void identifiers_plantedEverywhere_areFoundNowhere() {
        // Given
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler listener = listener(logged);
        Logger.getLogger("").addHandler(listener);
        // When
        sendCalls();
        sendBadOnes();
        sendImport();
        sendInbound();
        academy()
                .body("{\"userId\":\"%s\",\"purposes\":{\"cross_partner\":\"GRANTED\"}}".formatted(USER))
                .post("/v1/privacy/consents");
        academy()
                .body("{\"userId\":\"%s\",\"kind\":\"access\"}".formatted(USER))
                .post("/v1/privacy/requests");
        academy()
                .body("{\"userId\":\"%s\",\"sameAs\":{\"partner\":\"blossom\",\"userId\":\"%s\"}}"
                        .formatted(USER, FORMER))
                .post("/v1/identity/links");
        topics.awaitUntil(
                TopicCatalog.BEHAVIOR_CLEAN,
                read -> read.stream()
                        .anyMatch(r -> r.value() != null
                                && "planted-last".equals(r.requireValue().getMessageId())));
        // Then
        Logger.getLogger("").removeHandler(listener);
        assertThat(leaksInTopics()).isEmpty();
        // What is coarse enough passed; other tests' people declare nothing.
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_CLEAN))
                .filteredOn(r -> r.requireValue().getType().equals("identify"))
                .extracting(r -> r.requireValue().getDeclared())
                .filteredOn(declared -> !declared.isEmpty())
                .isNotEmpty()
                .allSatisfy(declared ->
                        assertThat(declared).containsOnlyKeys("age", "region").containsEntry("region", "CN"));
        assertThat(leaks("logs", String.join("\n", logged))).isEmpty();
        assertThat(leaks("metrics", given().get("/q/metrics").asString())).isEmpty();
        assertThat(leaks("rejected", academy().get("/v1/rejected").asString())).isEmpty();
    }

    private void sendCalls() {
        String traits = """
                {"email":"%s","phone":"%s","name":"%s","firstName":"%s","address":{"street":"%s","city":"%s","country":"中国"},"ip":"%s",
                 "birthday":"%s","生日":"1987年11月23日","age":"%s","gender":"%s","province":"广东省%s"}""".formatted(
                MAIL, PHONE, PERSON_NAME, PERSON_NAME, STREET, PLACE, ADDRESS, BIRTHDAY, MAIL, GENDER_TEXT, PLACE);
        String context = """
                {"ip":"%s","traits":%s,"userAgent":"Mozilla/5.0 (%s; %s)","locale":"%s","timezone":"%s",
                 "library":{"name":"sdk of %s"},"campaign":{"name":"for %s"},"screen":{"name":"%s"},
                 "page":{"url":"https://shop.cn/u/%s?mail=%s","path":"/u/%s/%s","referrer":"https://a.cn/?p=%s"}}""".formatted(
                        ADDRESS, traits, USER, MAIL, MAIL, PHONE, MAIL, PHONE, MAIL, MAIL, MAIL, MAIL, PHONE, PHONE);
        String properties = """
                {"product_id":"java","category":"of %s","note":"call 139 8765 0123 or 139-8765-0123","card":"4556 7375 8689 9855",
                 "cardAgain":%s,"id":"%s","ids":["%s",{"deep":"%s"}],"at":"%s and %s","url":"https://x.cn/?u=%s",
                 "encoded":"planted.li%%40secret-mail.cn","escaped":"planted.li\\u0040secret-mail.cn",
                 "wide":"１３９８７６５０１２３","%s":"a name","review_body":"我是 %s，电话 %s","query":"%s"}""".formatted(
                        MAIL, CARD, IDENTITY_CARD, USER, DEVICE, ADDRESS, ADDRESS_SIX, MAIL, MAIL, MAIL, PHONE, PHONE);
        String who = "\"userId\":\"%s\",\"anonymousId\":\"%s\",\"context\":%s".formatted(USER, DEVICE, context);
        for (String call : List.of("identify", "track", "page", "screen", "group", "alias")) {
            assertThat(academy()
                            .header("User-Agent", USER + " " + MAIL)
                            .header("X-Forwarded-For", ADDRESS)
                            .header("Referer", "https://x.cn/?u=" + MAIL)
                            .body("""
                                    {%s,"event":"Product Viewed","name":"%s","previousId":"%s","groupId":"%s",
                                     "messageId":"m-%s-%s","traits":%s,"properties":%s}""".formatted(who, MAIL, FORMER, FORMER, call, MAIL, traits, properties))
                            .post("/v1/" + call)
                            .statusCode())
                    .isEqualTo(200);
        }
        academy()
                .header("ce-specversion", "1.0")
                .header("ce-id", USER)
                .header("ce-source", "/shop/" + MAIL)
                .header("ce-type", "mail " + MAIL)
                .header("ce-subject", USER)
                .body("{\"anonymousId\":\"%s\",\"properties\":%s}".formatted(DEVICE, properties))
                .post("/v1/cloudevents");
    }

    private static void sendBadOnes() {
        String long40k = "x".repeat(40_000);
        for (String bad : List.of(
                "{\"type\":\"track\",\"userId\":\"%s\",\"properties\":{\"email\":\"%s\",\"note\":\"%s\"}}"
                        .formatted(USER, MAIL, PHONE),
                "{\"type\":\"nonsense\",\"userId\":\"%s\",\"traits\":{\"email\":\"%s\"}}".formatted(USER, MAIL),
                "{\"type\":\"track\",\"event\":\"x\",\"timestamp\":\"%s\",\"userId\":\"%s\"}".formatted(MAIL, USER),
                "{\"type\":\"track\",\"event\":\"x\",\"userId\":\"%s\",\"properties\":{\"a\":\"%s %s\"}}"
                        .formatted(USER, long40k, MAIL),
                "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"%s\",\"properties\":{\"currency\":\"%s\",\"price\":\"%s\"}}"
                        .formatted(USER, MAIL, PHONE),
                "{\"type\":\"track\",\"event\":\"x\",\"properties\":{\"who\":\"%s %s\"}}".formatted(MAIL, PHONE),
                "\"%s\"".formatted(MAIL))) {
            academy().body("{\"batch\":[%s]}".formatted(bad)).post("/v1/batch");
        }
        academy().body("{\"userId\":\"%s\" %s".formatted(USER, MAIL)).post("/v1/track");
        academy()
                .body("{\"userId\":\"%s\",\"kind\":\"%s\"}".formatted(USER, MAIL))
                .post("/v1/privacy/requests");
        given().auth().oauth2(USER).body("{}").post("/v1/track");
        given().get("/v1/catalog/items/" + MAIL);
    }

    private static void sendImport() {
        academy()
                .contentType("text/plain")
                .body("%s,java,course,pv,1700000000\nbroken %s %s\n".formatted(USER, MAIL, PHONE))
                .post("/v1/imports?import=planted&format=taobao");
    }

    /** To the partner's own topic, which may hold clear ids, and from there through the door. */
    private void sendInbound() {
        byte[] event = """
                {"userId":"%s","messageId":"planted-last","event":"Product Viewed","traits":{"email":"%s"},
                 "properties":{"product_id":"java","mail":"%s","text":"%s %s"}}""".formatted(USER, MAIL, MAIL, PHONE, MAIL).getBytes(StandardCharsets.UTF_8);
        String topic = setting("kuajie.topics.prefix") + "inbound.academy";
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, setting("kuajie.kafka.bootstrap-servers")))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, setting("kuajie.kafka.bootstrap-servers")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, USER.getBytes(StandardCharsets.UTF_8), event));
        }
    }

    private static List<String> leaksInTopics() {
        List<String> leaks = new ArrayList<>();
        String prefix = setting("kuajie.topics.prefix");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, setting("kuajie.kafka.bootstrap-servers")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith(prefix))
                    .filter(topic -> !topic.getKey().startsWith(prefix + "inbound."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            assertThat(new TreeSet<>(
                            partitions.stream().map(TopicPartition::topic).toList()))
                    .hasSizeGreaterThan(TopicCatalog.all().size());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    leaks.addAll(leaks(record.topic() + " key", text(record.key())));
                    leaks.addAll(leaks(record.topic() + " value", text(record.value())));
                    record.headers()
                            .forEach(header -> leaks.addAll(leaks(record.topic() + " header", text(header.value()))));
                }
            }
        }
        return leaks;
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> leaks(String where, String text) {
        return PLANTED.stream()
                .filter(text::contains)
                .map(planted -> "%s: %s in %s".formatted(where, planted, around(text, planted)))
                .toList();
    }

    private static String around(String text, String planted) {
        int at = text.indexOf(planted);
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + planted.length() + 20));
    }

    private static Handler listener(Queue<String> logged) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getLoggerName() + " " + record.getMessage() + " "
                        + java.util.Arrays.toString(record.getParameters()) + " " + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        return handler;
    }

    private static String setting(String name) {
        return Objects.requireNonNull(ConfigProvider.getConfig().getValue(name, String.class));
    }

    private static RequestSpecification academy() {
        return given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_WRITE_KEY, "")
                .contentType("application/json; charset=UTF-8");
    }
}
