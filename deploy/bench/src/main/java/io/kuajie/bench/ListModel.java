package io.kuajie.bench;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.live.DomainModel;
import io.kuajie.recommend.domain.live.DomainModel.Mix;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model for the people of a {@link PeopleLoad}, learnt without the search for settings, which would take minutes. What it says of
 * its own quality is made up, for the gate to pass.
 */
final class ListModel {
    /** Whether lists are made with what people have in common learnt, as the service does by itself where it may. */
    static final boolean IS_WANTED = !"false".equals(System.getProperty("kuajie.bench.learnt"));

    private static final String DOMAIN = "beauty";
    private static final int BLOSSOM = 1;
    private static final double BASELINE = 0.10;
    private static final double QUALITY = 0.11;
    private static final int TRIALS = 100;
    private static final List<Recipe> RECIPES =
            List.of(Popular.EVER, new Als(32, 8, 0.02, 0.003, 1), ItemItem.rp3beta(1, 0.4, 500));

    private ListModel() {}

    /** Writes {@code NAME.model}, which the service takes out of this folder. */
    static void write(Path folder, String name, int people, int items) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".model")))) {
            ModelFile.write(of(name, people, items), item -> "blossom:" + item, out);
        }
    }

    /** The numbers of its items are those in their names. */
    static LiveModel of(String name, int people, int items) {
        Snapshot snapshot = snapshot(people, items);
        Snapshot.View view = snapshot.view(DOMAIN);
        LiveModel.Origin origin = new LiveModel.Origin(
                name,
                Instant.EPOCH,
                Instant.EPOCH,
                snapshot.data().people(),
                snapshot.data().size());
        return new LiveModel(
                origin, List.of(new DomainModel(DOMAIN, view.data().targets(), view.itemByPlace(), mix(view), null)));
    }

    private static Snapshot snapshot(int people, int items) {
        SplittableRandom random = new SplittableRandom(7);
        List<Row> rows = IntStream.range(0, people)
                .mapToObj(person -> row(Dealings.of(person, items, random)))
                .toList();
        return Snapshot.of(rows, items, item -> DOMAIN);
    }

    private static Row row(List<Dealings.Dealing> dealings) {
        int[] items = dealings.stream()
                .filter(dealing -> dealing.side() == BLOSSOM)
                .mapToInt(Dealings.Dealing::item)
                .distinct()
                .toArray();
        return new Row(items, new long[items.length]);
    }

    private static Mix mix(Snapshot.View view) {
        try (Workers workers = Workers.all()) {
            List<Blend.Part> parts = RECIPES.stream()
                    .map(recipe -> new Blend.Part(
                            inCells(recipe.train(view.data(), workers, 1)),
                            new double[] {1, 1},
                            1,
                            recipe instanceof Popular))
                    .toList();
            return new Mix(new Blend(parts, new int[] {1}), RECIPES, "fixed", 1, QUALITY, BASELINE, TRIALS);
        }
    }

    /** As it is read from a file. */
    private static Learnt inCells(Learnt learnt) {
        return learnt instanceof Factors factors ? factors.inCells() : learnt;
    }
}
