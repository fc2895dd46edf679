package io.kuajie.ingest.domain.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells by its name whether a property may identify somebody. Errs on the side of yes. */
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

    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_REMEMBERED = 100;
    /** Names repeat; what a sender makes up beyond the bound is worked out each time. */
    private static final Map<String, Boolean> ANSWER_BY_NAME = new ConcurrentHashMap<>();

    private IdentifyingNames() {}

    static boolean contains(String property) {
        Boolean known = ANSWER_BY_NAME.get(property);
        if (known != null) {
            return known;
        }
        String plain = plain(property);
        boolean isIdentifying = EXACT.contains(plain) || PARTS.stream().anyMatch(plain::contains);
        if (ANSWER_BY_NAME.size() < MOST_REMEMBERED && property.length() <= LONGEST_REMEMBERED) {
            ANSWER_BY_NAME.put(property, isIdentifying);
        }
        return isIdentifying;
    }

    private static String plain(String property) {
        String lower = property.toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(lower.length());
        lower.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
