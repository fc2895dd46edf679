package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.live.DomainModel;
import io.kuajie.recommend.domain.live.Learner.Finding;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was learnt or found, in words and as one line of JSON. */
final class TrainReport {
    private TrainReport() {}

    static String words(Finding finding) {
        return String.format(
                Locale.ROOT,
                "%s%s: %.4f, popularity %.4f: %s",
                finding.domain(),
                finding.isCold() ? " from other domains" : "",
                finding.quality(),
                finding.baseline(),
                finding.settings());
    }

    static String of(List<Finding> found) {
        return "{\"found\":[" + found.stream().map(TrainReport::json).collect(Collectors.joining(",")) + "]}";
    }

    /** The model's manifest: what it is, of what data, by which settings, and how good. */
    static String of(LiveModel model, Path file, WholeFile.Written written, double seconds) {
        List<Finding> found = new ArrayList<>();
        for (DomainModel domain : model.domains()) {
            found.add(finding(domain.domain(), false, domain.warm()));
            if (domain.cold() != null) {
                found.add(finding(domain.domain(), true, domain.cold()));
            }
        }
        return ("{\"model\":%s,\"file\":%s,\"bytes\":%d,\"sha256\":\"%s\",\"dataFrom\":\"%s\",\"trainedAt\":\"%s\",\"people\":%d,"
                        + "\"interactions\":%d,\"items\":%d,\"quality\":%s,\"baseline\":%s,\"found\":[%s],\"seconds\":%s}")
                .formatted(
                        Report.quoted(model.id()),
                        Report.quoted(file.toString()),
                        written.sizeBytes(),
                        written.sha256(),
                        model.origin().from(),
                        model.origin().learntAt(),
                        model.origin().people(),
                        model.origin().interactions(),
                        model.items(),
                        number(model.quality()),
                        number(model.baseline()),
                        found.stream().map(TrainReport::json).collect(Collectors.joining(",")),
                        number(seconds));
    }

    private static Finding finding(String domain, boolean isCold, DomainModel.Mix mix) {
        return new Finding(domain, isCold, mix.settings(), mix.quality(), mix.baseline(), mix.trials());
    }

    private static String json(Finding finding) {
        return "{\"domain\":%s,\"cold\":%s,\"settings\":%s,\"quality\":%s,\"baseline\":%s,\"trials\":%d}"
                .formatted(
                        Report.quoted(finding.domain()),
                        finding.isCold(),
                        Report.quoted(finding.settings()),
                        number(finding.quality()),
                        number(finding.baseline()),
                        finding.trials());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
