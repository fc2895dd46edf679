package io.kuajie.testkit.generate;

import static io.kuajie.testkit.generate.Interest.FITNESS;
import static io.kuajie.testkit.generate.Interest.FRAGRANCE;
import static io.kuajie.testkit.generate.Interest.HAIR;
import static io.kuajie.testkit.generate.Interest.MAKE_UP;
import static io.kuajie.testkit.generate.Interest.NAILS;
import static io.kuajie.testkit.generate.Interest.PHOTOGRAPHY;
import static io.kuajie.testkit.generate.Interest.SKIN_CARE;
import static io.kuajie.testkit.generate.Interest.STYLING;

import java.util.List;
import java.util.stream.Stream;

/**
 * A partner with what it offers. The names are invented.
 *
 * @param kind of its items: course, product, ...
 * @param variants how items of one subject differ
 * @param brands brands, or teachers
 */
public record Storefront(
        String partner,
        String name,
        String domain,
        String kind,
        List<Bilingual> variants,
        List<Bilingual> brands,
        List<Shelf> shelves) {
    /** Courses. */
    public static final Storefront ACADEMY = new Storefront(
            "academy",
            "知行课堂",
            "course",
            "course",
            phrases("零基础入门|for beginners", "进阶|intermediate", "大师课|master class", "七日训练营|seven-day camp"),
            phrases("林小满|Lin Xiaoman", "顾言|Gu Yan", "许知夏|Xu Zhixia", "周慕白|Zhou Mubai", "沈清和|Shen Qinghe"),
            List.of(
                    Shelf.of(
                            MAKE_UP,
                            "make-up-technique",
                            9_900,
                            129_900,
                            "日常妆容|Everyday make-up",
                            "眼妆技法|Eye make-up",
                            "修容与打光|Contour and highlight",
                            "新娘妆|Bridal make-up"),
                    Shelf.of(
                            STYLING,
                            "styling-course",
                            12_900,
                            159_900,
                            "色彩搭配|Colour matching",
                            "职场造型|Office styling",
                            "衣橱管理|Wardrobe planning",
                            "身形穿搭|Dressing your shape"),
                    Shelf.of(
                            SKIN_CARE,
                            "skin-care-course",
                            6_900,
                            89_900,
                            "成分课|Reading ingredients",
                            "敏感肌护理|Sensitive skin",
                            "面部按摩|Facial massage",
                            "防晒科学|The science of sunscreen"),
                    Shelf.of(
                            HAIR,
                            "hair-course",
                            7_900,
                            99_900,
                            "编发|Braiding",
                            "烫染基础|Perm and colour",
                            "头皮护理|Scalp care",
                            "吹风造型|Blow-drying"),
                    Shelf.of(
                            NAILS,
                            "nail-course",
                            5_900,
                            69_900,
                            "日式美甲|Japanese nails",
                            "手绘甲|Hand-painted nails",
                            "甲面养护|Nail care"),
                    Shelf.of(
                            FRAGRANCE,
                            "fragrance-course",
                            9_900,
                            119_900,
                            "调香|Blending perfume",
                            "芳香疗法|Aromatherapy",
                            "香水鉴赏|Knowing perfume"),
                    Shelf.of(
                            FITNESS,
                            "fitness-course",
                            4_900,
                            79_900,
                            "普拉提|Pilates",
                            "体态矫正|Posture",
                            "居家燃脂|Fat burning at home",
                            "瑜伽|Yoga"),
                    Shelf.of(
                            PHOTOGRAPHY,
                            "photography-course",
                            8_900,
                            139_900,
                            "人像摄影|Portraits",
                            "手机摄影|Phone photography",
                            "后期修图|Retouching",
                            "布光|Lighting")));

    /** Cosmetics and care. */
    public static final Storefront BLOSSOM = new Storefront(
            "blossom",
            "花间美妆",
            "beauty",
            "product",
            phrases("经典款|classic", "滋润型|rich", "清爽型|light", "旅行装|travel size", "限定礼盒|limited box"),
            phrases("花屿|Huayu", "素白|Subai", "清禾|Qinghe", "云棉|Yunmian", "山茶记|Camellia Notes"),
            List.of(
                    Shelf.of(
                            MAKE_UP,
                            "make-up",
                            4_900,
                            39_900,
                            "持妆粉底液|Foundation",
                            "十二色眼影盘|Eyeshadow palette",
                            "丝绒唇釉|Velvet lip glaze",
                            "化妆刷套装|Brush set",
                            "修容盘|Contour palette"),
                    Shelf.of(
                            SKIN_CARE,
                            "skin-care",
                            5_900,
                            59_900,
                            "保湿精华|Hydrating serum",
                            "修护面霜|Repair cream",
                            "氨基酸洁面|Cleanser",
                            "防晒乳|Sunscreen",
                            "舒缓面膜|Soothing mask"),
                    Shelf.of(
                            STYLING,
                            "accessories",
                            2_900,
                            29_900,
                            "真丝发带|Silk hairband",
                            "珍珠耳饰|Pearl earrings",
                            "丝巾|Silk scarf",
                            "胸针|Brooch"),
                    Shelf.of(
                            HAIR,
                            "hair-care",
                            3_900,
                            49_900,
                            "护发精油|Hair oil",
                            "控油洗发水|Shampoo",
                            "负离子卷发棒|Curling iron",
                            "发膜|Hair mask"),
                    Shelf.of(
                            NAILS,
                            "nail-care",
                            1_900,
                            19_900,
                            "水性指甲油|Nail polish",
                            "穿戴甲|Press-on nails",
                            "护甲油|Cuticle oil"),
                    Shelf.of(
                            FRAGRANCE,
                            "fragrance",
                            6_900,
                            89_900,
                            "白茶淡香水|White tea perfume",
                            "香薰蜡烛|Scented candle",
                            "车载香氛|Car fragrance"),
                    Shelf.of(
                            FITNESS,
                            "body-care",
                            2_900,
                            25_900,
                            "紧致身体乳|Firming lotion",
                            "运动香体喷雾|Body spray",
                            "筋膜按摩油|Massage oil"),
                    Shelf.of(
                            PHOTOGRAPHY,
                            "camera-beauty",
                            3_900,
                            45_900,
                            "上镜定妆粉|Camera setting powder",
                            "环形补光灯|Ring light",
                            "哑光控油粉饼|Matte pressed powder")));

    /** Travel, as a third partner. */
    public static final Storefront WAYFARE = new Storefront(
            "wayfare",
            "山海行旅",
            "travel",
            "service",
            phrases("两日|two days", "周末|weekend", "小团|small group", "私享|private"),
            phrases("阿禾领队|Ahe", "北屿|Beiyu", "野径|Yejing"),
            List.of(
                    Shelf.of(
                            PHOTOGRAPHY,
                            "photo-tour",
                            39_900,
                            499_900,
                            "海岛旅拍|Island shoot",
                            "古镇采风|Old town photo walk",
                            "星空摄影|Night sky"),
                    Shelf.of(
                            FITNESS,
                            "active-tour",
                            19_900,
                            299_900,
                            "山野徒步|Hiking",
                            "海边瑜伽|Yoga by the sea",
                            "骑行|Cycling"),
                    Shelf.of(FRAGRANCE, "garden-tour", 29_900, 199_900, "花田漫游|Flower fields", "茶山问香|Tea hills"),
                    Shelf.of(STYLING, "dress-tour", 25_900, 259_900, "汉服巡游|Hanfu parade", "旗袍下午茶|Qipao tea"),
                    Shelf.of(SKIN_CARE, "spa", 29_900, 399_900, "温泉疗养|Hot springs", "森林水疗|Forest spa")));

    public Storefront {
        variants = List.copyOf(variants);
        brands = List.copyOf(brands);
        shelves = List.copyOf(shelves);
    }

    private static List<Bilingual> phrases(String... pairs) {
        return Stream.of(pairs).map(Bilingual::parse).toList();
    }
}
