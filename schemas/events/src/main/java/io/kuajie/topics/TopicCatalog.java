package io.kuajie.topics;

import io.kuajie.events.AuditedAccess;
import io.kuajie.events.Behavior;
import io.kuajie.events.CatalogItem;
import io.kuajie.events.ClusterModel;
import io.kuajie.events.Consent;
import io.kuajie.events.Correction;
import io.kuajie.events.Erasure;
import io.kuajie.events.IdentityClaim;
import io.kuajie.events.ImportProgress;
import io.kuajie.events.KeyUse;
import io.kuajie.events.Link;
import io.kuajie.events.ModelManifest;
import io.kuajie.events.Offer;
import io.kuajie.events.Outcome;
import io.kuajie.events.PartnerAgreement;
import io.kuajie.events.PartnerKey;
import io.kuajie.events.PrivacyReceipt;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.events.Profile;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.events.SegmentDefinition;
import io.kuajie.events.SegmentMembership;
import io.kuajie.events.Served;
import io.kuajie.events.ToneModel;
import io.kuajie.events.TrackingPlanVersion;
import io.kuajie.topics.Topic.Key;
import java.time.Duration;
import java.util.List;

/** Every topic of the platform, in the order data flows. */
public final class TopicCatalog {
    public static final Topic<RawBehavior> BEHAVIOR_RAW =
            Topic.deleted("behavior.raw", Key.LEAF, RawBehavior.class, Duration.ofDays(7));
    public static final Topic<RejectedBehavior> BEHAVIOR_REJECTED =
            Topic.deleted("behavior.rejected", Key.LEAF, RejectedBehavior.class, Duration.ofDays(30));
    /**
     * Of one partition: its order says which of two corrections of one event was first. Kept for longer than what is corrected can be
     * found: 30 days, and the day of its file.
     */
    public static final Topic<Correction> BEHAVIOR_CORRECTIONS =
            Topic.deleted("behavior.corrections", Key.OTHER, Correction.class, Duration.ofDays(32));

    public static final Topic<Behavior> BEHAVIOR_CLEAN =
            Topic.deleted("behavior.clean", Key.LEAF, Behavior.class, Duration.ofDays(30));
    public static final Topic<ImportProgress> INGEST_IMPORTS =
            Topic.compacted("ingest.imports", Key.OTHER, ImportProgress.class);
    public static final Topic<TrackingPlanVersion> INGEST_PLANS =
            Topic.compacted("ingest.plans", Key.OTHER, TrackingPlanVersion.class);
    public static final Topic<CatalogItem> CATALOG_ITEMS =
            Topic.compacted("catalog.items", Key.OTHER, CatalogItem.class);
    public static final Topic<Consent> PRIVACY_CONSENTS = Topic.compacted("privacy.consents", Key.OTHER, Consent.class);
    public static final Topic<Erasure> PRIVACY_ERASURES = Topic.compacted("privacy.erasures", Key.LEAF, Erasure.class);
    public static final Topic<PrivacyRequest> PRIVACY_REQUESTS =
            Topic.deleted("privacy.requests", Key.OTHER, PrivacyRequest.class, Duration.ofDays(30));
    public static final Topic<PrivacyReceipt> PRIVACY_RECEIPTS =
            Topic.deleted("privacy.receipts", Key.OTHER, PrivacyReceipt.class, Duration.ofDays(30));
    /** Of one partition: one reader works out who is who. */
    public static final Topic<IdentityClaim> IDENTITY_CLAIMS =
            Topic.deleted("identity.claims", Key.OTHER, IdentityClaim.class, Duration.ofDays(7));

    public static final Topic<Link> IDENTITY_LINKS = Topic.compacted("identity.links", Key.LEAF, Link.class);
    public static final Topic<Profile> PROFILE_STATE = Topic.compacted("profile.state", Key.PERSON, Profile.class);
    public static final Topic<ClusterModel> PROFILE_CLUSTERS =
            Topic.compacted("profile.clusters", Key.OTHER, ClusterModel.class);
    public static final Topic<SegmentMembership> PROFILE_SEGMENTS =
            Topic.compacted("profile.segments", Key.PERSON, SegmentMembership.class);
    public static final Topic<SegmentDefinition> PROFILE_DEFINITIONS =
            Topic.compacted("profile.definitions", Key.OTHER, SegmentDefinition.class);
    public static final Topic<ToneModel> PROFILE_TONES = Topic.compacted("profile.tones", Key.OTHER, ToneModel.class);
    public static final Topic<Offer> OFFERS_ACTIVE = Topic.compacted("offers.active", Key.OTHER, Offer.class);
    public static final Topic<ModelManifest> RECOMMEND_MODELS =
            Topic.compacted("recommend.models", Key.OTHER, ModelManifest.class);
    public static final Topic<Served> RECOMMEND_SERVED =
            Topic.deleted("recommend.served", Key.PERSON, Served.class, Duration.ofDays(30));
    public static final Topic<Outcome> CAMPAIGN_OUTCOMES =
            Topic.deleted("campaign.outcomes", Key.OTHER, Outcome.class, Duration.ofDays(30));

    public static final Topic<PartnerKey> PARTNER_KEYS = Topic.compacted("partner.keys", Key.OTHER, PartnerKey.class);

    public static final Topic<KeyUse> PARTNER_KEY_USES = Topic.compacted("partner.key-uses", Key.OTHER, KeyUse.class);

    public static final Topic<PartnerAgreement> PARTNER_AGREEMENTS =
            Topic.compacted("partner.agreements", Key.OTHER, PartnerAgreement.class);

    /** Of one partition: it is read from its end. */
    public static final Topic<AuditedAccess> AUDIT_ACCESSES =
            Topic.deleted("audit.accesses", Key.OTHER, AuditedAccess.class, Duration.ofDays(180));

    /** The key under which the pointer topics name the model in use. */
    public static final String ACTIVE = "active";

    private TopicCatalog() {}

    public static List<Topic<?>> all() {
        return List.of(
                BEHAVIOR_RAW,
                BEHAVIOR_REJECTED,
                BEHAVIOR_CORRECTIONS,
                BEHAVIOR_CLEAN,
                INGEST_IMPORTS,
                INGEST_PLANS,
                CATALOG_ITEMS,
                PRIVACY_CONSENTS,
                PRIVACY_ERASURES,
                PRIVACY_REQUESTS,
                PRIVACY_RECEIPTS,
                IDENTITY_CLAIMS,
                IDENTITY_LINKS,
                PROFILE_STATE,
                PROFILE_CLUSTERS,
                PROFILE_SEGMENTS,
                PROFILE_DEFINITIONS,
                PROFILE_TONES,
                OFFERS_ACTIVE,
                RECOMMEND_MODELS,
                RECOMMEND_SERVED,
                CAMPAIGN_OUTCOMES,
                PARTNER_KEYS,
                PARTNER_KEY_USES,
                PARTNER_AGREEMENTS,
                AUDIT_ACCESSES);
    }
}
