package io.kuajie.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus test a {@link SigningIssuer} whose tokens the service takes, and puts it into fields of this type. */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable SigningIssuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            SigningIssuer made = new SigningIssuer();
            issuer = made;
            return Map.of("kuajie.oidc.issuer", made.name(), "kuajie.oidc.role-claim", "realm_access.roles");
        } catch (IOException e) {
            throw new UncheckedIOException("No issuer could be started on loopback.", e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        if (issuer != null) {
            injector.injectIntoFields(issuer, new TestInjector.MatchesType(SigningIssuer.class));
        }
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
