package io.kuajie.kernel;

import java.util.Optional;

/** China's first-level divisions, by the codes of ISO 3166-2. */
public enum Province {
    BJ("北京", "Beijing"),
    TJ("天津", "Tianjin"),
    HE("河北", "Hebei"),
    SX("山西", "Shanxi"),
    NM("内蒙古", "Inner Mongolia"),
    LN("辽宁", "Liaoning"),
    JL("吉林", "Jilin"),
    HL("黑龙江", "Heilongjiang"),
    SH("上海", "Shanghai"),
    JS("江苏", "Jiangsu"),
    ZJ("浙江", "Zhejiang"),
    AH("安徽", "Anhui"),
    FJ("福建", "Fujian"),
    JX("江西", "Jiangxi"),
    SD("山东", "Shandong"),
    HA("河南", "Henan"),
    HB("湖北", "Hubei"),
    HN("湖南", "Hunan"),
    GD("广东", "Guangdong"),
    GX("广西", "Guangxi"),
    HI("海南", "Hainan"),
    CQ("重庆", "Chongqing"),
    SC("四川", "Sichuan"),
    GZ("贵州", "Guizhou"),
    YN("云南", "Yunnan"),
    XZ("西藏", "Tibet"),
    SN("陕西", "Shaanxi"),
    GS("甘肃", "Gansu"),
    QH("青海", "Qinghai"),
    NX("宁夏", "Ningxia"),
    XJ("新疆", "Xinjiang"),
    TW("台湾", "Taiwan"),
    HK("香港", "Hong Kong"),
    MO("澳门", "Macao");

    private static final String COUNTRY = "CN-";

    private final String chinese;
    private final String english;

    Province(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** Such as {@code CN-GD}. */
    public String code() {
        return COUNTRY + name();
    }

    /** The short name, such as 广东. */
    public String chinese() {
        return chinese;
    }

    /** Such as Guangdong. */
    public String english() {
        return english;
    }

    public static Optional<Province> ofCode(String code) {
        for (Province province : values()) {
            if (code.length() == COUNTRY.length() + 2 && code.startsWith(COUNTRY) && code.endsWith(province.name())) {
                return Optional.of(province);
            }
        }
        return Optional.empty();
    }
}
