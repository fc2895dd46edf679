package io.kuajie.campaign.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(SampleProfiles.class)
class PeopleBrowserIT extends ConsoleInBrowser {
    @Test
    void person_chosenByAnOperator_isShownInWordsAndFigures() {
        // Given
        signIn(TestKeys.OPERATOR_KEY);

        // When
        page.getByTestId("people-link").click();

        // Then
        assertThat(page.getByTestId("place")).hasCount(4);
        assertThat(page.getByTestId("group").first()).containsText("课程 · hair-course，以学习为主");
        assertThat(page.getByTestId("family")).hasCount(2);
        assertThat(page.getByTestId("family").first()).containsText("f1 · 人群数 2");
        assertThat(page.getByTestId("family").first().getByRole(AriaRole.HEADING))
                .hasText("课程 · hair-course、课程 · skin-course，以学习为主，尚未购买");
        assertThat(page.getByTestId("family").last().getByTestId("group").first())
                .containsText("美妆 · skin-care");
        assertThat(page.getByTestId("family").last().getByTestId("group").last())
                .containsText("美妆 · lips");
        assertThat(page.getByTestId("no-family")).hasCount(0);
        picture("people-zh");
        page.getByTestId("person-row").first().getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("label")).hasText("课程 · hair-course，以学习为主");
        assertThat(page.getByTestId("stage")).hasText("买家");
        assertThat(page.getByTestId("declared-region")).hasText("广东");
        assertThat(page.getByTestId("spend")).hasText("¥398.00");
        assertThat(page.getByTestId("rfm")).hasText("4 · 3 · 5");
        assertThat(page.getByTestId("interest").first()).containsText("课程 · hair-course");
        assertThat(page.getByTestId("next").first()).containsText("学习");
        assertThat(page.getByTestId("buys")).containsText("会购买");
        assertThat(page.getByTestId("buys")).containsText("31%");
        assertThat(page.getByTestId("buys-of").first()).containsText("购买 课程 · hair-course");
        picture("person-zh");
        page.getByTestId("language-en").click();
        assertThat(page.getByTestId("label")).hasText("course · hair-course, mostly learn");
        assertThat(page.getByTestId("declared-age")).hasText("25–34");
        assertThat(page.getByTestId("next").first()).containsText("44%");
        picture("person-en");
    }

    @Test
    void person_askedForByAPartner_isFoundByItsOwnUserId() {
        // Given
        signIn(TestKeys.ACADEMY_WRITE_KEY);
        page.getByTestId("people-link").click();
        assertThat(page.getByTestId("group")).hasCount(4);
        assertThat(page.getByTestId("place")).hasCount(3);
        assertThat(page.getByTestId("family").first().getByTestId("group").last())
                .containsText("c5");
        assertThat(page.getByTestId("family").first().getByTestId("group").last())
                .containsText("不足 80 人");
        assertThat(page.getByTestId("people")).hasCount(0);

        // When
        page.getByTestId("wanted").fill(SampleProfiles.USER);
        page.getByTestId("find").click();

        // Then
        assertThat(page.getByTestId("stage")).hasText("买家");
        assertThat(page.getByTestId("rfm")).hasText("–");
        assertThat(page.getByTestId("next")).hasCount(0);
        page.getByTestId("people-link").click();
        page.getByTestId("wanted").fill("nobody");
        page.getByTestId("find").click();
        assertThat(page.getByTestId("alert")).containsText("没有此人的记录");
    }

    @Test
    void portrait_onDarkPhone_fitsItsWidth() {
        // Given
        context.close();
        open(new NewContextOptions()
                .setLocale("en")
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setColorScheme(ColorScheme.DARK));
        signIn(TestKeys.OPERATOR_KEY);

        // When
        page.navigate(root.resolve("/console/#/people/" + SampleProfiles.PERSON).toString());
        assertThat(page.getByTestId("interest")).hasCount(3);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        picture("person-phone-dark");
        page.navigate(root.resolve("/console/#/people").toString());
        assertThat(page.getByTestId("place")).hasCount(4);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        picture("people-phone-dark");
    }
}
