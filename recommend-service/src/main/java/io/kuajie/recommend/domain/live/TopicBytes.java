package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.topics.Topics;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Topics as bytes, at the end of a model, where versions that know of no topics do not look. Models that were learnt without have nothing there.
 */
final class TopicBytes {
    private static final int MARK = 0x4b4a5401;

    private TopicBytes() {}

    static void write(DataOutputStream out, Topics topics) throws IOException {
        out.writeInt(MARK);
        out.writeInt(topics.figures().texts());
        out.writeInt(topics.figures().people());
        out.writeDouble(topics.figures().perplexity());
        out.writeDouble(topics.figures().unigram());
        out.writeInt(topics.size());
        for (Topics.Topic topic : topics.topics()) {
            out.writeDouble(topic.share());
            out.writeDouble(topic.coherence());
        }
        out.writeInt(topics.words().size());
        for (String word : topics.words()) {
            out.writeUTF(word);
        }
        PartBytes.floats(out, topics.chances(), topics.chances().length);
    }

    /** Null where there are none, or of a layout that this version does not know. */
    static @Nullable Topics read(ModelInput in) throws IOException {
        if (in.available() < Integer.BYTES || in.readInt() != MARK) {
            return null;
        }
        Topics.Figures figures = new Topics.Figures(in.readInt(), in.readInt(), in.readDouble(), in.readDouble());
        int size = in.readInt();
        if (size < 2) {
            throw new IOException("%d topics are none.".formatted(size));
        }
        List<Topics.Topic> topics = new ArrayList<>();
        for (int topic = 0; topic < size; topic++) {
            topics.add(new Topics.Topic(in.readDouble(), in.readDouble()));
        }
        int known = in.readInt();
        List<String> words = new ArrayList<>();
        for (int word = 0; word < known; word++) {
            words.add(in.readUTF());
        }
        return new Topics(words, topics, PartBytes.floats(in), figures);
    }
}
