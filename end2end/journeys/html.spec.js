// Every page is valid HTML, in each language. The pages are those that the server sends: no browser takes part.
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { LANGUAGES, PAGES, inLanguage } from "./pages.js";
import { expect, test } from "@playwright/test";

const html = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Hashes of what others serve: style and script come from this server, under names that are hashes.
    "require-sri": ["error", { target: "crossorigin" }],
    // Boxes of one group, and the hidden fields that repeat them, share a name; the rule has no exception for the latter.
    "form-dup-name": "off",
  },
}));

for (const { title, path, body, status = 200 } of PAGES) {
  test(`valid HTML: ${title}`, async ({ request }) => {
    for (const [language, prefix] of Object.entries(LANGUAGES)) {
      const address = inLanguage(prefix, path);
      const answer = body === undefined ? await request.get(address) : await request.post(address, {
        data: body, headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      });
      expect(answer.status(), `${language}: ${address}`).toBe(status);
      const text = await answer.text();
      const { results } = await html.validateString(text);
      const lines = text.split("\n");
      const wrong = results.flatMap(({ messages }) => messages).map(({ ruleId, message, line, column }) =>
        `${ruleId}: ${message} at ${lines[line - 1].slice(Math.max(0, column - 60), column + 60)}`);
      expect(wrong, `${language}: ${address}`).toEqual([]);
    }
  });
}
