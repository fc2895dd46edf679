package io.kuajie.recommend.app;

import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.WholeFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The learnt models in a folder, so that they outlive the process: a file each, and a list of them, the one in use first. A
 * fault of the disk is logged and costs no answer.
 */
@ApplicationScoped
class ModelStore {
    /** Where a model lies. @param location a file's name, or {@code memory} */
    record Stored(String location, String sha256) {}

    private static final Logger LOG = Logger.getLogger(ModelStore.class);
    private static final String LIST = "models";
    private static final String ENDING = ".model";
    private static final Stored MEMORY = new Stored("memory", "");

    private final Items items;
    private final ModelHealth health;
    private final Optional<Path> folder;
    private final ModelMemory memory;
    private final Map<String, String> digestByName = new ConcurrentHashMap<>();

    ModelStore(Items items, ModelHealth health, RecommendSettings settings, ModelMemory memory) {
        this.memory = memory;
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
                write(model);
            }
            List<String> names = kept.stream().map(LiveModel::id).toList();
            Path list = folder.get().resolve(LIST);
            List<String> before = Files.exists(list) ? Files.readAllLines(list) : List.of();
            WholeFile.write(list, out -> out.write(String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
            for (String name : before) {
                if (!names.contains(name)) {
                    digestByName.remove(name);
                    Files.deleteIfExists(
                            folder.get().resolve(Path.of(name + ENDING).getFileName()));
                }
            }
            return active == null
                    ? MEMORY
                    : new Stored(file(active).getFileName().toString(), digestByName.getOrDefault(active.id(), ""));
        } catch (IOException e) {
            LOG.warnf("The learnt models could not be written and live in memory only: %s", e);
            return MEMORY;
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
            ModelFile.Read read = ModelFile.read(file, memory, this::numberOf);
            digestByName.put(name, read.sha256());
            return read.model();
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

    /** Has the model's file written anew when it is kept, because the model is not as it was read. */
    void forget(String id) {
        digestByName.remove(id);
    }

    /** Unless the file is there already and was written or read here. */
    private void write(LiveModel model) throws IOException {
        Path file = file(model);
        if (!digestByName.containsKey(model.id()) || !Files.exists(file)) {
            WholeFile.Written written = WholeFile.write(
                    file,
                    out -> ModelFile.write(model, item -> items.at(item).key().toString(), out));
            digestByName.put(model.id(), written.sha256());
        }
    }
}
