import { type ImpactWords, mainOutcome } from '../../words/impact-words.ts';
import { eventStudyView } from '../../words/pictures/before-pictures.ts';
import { sensitivityView } from '../../words/pictures/likeness-pictures.ts';
import { type PictureView, pictureContext } from '../../words/pictures/picture-view.ts';
import { syntheticView } from '../../words/pictures/synthetic-pictures.ts';

/** How far trends may depart before the result is gone; undefined where the design does not tell. */
export function sensitivityStudy(words: ImpactWords): PictureView | undefined {
	const main = mainOutcome(words);
	const picture = main.pictures.find((one) => one.kind === 'sensitivity');
	return picture && sensitivityView(picture, pictureContext(main, words));
}

/** The event study, or what a synthetic comparison has in its place; undefined where there is neither. */
export function studyView(words: ImpactWords): PictureView | undefined {
	const main = mainOutcome(words);
	const context = pictureContext(main, words);
	for (const picture of main.pictures) {
		if (picture.kind === 'event-study') return eventStudyView(picture, context);
		if (picture.kind === 'synthetic') return syntheticView(picture, context);
	}
	return undefined;
}
