package io.kuajie.ingest.domain.privacy;

import io.kuajie.ingest.domain.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by its name whether a property may identify somebody. Errs on the side of yes. Names repeat, so answers are kept. */
final class IdentifyingNames {
    private static final Set<String> EXACT = Set.of(
            "name",
            "ip",
            "mail",
            "tel",
            "ssn",
            "qq",
            "uid",
            "user",
            "userid",
            "anonymousid",
            "previousid",
            "groupid",
            "customer",
            "customerid",
            "memberid",
            "accountid",
            "deviceid",
            "advertisingid",
            "idfa",
            "gaid",
            "imei",
            "externalids",
            "traits",
            "useragent",
            "writekey",
            "street",
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "lat",
            "lng",
            "lon",
            "avatar",
            "login",
            "sessionid",
            "receiver",
            "recipient",
            "consignee");

    private static final List<String> PARTS = List.of(
            "email",
            "phone",
            "mobile",
            "address",
            "password",
            "secret",
            "token",
            "cookie",
            "birth",
            "passport",
            "idcard",
            "socialsecurity",
            "creditcard",
            "cardnumber",
            "bankcard",
            "wechat",
            "weixin",
            "openid",
            "unionid",
            "latitude",
            "longitude",
            "username",
            "nickname",
            "firstname",
            "lastname",
            "fullname",
            "realname",
            "givenname",
            "familyname",
            "手机",
            "电话",
            "邮箱",
            "姓名",
            "地址",
            "身份证",
            "微信",
            "昵称",
            "生日");

    private static final int PLACES = 1 << 12;
    private static final int LONGEST_REMEMBERED = 100;
    /** Each name has one place, by its hash, and a newcomer takes it; what threads see of each other's is a matter of luck. */
    private static final @Nullable Answer[] REMEMBERED = new @Nullable Answer[PLACES];

    /**
     * What a name tells.
     *
     * @param isIdentifying whether the property may identify somebody
     * @param isInnocent whether nothing in the name itself can, the person's ids apart
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(byte[] name, boolean isIdentifying, boolean isInnocent) {}

    private IdentifyingNames() {}

    /** @param name a field's */
    static Answer of(Json name) {
        int place = name.nameHash() & (PLACES - 1);
        Answer known = REMEMBERED[place];
        if (known != null && name.isContent(known.name)) {
            return known;
        }
        Answer answer = new Answer(name.contentBytes(), isIdentifying(name.content()), Scrubber.isInnocent(name));
        if (name.contentSize() <= LONGEST_REMEMBERED) {
            REMEMBERED[place] = answer;
        }
        return answer;
    }

    private static boolean isIdentifying(String property) {
        String plain = plain(property);
        return EXACT.contains(plain) || PARTS.stream().anyMatch(plain::contains);
    }

    private static String plain(String property) {
        String lower = property.toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(lower.length());
        lower.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
