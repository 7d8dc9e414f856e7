import { error } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';
import type { ReleaseFile } from '#lib/model/manifest.ts';
import { releaseManifest } from '../../../../release.server.ts';
import { isSettable, releasedProgramme, releasedProgrammes } from '../../index.server.ts';
import { foundView } from '../../words/found-view.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

const settablePages = () =>
	(releasedProgrammes()?.entries ?? [])
		.map(({ programme }) => releasedProgramme(programme.id))
		.filter(isSettable);

export const entries: EntryGenerator = () =>
	settablePages().flatMap(({ programme }) =>
		locales.map((lang) => ({ lang, programme: programme.id }))
	);

/** What was published in words, and what an evaluation in the browser is made of. */
export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	const page = settablePages().find(({ programme }) => programme.id === params.programme);
	if (page?.programme.design.kind !== 'panel') error(404);
	const { programme, synthetic, evaluation } = page;
	const path = `panels/${programme.id}.parquet`;
	const listed = releaseManifest().artefacts.find((one) => one.path === path);
	if (!listed) error(404);
	const { displacement, counts } = evaluation;
	return {
		...{ programme, synthetic },
		published: foundView({ page, locale, release: release.id }),
		file: asFile(listed),
		settable: {
			design: page.programme.design,
			ring: displacement.kind === 'ring' && displacement.units > 0,
			starts: counts.starts.length
		}
	};
};

const asFile = ({ path, bytes, sha256, parts }: ReleaseFile): ReleaseFile => ({
	...{ path, bytes, sha256 },
	...(parts && { parts })
});
