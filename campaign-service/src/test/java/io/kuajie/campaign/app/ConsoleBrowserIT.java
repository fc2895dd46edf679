package io.kuajie.campaign.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.kuajie.events.Amount;
import io.kuajie.kernel.Action;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@SuppressWarnings("NullAway.Init") // The framework, the platform resource and the callbacks fill the fields in.
class ConsoleBrowserIT extends ConsoleInBrowser {
    TestTopics topics;

    @Test
    void numbers_ofRunningCampaign_changeWhileEventsArrive() {
        // Given
        String campaign = CampaignApi.running();
        signIn(TestKeys.ACADEMY_WRITE_KEY);
        Locator row = page.locator("[data-campaign='" + campaign + "']");
        assertThat(row.getByTestId("served")).hasText("0");

        // When
        happen(campaign);

        // Then
        assertThat(row.getByTestId("served")).hasText("3");
        assertThat(row.getByTestId("orders")).hasText("1");
        assertThat(row.getByTestId("revenue")).hasText("¥199.00");
        picture("list-zh");
        row.getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("clicks")).hasText("2");
        assertThat(page.getByTestId("clicks-rate")).hasText("66.7%");
        picture("detail-zh");
    }

    @Test
    void language_chosen_isRememberedAcrossVisits() {
        // Given
        signIn(TestKeys.OPERATOR_KEY);
        assertThat(page.getByTestId("new-coupon")).containsText("新建优惠券");

        // When
        page.getByTestId("language-en").click();
        page.reload();

        // Then
        assertThat(page.getByTestId("new-coupon")).containsText("New coupon");
        assertThat(page.getByTestId("who")).hasText("Operator");
    }

    @Test
    void coupon_createdInTheForm_isApprovedPausedAndEnded() {
        // Given
        signIn(TestKeys.OPERATOR_KEY);
        page.getByTestId("new-coupon").click();
        page.getByTestId("name").fill("夏季防晒券");
        page.getByTestId("titleZh").fill("课程学员防晒立减二十元");
        page.getByTestId("issuer").selectOption("blossom");
        page.getByTestId("host").selectOption("academy");
        page.getByText("按金额").click();
        page.getByTestId("amountOff").fill("20");
        page.getByTestId("target").fill("item.price >");
        page.getByTestId("create").click();
        assertThat(page.locator("[data-field=target] .fault")).containsText("CEL");
        picture("form-zh");

        // When
        page.getByTestId("target").fill("item.price >= 10000");
        page.getByTestId("create").click();
        page.getByTestId("action-approve").click();

        // Then
        assertThat(page.getByTestId("state")).hasText("进行中");
        page.getByTestId("action-pause").click();
        assertThat(page.getByTestId("state")).hasText("已暂停");
        page.onDialog(dialog -> dialog.accept());
        page.getByTestId("action-end").click();
        assertThat(page.getByTestId("state")).hasText("已结束");
    }

    @Test
    void key_thatIsUnknown_isRefusedInWords() {
        // When
        page.navigate(root.toString());
        picture("sign-in-zh");
        page.getByTestId("key").fill("no-such-key");
        page.getByTestId("sign-in").click();

        // Then
        assertThat(page.getByTestId("alert")).containsText("密钥无效");
    }

    @Test
    void page_onDarkPhone_fitsItsWidth() {
        // Given
        happen(CampaignApi.running());
        context.close();
        open(new NewContextOptions()
                .setLocale("en")
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setColorScheme(ColorScheme.DARK));

        // When
        signIn(TestKeys.OPERATOR_KEY);
        assertThat(page.getByTestId("total-orders")).not().hasText("0");

        // Then
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        picture("list-phone-dark");
        page.getByTestId("campaign-row").first().getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("approvals")).isVisible();
        picture("detail-phone-dark");
    }

    private void happen(String campaign) {
        Events events = new Events(topics);
        Instant now = Events.now();
        for (int list = 0; list < 3; list++) {
            String request = UUID.randomUUID().toString();
            events.served(request, campaign, "blossom:cream", now);
            events.clean(Events.position(), Action.EXPOSURE, request, null, null, now);
            if (list < 2) {
                events.clean(Events.position(), Action.CLICK, request, "blossom:cream", null, now);
            }
            if (list < 1) {
                events.clean(Events.position(), Action.BUY, request, "blossom:cream", new Amount(19_900L, "CNY"), now);
            }
        }
    }
}
