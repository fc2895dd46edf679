package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.util.Map;

/**
 * How senders name items. A bare id is an item of the sender's own; {@code partner:id} with the id of a partner of the platform is
 * that partner's item, as recommendations name what a storefront shows of others. An event lies in its item's industry.
 */
public record ItemNames(Map<PartnerId, Domain> domainByPartner) {
    public ItemNames {
        domainByPartner = Map.copyOf(domainByPartner);
    }

    /** The item key, partner:id. */
    public String keyOf(Sender sender, String item) {
        return isOfPartner(item) ? item : sender.partner() + ":" + item;
    }

    /** The industry of what the sender calls {@code item}. */
    public Domain domainOf(Sender sender, String item) {
        if (!isOfPartner(item)) {
            return sender.domain();
        }
        PartnerId owner = new PartnerId(item.substring(0, item.indexOf(':')));
        return owner.equals(sender.partner()) ? sender.domain() : domainByPartner.getOrDefault(owner, sender.domain());
    }

    private boolean isOfPartner(String item) {
        int colon = item.indexOf(':');
        return colon > 0
                && colon < item.length() - 1
                && domainByPartner.keySet().stream().anyMatch(id -> id.value().equals(item.substring(0, colon)));
    }
}
