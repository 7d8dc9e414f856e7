import type { MethodsText } from './outline.ts';

export const methodsEs: MethodsText = {
	title: 'Métodos',
	lead: 'Cómo se calcula cada cifra de esta publicación: la fórmula, en palabras y en símbolos; la fuente de donde viene, y la prueba que la compara con algo que no hemos escrito nosotros.',
	contents: 'En esta página',
	source: 'Fuente',
	test: 'Lo comprueba',
	sections: {
		estimates: {
			title: 'Qué se estima',
			paragraphs: [
				'Una encuesta entrevista a pocas personas en nombre de muchas. El ponderador dice a cuántas representa cada una. Una media es la suma de los valores multiplicados por sus ponderadores, dividida por la suma de los ponderadores. Un porcentaje es la media de una variable que vale 1 para quien tiene el atributo y 0 para los demás. Un total es la suma ponderada, sin dividir.',
				'El denominador de un porcentaje son todas las personas a las que corresponde la pregunta y que la respondieron. La media de un número se toma entre quienes dieron un número. Los ponderadores son los de la institución productora y no se modifican.'
			],
			legend:
				'd: dominio, el grupo del que se pregunta. k: una persona o un hogar. w: su ponderador. y: su valor.'
		},
		domains: {
			title: 'Un filtro es un dominio',
			paragraphs: [
				'Cuando usted limita una pregunta a un grupo, no se borra ninguna fila. La muestra se diseñó para todo el país, y el número de personas de un grupo que cayeron en ella depende del azar: esa parte del error también se cuenta.',
				'Por eso, las unidades primarias de muestreo (UPM: barrios, manzanas, secciones) donde no hay nadie del grupo siguen en el cálculo y cuentan como cero. Filtrar primero y declarar el diseño después daría un error equivocado.'
			]
		},
		variance: {
			title: 'El error estándar',
			paragraphs: [
				'La varianza se obtiene por linealización de Taylor. A cada persona se le asigna su influencia en la cifra; las influencias se suman dentro de cada UPM, y la varianza es la dispersión de esas sumas dentro de cada estrato. El error estándar es su raíz cuadrada.',
				'Se supone que las UPM se sortearon con reposición, lo que suele dar un error ligeramente mayor que el verdadero. Si la encuesta declara la fracción sorteada de cada estrato, o su número de UPM en la población, se aplica la corrección por población finita.'
			],
			legend:
				'V: varianza. s: error estándar. h: estrato. i: UPM. n: UPM sorteadas en el estrato. f: fracción sorteada, 0 si no se declara. z: suma de las influencias de una UPM; la primera expresión de z es para una media, la segunda para un total.'
		},
		'degrees-of-freedom': {
			title: 'Grados de libertad',
			paragraphs: [
				'Dicen cuánta información hay para estimar el propio error. Son las UPM menos los estratos, y solo se cuentan los que tienen miembros del grupo: quienes están en el denominador y aquellas personas cuya respuesta se perdió. Un grupo repartido en pocas UPM recibe así un intervalo más ancho.'
			],
			legend:
				'ν: grados de libertad. m: UPM con miembros del dominio d. h: estratos con miembros del dominio d.'
		},
		intervals: {
			title: 'Intervalos',
			paragraphs: [
				'El nivel es del 95 %. Una media o un total llevan el intervalo de la t de Student: la estimación más y menos el cuantil de la t por el error estándar.',
				'Un porcentaje lleva el mismo intervalo en la escala de log-odds, que después se devuelve a la escala de los porcentajes. Así nunca baja de 0 ni pasa de 100, y es asimétrico cuando debe serlo.'
			],
			legend:
				'θ: media o total. t: cuantil de la t de Student con ν grados de libertad. s: error estándar. p: proporción.'
		},
		'small-shares': {
			title: 'Porcentajes muy bajos, muy altos o con pocos casos',
			paragraphs: [
				'Por debajo del 5 %, por encima del 95 % o con menos de 10 casos que tienen el atributo, se usa el intervalo de Korn y Graubard: los límites exactos de la binomial, calculados con el tamaño efectivo de la muestra en lugar del número de entrevistas.',
				'El tamaño efectivo es el de una muestra aleatoria simple que tendría el mismo error, corregido por los grados de libertad. Como en R, no se recorta al número de entrevistas.'
			],
			legend:
				'n: casos del dominio, con los de respuesta perdida. n*: tamaño efectivo. α: 1 menos el nivel, 0,05. p, s, t y ν: como en los intervalos. B: cuantil de la distribución beta; la primera expresión con B es el límite inferior, la segunda el superior.'
		},
		'nobody-or-everybody': {
			title: 'Cuando no lo tiene nadie, o lo tienen todas las personas',
			paragraphs: [
				'Una muestra en la que nadie tiene el atributo no prueba que sea el 0 % de la población. Su error calculado sería cero, y eso sería falso. Se usan los límites exactos de Clopper y Pearson, con un tamaño efectivo: los casos divididos por el efecto de diseño, si este es mayor que 1.',
				'El efecto de diseño se toma prestado del grupo mayor más cercano en el que sí hay casos: primero el desglose sin el segundo corte, luego el conjunto, luego la encuesta sin filtros. Si ninguno los tiene, vale 1. La página dice qué método se usó.'
			],
			legend: 'n: casos del dominio. deff: efecto de diseño prestado.'
		},
		'design-effect': {
			title: 'Efecto de diseño',
			paragraphs: [
				'Cuánto mayor es la varianza que la de una muestra aleatoria simple, sin reposición, con el mismo número de entrevistas. Un efecto de 4 significa que mil entrevistas informan como 250. No se da cuando todas las respuestas son iguales, ni cuando los ponderadores no suman más que los casos.'
			],
			legend:
				'V: varianza según el diseño. V₀: la de la muestra aleatoria simple. N: suma de los ponderadores. n: casos. S²: varianza ponderada de la variable, con n − 1. Para un total, el denominador se multiplica por N².'
		},
		refusals: {
			title: 'Cuándo no hay respuesta',
			paragraphs: [
				'Un estrato con una sola UPM no permite saber cuánto varían las UPM entre sí. Si el grupo tiene casos en un estrato así, la cifra no se da y se nombra el estrato. No se inventa una varianza ni se toma por cero.',
				'Tampoco hay cifra sin casos ni sin grados de libertad. En los tres casos se dice el motivo en el lugar de la cifra.'
			]
		},
		'incomplete-designs': {
			title: 'Diseños incompletos',
			paragraphs: [
				'Algunos archivos públicos traen el ponderador, pero no el estrato o la UPM. La estimación es entonces correcta, pero el error no se puede calcular del todo: lo que se obtiene es, en general, demasiado pequeño.',
				'En ese caso el intervalo se dibuja abierto, se llama cota inferior y la precisión figura como no evaluable. No se supone ningún efecto de diseño para completarlo.'
			]
		},
		unsure: {
			title: 'No sabe o no responde',
			paragraphs: [
				'Dejar fuera a quienes no saben equivale a suponer que habrían respondido como los demás. Si son pocos, apenas importa; si son muchos, decide la cifra. Cuando superan el 5 % de las personas a las que se preguntó, ponderado, los porcentajes las mantienen en el denominador, como personas sin el atributo. Hasta el 5 %, quedan fuera.',
				'Se decide una vez por pregunta, igual para todos los grupos. La página dice qué se hizo y cuántas personas son, y usted puede elegir lo contrario.'
			],
			legend:
				'u: parte de no sabe o no responde. U: quienes no saben o no responden. Q: todas las personas a las que se preguntó. w: ponderador.'
		},
		missing: {
			title: 'Cinco maneras de no tener respuesta',
			paragraphs: [
				'Nunca se mezclan, porque cada una cambia el denominador de otra manera. Quien tiene respuesta, pero no dato para el desglose, cuenta solo en el conjunto, y se dice cuántos casos son.'
			],
			points: [
				'No se preguntó: la persona no recibió la pregunta. Queda fuera del universo.',
				'No corresponde: la pregunta no se aplica a la persona. Queda fuera del universo.',
				'No sabe: se le preguntó y no tomó partido. Sigue la regla del 5 %.',
				'No responde: se le preguntó y no quiso contestar. Sigue la regla del 5 %.',
				'Perdida: hubo respuesta, pero el archivo no la conserva o trae un código que nadie declaró. Sale del denominador y la persona sigue en el diseño.'
			]
		},
		'set-aside': {
			title: 'Lo que se aparta al preparar los datos',
			paragraphs: [
				'Los archivos de origen no se corrigen. Lo que no se puede usar se aparta y se anota con su archivo, línea, columna, valor y motivo, en una lista que no se publica. Si las líneas apartadas superan la parte que la encuesta declara, que es ninguna si no dice otra cosa, la encuesta no se construye y la publicación anterior queda como estaba.'
			],
			points: [
				'Una línea que no tiene los campos del encabezado.',
				'Una línea cuya clave ya apareció en otra anterior.',
				'Una fila de un capítulo que no pertenece a ninguna persona.',
				'Una fila cuyo ponderador no es un número positivo.',
				'Un código no declarado o un número fuera de su rango: se aparta la respuesta, no la persona.'
			]
		},
		synthetic: {
			title: 'Los datos de demostración',
			paragraphs: [
				'Las encuestas de demostración son sintéticas. Valdoria es un territorio ficticio: ninguna persona, hogar o lugar es real. Sus cifras no describen ningún país, y la página lo dice junto a cada una.',
				'Sirven para comprobar el método. De una población simulada, cuyos valores exactos se conocen, se sortea una muestra de dos etapas con conglomerados y falta de respuesta. Las estimaciones se comparan con la verdad: en promedio aciertan, y el error que declaran es aproximadamente el que tienen.'
			]
		},
		engines: {
			title: 'Dos motores, un estimador',
			paragraphs: [
				'Las cifras que ya están en la página se calcularon al construirla; las que usted pide se calculan en su navegador. Son las mismas instrucciones SQL sobre las mismas filas, con DuckDB en ambos lados, y las sumas se hacen en el mismo orden. Una prueba exige que coincidan hasta el último bit.',
				'Las instrucciones están debajo de cada respuesta: cualquiera puede repetirlas en DuckDB, fuera de esta página.'
			]
		},
		publication: {
			title: 'Qué no se publica',
			paragraphs: [
				'Todo lo que está en un sitio estático es público. Por eso, cada encuesta tiene un nivel, y lo que no debe salir no llega a la carpeta que se publica. De las filas publicadas solo salen conceptos armonizados y columnas del diseño, con los códigos de estrato y UPM barajados.'
			],
			points: [
				'Abierta: la licencia permite publicar las filas, y la edición pública las lleva.',
				'Protegida: es el nivel mientras no haya permiso escrito. La edición pública describe la encuesta y sus preguntas, sin filas ni, en esta publicación, cifras.',
				'Local: ni sus filas ni sus cifras salen del equipo donde se calculan.'
			]
		},
		limits: {
			title: 'Límites',
			paragraphs: ['Lo que estas cifras no dicen, o no tienen en cuenta:'],
			points: [
				'Esta publicación no usa pesos replicados, aunque la encuesta los traiga.',
				'No suma la varianza de la segunda etapa de muestreo. Con corrección por población finita, el error puede quedar algo corto.',
				'No calibra, ni tiene en cuenta que los ponderadores se calibraron. En una encuesta calibrada, el error puede quedar algo largo.',
				'No pone etiquetas de calidad ni oculta cifras imprecisas: hay que leer el intervalo, los casos y los grados de libertad.',
				'No hace pruebas de diferencias entre grupos, años o países. Que dos intervalos se toquen no es una prueba.',
				'No decide si dos encuestas son comparables. Una pregunta con otras palabras, otro universo u otro periodo mide otra cosa.',
				'No estima medianas, otros cuantiles, razones ni modelos.',
				'No aplica control de revelación estadística: por eso no publica cifras de encuestas protegidas.',
				'No mide los errores que no son de muestreo: quién falta en el marco, quién no abre la puerta, quién no dice la verdad.'
			]
		}
	}
};
