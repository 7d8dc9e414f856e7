import type { TopicText } from '../outline.ts';

export const resultsEs: TopicText<'results'> = {
	'results-progress': {
		title: 'Avance frente a lo previsto',
		paragraphs: [
			'Lo informado se compara con el hito que vencía el día de esta versión de los datos, nunca con la meta final. Si la fuente no da fecha, se dice cuánto hay de cuánto y nada más: ni camino ni buen ritmo. Una meta de cada año se compara año por año y no se multiplica. Lo no dicho no es cero ni tiene barra.',
			'Los valores de períodos y lugares solo se suman donde el marco lo permite; los porcentajes, por su numerador y su denominador. De totales acumulados cuenta el último de cada país. Una estimación cumple un hito cuando lo cumple todo su intervalo; si el intervalo contiene el hito, es demasiado incierto para decirlo.'
		]
	},
	'results-path': {
		title: 'El camino a una meta',
		paragraphs: [
			'Con línea de base, meta y fechas, el valor se compara con la recta que las une. La recta empieza en una estimación, así que su error cuenta, y menos cuanto más cerca está la meta. Si el intervalo de la diferencia contiene el cero, o la fuente no da el error, la respuesta es «demasiado incierto para decirlo». Los casos contados no tienen error de muestreo.',
			'Al lado, con su nombre, está la regla de Open SDG y Statistics Canada: la variación anual observada entre la que hace falta; desde 0,95 en buen ritmo, desde 0,60 hay que acelerar, desde 0 avance limitado. Solo mira dos valores y no su error, y un cero se reemplaza por 0,001.'
		],
		legend:
			'y con asterisco: valor en la recta. y con 0 y T: línea de base y meta. f: parte del tiempo que ha pasado. V: varianza de la diferencia; s: errores estándar del valor y de la línea de base. g: variación anual en n años.'
	}
};
