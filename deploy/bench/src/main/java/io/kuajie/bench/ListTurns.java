package io.kuajie.bench;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A process that makes lists by the code of several checkouts in turns, each loaded for itself. Prints, a line each turn, the microseconds
 * of processor time that a list and a change of a profile take by each.
 */
final class ListTurns {
    private static final int WARM_UP_ROUNDS = 6;
    private static final int WARM_UP_LISTS = 4;

    /** Of one checkout. @param round makes so many lists */
    private record Side(Object cost, Method round) {
        /** @param root of a checkout that is built */
        @SuppressWarnings("resource") // As long as the process.
        static Side of(Path root, int people, int items) throws ReflectiveOperationException, IOException {
            List<URL> jars = new ArrayList<>();
            for (String folder : List.of(
                    "deploy/bench/target",
                    "deploy/bench/target/lib",
                    "recommend-service/target/quarkus-app/lib/main")) {
                try (Stream<Path> files = Files.list(root.resolve(folder))) {
                    for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .toList()) {
                        jars.add(jar.toUri().toURL());
                    }
                }
            }
            ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            Class<?> type = loader.loadClass(ListCost.class.getName());
            Constructor<?> constructor = type.getDeclaredConstructor(int.class, int.class);
            constructor.setAccessible(true);
            Object cost = constructor.newInstance(people, items);
            method(type, "list").invoke(cost);
            method(type, "settle").invoke(cost);
            return new Side(cost, method(type, "round", int.class, double[].class, double[].class, int.class));
        }

        private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
            Method method = type.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        }

        /** @return microseconds a list, and a change of a profile */
        double[] micros(int lists) throws ReflectiveOperationException {
            double[] list = new double[1];
            double[] change = new double[1];
            round.invoke(cost, lists, list, change, 0);
            return new double[] {list[0], change[0]};
        }
    }

    private ListTurns() {}

    /** @param arguments people, items, lists a turn, turns, and the checkouts' folders */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        int lists = Integer.parseInt(arguments[2]);
        List<Side> sides = new ArrayList<>();
        for (String root : Arrays.asList(arguments).subList(4, arguments.length)) {
            sides.add(Side.of(Path.of(root), Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        }
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Side side : sides) {
                side.micros(WARM_UP_LISTS * lists);
            }
        }
        for (int turn = 0; turn < Integer.parseInt(arguments[3]); turn++) {
            List<String> line = new ArrayList<>();
            for (Side side : sides) {
                double[] micros = side.micros(lists);
                line.add(String.format(Locale.ROOT, "%.3f %.3f", micros[0], micros[1]));
            }
            System.out.println(String.join(" ", line));
        }
    }
}
