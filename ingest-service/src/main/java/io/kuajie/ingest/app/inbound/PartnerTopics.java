package io.kuajie.ingest.app.inbound;

import io.kuajie.edge.KeyRing;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.kernel.PartnerId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which topics partners write to, and whose each is. @param prefix what their names begin with, the installation's own prefix included */
record PartnerTopics(String prefix, KeyRing partners) {
    /** What the names of all of them have in common. */
    Pattern pattern() {
        return Pattern.compile(Pattern.quote(prefix) + "[a-z0-9-]+");
    }

    /** The partner whose topic it is; empty for one that is not configured or could not be, whose records wait for nobody. */
    Optional<Sender> sender(String topic) {
        return Optional.of(topic)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(PartnerId::isValid)
                .map(PartnerId::new)
                .flatMap(partner -> partners.domainOf(partner).map(domain -> new Sender(partner, domain)));
    }
}
