import { error } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import { releaseFile, releaseManifest } from '../../../release.server.ts';
import { releasedCatalogue } from '../../../released.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

const reported = () =>
	releaseManifest().artefacts.flatMap(({ kind, survey }) =>
		kind === 'report' && survey !== undefined ? [survey] : []
	);

export const entries: EntryGenerator = () =>
	reported().flatMap((survey) => locales.map((lang) => ({ lang, survey })));

export const load: PageServerLoad = ({ params }) => {
	if (!reported().includes(params.survey)) error(404);
	const path = `report/${params.survey}.json`;
	const { surveys, concepts, disclosure } = releasedCatalogue();
	const survey = surveys.find(({ id }) => id === params.survey);
	if (!survey) error(404);
	const report = surveyReport.parse(releaseFile(path));
	const named = new Set(report.units.flatMap((unit) => unit.concepts.map((one) => one.concept)));
	const { title, shortTitle, synthetic, protection } = survey;
	const rules = disclosure.find(({ id }) => id === protection?.rules);
	return {
		report,
		path,
		survey: { title, shortTitle, synthetic },
		questions: survey.questions,
		rules: rules && { ...rules, k: protection?.k ?? rules.k },
		concepts: concepts.filter(({ id }) => named.has(id))
	};
};
