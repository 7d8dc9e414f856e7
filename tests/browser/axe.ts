import AxeBuilder from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe has to report about a page as it stands. */
export async function axeViolations(page: Page): Promise<string[]> {
	await page.evaluate(AxeBuilder.source);
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: typeof AxeBuilder };
		const found = await axe.run(document, { resultTypes: ['violations'] });
		return found.violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`)
		);
	});
}
