package io.kuajie.local.cli;

import io.kuajie.local.client.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where profile-service is, and who asks it. */
final class ProfileOptions {
    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "http://localhost:8102",
            description = "Address of profile-service, of any instance; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    URI service;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "File that holds the key, so that it stands in no list of processes")
    @SuppressWarnings("NullAway.Init")
    Path keyFile;

    /** @param patience with a service that is gone */
    Api api(HttpClient http, Duration patience) throws IOException {
        return new Api(http, service, Files.readString(keyFile).strip(), patience);
    }
}
