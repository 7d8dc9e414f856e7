import type { MethodsText } from './outline.ts';
import { changePt } from './text/change.pt.ts';
import { comparisonsPt } from './text/comparisons.pt.ts';
import { errorsPt } from './text/errors.pt.ts';
import { estimatesPt } from './text/estimates.pt.ts';
import { impactPt } from './text/impact.pt.ts';
import { intervalsPt } from './text/intervals.pt.ts';
import { qualityPt } from './text/quality.pt.ts';
import { releasePt } from './text/release.pt.ts';
import { boardsPt } from './text/boards.pt.ts';
import { resultsPt } from './text/results.pt.ts';

export const methodsPt: MethodsText = {
	title: 'Métodos',
	lead: 'Como se calcula cada número desta publicação: a fórmula, em palavras e em símbolos; a fonte de onde vem; e o teste que a compara com algo que não foi escrito por nós.',
	contents: 'Nesta página',
	source: 'Fonte',
	test: 'Comprovado por',
	sections: {
		...estimatesPt,
		...errorsPt,
		...intervalsPt,
		...comparisonsPt,
		...changePt,
		...impactPt,
		...resultsPt,
		...boardsPt,
		...qualityPt,
		...releasePt
	}
};
