package io.kuajie.campaign.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A page of the console, open in a browser; what the browser complains of fails the test. */
@SuppressWarnings("NullAway.Init") // The framework and the callbacks fill the fields in.
abstract class ConsoleInBrowser {
    private static Browser browser;
    private final List<String> complaints = new ArrayList<>();

    @TestHTTPResource("/")
    URI root;

    BrowserContext context;
    Page page;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void openPage() {
        open(new NewContextOptions().setLocale("zh-CN").setViewportSize(1280, 860));
    }

    @AfterEach
    void closePage() {
        context.close();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    void open(NewContextOptions options) {
        context = browser.chromium().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean isRefusal = message.text().contains("the server responded with a status of 4");
            if (message.type().equals("error") && !isRefusal) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    void signIn(String key) {
        page.navigate(root.toString());
        page.getByTestId("key").fill(key);
        page.getByTestId("sign-in").click();
        assertThat(page.getByTestId("live")).isVisible();
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "console-" + name + ".png"))
                .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED)
                .setFullPage(true));
    }
}
