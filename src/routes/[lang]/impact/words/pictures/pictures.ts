import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import type { ImpactWords } from '../impact-words.ts';
import { mainOutcome } from '../impact-words.ts';
import { eventStudyView, trendsView } from './before-pictures.ts';
import { baconView, groupTimeView } from './cohort-pictures.ts';
import { balanceView, sensitivityView } from './likeness-pictures.ts';
import { type PictureContext, type PictureView, pictureContext } from './picture-view.ts';
import { seriesView } from './series-pictures.ts';
import { survivalView } from './survival-pictures.ts';
import { syntheticView } from './synthetic-pictures.ts';
import { discontinuityView } from './threshold-pictures.ts';

/** The order in which a sceptic asks. */
const order: readonly EvaluationPicture['kind'][] = [
	...(['trends', 'event-study', 'group-time', 'bacon', 'balance'] as const),
	...(['synthetic', 'series', 'discontinuity', 'survival', 'sensitivity'] as const)
];

/** A picture of the main outcome, with its numbers as they are. */
export interface PagePicture extends PictureView {
	readonly picture: EvaluationPicture;
}

/** Pictures of the main outcome, in the order in which a sceptic asks for them. */
export function pagePictures(words: ImpactWords): PagePicture[] {
	const main = mainOutcome(words);
	const context = pictureContext(main, words);
	return main.pictures
		.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
		.map((picture) => ({ picture, ...pictureView(picture, context) }));
}

function pictureView(picture: EvaluationPicture, context: PictureContext): PictureView {
	switch (picture.kind) {
		case 'trends':
			return trendsView(picture, context);
		case 'event-study':
			return eventStudyView(picture, context);
		case 'group-time':
			return groupTimeView(picture, context);
		case 'bacon':
			return baconView(picture, context);
		case 'balance':
			return balanceView(picture, context);
		case 'synthetic':
			return syntheticView(picture, context);
		case 'series':
			return seriesView(picture, context);
		case 'discontinuity':
			return discontinuityView(picture, context);
		case 'survival':
			return survivalView(picture, context);
		case 'sensitivity':
			return sensitivityView(picture, context);
	}
}
