package io.kuajie.campaign.app;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed Chromium, driven by Playwright; it talks to the service only. */
record Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    static Browser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable())
                                .setArgs(FLAGS)));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Path executable() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("KUAJIE_CHROMIUM")),
                        Optional.of("/usr/bin/chromium"),
                        Optional.of("/usr/bin/chromium-browser"),
                        Optional.of("/usr/bin/google-chrome"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No Chromium is installed; run 'apt-get install chromium fonts-wqy-zenhei', or name one in KUAJIE_CHROMIUM."));
    }
}
