package io.kuajie.campaign.app.intake;

import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.effect.RequestId;
import io.kuajie.campaign.domain.effect.ServedOffer;
import io.kuajie.events.Served;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import java.util.List;
import java.util.Optional;

/** Reads recommend.served: the places that carried an offer. */
final class ServedMapper {
    private ServedMapper() {}

    static List<ServedOffer> offers(Served served) {
        return RequestId.parse(served.getRequestId()).stream()
                .flatMap(request -> served.getItems().stream().flatMap(place -> offer(served, request, place).stream()))
                .toList();
    }

    private static Optional<ServedOffer> offer(Served served, RequestId request, ServedItem place) {
        return Optional.ofNullable(place.getCampaign())
                .flatMap(CampaignId::parse)
                .map(campaign -> new ServedOffer(
                        request,
                        campaign,
                        ItemKey.parse(place.getItem()),
                        new PartnerId(served.getPartner()),
                        served.getLeaf(),
                        served.getPerson(),
                        served.getServedAt()));
    }
}
