package io.kuajie.released;

import java.io.IOException;
import java.nio.file.Path;

/** Command line: writes a snapshot of each changed schema into the folder given, as the README says. */
public final class ReleaseSchemas {
    private ReleaseSchemas() {}

    public static void main(String[] arguments) throws IOException {
        for (Path written : new ReleasedSchemas(Path.of(arguments[0])).release()) {
            System.out.println("released " + written);
        }
    }
}
