import { m } from '#lib/i18n/paraglide/messages.js';
import { percent } from '#lib/format/numbers.ts';
import type { RegisterIndex } from '#lib/model/registers/register-index.ts';
import { releasedRegisters } from './index.server.ts';
import { dateText, registerTitle } from './words/entry-words.ts';
import type { PageServerLoad } from './$types';

/** In the order of the page; a register that is not named here comes last. */
const order = [
	...['alternatives', 'models', 'cascades', 'legal', 'interventions', 'services', 'partnerships'],
	...['exchanges', 'process', 'budgets', 'livelihoods', 'counsellors', 'tourism', 'relations'],
	...['recommendations', 'milestones', 'exclusion', 'needs', 'figures', 'partners'],
	...['attendance', 'places', 'codes']
];

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const registers = (releasedRegisters()?.registers ?? []).toSorted(
		(a, b) => order.indexOf(a.id) - order.indexOf(b.id)
	);
	return {
		registers: registers.map((one) => ({
			id: one.id,
			cells: {
				register: registerTitle(one.id, locale),
				entries: String(one.entries),
				invented: String(one.synthetic),
				filled: percent(filledShare(one), locale),
				checked: one.lastChecked
					? dateText(one.lastChecked, locale)
					: m.registers_not_stated({}, { locale })
			}
		}))
	};
};

/** Of all fields of all entries, those that say something. */
function filledShare({ entries, fields }: RegisterIndex['registers'][number]): number {
	const filled = fields.reduce((sum, one) => sum + one.filled, 0);
	return entries * fields.length === 0 ? 0 : filled / (entries * fields.length);
}
