package io.kuajie.e2e;

import io.kuajie.local.DataFolder;
import io.kuajie.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one stack of all tests that can share theirs, with the sample scene played and the broker on a small disk. The first that asks
 * starts it, and it ends with the run. What its programs have loaded is kept, so that all later starts, of this stack's killed
 * services and of other stacks, take a third of the processor time.
 */
final class SharedStack implements ParameterResolver {
    /** The stack, and who uses it. */
    record Running(LocalStack stack, StackClient client, Scene scene, SmallDisk disk, Path data, Thread keeping)
            implements AutoCloseable {
        static Running start() {
            try {
                Path data = Files.createTempDirectory("kuajie-e2e-");
                // The folder is marked as a stack's before there is something in it.
                DataFolder.open(data).close();
                SmallDisk disk = new SmallDisk(data.resolve("kafka"));
                Path root = Path.of(System.getProperty("kuajie.root"));
                LocalStack stack = LocalStack.start(
                        LocalStack.Settings.isolated(root, data).withPartitions(3), message -> {});
                StackClient client = new StackClient(stack);
                Scene scene = new Scene(stack, client);
                scene.begin();
                // Beside the tests that kill nothing.
                Thread keeping =
                        Thread.ofPlatform().daemon().name("keep-starts").start(stack::keepStarts);
                return new Running(stack, client, scene, disk, data, keeping);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the stack was started", e);
            }
        }

        /** Waits until processes may be killed without a loss for later starts. */
        LocalStack toBeKilled() throws InterruptedException {
            keeping.join();
            return stack;
        }

        @Override
        public void close() throws Exception {
            keeping.join();
            stack.close();
            disk.close();
            try (Stream<Path> paths = Files.walk(data)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStack.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }
}
