package io.kuajie.local.cli;

import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.util.List;

/** Where everything is, and the first calls to make. */
record Directions(LocalStack stack) {
    List<String> places() {
        String text = """

                ingest     %1$s/v1/track        API at %1$s/q/openapi
                profile    %2$s/v1/profiles
                recommend  %3$s/v1/recommendations
                campaign   %4$s/v1/campaigns    console at %4$s/console
                Kafka      %5$s
                registry   %6$s
                PostgreSQL %7$s
                keys       %8$s
                data, logs %9$s
                """;
        return text.formatted(
                        stack.ingest().base(),
                        stack.profile().base(),
                        stack.recommend().base(),
                        stack.campaign().base(),
                        stack.servers().bootstrapServers(),
                        stack.servers().registryUrl(),
                        stack.servers().jdbcUrl(),
                        stack.keys().file(),
                        stack.dataFolder())
                .lines()
                .toList();
    }

    /** Calls for a stack that holds the sample. */
    List<String> firstCalls() {
        String text = """

                Try it:
                  write=$(sed -n 's/^%4$s.write-key=//p' '%3$s')
                  ask=$(sed -n 's/^%4$s.storefront-key=//p' '%3$s')
                  curl -u "$write:" %1$s/v1/privacy/consents -H 'Content-Type: application/json' \\
                    -d '{"userId":"me","purposes":{"personalization":"GRANTED","cross_partner":"GRANTED"}}'
                  curl -u "$write:" %1$s/v1/track -H 'Content-Type: application/json' \\
                    -d '{"userId":"me","event":"Product Viewed","properties":{"product_id":"hair-course-0001","category":"hair-course"}}'
                  curl -u "$ask:" -H 'Kuajie-User: me' '%2$s/v1/recommendations?domain=beauty&count=3&locale=zh-CN'
                """;
        return text.formatted(
                        stack.ingest().base(),
                        stack.recommend().base(),
                        stack.keys().file(),
                        Partner.ACADEMY.id())
                .lines()
                .toList();
    }
}
