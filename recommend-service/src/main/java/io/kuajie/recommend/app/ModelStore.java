package io.kuajie.recommend.app;

import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.ModelFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The learnt models in a folder, so that they outlive the process: a file each, and a list of them, the one in use first. A
 * fault of the disk is logged and costs no answer.
 */
@ApplicationScoped
class ModelStore {
    /** Where a model lies. @param location a file's name, or {@code memory} */
    record Stored(String location, String sha256) {}

    /** What a file is to hold. */
    @FunctionalInterface
    private interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(ModelStore.class);
    private static final int READ_AT_ONCE = 1 << 16;
    private static final String LIST = "models";
    private static final String ENDING = ".model";
    private static final Stored MEMORY = new Stored("memory", "");

    private final Items items;
    private final ModelHealth health;
    private final Optional<Path> folder;

    ModelStore(Items items, ModelHealth health, RecommendSettings settings) {
        this.items = items;
        this.health = health;
        this.folder = settings.modelsFolder();
    }

    /** Writes what is not there yet, then the list, and removes the files of models that are no longer kept. */
    synchronized Stored keep(LiveModels models) {
        List<LiveModel> kept = new ArrayList<>(models.former());
        LiveModel active = models.current();
        if (folder.isEmpty()) {
            return MEMORY;
        }
        if (active != null) {
            kept.addFirst(active);
        }
        try {
            Files.createDirectories(folder.get());
            for (LiveModel model : kept) {
                write(file(model), model);
            }
            List<String> names = kept.stream().map(LiveModel::id).toList();
            Path list = folder.get().resolve(LIST);
            List<String> before = Files.exists(list) ? Files.readAllLines(list) : List.of();
            replace(list, out -> out.write(String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
            for (String name : before) {
                if (!names.contains(name)) {
                    Files.deleteIfExists(
                            folder.get().resolve(Path.of(name + ENDING).getFileName()));
                }
            }
            return active == null ? MEMORY : stored(file(active));
        } catch (IOException e) {
            LOG.warnf("The learnt models could not be written and live in memory only: %s", e);
            return MEMORY;
        }
    }

    /**
     * Writes a model that is on the heap and reads it again from there to where collections don't move it; without a folder, or with a
     * disk that fails, it stays where it is.
     */
    synchronized LiveModel offHeap(LiveModel model) {
        if (folder.isEmpty()) {
            return model;
        }
        try {
            Files.createDirectories(folder.get());
            write(file(model), model);
            return read(model.id());
        } catch (IOException e) {
            LOG.warnf("Model %s stays on the heap, as it could not be written and read: %s", model.id(), e);
            return model;
        }
    }

    /** Reads what was kept, and puts it to use unless a model is in use already. */
    synchronized void restore(LiveModels models) {
        if (folder.isEmpty() || !Files.exists(folder.get().resolve(LIST)) || models.current() != null) {
            return;
        }
        try {
            List<String> names = Files.readAllLines(folder.get().resolve(LIST));
            for (String name : names.reversed()) {
                restore(name, models);
            }
        } catch (IOException e) {
            LOG.warnf("The list of learnt models could not be read: %s", e);
            health.refused(LIST, "The list of learnt models can't be read.");
        }
    }

    /**
     * The model in the folder's file of this name, without the ending.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException saying what is wrong with it
     */
    LiveModel read(String name) throws IOException {
        Path file = folder.orElseThrow(() -> new NoSuchFileException(name)).resolve(name + ENDING);
        if (!folder.get().equals(file.getParent())) {
            throw new NoSuchFileException(name);
        }
        try {
            return ModelFile.read(file, this::numberOf);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            health.refused(name, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void restore(String name, LiveModels models) {
        try {
            LiveModel model = read(name);
            models.use(model);
            LOG.infof("Learnt model %s is back, with %d items", model.id(), model.items());
        } catch (IOException e) {
            LOG.warnf("Learnt model %s is left out: %s", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("Learnt model %s is left out: %s", name, e);
            health.refused(name, "It can't be read.");
        }
    }

    private int numberOf(String key) {
        ItemNode node = items.find(ItemKey.parse(key));
        return node == null ? -1 : node.number();
    }

    private Path file(LiveModel model) {
        return folder.orElseThrow().resolve(model.id() + ENDING);
    }

    private void write(Path file, LiveModel model) throws IOException {
        if (!Files.exists(file)) {
            replace(
                    file,
                    out -> ModelFile.write(model, item -> items.at(item).key().toString(), out));
        }
    }

    private static Stored stored(Path file) throws IOException {
        return new Stored(file.getFileName().toString(), sha256(file));
    }

    /** In one step, so that a crash leaves the old file or the new one. */
    private static void replace(Path file, Contents contents) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            contents.writeTo(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[READ_AT_ONCE];
            for (int size = in.read(piece); size > 0; size = in.read(piece)) {
                digest.update(piece, 0, size);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
