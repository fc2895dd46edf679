package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that every workload of the platform keeps, as written and as rendered. */
class PodPolicyTest {
    private static final Map<String, Integer> PORTS = Map.of(
            "ingest-service", 8101, "profile-service", 8102, "recommend-service", 8103, "campaign-service", 8104);

    static Stream<Manifest> workloads() {
        Stream<Manifest> rendered = Kustomize.isInstalled()
                ? ManifestFiles.KUSTOMIZATIONS.stream().flatMap(folder -> Kustomize.render(folder).stream())
                : Stream.empty();
        return Stream.concat(ManifestFiles.resources().stream(), rendered)
                .filter(manifest -> List.of("Deployment", "StatefulSet").contains(manifest.kind()));
    }

    static Stream<Manifest> services() {
        return workloads().filter(manifest -> PORTS.containsKey(serviceOf(manifest)));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void pod_ofWorkload_runsWithoutRights(Manifest workload) {
        JsonObject pod = pod(workload);
        JsonObject security = pod.getAsJsonObject("securityContext");
        assertThat(isTrue(security.get("runAsNonRoot"))).isTrue();
        assertThat(security.get("runAsUser").getAsInt()).isEqualTo(1001);
        assertThat(security.getAsJsonObject("seccompProfile").get("type").getAsString())
                .isEqualTo("RuntimeDefault");
        assertThat(isFalse(pod.get("automountServiceAccountToken"))).isTrue();
        assertThat(isFalse(pod.get("enableServiceLinks"))).isTrue();
        assertThat(pod.get("serviceAccountName").getAsString()).isEqualTo(serviceOf(workload));
        assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isPositive();
        assertThat(pod.keySet()).doesNotContain("hostNetwork", "hostPID", "hostIPC", "initContainers");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void container_ofWorkload_runsWithoutRightsWithinBounds(Manifest workload) {
        assertThat(containers(workload)).isNotEmpty().allSatisfy(container -> {
            JsonObject security = container.getAsJsonObject("securityContext");
            assertThat(isTrue(security.get("readOnlyRootFilesystem"))).isTrue();
            assertThat(isFalse(security.get("allowPrivilegeEscalation"))).isTrue();
            assertThat(security.getAsJsonObject("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
            assertThat(container.keySet()).contains("startupProbe", "readinessProbe", "livenessProbe");
            JsonObject resources = container.getAsJsonObject("resources");
            assertThat(resources.getAsJsonObject("requests").keySet()).contains("cpu", "memory");
            assertThat(resources.getAsJsonObject("limits").keySet()).contains("cpu", "memory");
            assertThat(container.getAsJsonArray("volumeMounts").asList())
                    .anyMatch(mount -> mount.getAsJsonObject()
                            .get("mountPath")
                            .getAsString()
                            .equals("/tmp"));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void image_ofWorkload_hasAFixedTag(Manifest workload) {
        assertThat(containers(workload))
                .extracting(container -> container.get("image").getAsString())
                .allSatisfy(image -> assertThat(image)
                        .matches("kuajie/[a-z-]+:[A-Za-z0-9._-]+")
                        .doesNotEndWith(":latest"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void secrets_ofWorkload_areReferences(Manifest workload) {
        assertThat(containers(workload))
                .flatExtracting(container -> container.getAsJsonArray("env").asList())
                .extracting(JsonElement::getAsJsonObject)
                .filteredOn(variable ->
                        variable.get("name").getAsString().matches(".*(PASSWORD|SECRET|KEY|JAAS|USERNAME|USER|URL).*"))
                .allSatisfy(variable -> assertThat(
                                variable.getAsJsonObject("valueFrom").has("secretKeyRef"))
                        .as(variable.get("name").getAsString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void service_onItsPort_isProbed(Manifest service) {
        assertThat(containers(service)).singleElement().satisfies(container -> {
            JsonObject port = container.getAsJsonArray("ports").get(0).getAsJsonObject();
            assertThat(port.get("name").getAsString()).isEqualTo("http");
            assertThat(port.get("containerPort").getAsInt()).isEqualTo(PORTS.get(serviceOf(service)));
            assertThat(probedPath(container, "startupProbe")).isEqualTo("/q/health/started");
            assertThat(probedPath(container, "readinessProbe")).isEqualTo("/q/health/ready");
            assertThat(probedPath(container, "livenessProbe")).isEqualTo("/q/health/live");
        });
        assertThat(pod(service).has("topologySpreadConstraints")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void service_withStreamsState_keepsItOnAVolume(Manifest service) {
        boolean isStateful = List.of("ingest-service", "profile-service").contains(serviceOf(service));
        // Instances that are told apart by number need names that last, too.
        boolean isNumbered = isStateful || service.at("spec", "serviceName").isPresent();
        assertThat(service.kind()).isEqualTo(isNumbered ? "StatefulSet" : "Deployment");
        assertThat(service.at("spec", "volumeClaimTemplates").isPresent()).isEqualTo(isStateful);
    }

    static Stream<Manifest> literals() {
        return ManifestFiles.resources().stream()
                .filter(manifest -> List.of("Secret", "ConfigMap").contains(manifest.kind()));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void literal_inTheRepository_isNoSecret(Manifest manifest) {
        if (manifest.kind().equals("Secret")) {
            assertThat(manifest.source()).startsWith("examples/");
            assertThat(manifest.json().has("data")).isFalse();
            assertThat(texts(manifest, "stringData")).allMatch(text -> text.matches("<.+>"));
        } else {
            assertThat(texts(manifest, "data")).noneMatch(text -> text.matches("(?i).*(password|secret)\\s*=.*"));
        }
    }

    private static List<String> texts(Manifest manifest, String field) {
        return manifest.at(field).orElseThrow().getAsJsonObject().asMap().values().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /** The service that a workload runs: a later generation's workload is named after it. */
    private static String serviceOf(Manifest workload) {
        return workload.name().replaceFirst("-g[0-9]+$", "");
    }

    private static JsonObject pod(Manifest workload) {
        return workload.at("spec", "template", "spec").orElseThrow().getAsJsonObject();
    }

    static List<JsonObject> containers(Manifest workload) {
        JsonArray containers = pod(workload).getAsJsonArray("containers");
        return containers.asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static String probedPath(JsonObject container, String probe) {
        JsonObject request = container.getAsJsonObject(probe).getAsJsonObject("httpGet");
        assertThat(request.get("port").getAsString()).isEqualTo("http");
        return request.get("path").getAsString();
    }

    private static boolean isTrue(JsonElement element) {
        return new JsonPrimitive(true).equals(element);
    }

    private static boolean isFalse(JsonElement element) {
        return new JsonPrimitive(false).equals(element);
    }
}
