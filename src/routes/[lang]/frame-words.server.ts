import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type Locale, locales } from '#lib/model/locales.ts';

interface FrameFacts {
	readonly release: string;
	/** Of the release, ISO 8601. */
	readonly date: string;
	readonly isLocal: boolean;
}

const sections = {
	explore: m.nav_explore,
	baselines: m.nav_baselines,
	questions: m.nav_questions,
	impact: m.nav_impact,
	results: m.nav_results,
	boards: m.nav_boards,
	registers: m.nav_registers,
	countries: m.nav_countries,
	workbench: m.nav_workbench,
	data: m.nav_data,
	methods: m.nav_methods
};

/** Texts around every page, in its language alone: as messages a script would hold all four. */
export function frameWords(locale: Locale, { release, date, isLocal }: FrameFacts) {
	const say = (message: (inputs: object, options: { locale: Locale }) => string) =>
		message({}, { locale });
	return {
		name: say(m.site_name),
		skip: say(m.skip_to_content),
		main: say(m.nav_main),
		search: say(m.nav_search),
		feed: say(m.feed_title),
		sections: Object.entries(sections).map(([folder, label]) => ({ folder, label: say(label) })),
		languages: {
			label: say(m.language_switch),
			names: locales.map((one) => ({ locale: one, label: m.language_name({}, { locale: one }) }))
		},
		copy: {
			label: say(m.copy_of_label),
			of: say(m.copy_of),
			detail: m.copy_detail({ release }, { locale }),
			again: say(m.copy_again)
		},
		newVersion: {
			label: say(m.new_version_label),
			title: say(m.new_version_title),
			detail: say(m.new_version_detail),
			update: say(m.new_version_update),
			later: say(m.new_version_later)
		},
		footer: {
			statement: say(m.footer_statement),
			facts: [
				{ term: say(m.footer_release), value: release },
				{ term: say(m.footer_date), value: longDate(date, locale) },
				{
					term: say(m.footer_profile),
					value: say(isLocal ? m.footer_profile_local : m.footer_profile_public)
				}
			],
			links: [
				{ folder: 'contribute', label: say(m.footer_contribute) },
				{ folder: 'privacy', label: say(m.footer_privacy) },
				{ folder: 'accessibility', label: say(m.access_title) },
				...(isLocal ? [] : [{ folder: 'offline', label: say(m.footer_offline) }])
			]
		}
	};
}
