import type { TopicText } from '../outline.ts';

export const intervalsEs: TopicText<'intervals'> = {
	intervals: {
		title: 'Intervalos',
		paragraphs: [
			'Un intervalo dice entre qué valores está, con bastante seguridad, la cifra verdadera: de cien encuestas como esta, unas 95 darían un intervalo que la contiene. El nivel es del 95 %, si no se pide otro. Una media, una razón, una varianza o un total llevan el intervalo de la t de Student: la estimación más y menos el cuantil de la t por el error estándar.',
			'Un porcentaje lleva el mismo intervalo en la escala de log-odds, que después se devuelve a la escala de los porcentajes. Así nunca baja de 0 ni pasa de 100, y es asimétrico cuando debe serlo.'
		],
		legend:
			'θ: media, razón, varianza o total. t: cuantil de la t de Student con ν grados de libertad. s: error estándar. p: proporción.'
	},
	'small-shares': {
		title: 'Porcentajes muy bajos, muy altos o con pocos casos',
		paragraphs: [
			'Por debajo del 5 %, por encima del 95 % o con menos de 10 casos que tienen el atributo, se usa el intervalo de Korn y Graubard: los límites exactos de la binomial, calculados con el tamaño efectivo de la muestra en lugar del número de entrevistas.',
			'El tamaño efectivo es el de una muestra aleatoria simple que tendría el mismo error, corregido por los grados de libertad. Como en R, no se recorta al número de entrevistas, salvo que se pida.'
		],
		legend:
			'n: casos del dominio, con los de respuesta perdida. n*: tamaño efectivo. α: 1 menos el nivel, 0,05. p, s, t y ν: como en los intervalos. B: cuantil de la distribución beta; la primera expresión con B es el límite inferior, la segunda el superior.'
	},
	'nobody-or-everybody': {
		title: 'Cuando no lo tiene nadie, o lo tienen todas las personas',
		paragraphs: [
			'Una muestra en la que nadie tiene el atributo no prueba que sea el 0 % de la población. Su error calculado sería cero, y eso sería falso. Se usan los límites exactos de Clopper y Pearson, con un tamaño efectivo: los casos divididos por el efecto de diseño, si este es mayor que 1.',
			'El efecto de diseño se toma prestado del grupo mayor más cercano en el que hay personas con el atributo y sin él: primero el desglose sin su último corte, y así hasta el conjunto; después, la encuesta sin filtros. Si no lo hay en ninguno, vale 1. La página dice qué método se usó.'
		],
		legend: 'n: casos del dominio. deff: efecto de diseño prestado.'
	},
	'interval-methods': {
		title: 'Otros intervalos que se pueden pedir',
		paragraphs: [
			'Para un porcentaje hay varios intervalos buenos, y cada país tiene su costumbre. Este programa elige con la regla de las secciones anteriores; en un archivo de peticiones se puede pedir otro. La respuesta dice siempre cuál se usó.',
			'Cuando no lo tiene nadie, o lo tienen todas las personas, ninguno de ellos existe, y vale la regla de la sección anterior. Si el intervalo pedido no existe porque el error es cero, se usa el de log-odds, y la respuesta lo dice.'
		],
		points: [
			'auto: log-odds; Korn y Graubard por debajo del 5 %, por encima del 95 % o con menos de 10 casos que tienen el atributo.',
			'logit o xlogit: log-odds.',
			'asin: simétrico en el arcoseno de la raíz del porcentaje.',
			'beta: Korn y Graubard, con tope en el número de casos si se pide (capEffectiveSize).',
			'wilson: los valores que la prueba de puntaje no rechaza, con el tamaño efectivo.',
			'likelihood: los valores casi tan verosímiles como la estimación, con la corrección de Rao y Scott.',
			'mean: Wald, simétrico alrededor del porcentaje; puede bajar de 0 o pasar de 100.'
		],
		legend:
			'Por orden: arcoseno; Wilson; verosimilitud, en dos líneas; Wald. p: proporción. π: los dos límites que se buscan. s: error estándar. t: cuantil de la t de Student con ν grados de libertad. n: casos. n*: p(1 − p) / s². D: cuánto se aparta π de p en verosimilitud.'
	}
};
