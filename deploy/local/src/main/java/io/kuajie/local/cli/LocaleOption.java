package io.kuajie.local.cli;

import io.kuajie.local.client.Recommender;
import picocli.CommandLine.Option;

/** In which language what is meant for customers is shown. */
final class LocaleOption {
    @Option(
            names = "--locale",
            paramLabel = "LOCALE",
            defaultValue = Recommender.CHINESE,
            description = "Language of titles and reasons, zh-CN or en; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    String locale;
}
