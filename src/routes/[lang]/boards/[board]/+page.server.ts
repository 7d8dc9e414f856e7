import { error } from '@sveltejs/kit';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { locales } from '#lib/model/locales.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import { releaseFile, releaseManifest } from '../../../release.server.ts';
import { releasedBaselines } from '../../baselines/index.server.ts';
import { releasedCountries } from '../../countries/index.server.ts';
import { releasedBoard, releasedBoards } from '../index.server.ts';
import { boardView } from '../words/board-view.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	releasedBoards().flatMap((board) => locales.map((lang) => ({ lang, board })));

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	if (!releasedBoards().includes(params.board)) error(404);
	const { release: notice } = releaseNotice.parse(releaseFile('release.json'));
	const next = notice.nextRelease;
	const hasSeries = releaseManifest().artefacts.some(({ path }) => path === 'series.json');
	return {
		view: boardView({
			page: releasedBoard(params.board),
			catalogue: catalogueSchema.parse(releaseFile('catalogue.json')),
			series: hasSeries ? seriesCatalogue.parse(releaseFile('series.json')) : [],
			places: {
				countries: new Set(releasedCountries()?.countries.map(({ id }) => id)),
				baselines: new Set(releasedBaselines()?.places.map(({ place }) => place.id))
			},
			...{ on: release.date, locale }
		}),
		asOf: longDate(release.date, locale),
		next:
			next &&
			(next.status === 'provisional' ? m.boards_next_provisional : m.boards_next)(
				{ date: longDate(next.date, locale) },
				{ locale }
			)
	};
};
