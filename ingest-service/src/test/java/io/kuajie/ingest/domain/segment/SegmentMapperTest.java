package io.kuajie.ingest.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentMapperTest {
    private static final Sender ACADEMY = new Sender(new PartnerId("academy"), new Domain("course"));
    private static final Pseudonymizer PSEUDONYMIZER = new Pseudonymizer(new byte[32]);
    private static final long NOW = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();

    private static final int LARGEST = 32_768;

    private final SegmentMapper mapper = new SegmentMapper(
            PSEUDONYMIZER,
            new ItemNames(Map.of(new PartnerId("blossom"), new Domain("beauty"))),
            Currency.getInstance("CNY"),
            LARGEST,
            () -> "made");

    @ParameterizedTest
    @CsvSource({
        "Product Viewed,browse",
        "Product List Viewed,browse",
        "Product Clicked,click",
        "Products Searched,search",
        "Product Added,cart",
        "product_added,cart",
        "Product Removed,uncart",
        "Cart Viewed,cart",
        "Checkout Started,cart",
        "Product Added to Wishlist,favourite",
        "Wishlist Product Added to Cart,cart",
        "Product Removed from Wishlist,Product Removed from Wishlist",
        "Order Completed,buy",
        "Order Refunded,refund",
        "Order Cancelled,refund",
        "Order Canceled,refund",
        "Product Reviewed,evaluate",
        "Product Shared,share",
        "Promotion Viewed,exposure",
        "Promotion Clicked,click",
        "Coupon Applied,redeem",
        "Coupon Entered,Coupon Entered",
        "Coupon Denied,Coupon Denied",
        "Coupon Removed,Coupon Removed",
        "Experiment Viewed,exposure",
        "Course Started,learn",
        "Lesson Completed,learn",
        "Course Completed,learn",
        "check-in,check-in",
        "Poster Downloaded,Poster Downloaded"
    })
    void map_eventName_isActionOfTheVocabulary(String event, String action) {
        // When
        RawEvent mapped = event("{'type':'track','userId':'u-1','event':'%s','messageId':'m'}".formatted(event));
        // Then
        assertThat(mapped.action()).isEqualTo(action);
        assertThat(mapped.name()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"'CNY'", "' cny '", "'\\u0043NY'"})
    void map_currencyInAnyWriting_isTheSame(String currency) {
        // When
        RawEvent mapped = event("{'type':'track','userId':'u','event':'x','properties':{'price':'1.5','currency':'%s'}}"
                .formatted(currency));
        // Then
        assertThat(mapped.details().amount()).isEqualTo(new Money(150, "CNY"));
    }

    @ParameterizedTest
    @CsvSource({"user-abcdef,[removed]", "analytics.js,analytics.js"})
    void map_libraryNamedAsThePerson_isScrubbed(String library, String kept) {
        // When
        RawEvent mapped =
                event("{'type':'track','userId':'user-abcdef','event':'x','context':{'library':{'name':'%s'}}}"
                        .formatted(library));
        // Then
        assertThat(mapped.origin()).isEqualTo(Origin.http(kept));
    }

    @ParameterizedTest
    @CsvSource({"page,browse", "screen,browse", "identify,identify", "group,group", "alias,alias"})
    void map_callOtherThanTrack_keepsItsType(String type, String action) {
        // When
        RawEvent mapped = event("{'type':'%s','userId':'u-1'}".formatted(type));
        // Then
        assertThat(mapped.type()).isEqualTo(type);
        assertThat(mapped.action()).isEqualTo(action);
        assertThat(mapped.messageId()).isEqualTo("made");
    }

    @Test
    void map_orderCompleted_isOneEventPerProduct() {
        // When
        List<Mapped> mapped = map("""
                {'type':'track','userId':'u-1','event':'Order Completed','messageId':'m','properties':{'order_id':'4711',
                 'currency':'CNY','coupon':'SPRING','products':[{'product_id':'java','price':'129.00','quantity':2},
                 {'product_id':'go','price':59.905,'category':'code'}]}}""");
        // Then
        assertThat(mapped).hasSize(2);
        RawEvent first = (RawEvent) mapped.getFirst();
        RawEvent second = (RawEvent) mapped.getLast();
        assertThat(List.of(first.messageId(), second.messageId())).containsExactly("m#1", "m#2");
        assertThat(first.details().item()).isEqualTo("academy:java");
        assertThat(first.details().amount()).isEqualTo(new Money(25_800, "CNY"));
        assertThat(second.details().amount()).isEqualTo(new Money(5_991, "CNY"));
        assertThat(second.details().category()).isEqualTo("code");
        assertThat(first.details().orderId())
                .isNotNull()
                .isNotEqualTo("4711")
                .isEqualTo(second.details().orderId());
        assertThat(first.properties()).isEqualTo("{\"coupon\":\"SPRING\"}");
        assertThat(second.properties()).isNull();
    }

    @Test
    void map_orderRefundedWithoutProducts_givesBackTheTotal() {
        // When
        RawEvent mapped = event("""
                {'type':'track','userId':'u-1','event':'Order Refunded','properties':{'order_id':'4711','total':30}}""");
        // Then
        assertThat(mapped.action()).isEqualTo("refund");
        assertThat(mapped.details().amount()).isEqualTo(new Money(-3_000, "CNY"));
    }

    @ParameterizedTest
    @CsvSource({"Cart Viewed,cart,5900", "Checkout Started,cart,5900", "Order Canceled,refund,-5900"})
    void map_productsOfOtherEvents_areOneEventEach(String event, String action, long minorUnits) {
        // When
        List<Mapped> mapped = map("""
                {'type':'track','userId':'u-1','event':'%s','messageId':'m','properties':{'order_id':'4711',
                 'products':[{'product_id':'java','price':129},{'product_id':'go','price':59}]}}""".formatted(event));
        // Then
        assertThat(mapped).hasSize(2);
        RawEvent second = (RawEvent) mapped.getLast();
        assertThat(second.action()).isEqualTo(action);
        assertThat(second.messageId()).isEqualTo("m#2");
        assertThat(second.details().item()).isEqualTo("academy:go");
        assertThat(second.details().amount()).isEqualTo(new Money(minorUnits, "CNY"));
    }

    @ParameterizedTest
    @CsvSource({"Course Completed,1.0", "course_completed,1.0", "Lesson Completed,"})
    void map_courseWithoutProgress_isWholeOnceCompleted(String event, @Nullable Double progress) {
        // When
        RawEvent mapped =
                event("{'type':'track','userId':'u','event':'%s','properties':{'course_id':'java'}}".formatted(event));
        // Then
        assertThat(mapped.details().progress()).isEqualTo(progress);
        assertThat(mapped.details().item()).isEqualTo("academy:java");
    }

    @ParameterizedTest
    @CsvSource({"Coupon Entered", "Coupon Denied", "Coupon Removed", "Coupon Applied"})
    void map_couponEvent_namesItsCampaign(String event) {
        // When
        RawEvent mapped =
                event("{'type':'track','userId':'u','event':'%s','properties':{'coupon_id':'春季'}}".formatted(event));
        // Then
        assertThat(mapped.details().campaign()).isEqualTo("春季");
    }

    @Test
    void map_affiliation_isKeptAmongTheRemainingProperties() {
        // When
        RawEvent mapped = event("""
                {'type':'track','userId':'u','event':'Order Completed',
                 'properties':{'affiliation':'花漾旗舰店','products':[{'product_id':'java','price':129}]}}""");
        // Then
        assertThat(mapped.properties()).isEqualTo("{\"affiliation\":\"花漾旗舰店\"}");
        assertThat(mapped.details().item()).isEqualTo("academy:java");
        assertThat(mapped.domain()).isEqualTo("course");
    }

    @Test
    void map_contextOfTheBatch_saysWhatTheMessagesOwnLeavesOut() {
        // Given
        Envelope envelope = batch("""
                {'context':{'locale':'zh-CN','timezone':'Asia/Shanghai','device':{'type':'ios'},
                  'campaign':{'name':'spring'},'library':{'name':'analytics-node'}},
                 'batch':[{'type':'track','userId':'u','event':'x',
                  'context':{'locale':'en-GB','campaign':{'name':'summer'},'page':{'path':'/book'}}}]}""");
        // When
        RawEvent mapped = (RawEvent) map(envelope, Arrival.live(NOW)).getFirst();
        // Then
        assertThat(mapped.client()).isEqualTo(new Client("en-GB", "Asia/Shanghai", "mobile", "/book"));
        assertThat(mapped.details().campaign()).isEqualTo("summer");
        assertThat(mapped.origin()).isEqualTo(Origin.http("analytics-node"));
    }

    @Test
    void map_identify_keepsOfTheTraitsNothingButCoarseOnes() {
        // When
        RawEvent mapped = event("""
                {'type':'identify','userId':'u-1','traits':{'birthday':'1990-05-01','name':'欧阳','gender':'女',
                 'address':{'street':'植入路八十八号','province':'广东省'}},'context':{'traits':{'age':70,'plan':'gold'}}}""");
        // Then
        assertThat(mapped.declared()).isEqualTo(Map.of("age", "35-44", "gender", "female", "region", "CN-GD"));
        assertThat(mapped.properties()).isNull();
        assertThat(mapped.toString()).doesNotContain("1990", "欧阳", "植入路", "广东", "gold");
    }

    @ParameterizedTest
    @CsvSource({"track", "page", "group", "alias"})
    void map_traitsOfAnotherCall_declareNothing(String type) {
        // When
        RawEvent mapped = event("{'type':'%s','userId':'u-1','event':'x','traits':{'gender':'女'}}".formatted(type));
        // Then
        assertThat(mapped.declared()).isEmpty();
    }

    @Test
    void map_identifiersInEveryPlace_leavesNone() {
        // When
        RawEvent mapped = event("""
                {'type':'track','userId':'user-zhang-3','anonymousId':'anon-77','event':'Product Viewed',
                 'context':{'ip':'203.0.113.9','userAgent':'Mozilla/5.0 (iPhone; CPU iPhone OS 17)','traits':{'email':'z@x.cn'},
                   'locale':'zh-CN','page':{'path':'/orders/20260301/show','url':'https://a.cn/x?u=1'}},
                 'properties':{'product_id':'java','email':'z@x.cn','note':'call 13812345678 or z@x.cn','owner':'user-zhang-3',
                   'from':'https://a.cn/x?token=secret','nested':{'phone_number':'1','level':'hard'},'手机号':'1'}}""");
        // Then
        assertThat(mapped.toString())
                .doesNotContain(
                        "user-zhang-3",
                        "anon-77",
                        "203.0.113",
                        "z@x.cn",
                        "13812345678",
                        "Mozilla",
                        "20260301",
                        "secret");
        assertThat(mapped.properties())
                .contains("\"note\":\"call [removed] or [removed]\"", "\"nested\":{\"level\":\"hard\"}")
                .contains("\"from\":\"https://a.cn/x\"")
                .doesNotContain("手机号");
        assertThat(mapped.client().device()).isEqualTo("mobile");
        assertThat(mapped.client().locale()).isEqualTo("zh-CN");
        assertThat(mapped.client().surface()).isEqualTo("/orders/*/show");
        assertThat(mapped.leaf())
                .isEqualTo(PSEUDONYMIZER.leaf(ACADEMY.partner(), Pseudonymizer.Kind.USER, "user-zhang-3"));
    }

    @ParameterizedTest
    @CsvSource({
        "'''originalTimestamp'':''2026-03-01T09:59:50Z'',''sentAt'':''2026-03-01T10:00:00Z''',2026-03-01T07:59:50Z",
        "'''timestamp'':''2020-01-01T00:00:00+08:00''',2019-12-31T16:00:00Z",
        "'''timestamp'':1577836800''',2020-01-01T00:00:00Z",
        "'''type'':''track''',2026-03-01T08:00:00Z"
    })
    void map_times_areCorrectedByTheSendersClock(String fields, String expected) {
        // When
        RawEvent mapped = event(
                "{'type':'track','userId':'u','event':'x',%s}".formatted(fields.replace("1577836800'", "1577836800")));
        // Then
        assertThat(Instant.ofEpochMilli(mapped.occurredAt())).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "10:00:00,10:00:05,07:59:55",
        "09:00:00,09:00:05,09:00:00",
        "09:00:01,09:00:05,07:59:56",
        "07:59:00,10:00:00,07:59:00",
        "10:00:00,,10:00:00",
        "10:00:00,yesterday,10:00:00",
        "10:00:00,07:59:59,10:00:01"
    })
    void map_timestampWithoutOriginal_isCorrectedOnlyWhereItIsTooFarAhead(
            String stated, @Nullable String sentAt, String expected) {
        // Given
        String message = "{'type':'track','userId':'u','event':'x','timestamp':'2026-03-01T%sZ'".formatted(stated);
        String sent = sentAt == null ? "" : ",'sentAt':'2026-03-01T%sZ'".formatted(sentAt);
        // When
        RawEvent ofMessage = event(message + sent + "}");
        RawEvent ofBatch = (RawEvent) map(batch("{'batch':[" + message + "}]" + sent + "}"), Arrival.live(NOW))
                .getFirst();
        // Then
        assertThat(Instant.ofEpochMilli(ofMessage.occurredAt())).isEqualTo("2026-03-01T%sZ".formatted(expected));
        assertThat(ofBatch.occurredAt()).isEqualTo(ofMessage.occurredAt());
    }

    @Test
    void map_timestampAheadInAFile_staysAsWritten() {
        // Given
        Envelope envelope = batch("""
                {'batch':[{'type':'track','userId':'u','event':'x','timestamp':'2026-03-01T10:00:00Z',
                  'sentAt':'2026-03-01T10:00:05Z'}]}""");
        // When
        RawEvent mapped =
                (RawEvent) map(envelope, Arrival.line("orders", 1, NOW, NOW)).getFirst();
        // Then
        assertThat(Instant.ofEpochMilli(mapped.occurredAt())).isEqualTo("2026-03-01T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "{'type':'track';'event':'x'},MISSING_USER",
        "{'type':'track';'userId':' ';'event':'x'},MISSING_USER",
        "{'type':'track';'userId':'u'},MISSING_EVENT",
        "{'type':'tracks';'userId':'u'},UNKNOWN_TYPE",
        "{'userId':'u'},UNKNOWN_TYPE",
        "{'type':'track';'userId':'u';'event':'x';'timestamp':'yesterday'},BAD_TIME",
        "{'type':'track';'userId':'u';'event':'x';'properties':{'quantity':'many'}},BAD_QUANTITY",
        "{'type':'track';'userId':'u';'event':'x';'properties':{'rating':'good'}},BAD_RATING",
        "{'type':'track';'userId':'u';'event':'x';'properties':{'price':'1e999999999'}},BAD_PRICE",
        "{'type':'track';'userId':'u';'event':'x';'properties':{'price':1;'currency':'gold'}},BAD_CURRENCY",
        "7,MALFORMED",
        "null,MALFORMED"
    })
    void map_badMessage_isRefusedWithItsReason(String message, Reason reason) {
        // When
        List<Mapped> mapped = map(message.replace(';', ','));
        // Then
        assertThat(mapped).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).startsWith(reason.rule());
        });
    }

    @Test
    void map_refusedMessage_keepsAScrubbedPayloadOnly() {
        // When
        List<Mapped> mapped = map(
                "{'type':'huh','userId':'user-zhang-3','context':{'ip':'203.0.113.9'},'properties':{'level':'hard'}}");
        // Then
        assertThat(mapped)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.payload())
                                .isEqualTo("{\"type\":\"huh\",\"context\":{},\"properties\":{\"level\":\"hard\"}}"));
    }

    @Test
    void map_orderWithABadProduct_refusesThatUnderItsOwnId() {
        // When
        List<Mapped> mapped = map("""
                {'type':'track','userId':'u','event':'Order Completed','messageId':'m','properties':{'products':[
                 {'product_id':'a','price':1},{'product_id':'b','price':'cheap'}]}}""");
        // Then
        assertThat(mapped.getFirst())
                .isInstanceOfSatisfying(
                        RawEvent.class, event -> assertThat(event.messageId()).isEqualTo("m#1"));
        assertThat(mapped.getLast()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.messageId()).isEqualTo("m#2");
            assertThat(refused.reason()).isEqualTo(Reason.BAD_PRICE);
        });
    }

    @Test
    void map_orderOfVeryManyProducts_isRefused() {
        // Given
        String products = "{'sku':'1'},".repeat(251);
        // When
        List<Mapped> mapped =
                map("{'type':'track','userId':'u','event':'Order Completed','properties':{'products':[%s{}]}}"
                        .formatted(products));
        // Then
        assertThat(mapped)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PRODUCTS));
    }

    @Test
    void mapAll_messageOfMoreBytesThanAllowed_isRefusedAndThoseAroundItPass() {
        // Given
        Envelope envelope = batch("{'batch':[%s,%s,%s]}".formatted(sized(LARGEST), sized(LARGEST + 1), sized(LARGEST)));
        // When
        List<Mapped> mapped = mapper.mapAll(
                envelope.items().stream()
                        .map(item -> Message.of(ACADEMY, null, item, envelope.context(), envelope.sentAt()))
                        .toList(),
                Arrival.live(NOW));
        // Then
        assertThat(mapped)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(RawEvent.class),
                        large -> assertThat(large).isInstanceOfSatisfying(Refused.class, refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
                            assertThat(refused.detail()).contains("32769 bytes", "32768");
                        }),
                        last -> assertThat(last).isInstanceOf(RawEvent.class));
    }

    /** A message of so many bytes. */
    private static String sized(int bytes) {
        String frame = "{'type':'track','userId':'u','event':'x','properties':{'a':''}}";
        return frame.replace("''", "'" + "x".repeat(bytes - frame.length()) + "'");
    }

    @Test
    void map_requestIdAndRating_areRead() {
        // When
        RawEvent mapped = event("""
                {'type':'track','userId':'u','event':'Product Reviewed',
                 'context':{'kuajie':{'requestId':'r-1'},'campaign':{'name':'spring'}},
                 'properties':{'product_id':7,'rating':'4.5','review_body':'很好, mail me: a@b.cn'}}""");
        // Then
        assertThat(mapped.details().requestId()).isEqualTo("r-1");
        assertThat(mapped.details().campaign()).isEqualTo("spring");
        assertThat(mapped.details().rating()).isEqualTo(4.5);
        assertThat(mapped.details().item()).isEqualTo("academy:7");
        assertThat(mapped.details().text()).isEqualTo("很好, mail me: [removed]");
    }

    private RawEvent event(String json) {
        return (RawEvent) map(json).getFirst();
    }

    private List<Mapped> map(String json) {
        return map(batch("{'batch':[" + json + "]}"), Arrival.live(NOW));
    }

    private List<Mapped> map(Envelope envelope, Arrival arrival) {
        Json item = envelope.items().getFirst();
        return mapper.map(Message.of(ACADEMY, null, item, envelope.context(), envelope.sentAt()), arrival);
    }

    private static Envelope batch(String json) {
        return (Envelope) new EnvelopeParser(10).batch(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
