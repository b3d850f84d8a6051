// Every page is valid HTML, in each language. The pages are those that the server sends: no browser takes part.
import { LANGUAGES, PAGES, inLanguage } from "./pages.js";
import { wrongHtml } from "./validity.js";
import { expect, test } from "@playwright/test";

for (const { title, path, body, status = 200 } of PAGES) {
  test(`valid HTML: ${title}`, async ({ request }) => {
    for (const [language, prefix] of Object.entries(LANGUAGES)) {
      const address = inLanguage(prefix, path);
      const answer = body === undefined ? await request.get(address) : await request.post(address, {
        data: body, headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      });
      expect(answer.status(), `${language}: ${address}`).toBe(status);
      expect(await wrongHtml(await answer.text()), `${language}: ${address}`).toEqual([]);
    }
  });
}
