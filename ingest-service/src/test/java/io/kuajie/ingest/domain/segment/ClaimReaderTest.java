package io.kuajie.ingest.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.MatchKeys;
import io.kuajie.ingest.domain.identity.Relation;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimReaderTest {
    private static final PartnerId ACADEMY = new PartnerId("academy");

    private final Pseudonymizer present = new Pseudonymizer(secret(1));
    private final Pseudonymizer former = new Pseudonymizer(secret(2));
    private final MatchKeys matchKeys = new MatchKeys(new Pseudonymizer(secret(3)), "CN");
    private final ClaimReader reader = new ClaimReader(present, List.of(), matchKeys);

    @Test
    void identify_ofAUserOnADevice_tiesTheDeviceAndTheTraits() {
        // When
        List<Claim> claims = claims(
                reader,
                "{'type':'identify','userId':'u','anonymousId':'d',"
                        + "'context':{'traits':{'email':'a@b.cn'}},'traits':{'phone':'13812345678'}}");
        // Then
        String user = present.leaf(ACADEMY, Kind.USER, "u").toString();
        assertThat(claims)
                .extracting(Claim::relation)
                .containsExactlyInAnyOrder(Relation.ALIAS, Relation.MAIL, Relation.PHONE);
        assertThat(claims.getFirst().other()).isEqualTo(user);
        assertThat(claims.toString()).doesNotContain("a@b.cn", "13812345678");
    }

    @Test
    void track_saysNothing() {
        assertThat(claims(reader, "{'type':'track','userId':'u','anonymousId':'d','traits':{'email':'a@b.cn'}}"))
                .isEmpty();
    }

    @Test
    void alias_ofAUserToItself_tiesNoUserToItself() {
        assertThat(claims(reader, "{'type':'alias','userId':'u','previousId':'u'}"))
                .extracting(Claim::anonymous)
                .containsExactly(true);
    }

    @Test
    void anything_afterARotation_tiesTheFormerPseudonymToThePresentOne() {
        // When
        List<Claim> claims =
                claims(new ClaimReader(present, List.of(former), null), "{'type':'track','event':'x','userId':'u'}");
        // Then
        assertThat(claims)
                .containsExactly(new Claim(
                        former.leaf(ACADEMY, Kind.USER, "u").toString(),
                        Relation.ROTATION,
                        present.leaf(ACADEMY, Kind.USER, "u").toString(),
                        true,
                        false,
                        5));
    }

    @Test
    void nonsense_saysNothing() {
        for (String body :
                List.of("[]", "1", "null", "{}", "{'type':'identify'}", "{'type':'alias','previousId':'x'}")) {
            assertThat(claims(reader, body)).as(body).isEmpty();
        }
    }

    private static List<Claim> claims(ClaimReader reader, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Json json = ((Json.Read.Value) Json.read(bytes)).root();
        Sender sender = new Sender(ACADEMY, new Domain("course"));
        return reader.read(Message.of(sender, null, json, Json.MISSING, null), 5);
    }

    private static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        secret[0] = (byte) seed;
        return secret;
    }
}
