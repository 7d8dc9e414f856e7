import type { MethodsText } from './outline.ts';
import { changeFr } from './text/change.fr.ts';
import { comparisonsFr } from './text/comparisons.fr.ts';
import { errorsFr } from './text/errors.fr.ts';
import { estimatesFr } from './text/estimates.fr.ts';
import { impactFr } from './text/impact.fr.ts';
import { intervalsFr } from './text/intervals.fr.ts';
import { qualityFr } from './text/quality.fr.ts';
import { releaseFr } from './text/release.fr.ts';
import { boardsFr } from './text/boards.fr.ts';
import { resultsFr } from './text/results.fr.ts';

export const methodsFr: MethodsText = {
	title: 'Méthodes',
	lead: 'Comment chaque chiffre de cette publication est calculé : la formule, en mots et en symboles ; la source dont elle vient ; et le test qui la confronte à quelque chose que nous n’avons pas écrit.',
	contents: 'Sur cette page',
	source: 'Source',
	test: 'Vérifié par',
	sections: {
		...estimatesFr,
		...errorsFr,
		...intervalsFr,
		...comparisonsFr,
		...changeFr,
		...impactFr,
		...resultsFr,
		...boardsFr,
		...qualityFr,
		...releaseFr
	}
};
