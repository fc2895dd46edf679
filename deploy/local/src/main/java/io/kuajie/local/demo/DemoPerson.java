package io.kuajie.local.demo;

import io.kuajie.local.Partner;
import java.util.List;

/**
 * Somebody in the showing.
 *
 * @param id short name, part of the user id
 * @param home the partner who knows the person
 * @param other the partner whose offer the person is shown
 * @param story what the person has done, in a sentence
 * @param before what the person does first
 * @param then what the person does later, in a sentence
 * @param after the events of that
 */
record DemoPerson(
        String id,
        String name,
        Partner home,
        Partner other,
        String story,
        List<Step> before,
        String then,
        List<Step> after) {
    /** One event. @param about category of the item, or words of a search; @param piece which item of the category, from 0 */
    record Step(String event, String about, int piece) {}

    static List<DemoPerson> four() {
        return List.of(
                new DemoPerson(
                        "lin",
                        "林悦",
                        Partner.ACADEMY,
                        Partner.BLOSSOM,
                        "bought make-up technique and styling courses",
                        List.of(
                                new Step("Product Viewed", "make-up-technique", 0),
                                new Step("Order Completed", "make-up-technique", 0),
                                new Step("Course Started", "make-up-technique", 0),
                                new Step("Product Viewed", "styling-course", 0),
                                new Step("Order Completed", "styling-course", 0)),
                        "takes up hair styling: buys two hair courses",
                        List.of(
                                new Step("Product Viewed", "hair-course", 0),
                                new Step("Order Completed", "hair-course", 0),
                                new Step("Order Completed", "hair-course", 1),
                                new Step("Lesson Completed", "hair-course", 0))),
                new DemoPerson(
                        "chen",
                        "陈曦",
                        Partner.ACADEMY,
                        Partner.BLOSSOM,
                        "searches for beauty, has not bought",
                        List.of(
                                new Step("Products Searched", "护肤", 0),
                                new Step("Product Viewed", "skin-care-course", 0),
                                new Step("Products Searched", "彩妆", 0),
                                new Step("Product Viewed", "make-up-technique", 1)),
                        "finds fragrance: keeps one course, puts another into the cart",
                        List.of(
                                new Step("Products Searched", "香氛", 0),
                                new Step("Product Added to Wishlist", "fragrance-course", 0),
                                new Step("Product Added", "fragrance-course", 1))),
                new DemoPerson(
                        "su",
                        "苏禾",
                        Partner.BLOSSOM,
                        Partner.ACADEMY,
                        "buys skin care",
                        List.of(
                                new Step("Product Viewed", "skin-care", 0),
                                new Step("Order Completed", "skin-care", 0),
                                new Step("Product Reviewed", "skin-care", 0),
                                new Step("Order Completed", "skin-care", 1)),
                        "turns to nails: buys a polish and press-on nails",
                        List.of(
                                new Step("Product Viewed", "nail-care", 0),
                                new Step("Order Completed", "nail-care", 0),
                                new Step("Order Completed", "nail-care", 1),
                                new Step("Product Reviewed", "nail-care", 1))),
                new DemoPerson(
                        "zhou",
                        "周宁",
                        Partner.BLOSSOM,
                        Partner.ACADEMY,
                        "only browses",
                        List.of(
                                new Step("Product Viewed", "make-up", 0),
                                new Step("Product Viewed", "make-up", 1),
                                new Step("Product Viewed", "fragrance", 0)),
                        "looks at things for the camera, and puts one into the cart",
                        List.of(
                                new Step("Product Viewed", "camera-beauty", 0),
                                new Step("Product Viewed", "camera-beauty", 1),
                                new Step("Product Added", "camera-beauty", 1))));
    }
}
