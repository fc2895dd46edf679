package io.kuajie.recommend.training;

import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import io.kuajie.recommend.domain.topics.Texts;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Learns models in processes of their own, one at a time: what learning allocates and compiles is none of the caller's business. A
 * process is scheduled as the thread is that starts it, has memory of its own, and ends with its caller.
 */
public final class LearningProcess implements AutoCloseable {
    /** What a virtual machine leaves with that has found no memory. */
    private static final int OUT_OF_MEMORY = 3;

    private static final String OUT_OF_MEMORY_ADVICE =
            ", its memory being too small: give kuajie.recommend.train.memory-bytes more, or"
                    + " learn from fewer people (kuajie.recommend.train.most-people)";

    private static final Duration LONGEST_LIMIT = Duration.ofDays(7);

    private static final Set<String> LOCALE = Set.of("LANG", "LC_ALL", "LC_CTYPE");

    private static final String LIMIT_ADVICE =
            "Learning took longer than %s: give kuajie.recommend.train.limit more, or learn from fewer people"
                    + " (kuajie.recommend.train.most-people)";

    /** That nothing is learnt any more, because this was closed. */
    public static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1;

        private ClosedException() {
            super("Nothing is learnt any more: the service stops.");
        }
    }

    private final List<String> command;
    private final Duration limit;
    private final ModelMemory memory;
    private final Timer timer = new Timer("learning-limit", true);
    private final Object lock = new Object();
    private @Nullable Process running;
    private boolean isClosed;

    /**
     * Starts nothing yet.
     *
     * @param memoryBytes of a process's heap; a quarter of the machine's or container's memory if not given
     * @param limit after which a process that has not learnt yet is ended
     * @param memory where learnt models are put
     * @throws IllegalArgumentException for too little memory, or a limit out of range
     */
    public LearningProcess(OptionalLong memoryBytes, Duration limit, ModelMemory memory) {
        if (!limit.isPositive() || limit.compareTo(LONGEST_LIMIT) > 0) {
            throw new IllegalArgumentException("The limit of learning (%s) must be more than nothing and %s at most."
                    .formatted(limit, LONGEST_LIMIT));
        }
        this.command = LearningCommand.of(memoryBytes);
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Learns, and waits for it.
     *
     * @param texts to learn topics from; none where none are to be learnt
     * @param items how many items there are
     * @param domainOf the domain of an item by its number; null where unknown
     * @param rows of people and the numbers of items
     * @param notes takes how far it is
     * @return a model whose items go by the same numbers
     * @throws ClosedException if this is closed before, or meanwhile
     * @throws IOException saying what came in between
     */
    public Outcome learn(
            Lesson.Order order,
            Texts texts,
            int items,
            IntFunction<@Nullable String> domainOf,
            Iterator<Row> rows,
            Consumer<String> notes)
            throws IOException {
        Process process = start();
        FirstWords errors = new FirstWords(process.getErrorStream());
        Watch watch = new Watch(process);
        timer.schedule(watch, limit.toMillis());
        try {
            DataOutputStream lesson =
                    new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), Learning.BUFFER_BYTES));
            Lesson.write(order, texts, items, domainOf, rows, lesson);
            return outcome(process, notes);
        } catch (IOException e) {
            if (isClosed()) {
                throw new ClosedException();
            }
            throw new IOException(watch.isOverdue ? LIMIT_ADVICE.formatted(limit) : reason(process, errors, e), e);
        } finally {
            watch.cancel();
            timer.purge();
            process.destroyForcibly();
        }
    }

    /** Ends the process that learns, and lets none begin. */
    @Override
    public void close() {
        synchronized (lock) {
            isClosed = true;
            if (running != null) {
                running.destroyForcibly();
            }
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return isClosed;
        }
    }

    private Process start() throws IOException {
        synchronized (lock) {
            if (isClosed) {
                throw new ClosedException();
            }
            ProcessBuilder builder = new ProcessBuilder(command);
            // Neither secrets nor options that are meant for the service; but by its locale the names of folders are
            // read.
            builder.environment().keySet().retainAll(LOCALE);
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            running = builder.start();
            return running;
        }
    }

    private Outcome outcome(Process process, Consumer<String> notes) throws IOException {
        DataInputStream replies =
                new DataInputStream(new BufferedInputStream(process.getInputStream(), Learning.BUFFER_BYTES));
        while (true) {
            switch (Reply.read(replies)) {
                case Reply.Note(String text) -> notes.accept(text);
                case Reply.Refused(String reason) -> {
                    return new Outcome.Refused(reason);
                }
                case Reply.Learnt(long sizeBytes) -> {
                    return new Outcome.Accepted(
                            ModelFile.read(Channels.newChannel(replies), sizeBytes, memory, Integer::parseInt)
                                    .model());
                }
            }
        }
    }

    private static String reason(Process process, FirstWords errors, IOException fault) {
        int code = process.destroyForcibly().onExit().join().exitValue();
        return "%s: the process that learns ended with %d%s. It said: %s"
                .formatted(
                        fault.getMessage() == null ? "No reply" : fault.getMessage(),
                        code,
                        code == OUT_OF_MEMORY ? OUT_OF_MEMORY_ADVICE : "",
                        errors.text());
    }

    /** Ends the process when its time is over. */
    private static final class Watch extends TimerTask {
        private final Process process;
        private volatile boolean isOverdue;

        Watch(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            isOverdue = true;
            process.destroyForcibly();
        }
    }
}
