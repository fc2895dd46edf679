package io.kuajie.ingest.domain.traits;

import io.kuajie.kernel.Province;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Countries and Chinese provinces by what people call them. Anything smaller is only looked at to find the province. */
final class Regions {
    private static final String CHINA = "CN";
    private static final int LONGEST_NAME = 40;
    /** 省, 市 and the like behind a name, and their English counterparts. */
    private static final Pattern KIND = Pattern.compile(
            "(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|特區|行政区" + "| province| city| municipality| autonomous region| sar)$");

    /** Behind a name that is a street's: many are called after provinces. */
    private static final Pattern STREET = Pattern.compile("[东西南北中]?(路|街|大道|大街|胡同)");

    private static final Pattern BEFORE_PROVINCE = Pattern.compile("^(中国|中华人民共和国)[ ,，]*");
    /** Seats of provinces, and cities better known than theirs. */
    private static final Map<Province, List<String>> CITIES = Map.ofEntries(
            Map.entry(Province.HE, List.of("石家庄", "shijiazhuang")),
            Map.entry(Province.SX, List.of("太原", "taiyuan")),
            Map.entry(Province.NM, List.of("呼和浩特", "hohhot")),
            Map.entry(Province.LN, List.of("沈阳", "shenyang", "大连", "dalian")),
            Map.entry(Province.JL, List.of("长春", "changchun")),
            Map.entry(Province.HL, List.of("哈尔滨", "harbin")),
            Map.entry(Province.JS, List.of("南京", "nanjing", "苏州", "suzhou", "无锡", "wuxi")),
            Map.entry(Province.ZJ, List.of("杭州", "hangzhou", "宁波", "ningbo")),
            Map.entry(Province.AH, List.of("合肥", "hefei")),
            Map.entry(Province.FJ, List.of("福州", "厦门", "xiamen")),
            Map.entry(Province.JX, List.of("南昌", "nanchang")),
            Map.entry(Province.SD, List.of("济南", "jinan", "青岛", "qingdao")),
            Map.entry(Province.HA, List.of("郑州", "zhengzhou")),
            Map.entry(Province.HB, List.of("武汉", "wuhan")),
            Map.entry(Province.HN, List.of("长沙", "changsha")),
            Map.entry(Province.GD, List.of("广州", "guangzhou", "深圳", "shenzhen", "东莞", "dongguan", "佛山", "foshan")),
            Map.entry(Province.GX, List.of("南宁", "nanning")),
            Map.entry(Province.HI, List.of("海口", "haikou", "三亚", "sanya")),
            Map.entry(Province.SC, List.of("成都", "chengdu")),
            Map.entry(Province.GZ, List.of("贵阳", "guiyang")),
            Map.entry(Province.YN, List.of("昆明", "kunming")),
            Map.entry(Province.XZ, List.of("拉萨", "lhasa")),
            Map.entry(Province.SN, List.of("西安", "xi'an", "xian")),
            Map.entry(Province.GS, List.of("兰州", "lanzhou")),
            Map.entry(Province.QH, List.of("西宁", "xining")),
            Map.entry(Province.NX, List.of("银川", "yinchuan")),
            Map.entry(Province.XJ, List.of("乌鲁木齐", "urumqi")),
            Map.entry(Province.TW, List.of("台北", "taipei")));

    private static final Map<String, Province> PROVINCE_BY_NAME = provinces();
    private static final Map<String, Province> PROVINCE_BY_CITY = cities();
    private static final Map<String, String> COUNTRY_BY_NAME = countries();

    private Regions() {}

    /**
     * As {@code Trait.REGION} has it; null where no name is known. A province counts in China only.
     *
     * @param address in one text, of which the beginning is looked at
     */
    static @Nullable String of(
            @Nullable String country, @Nullable String province, @Nullable String city, @Nullable String address) {
        String stated = country == null ? null : COUNTRY_BY_NAME.get(plain(country));
        if (stated != null && !stated.equals(CHINA)) {
            return stated;
        }
        Province known = known(PROVINCE_BY_NAME, province);
        known = known == null ? known(PROVINCE_BY_NAME, city) : known;
        known = known == null ? known(PROVINCE_BY_CITY, city) : known;
        known = known == null && address != null ? beginning(address) : known;
        return known == null ? stated : known.code();
    }

    private static @Nullable Province known(Map<String, Province> provinces, @Nullable String name) {
        return name == null ? null : provinces.get(plain(name));
    }

    private static @Nullable Province beginning(String address) {
        String plain = BEFORE_PROVINCE.matcher(address).replaceFirst("");
        for (Province province : Province.values()) {
            if (plain.startsWith(province.chinese())) {
                return STREET.matcher(plain.substring(province.chinese().length()))
                                .lookingAt()
                        ? null
                        : province;
            }
        }
        return null;
    }

    private static String plain(String name) {
        return name.length() > LONGEST_NAME
                ? ""
                : KIND.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    private static Map<String, Province> provinces() {
        Map<String, Province> provinceByName = new HashMap<>();
        for (Province province : Province.values()) {
            List.of(province.chinese(), province.english(), province.code())
                    .forEach(name -> provinceByName.put(name.toLowerCase(Locale.ROOT), province));
        }
        provinceByName.put("macau", Province.MO);
        provinceByName.put("xizang", Province.XZ);
        provinceByName.put("臺灣", Province.TW);
        return provinceByName;
    }

    private static Map<String, Province> cities() {
        Map<String, Province> provinceByCity = new HashMap<>();
        CITIES.forEach((province, names) -> names.forEach(name -> provinceByCity.put(name, province)));
        return provinceByCity;
    }

    private static Map<String, String> countries() {
        Map<String, String> codeByName = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            // What ISO 3166 lists both ways has one code here.
            String one = Arrays.stream(Province.values()).anyMatch(p -> p.name().equals(code) && isListedTwice(p))
                    ? Province.valueOf(code).code()
                    : code;
            List.of(
                            code,
                            country.getISO3Country(),
                            country.getDisplayCountry(Locale.ENGLISH),
                            country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE))
                    .forEach(name -> codeByName.put(plain(name), one));
        }
        List.of("中华人民共和国", "prc", "mainland china", "中国大陆").forEach(name -> codeByName.put(name, CHINA));
        for (Province province : Province.values()) {
            if (isListedTwice(province)) {
                List.of(province.chinese(), province.english())
                        .forEach(name -> codeByName.put(plain(name), province.code()));
            }
        }
        List.of("uk", "england").forEach(name -> codeByName.put(name, "GB"));
        codeByName.put("usa", "US");
        return codeByName;
    }

    /** As a country's code too. */
    private static boolean isListedTwice(Province province) {
        return province == Province.HK || province == Province.MO || province == Province.TW;
    }
}
