import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedNotice } from '../../released.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const { operator } = releasedNotice().release;
	return {
		/** Who publishes this copy, where that is declared. */
		operator: operator && {
			name: [wordsOf(operator.role, locale), operator.institution]
				.filter((part) => part !== undefined)
				.join(', '),
			contact: operator.contact,
			href: operator.contact.includes('://') ? operator.contact : `mailto:${operator.contact}`
		},
		tested: tested.map((text) => text({}, { locale })),
		gaps: gaps.map((text) => text({}, { locale }))
	};
};

/** Each is held by a test that fails where it is not so. */
const tested = [
	...[m.access_test_axe, m.access_test_keyboard, m.access_test_reflow, m.access_test_contrast],
	...[m.access_test_motion, m.access_test_script, m.access_test_print, m.access_test_tables]
];

/** Found by the project itself; the day stands on the page. */
const gaps = [
	...[m.access_gap_people, m.access_gap_language, m.access_gap_pictures, m.access_gap_tables],
	...[m.access_gap_targets, m.access_gap_files]
];
