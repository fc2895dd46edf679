package io.kuajie.local;

/** A partner that the stack is configured for. @param domain its industry, such as course or beauty */
public record Partner(String id, String name, String domain) {
    public static final Partner ACADEMY = new Partner("academy", "知行课堂", "course");
    public static final Partner BLOSSOM = new Partner("blossom", "花间美妆", "beauty");
}
