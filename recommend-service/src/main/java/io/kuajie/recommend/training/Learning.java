package io.kuajie.recommend.training;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.topics.TopicLearner;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that learns one model: reads a {@link Lesson} from its standard input, writes {@link Reply replies} to its standard
 * output. It ends when its input does, so that it doesn't outlive who asked.
 */
public final class Learning {
    static final int BUFFER_BYTES = 1 << 16;

    /** What it leaves with when its input has ended. */
    static final int ABANDONED = 4;

    private static final long SEED = 1;
    private static final Path CHANCE_TO_BE_KILLED = Path.of("/proc/self/oom_score_adj");
    private static final String HIGHEST = "1000";

    private Learning() {}

    /** Takes no arguments. */
    public static void main(String[] none) throws IOException {
        DataOutputStream replies =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
        // Nothing but replies goes there.
        System.setOut(System.err);
        diesBeforeTheService();
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, BUFFER_BYTES));
        Lesson lesson = Lesson.read(in);
        Thread.ofPlatform().daemon().name("end-of-input").start(() -> endWith(in));
        learn(lesson, replies);
    }

    /** Where memory runs out, the kernel takes this process and not the one that answers people. */
    private static void diesBeforeTheService() {
        try {
            Files.writeString(CHANCE_TO_BE_KILLED, HIGHEST);
        } catch (IOException e) {
            System.err.printf("This process is as likely to be killed as others: %s%n", e);
        }
    }

    private static void endWith(InputStream in) {
        try {
            in.transferTo(FileOutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.printf("The input broke off: %s%n", e);
        }
        Runtime.getRuntime().halt(ABANDONED);
    }

    private static void learn(Lesson lesson, DataOutputStream replies) throws IOException {
        Lesson.Order order = lesson.order();
        try (Workers workers = Workers.of(1)) {
            Effort effort = Effort.within(Runtime.getRuntime().maxMemory());
            Outcome outcome = new Learner(workers, SEED, effort, note -> note(note, replies))
                    .learn(lesson.snapshot(), order.id(), order.now(), order.former(), order.isSearching());
            switch (outcome) {
                case Outcome.Accepted(LiveModel model) ->
                    write(
                            model.with(new TopicLearner(SEED, note -> note(note, replies))
                                    .learn(lesson.texts(), lesson.snapshot().items())),
                            replies);
                case Outcome.Refused(String reason) -> new Reply.Refused(reason).writeTo(replies);
            }
        }
    }

    private static void note(String text, DataOutputStream replies) {
        try {
            new Reply.Note(text).writeTo(replies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(LiveModel model, DataOutputStream replies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, Integer::toString, bytes);
        new Reply.Learnt(bytes.size()).writeTo(replies);
        bytes.writeTo(replies);
        replies.flush();
    }
}
