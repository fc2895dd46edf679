package io.kuajie.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditedCallTest {
    private static final KeyRing.Caller OPERATOR = caller(Role.ADMIN);
    private static final KeyRing.Caller WRITER = caller(Role.WRITER);

    @Path("/v1")
    @Scope(Scope.PROFILES)
    private static final class People {
        @Path("profiles/{person}/export")
        @RolesAllowed(Role.ADMIN)
        void export() {}

        @Path("profiles/{person}")
        @RolesAllowed({Role.WRITER, Role.ADMIN})
        void profile() {}
    }

    @Path("/v1/models/")
    @RolesAllowed(Role.ADMIN)
    private static final class Models {
        void list() {}
    }

    @Path("/v1/privacy")
    @RolesAllowed(Role.WRITER)
    @Scope(Scope.CONSENTS)
    private static final class Consents {
        @Path("consents")
        void record() {}
    }

    @Path("/v1")
    @RolesAllowed({Role.STOREFRONT, Role.ADMIN})
    @Scope(Scope.RECOMMEND)
    private static final class Lists {
        @Path("recommendations")
        void list() {}
    }

    @Test
    void operators_areRecordedWhateverTheyAskAndHoweverItEnds() {
        for (AuditedCall call : Set.of(of(People.class, "export"), of(Models.class, "list"), of(Lists.class, "list"))) {
            assertThat(AuditedCall.isRecorded(call.kind(), OPERATOR, 200)).isTrue();
            assertThat(AuditedCall.isRecorded(call.kind(), OPERATOR, 404)).isTrue();
        }
    }

    @Test
    void partners_areRecordedAtThePrivacyApiAndWhereTheyAreRefusedWhatShowsPeopleOrIsForOperators() {
        assertThat(isRecorded(Consents.class, "record", WRITER, 200)).isTrue();
        assertThat(isRecorded(Consents.class, "record", null, 401)).isTrue();
        assertThat(isRecorded(People.class, "export", WRITER, 403)).isTrue();
        assertThat(isRecorded(People.class, "profile", null, 401)).isTrue();
        assertThat(isRecorded(Models.class, "list", null, 401)).isTrue();
    }

    @Test
    void partners_whoDoTheirWork_areNot() {
        assertThat(isRecorded(People.class, "profile", WRITER, 200)).isFalse();
        assertThat(isRecorded(People.class, "profile", WRITER, 404)).isFalse();
        assertThat(isRecorded(Lists.class, "list", WRITER, 200)).isFalse();
        assertThat(isRecorded(Lists.class, "list", WRITER, 403)).isFalse();
        assertThat(isRecorded(Lists.class, "list", null, 401)).isFalse();
    }

    @Test
    void route_isTheTemplate() {
        assertThat(of(People.class, "export").route()).isEqualTo("/v1/profiles/{person}/export");
        assertThat(of(Models.class, "list").route()).isEqualTo("/v1/models");
        assertThat(of(Consents.class, "record").route()).isEqualTo("/v1/privacy/consents");
    }

    @Test
    void subject_ofOnePerson_isAlwaysTheSame_andNotTheName() {
        assertThat(Subject.of("academy:anna"))
                .isEqualTo(Subject.of("academy:anna"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(Subject.of("academy:bella"))
                .doesNotContain("anna");
    }

    private static boolean isRecorded(Class<?> resource, String method, KeyRing.@Nullable Caller caller, int status) {
        return AuditedCall.isRecorded(of(resource, method).kind(), caller, status);
    }

    private static AuditedCall of(Class<?> resource, String method) {
        return AuditedCall.of(
                resource,
                Arrays.stream(resource.getDeclaredMethods())
                        .filter(each -> each.getName().equals(method))
                        .findFirst()
                        .orElseThrow());
    }

    private static KeyRing.Caller caller(String role) {
        return new KeyRing.Caller(role, null, null, Set.of(), "key:0");
    }
}
