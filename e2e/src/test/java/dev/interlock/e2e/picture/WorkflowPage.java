// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.picture;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A workflow's page in Temporal's Web UI, in the browser that the machine has. */
final class WorkflowPage implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

    private static final int WIDTH = 1400;
    /** As high as the whole timeline, from the plan to the last record. */
    private static final int HEIGHT = 1440;

    private final Playwright playwright;
    private final Page page;

    private WorkflowPage(Playwright playwright, Page page) {
        this.playwright = playwright;
        this.page = page;
    }

    static WorkflowPage open(String webUi, String workflow) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
        page.navigate(webUi + "/namespaces/default/workflows/" + workflow);
        return new WorkflowPage(playwright, page);
    }

    /** The text as somebody reads it, with what the timeline draws. */
    String text() {
        return page.locator("body").innerText()
                + String.join("\n", page.locator("svg text").allTextContents());
    }

    /** The story from its beginning: the oldest event first, and the plan's text, which is long, out of the way. */
    void showTimeline() {
        page.locator("button:has-text('Descending')").click();
        page.locator("h3:text-is('Input'), h2:text-is('Input')")
                .first()
                .evaluate(
                        "title => { let box = title; while (!box.innerText.includes('Result')) box = box.parentElement;"
                                + " box.style.display = 'none'; }");
        page.locator("button:has-text('Ascending')").waitFor();
        page.locator("button:has-text('Minimized')").click();
        page.locator("button:has-text('Expanded')").waitFor();
        // Away from the button, whose explanation would cover the tabs.
        page.mouse().move(0, 0);
        page.locator("button:has-text('Expanded')").blur();
        page.waitForCondition(() -> !page.locator("body").innerText().contains("expanded to full height"));
    }

    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
