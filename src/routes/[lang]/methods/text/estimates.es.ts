import type { TopicText } from '../outline.ts';

export const estimatesEs: TopicText<'estimates'> = {
	estimates: {
		title: 'Qué se estima',
		paragraphs: [
			'Una encuesta entrevista a pocas personas en nombre de muchas. El ponderador dice a cuántas representa cada una. Una media es la suma de los valores multiplicados por sus ponderadores, dividida por la suma de los ponderadores. Un porcentaje es la media de una variable que vale 1 para quien tiene el atributo y 0 para los demás. Un total es la suma ponderada, sin dividir.',
			'El denominador de un porcentaje son todas las personas a las que corresponde la pregunta y que la respondieron. La media de un número se toma entre quienes dieron un número. Los ponderadores son los de la institución productora y solo cambian donde se declara una calibración.'
		],
		legend:
			'd: dominio, el grupo del que se pregunta. k: una persona o un hogar. w: su ponderador. y: su valor.'
	},
	ratios: {
		title: 'Razones, varianzas y distribuciones',
		paragraphs: [
			'Una razón divide un total por otro: por ejemplo, todo lo que se gasta en cannabis por todos los días en que se consume. Primero se suman el numerador y el denominador, con sus ponderadores, y después se divide una sola vez; no es la media de los cocientes de cada persona. Cuentan quienes dieron los dos números.',
			'La varianza de un número dice cuánto difieren las personas entre sí. Una distribución da el porcentaje de cada categoría sobre el mismo denominador, de modo que las partes suman 100 %.'
		],
		legend:
			'R: razón. y: numerador de la persona k. x: su denominador. z: suma de las influencias de una UPM en la razón. S²: varianza del número en la población. y con barra: su media. n: casos del dominio. w: ponderador.'
	},
	quantiles: {
		title: 'Medianas y otros cuantiles',
		paragraphs: [
			'La mediana es el valor que deja a media población por debajo; un cuantil es lo mismo con otra parte, como una décima o tres cuartas. Cada persona cuenta según su ponderador.',
			'Hay doce reglas para decidir qué valor se toma cuando el corte cae entre dos. La que se usa si no se pide otra (math) da el menor valor con el que se alcanza la parte pedida: siempre es un valor que alguien dio. Las demás se llaman como en R: school, shahvaish y hf1 a hf9, las de Hyndman y Fan con ponderadores.',
			'El intervalo es el de Woodruff: se calcula el de la parte de la población que llega hasta el cuantil, y cada límite se convierte en un valor con la misma regla. Para esa parte se puede pedir Wald (mean, si no se dice nada), log-odds (xlogit), arcoseno (asin) o Korn y Graubard (beta). También hay límites de puntaje (score), que son los valores que una prueba no rechaza, y, con pesos replicados, la dispersión del cuantil entre las réplicas (quantile). Si un límite queda más allá de los datos, no hay error y la cifra no se da.'
		],
		legend:
			'F(v): parte de la población con un valor de v o menor. π: la parte pedida; 0,5 para la mediana. q: cuantil, con la regla math. Q: la regla. s: error estándar de F(q). t: cuantil de la t de Student con ν grados de libertad. q₁ y q₂: límites del intervalo, aquí con Wald. La última expresión es el error estándar del cuantil.'
	},
	domains: {
		title: 'Un filtro es un dominio',
		paragraphs: [
			'Cuando usted limita una pregunta a un grupo, no se borra ninguna fila. La muestra se diseñó para todo el país, y el número de personas de un grupo que cayeron en ella depende del azar: esa parte del error también se cuenta.',
			'Por eso, las unidades primarias de muestreo (UPM: barrios, manzanas, secciones) donde no hay nadie del grupo siguen en el cálculo y cuentan como cero. Filtrar primero y declarar el diseño después daría un error equivocado.'
		]
	}
};
