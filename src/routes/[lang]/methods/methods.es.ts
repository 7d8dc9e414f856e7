import type { MethodsText } from './outline.ts';
import { changeEs } from './text/change.es.ts';
import { comparisonsEs } from './text/comparisons.es.ts';
import { errorsEs } from './text/errors.es.ts';
import { estimatesEs } from './text/estimates.es.ts';
import { impactEs } from './text/impact.es.ts';
import { intervalsEs } from './text/intervals.es.ts';
import { qualityEs } from './text/quality.es.ts';
import { releaseEs } from './text/release.es.ts';
import { boardsEs } from './text/boards.es.ts';
import { resultsEs } from './text/results.es.ts';

export const methodsEs: MethodsText = {
	title: 'Métodos',
	lead: 'Cómo se calcula cada cifra de esta publicación: la fórmula, en palabras y en símbolos; la fuente de donde viene, y la prueba que la compara con algo que no hemos escrito nosotros.',
	contents: 'En esta página',
	source: 'Fuente',
	test: 'Lo comprueba',
	sections: {
		...estimatesEs,
		...errorsEs,
		...intervalsEs,
		...comparisonsEs,
		...changeEs,
		...impactEs,
		...resultsEs,
		...boardsEs,
		...qualityEs,
		...releaseEs
	}
};
